//! What happened to many people: to those of a province on a day, or to those of a list within a period.

mod asked;

use std::collections::BTreeSet;
use std::fmt;

pub use asked::{EventsError, Kinds};
use dinhdanh_population::{Event, IdNumber, Nation, Person, ProvinceCode, REFORM_DATE};
use dinhdanh_protocol::PersonalNumber;
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::Registry;
use crate::happening::Happening;
use crate::telling::told;
use crate::traits::{nearest_place, place};

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
        asked::listed(date)?;
        let place = place(province, REFORM_DATE).ok_or_else(|| EventsError::Province {
            got: province.to_owned(),
            nearest: nearest_place(province),
        })?;
        let former = ProvinceCode::all().filter(|former| place.contains(*former));
        let mut events: Vec<(Person, Event)> =
            former.flat_map(|province| self.nation.events_of_day(province, date)).collect();
        events.retain(|(_, event)| kinds.hold(event.kind));
        let mut listed: Vec<Occurrence> = events
            .chunk_by(|(one, _), (other, _)| one == other)
            .flat_map(|own| {
                let events: Vec<Event> = own.iter().map(|(_, event)| *event).collect();
                own.first().map(|(person, _)| occurrences(&self.nation, *person, &events)).unwrap_or_default()
            })
            .collect();
        in_order(&mut listed);
        Ok(listed)
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
        asked::period(from, until)?;
        let find = |(at, number)| self.person(number).ok_or(EventsError::Number { nth: at + 1 });
        let people = numbers.iter().enumerate().map(find).collect::<Result<BTreeSet<Person>, _>>()?;
        let of = |person| {
            let mut events = self.nation.events(person);
            events.retain(|event| (from..=until).contains(&event.date) && kinds.hold(event.kind));
            occurrences(&self.nation, person, &events)
        };
        let mut listed: Vec<Occurrence> = people.into_iter().flat_map(of).collect();
        in_order(&mut listed);
        Ok(listed)
    }
}

/// By date, then number; what happens to one person on one day stays in the order of the kinds.
fn in_order(listed: &mut [Occurrence]) {
    listed.sort_by(|a, b| (a.date, &a.personal_number).cmp(&(b.date, &b.personal_number)));
}

/// The events of one person, told.
fn occurrences(nation: &Nation, person: Person, events: &[Event]) -> Vec<Occurrence> {
    let Some(number) = protocol_number(nation.number(person)) else { return Vec::new() };
    let told = told(nation, person, events).into_iter();
    told.map(|(date, what)| Occurrence {
        date,
        personal_number: number.clone(),
        name: nation.name_on(person, date).full,
        what,
    })
    .collect()
}

/// The same number in the protocol's type: the nation's always are twelve digits.
fn protocol_number(number: IdNumber) -> Option<PersonalNumber> {
    PersonalNumber::parse(&number.digits()).ok()
}
