//! A nation with deaths recorded over its own: still a pure function, now of what was recorded as well.
//!
//! A recorded death only cuts short. Whatever comes from the day on is gone, of the person and of others: a wedding, a divorce,
//! children not yet born and theirs. What was before stays as it was, so that as of an earlier day nothing has happened.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::cell::Place;
use crate::day::Day;
use crate::kin::Couple;
use crate::nation::{Nation, Person};

/// Recorded deaths, never none.
pub(crate) struct Amendments {
    /// By index of the person.
    deaths: HashMap<u64, Day>,
    /// The first of them: nobody born before can miss a mother.
    first: Day,
}

impl Nation {
    /// This nation with these deaths and no others recorded; one that does not come before the nation's own changes nothing.
    ///
    /// Time and memory in proportion to their number; the clones share them.
    pub fn amended(&self, deaths: impl IntoIterator<Item = (Person, Date)>) -> Nation {
        let mut by_index: HashMap<u64, Day> = HashMap::new();
        for (person, date) in deaths {
            let day = Day::from(date);
            by_index.entry(self.index(person)).and_modify(|known| *known = day.min(*known)).or_insert(day);
        }
        let first = by_index.values().min().copied();
        let amendments = first.map(|first| Arc::new(Amendments { deaths: by_index, first }));
        let mut nation = self.clone();
        nation.amendments = amendments;
        nation
    }

    /// Whether somebody is not born at all, because the recorded death of the mother, or of hers, comes first.
    pub fn is_never_born(&self, person: Person) -> bool {
        self.amendments.as_deref().is_some_and(|amendments| self.lost(amendments, self.place(person)))
    }

    /// The day of death that takes the place of a later one of the nation.
    pub(crate) fn recorded_death(&self, person: Person, place: Place) -> Option<Day> {
        let amendments = self.amendments.as_deref()?;
        let recorded = amendments.deaths.get(&self.index(person)).copied();
        // Whoever is never born lives no day.
        recorded.or_else(|| self.lost(amendments, place).then(|| self.birth_day(person)))
    }

    /// Whether no recorded death of the two comes by a day that the nation has for them.
    pub(crate) fn comes_to_pass(&self, couple: Couple, day: impl FnOnce() -> Day) -> bool {
        if self.amendments.is_none() {
            return true;
        }
        let deaths = [couple.wife, couple.husband].map(|one| self.recorded_death(self.person(one), one));
        let first = deaths.into_iter().flatten().min();
        first.is_none_or(|first| day() < first)
    }

    /// Whether the husband of a couple lived in a year, or they had wed, as far as recorded deaths go.
    pub(crate) fn husband_by(&self, couple: Couple, year: i32) -> bool {
        self.amendments.is_none()
            || self
                .recorded_death(self.person(couple.husband), couple.husband)
                .is_none_or(|death| year <= death.year() || self.wedding_year(couple).is_some())
    }

    /// Every step leads to an older woman, and ends before the first recorded death.
    fn lost(&self, amendments: &Amendments, place: Place) -> bool {
        if place.cell.year() < amendments.first.year() {
            return false;
        }
        let Some(mother) = self.mother_of(place) else { return false };
        let birth = self.birth_day(self.person(place));
        let death = amendments.deaths.get(&self.index(self.person(mother)));
        death.is_some_and(|death| *death <= birth) || self.lost(amendments, mother)
    }
}
