//! Who acts for a minor before the law, and for whom somebody acts (Civil Code 91/2015/QH13, articles 52 and 136).
//!
//! The living parents; if both are dead or unknown, the eldest living sibling of age. Grandparents and guardians who are
//! appointed are not drawn: such a child has no representative on record.

use jiff::civil::Date;

use crate::day::Day;
use crate::nation::{Nation, Person};

/// Age at which nobody needs a representative any more.
const OF_AGE: i32 = 18;
/// No sibling is so much older.
const APART: i32 = 40;

/// A person, whose life is known, on a day.
#[derive(Clone, Copy)]
pub(crate) struct Family<'a> {
    pub(crate) person: Person,
    /// Father and mother.
    pub(crate) parents: [Option<Person>; 2],
    /// Children, past and to come.
    pub(crate) children: &'a [Person],
}

impl Nation {
    /// The legal representatives of a minor on a date: none of an adult, nor of the dead.
    pub fn legal_representatives(&self, person: Person, as_of: Date) -> Vec<Person> {
        let parents = [self.father(person), self.mother(person)];
        match self.is_alive(person, as_of) {
            true => self.representatives_of(Family { person, parents, children: &[] }, as_of.into()),
            false => Vec::new(),
        }
    }

    /// Those whose legal representative a person is on a date.
    pub fn represented(&self, person: Person, as_of: Date) -> Vec<Person> {
        let parents = [self.father(person), self.mother(person)];
        match self.is_alive(person, as_of) {
            true => {
                let children = self.children(person);
                self.represented_by(Family { person, parents, children: &children }, as_of.into())
            }
            false => Vec::new(),
        }
    }

    /// The same on a day of life.
    pub(crate) fn representatives_of(&self, family: Family, day: Day) -> Vec<Person> {
        if !self.is_minor(family.person, day) {
            return Vec::new();
        }
        let parents: Vec<Person> =
            family.parents.into_iter().flatten().filter(|parent| self.lives(*parent, day)).collect();
        if !parents.is_empty() {
            return parents;
        }
        self.guardian_of(family.parents[1], day)
            .filter(|sibling| *sibling != family.person)
            .into_iter()
            .collect()
    }

    /// The same on a day of life.
    pub(crate) fn represented_by(&self, family: Family, day: Day) -> Vec<Person> {
        let born = |child: &&Person| self.is_minor(**child, day) && self.lives(**child, day);
        let mut minors: Vec<Person> = family.children.iter().filter(born).copied().collect();
        let age = day.year() - family.person.cell.year();
        if (OF_AGE..OF_AGE + APART).contains(&age)
            && let [father, Some(mother)] = family.parents
            && ![father, Some(mother)].into_iter().flatten().any(|parent| self.lives(parent, day))
            && self.guardian_of(Some(mother), day) == Some(family.person)
        {
            let siblings = self.children(mother);
            // A half-sibling may have a father who lives.
            let orphan = |p: Person| self.father(p).is_none_or(|father| !self.lives(father, day));
            minors.extend(siblings.iter().filter(born).filter(|p| orphan(**p)));
        }
        minors
    }

    /// The days of life on which somebody begins or ceases to represent or to be represented.
    pub(crate) fn representation_changes(&self, family: Family, birth: Day, death: Day) -> Vec<Day> {
        let death_of = |p: Person| self.death_day(p, self.place(p));
        let of_age = |p: Person| self.birth_day(p).plus_years(OF_AGE);
        let Family { person, parents, children } = family;
        let mut days = vec![of_age(person)];
        let parents_end = parents.into_iter().flatten().map(death_of).max();
        days.extend(parents.into_iter().flatten().map(death_of));
        days.extend(children.iter().flat_map(|child| [of_age(*child), death_of(*child)]));
        // Siblings count only for an orphan, or for the eldest of orphans.
        if parents_end.is_some_and(|end| end.0 - birth.0 < (OF_AGE + APART) * 366)
            && let Some(mother) = parents[1]
        {
            days.extend(
                self.children(mother).into_iter().flat_map(|sibling| [of_age(sibling), death_of(sibling)]),
            );
        }
        days.retain(|day| birth < *day && *day < death);
        days.sort_unstable();
        days.dedup();
        let on = |day: Day| (self.representatives_of(family, day), self.represented_by(family, day));
        days.into_iter().filter(|day| on(day.plus(-1)) != on(*day)).collect()
    }

    /// The eldest living child of age of a mother.
    fn guardian_of(&self, mother: Option<Person>, day: Day) -> Option<Person> {
        let mut siblings = self.children(mother?).into_iter();
        siblings.find(|sibling| {
            !self.is_minor(*sibling, day) && self.birth_day(*sibling) <= day && self.lives(*sibling, day)
        })
    }

    fn is_minor(&self, person: Person, day: Day) -> bool {
        let birth = self.birth_day(person);
        birth <= day && day < birth.plus_years(OF_AGE)
    }

    /// Whether somebody is not dead on a day.
    fn lives(&self, person: Person, day: Day) -> bool {
        day < self.death_day(person, self.place(person))
    }
}
