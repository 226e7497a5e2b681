//! Kinship for callers, who know people and dates rather than seats and years.

use crate::nation::{Nation, Person};
use crate::terms::Sex;

impl Nation {
    /// The mother, if she is in the tables. People born before about 1950 may have none.
    pub fn mother(&self, person: Person) -> Option<Person> {
        Some(self.person(self.mother_of(self.place(person))?))
    }

    /// The father, if one is recorded.
    pub fn father(&self, person: Person) -> Option<Person> {
        Some(self.person(self.father_of(self.place(person))?))
    }

    /// Who was born by the same delivery.
    pub fn twin(&self, person: Person) -> Option<Person> {
        let rank = self.twins(person.cell).twin(person.rank)?;
        Some(Person { rank, ..person })
    }

    /// Father and mother, if they are known.
    pub(crate) fn parents(&self, person: Person) -> [Option<Person>; 2] {
        [self.father(person), self.mother(person)]
    }

    /// All children, in order of birth, of the past and to come.
    pub fn children(&self, person: Person) -> Vec<Person> {
        let place = self.place(person);
        match place.cell.sex() {
            Sex::Female => self
                .births_of(place)
                .flat_map(|birth| self.children_of(birth))
                .map(|child| self.person(child))
                .collect(),
            Sex::Male => self.couple_of(place).map_or(Vec::new(), |couple| {
                self.births_of(couple.wife)
                    .filter(|birth| self.is_common_child(couple, birth.year))
                    .flat_map(|birth| self.children_of(birth))
                    .map(|child| self.person(child))
                    .collect()
            }),
        }
    }
}
