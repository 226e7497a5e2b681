//! Who acts for a minor before the law, and for whom somebody acts (Civil Code 91/2015/QH13, articles 52 and 136).
//!
//! The living parents; if both are dead or unknown, the eldest living sibling of age; failing that, the living grandparents,
//! those of the father first. The law leaves it to the grandparents who of them it is, and names uncles and aunts next: those and
//! guardians who are appointed are not drawn, and a child that needs one has no representative on record.

use jiff::civil::Date;

use crate::day::Day;
use crate::nation::{Nation, Person};

/// Age at which nobody needs a representative any more.
const OF_AGE: i32 = 18;
/// No sibling is so much older.
const APART: i32 = 40;

/// Father and mother.
pub(crate) type Parents = [Option<Person>; 2];

/// A person with parents and children.
#[derive(Clone, Copy)]
pub(crate) struct Family<'a> {
    pub(crate) person: Person,
    pub(crate) parents: Parents,
    /// Children, past and to come.
    pub(crate) children: &'a [Person],
}

impl Nation {
    /// The legal representatives of a minor on a date: none of an adult, nor of the dead.
    pub fn legal_representatives(&self, person: Person, as_of: Date) -> Vec<Person> {
        match self.is_alive(person, as_of) {
            true => self.representatives_of(person, self.parents(person), as_of.into()),
            false => Vec::new(),
        }
    }

    /// Those whose legal representative a person is on a date.
    pub fn represented(&self, person: Person, as_of: Date) -> Vec<Person> {
        let (parents, children) = (self.parents(person), self.children(person));
        match self.is_alive(person, as_of) {
            true => self.represented_by(Family { person, parents, children: &children }, as_of.into()),
            false => Vec::new(),
        }
    }

    /// The same on a day of life.
    pub(crate) fn representatives_of(&self, person: Person, parents: Parents, day: Day) -> Vec<Person> {
        if !self.is_minor(person, day) {
            return Vec::new();
        }
        let living =
            |two: Parents| two.into_iter().flatten().filter(|one| self.lives(*one, day)).collect::<Vec<_>>();
        let found = living(parents);
        if !found.is_empty() {
            return found;
        }
        if let Some(sibling) = self.guardian_of(parents[1], day) {
            return vec![sibling];
        }
        let grandparents = parents.into_iter().flatten().map(|parent| living(self.parents(parent)));
        grandparents.into_iter().find(|two| !two.is_empty()).unwrap_or_default()
    }

    /// The same on a day of life.
    pub(crate) fn represented_by(&self, family: Family, day: Day) -> Vec<Person> {
        let Family { person, parents, children } = family;
        let minors = |people: Vec<Person>| {
            people.into_iter().filter(|one| self.is_minor(*one, day) && self.lives(*one, day))
        };
        let mut found: Vec<Person> = minors(children.to_vec()).collect();
        // Siblings and grandchildren, if somebody has died in between.
        let age = day.year() - person.cell.year();
        let mother = parents[1].filter(|_| (OF_AGE..OF_AGE + APART).contains(&age));
        let between = mother.into_iter().chain(children.iter().copied());
        let orphans = between.filter(|one| !self.lives(*one, day)).flat_map(|one| minors(self.children(one)));
        found.extend(
            orphans.filter(|orphan| {
                self.representatives_of(*orphan, self.parents(*orphan), day).contains(&person)
            }),
        );
        found
    }

    /// The days of life on which somebody begins or ceases to represent or to be represented.
    pub(crate) fn representation_changes(&self, family: Family, birth: Day, death: Day) -> Vec<Day> {
        let Family { person, parents, children } = family;
        let mut days = self.turns(person, parents);
        days.extend(children.iter().flat_map(|child| self.ends_of_minority(*child)));
        let lost = children.iter().copied().filter(|child| self.lifetime(*child).death < death);
        let between = parents[1].into_iter().chain(lost);
        for orphan in between.flat_map(|one| self.bereft(one)) {
            days.extend(self.turns(orphan, self.parents(orphan)));
        }
        days.retain(|day| birth < *day && *day < death);
        days.sort_unstable();
        days.dedup();
        let on = |day: Day| (self.representatives_of(person, parents, day), self.represented_by(family, day));
        days.into_iter().filter(|day| on(day.plus(-1)) != on(*day)).collect()
    }

    /// The days on which the representatives of somebody may change.
    fn turns(&self, person: Person, parents: Parents) -> Vec<Day> {
        let mut days: Vec<Day> = self.ends_of_minority(person).into();
        let deaths = |two: Parents| two.into_iter().flatten().map(|one| self.lifetime(one).death);
        days.extend(deaths(parents));
        if deaths(parents).max().is_some_and(|last| last < self.of_age(person)) {
            let siblings = parents[1].map_or(Vec::new(), |mother| self.children(mother));
            days.extend(siblings.into_iter().flat_map(|one| self.ends_of_minority(one)));
            days.extend(parents.into_iter().flatten().flat_map(|parent| deaths(self.parents(parent))));
        }
        days
    }

    /// The children whom somebody leaves as minors.
    fn bereft(&self, parent: Person) -> impl Iterator<Item = Person> + use<'_> {
        let death = self.lifetime(parent).death;
        self.children(parent).into_iter().filter(move |child| death < self.of_age(*child))
    }

    /// The coming of age, and death.
    fn ends_of_minority(&self, person: Person) -> [Day; 2] {
        [self.of_age(person), self.lifetime(person).death]
    }

    fn of_age(&self, person: Person) -> Day {
        self.birth_day(person).plus_years(OF_AGE)
    }

    /// The eldest living child of age of a mother.
    fn guardian_of(&self, mother: Option<Person>, day: Day) -> Option<Person> {
        let mut siblings = self.children(mother?).into_iter();
        siblings.find(|sibling| {
            !self.is_minor(*sibling, day) && self.birth_day(*sibling) <= day && self.lives(*sibling, day)
        })
    }

    /// Whether somebody is born and not of age on a day.
    pub(crate) fn is_minor(&self, person: Person, day: Day) -> bool {
        let birth = self.birth_day(person);
        birth <= day && day < self.of_age(person)
    }

    /// Whether somebody is not dead on a day.
    fn lives(&self, person: Person, day: Day) -> bool {
        day < self.death_day(person, self.place(person))
    }
}
