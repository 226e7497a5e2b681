//! Households: the living people of one home, and how they are related to its head.

use std::fmt;

use jiff::civil::Date;

use super::hearth::Home;
use crate::cell::Place;
use crate::day::Day;
use crate::nation::{Nation, Person};
use crate::terms::{Relation, Sex};

/// The living people of one home on a date.
#[derive(Clone, PartialEq, Eq)]
pub struct Household {
    /// The head.
    pub head: Person,
    /// Everybody with the relation to the head, the head first.
    pub members: Vec<Member>,
}

/// Somebody in a household.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What the person is to the head.
    pub relation: Relation,
}

/// Age at which a head hands over to the next generation, if there is one in the home.
const RETIRING_AGE: i32 = 70;

impl Nation {
    /// The household of a living person; none before birth and after death.
    pub fn household(&self, person: Person, as_of: Date) -> Option<Household> {
        let day = Day::from(as_of);
        if !self.is_alive(person, as_of) {
            return None;
        }
        self.household_in(self.home_of(self.place(person), day), day)
    }

    /// The living people of a home; none if nobody is left.
    pub(crate) fn household_in(&self, home: Home, day: Day) -> Option<Household> {
        let mut residents = Residents { nation: self, day, living: Vec::new() };
        residents.collect(home);
        let head = residents.head()?;
        let mut members: Vec<Member> = residents
            .living
            .iter()
            .map(|resident| Member { person: resident.person, relation: resident.relation_to(head) })
            .collect();
        members.sort_by_key(|member| member.relation != Relation::Head);
        Some(Household { head: head.person, members })
    }

    /// The head of the household of a living person.
    pub fn household_head(&self, person: Person, as_of: Date) -> Option<Person> {
        Some(self.household(person, as_of)?.head)
    }
}

/// A living person of a home, with a place in its family.
#[derive(Clone, Copy)]
struct Resident {
    person: Person,
    place: Place,
    /// The mother, if she belongs to this home or did in life.
    mother: Option<Place>,
    born: Day,
    /// 0 for the couple the home is traced to, 1 for their children, and so on.
    generation: u8,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A man of the line: the founder, then the sons that stay. Also a founder without a couple.
    Line,
    /// Married into the line.
    Wife,
    /// Unmarried child of the line.
    Child,
    /// Child of an unmarried daughter.
    Natural,
    /// Child of this wife from her first marriage, or of such a child.
    Step(Place),
}

struct Residents<'a> {
    nation: &'a Nation,
    day: Day,
    living: Vec<Resident>,
}

impl Residents<'_> {
    fn collect(&mut self, home: Home) {
        match home {
            Home::Family(husband) => self.family(husband, None, 0),
            Home::Single(place) | Home::Away(place) => {
                self.add(place, None, 0, Role::Line);
                self.children(place, 1, Role::Child);
            }
        }
    }

    /// The couple of `husband`, the couple of the son that stays, and the unmarried children.
    fn family(&mut self, husband: Place, mother: Option<Place>, generation: u8) {
        let Some(couple) = self.nation.married_couple(husband, self.day) else { return };
        self.add(husband, mother, generation, Role::Line);
        // After a divorce she has left with the unmarried children; a married son stays in his father's home.
        let together = !self.nation.divorced_by(couple, self.day);
        if together {
            self.add(couple.wife, None, generation, Role::Wife);
        }
        let son = self.nation.staying_son(couple.wife);
        let joined = self.nation.joined_by(couple, self.day);
        if let Some(son) = son.filter(|son| joined && self.nation.is_common_child(couple, son.cell.year())) {
            self.family(son, Some(couple.wife), generation + 1);
        }
        if together {
            self.children(couple.wife, generation + 1, Role::Child);
        } else if let Some(second) = self.nation.remarried_by(couple, husband, self.day) {
            self.add(second.wife, None, generation, Role::Wife);
            self.children(second.wife, generation + 1, Role::Step(second.wife));
        }
    }

    /// The unmarried children of a woman who have not left, and theirs.
    fn children(&mut self, mother: Place, generation: u8, role: Role) {
        for birth in self.nation.births_of(mother) {
            if birth.year > self.day.year() {
                return;
            }
            for child in self.nation.children_of(birth) {
                if self.nation.left_home_by(child, self.day)
                    || self.nation.married_couple(child, self.day).is_some()
                {
                    continue;
                }
                self.add(child, Some(mother), generation, role);
                let theirs = if matches!(role, Role::Step(_)) { role } else { Role::Natural };
                self.children(child, generation + 1, theirs);
            }
        }
    }

    fn add(&mut self, place: Place, mother: Option<Place>, generation: u8, role: Role) {
        let person = self.nation.person(place);
        let born = self.nation.birth_day(person);
        if born <= self.day && self.day < self.nation.death_day(person, place) {
            self.living.push(Resident { person, place, mother, born, generation, role });
        }
    }

    /// The first man of the line who is not old; else the first of their wives; else whoever is oldest.
    fn head(&self) -> Option<Resident> {
        let not_old = |r: &&Resident| self.day < r.born.plus_years(RETIRING_AGE);
        let first = |role: Role| {
            self.living.iter().filter(|r| r.role == role).filter(not_old).min_by_key(|r| r.generation)
        };
        first(Role::Line).or(first(Role::Wife)).or(self.living.iter().min_by_key(|r| r.order())).copied()
    }
}

impl Resident {
    /// Order of birth.
    fn order(self) -> (Day, Person) {
        (self.born, self.person)
    }

    /// Whether there is a forebear in common: whom a wife has brought along are her kin and each other's, and nobody else's.
    fn is_kin_of(self, head: Resident) -> bool {
        match self.role {
            Role::Step(wife) => head.place == wife || head.role == self.role,
            _ => true,
        }
    }

    fn relation_to(self, head: Resident) -> Relation {
        use Relation as R;
        let by_sex = |male, female| if self.place.cell.sex() == Sex::Male { male } else { female };
        let heads_couple = matches!(head.role, Role::Line | Role::Wife);
        let parents = matches!(self.role, Role::Line | Role::Wife) && head.role != Role::Natural;
        match i32::from(head.generation) - i32::from(self.generation) {
            _ if self.person == head.person => R::Head,
            _ if self.mother == Some(head.place) => R::Child,
            _ if head.mother == Some(self.place) => R::Mother,
            // Of twins the second is the younger.
            _ if self.mother.is_some() && self.mother == head.mother => match self.order() > head.order() {
                true => R::YoungerSibling,
                false => by_sex(R::OlderBrother, R::OlderSister),
            },
            0 if heads_couple && matches!(self.role, Role::Line | Role::Wife) => by_sex(R::Husband, R::Wife),
            1 if parents => by_sex(R::Father, R::Mother),
            2 if parents => by_sex(R::Grandfather, R::Grandmother),
            -1 if self.role == Role::Wife && heads_couple => R::DaughterInLaw,
            -1 if heads_couple && matches!(self.role, Role::Line | Role::Child) => R::Child,
            _ if self.role == Role::Wife || !self.is_kin_of(head) => R::Other,
            -2..=-1 => R::Grandchild,
            ..=-3 => R::GreatGrandchild,
            _ => R::Other,
        }
    }
}

impl fmt::Debug for Household {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Household({} members, redacted)", self.members.len())
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({:?}, redacted)", self.relation)
    }
}
