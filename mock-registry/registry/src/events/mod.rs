//! What happened to many people: to those of a province on a day, or to those of a list within a period.

mod asked;

use std::fmt;

pub use asked::{EventsError, Kinds};
pub(crate) use asked::{listed, period};
use dinhdanh_population::REFORM_DATE;
use dinhdanh_protocol::PersonalNumber;
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::Registry;
use crate::happening::Happening;
use crate::traits::{Place, nearest_place, place};

/// First and last day of which events are listed: for these the nation's tests have compared lists with a scan. Nobody is born
/// later.
pub const LISTED: (Date, Date) = (date(1990, 1, 1), date(2045, 12, 31));

/// An event, and to whom it happened. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// The first day on which the record is changed.
    pub date: Date,
    /// To whom.
    pub personal_number: PersonalNumber,
    /// Full name on that day.
    pub name: String,
    /// What happened.
    #[serde(flatten)]
    pub what: Happening,
}

impl fmt::Debug for Occurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Occurrence(redacted)")
    }
}

impl Registry {
    /// The events of a day of everybody whose birth was registered in a province, in order of number. Time in proportion
    /// to the people of the province, without a scan: up to a second for one of the former 63 of a full-sized nation.
    ///
    /// The province is a name or code as in [`Registry::province`]. One of the 34 means all that went into it, one that is no more
    /// itself; whom it means does not depend on the date. The reform of 1 July 2025, which happens to everybody, is left out.
    ///
    /// # Errors
    /// If no province has this name, or the day is not among those [`LISTED`].
    pub fn events_of_day(
        &self,
        province: &str,
        date: Date,
        kinds: &Kinds,
    ) -> Result<Vec<Occurrence>, EventsError> {
        Ok(self.events_of_day_with(&self.unchanged, province, date, kinds)?.events)
    }

    /// The events of some people from a day until another, both included, in order of date and number: a subscription list. Who is
    /// listed twice is told of once. Time in proportion to the people listed.
    ///
    /// # Errors
    /// If the nation has no citizen of a number, the first day comes after the last, or one is not among those [`LISTED`].
    pub fn events_of(
        &self,
        numbers: &[PersonalNumber],
        from: Date,
        until: Date,
        kinds: &Kinds,
    ) -> Result<Vec<Occurrence>, EventsError> {
        Ok(self.events_of_with(&self.unchanged, numbers, from, until, kinds)?.events)
    }
}

/// The province of a name or code.
pub(crate) fn province_of(text: &str) -> Result<Place, EventsError> {
    let unknown = || EventsError::Province { got: text.to_owned(), nearest: nearest_place(text) };
    place(text, REFORM_DATE).ok_or_else(unknown)
}

/// By date, then number; what happens to one person on one day stays in the order of the kinds.
pub(crate) fn in_order(listed: &mut [Occurrence]) {
    listed.sort_by(|a, b| (a.date, &a.personal_number).cmp(&(b.date, &b.personal_number)));
}
