//! Who is in a mirror: people of an agency in a keyed order, each once.

use dinhdanh_population::{Nation, Permutation, Person};
use jiff::ToSpan;
use jiff::civil::Date;

use super::agencies::Agency;

/// Goes through the nation in a keyed order, and stops at those wanted. Needs no memory.
pub(crate) struct People<'a> {
    nation: &'a Nation,
    agency: &'a Agency,
    as_of: Date,
    order: Permutation,
    next: u32,
    wanted: Wanted,
}

/// Which of the people on file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Those alive.
    Living,
    /// Those who died in the years before the day.
    RecentlyDead,
}

/// Years after which even a careless agency has heard of a death. An assumption.
const UNHEARD_OF: i16 = 5;

impl<'a> People<'a> {
    /// People of an agency as of a day.
    pub(crate) fn new(nation: &'a Nation, agency: &'a Agency, as_of: Date, wanted: Wanted) -> People<'a> {
        let name = match wanted {
            Wanted::Living => format!("extract.people.{}", agency.name),
            Wanted::RecentlyDead => format!("extract.dead.{}", agency.name),
        };
        // The limits of a nation keep its people below 2^32.
        let people = u32::try_from(nation.registered()).unwrap_or(u32::MAX);
        People { nation, agency, as_of, order: nation.stream(&name).permutation(people), next: 0, wanted }
    }

    fn fits(&self, person: Person) -> bool {
        let (born, died) = (self.nation.date_of_birth(person), self.nation.date_of_death(person));
        match self.wanted {
            Wanted::Living => {
                born <= self.as_of && self.as_of < died && self.agency.holds(self.nation, person, self.as_of)
            }
            Wanted::RecentlyDead => {
                let last = died.checked_sub(1.day()).unwrap_or(died);
                died <= self.as_of
                    && died.year() >= self.as_of.year() - UNHEARD_OF
                    && born <= last
                    && self.agency.holds(self.nation, person, last)
            }
        }
    }
}

impl Iterator for People<'_> {
    type Item = Person;

    fn next(&mut self) -> Option<Person> {
        while u64::from(self.next) < self.nation.registered() {
            let index = self.order.forward(self.next);
            self.next += 1;
            let person = self.nation.person_at(u64::from(index)).filter(|person| self.fits(*person));
            if person.is_some() {
                return person;
            }
        }
        None
    }
}
