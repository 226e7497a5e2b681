//! Legal representatives: who they are, one after the other, and which organisations somebody represents.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::Organisation;
use crate::day::Day;
use crate::draw::Permutation;
use crate::mix::below;
use crate::nation::{Nation, Person};

/// Somebody's time as the legal representative of an organisation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RepresentativeTerm {
    /// The organisation.
    pub organisation: Organisation,
    /// Who represents it.
    pub person: Person,
    /// First day.
    pub from: Date,
    /// The day after the last: that of the next representative, or on which the organisation is dissolved.
    pub until: Date,
}

/// Candidates are tried in turn until one is of age and alive: a third of all people ever registered is, so that almost
/// always one of these is. If none is, the organisation is dissolved.
const CANDIDATES: u64 = 48;
/// Ages at which somebody becomes a representative, and at which somebody ceases to be one; years of a term.
const AGES: (i32, i32, i32) = (25, 62, 72);
const TERM: (i32, u64) = (3, 25);

impl Nation {
    /// All representatives of an organisation, past and to come, the first on the day of foundation and none after the last.
    pub fn representative_terms(&self, organisation: Organisation) -> Vec<RepresentativeTerm> {
        let end = self.dissolution(organisation);
        let lengths = self.stream("organisations.term").child(u64::from(organisation.0));
        let mut terms = Vec::new();
        let mut day = self.foundation(organisation);
        for nth in 0..CANDIDATES {
            let index = self.candidates(nth).forward(organisation.0);
            let Some(person) = self.person_at(u64::from(index)) else { continue };
            let Some(last) = self.could_represent(person, day) else { continue };
            let length = TERM.0 * 365 + below(lengths.word(nth), TERM.1 * 365) as i32;
            let until = day.plus(length).min(last).min(end);
            terms.push(RepresentativeTerm { organisation, person, from: day.into(), until: until.into() });
            day = until;
            if day >= end {
                break;
            }
        }
        terms
    }

    /// The terms of a person as a legal representative, past and to come.
    pub fn represented_organisations(&self, person: Person) -> Vec<RepresentativeTerm> {
        let index = self.index(person) as u32;
        let mut terms: Vec<RepresentativeTerm> = (0..CANDIDATES)
            .filter_map(|nth| self.organisation_at(u64::from(self.candidates(nth).inverse(index))))
            .flat_map(|organisation| self.representative_terms(organisation))
            .filter(|term| term.person == person)
            .collect();
        terms.sort_by_key(|term| (term.from, term.organisation));
        terms.dedup();
        terms
    }

    /// Who is asked as the n-th, of all organisations: nobody by two of them, and the other way round.
    fn candidates(&self, nth: u64) -> Permutation {
        self.stream("organisations.candidate").child(nth).permutation(self.registered() as u32)
    }

    /// The day until which somebody could represent from a day on.
    fn could_represent(&self, person: Person, day: Day) -> Option<Day> {
        let age = day.year() - person.cell.year();
        if !(AGES.0..=AGES.1).contains(&age) {
            return None;
        }
        let birth = self.birth_day(person);
        let last = birth.plus_years(AGES.2).min(self.death_day(person, self.place(person)));
        (birth.plus_years(AGES.0) <= day && day < last).then_some(last)
    }
}

impl fmt::Debug for RepresentativeTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RepresentativeTerm(redacted)")
    }
}

impl Serialize for Organisation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}
