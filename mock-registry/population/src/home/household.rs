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
        let mut residents = Residents { nation: self, day, living: Vec::new() };
        residents.collect(self.home_of(self.place(person), day));
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
    sex: Sex,
    born: Day,
    /// 0 for the couple the home is traced to, 1 for their children, and so on.
    generation: u8,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Descends from the founder through the sons that stay; `line` is the generation of the parents' couple.
    Husband,
    /// Married into the line.
    Wife,
    /// Unmarried child of a couple of the line, or of a woman on her own.
    Child,
    /// Child of an unmarried daughter.
    Natural,
}

struct Residents<'a> {
    nation: &'a Nation,
    day: Day,
    living: Vec<Resident>,
}

impl Residents<'_> {
    fn collect(&mut self, home: Home) {
        match home {
            Home::Family(husband) => self.family(husband, 0),
            Home::Single(place) | Home::Away(place) => {
                self.add(place, 0, Role::Husband);
                self.children(place, 1, Role::Child);
            }
        }
    }

    /// The couple of `husband`, their unmarried children, and the couple of the son that stays.
    fn family(&mut self, husband: Place, generation: u8) {
        let Some(couple) = self.nation.married_couple(husband, self.day) else { return };
        self.add(husband, generation, Role::Husband);
        if self.nation.divorced_by(couple, self.day) {
            // She has left with the unmarried children; a married son stays in his father's home.
            self.stem(couple.wife, generation);
            return;
        }
        self.add(couple.wife, generation, Role::Wife);
        self.stem(couple.wife, generation);
        self.children(couple.wife, generation + 1, Role::Child);
    }

    /// The couple of the first-born son of a woman, if he is married and stays.
    fn stem(&mut self, mother: Place, generation: u8) {
        let Some(first) = self.nation.births_of(mother).next() else { return };
        let son = self.nation.child_of(first);
        if self.nation.stays_with(son).is_some() {
            self.family(son, generation + 1);
        }
    }

    /// The unmarried children of a woman who have not left, and theirs.
    fn children(&mut self, mother: Place, generation: u8, role: Role) {
        for birth in self.nation.births_of(mother) {
            if birth.year > self.day.year() {
                return;
            }
            let child = self.nation.child_of(birth);
            if self.nation.left_home_by(child, self.day)
                || self.nation.married_couple(child, self.day).is_some()
            {
                continue;
            }
            self.add(child, generation, role);
            self.children(child, generation + 1, Role::Natural);
        }
    }

    fn add(&mut self, place: Place, generation: u8, role: Role) {
        let person = self.nation.person(place);
        let born = self.nation.birth_day(person);
        if born <= self.day && self.day < self.nation.death_day(person, place) {
            self.living.push(Resident { person, sex: place.cell.sex(), born, generation, role });
        }
    }

    /// The first man of the line who is not old; else the first of their wives; else whoever is oldest.
    fn head(&self) -> Option<Resident> {
        let not_old = |r: &&Resident| self.day < r.born.plus_years(RETIRING_AGE);
        let first = |role: Role| {
            self.living.iter().filter(|r| r.role == role).filter(not_old).min_by_key(|r| r.generation)
        };
        first(Role::Husband)
            .or(first(Role::Wife))
            .or(self.living.iter().min_by_key(|r| (r.born, r.person)))
            .copied()
    }
}

impl Resident {
    fn relation_to(self, head: Resident) -> Relation {
        use Relation as R;
        let up = i32::from(head.generation) - i32::from(self.generation);
        let in_line = self.role != Role::Natural;
        let by_sex = |male, female| if self.sex == Sex::Male { male } else { female };
        if self.person == head.person {
            return R::Head;
        }
        match (up, self.role) {
            (0, Role::Husband | Role::Wife) if matches!(head.role, Role::Husband | Role::Wife) => {
                by_sex(R::Husband, R::Wife)
            }
            (0, Role::Child | Role::Natural) | (0, Role::Husband) if self.born > head.born => {
                R::YoungerSibling
            }
            (0, Role::Child | Role::Natural | Role::Husband) => by_sex(R::OlderBrother, R::OlderSister),
            (1, Role::Husband | Role::Wife) => by_sex(R::Father, R::Mother),
            (2, Role::Husband | Role::Wife) => by_sex(R::Grandfather, R::Grandmother),
            (-1, Role::Wife) => R::DaughterInLaw,
            (-1, _) if in_line && matches!(head.role, Role::Husband | Role::Wife) => R::Child,
            (-2..=-1, Role::Husband | Role::Child | Role::Natural) => R::Grandchild,
            (..=-3, Role::Husband | Role::Child | Role::Natural) => R::GreatGrandchild,
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
