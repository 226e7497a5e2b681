//! Lists of events as a realm's register tells them, and the changes beside.

use std::collections::{BTreeMap, BTreeSet};

use dinhdanh_population::{Event, IdNumber, ProvinceCode};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::overlay::Change;
use jiff::civil::Date;

use super::family::FAMILY;
use super::{Overlay, id_of};
use crate::Registry;
use crate::events::{EventsError, Kinds, Occurrence, in_order, listed, period, province_of};

/// What happened, and what a realm recorded.
#[derive(Debug)]
pub struct RealmEvents {
    /// The events of the register, in order of date and number: the nation's as far as the changes leave them, and what follows
    /// from a change for people whom it does not name, as a widow.
    pub events: Vec<Occurrence>,
    /// What was recorded about the same people for the same days, in the order in which it was.
    pub changes: Vec<Change>,
}

impl Registry {
    /// As [`Registry::events_of_day`], in a realm with changes; people whom the realm added are among them. Time in proportion to
    /// the changes as well: each may reach the family of whom it names.
    ///
    /// # Errors
    /// As there.
    pub fn events_of_day_with(
        &self,
        overlay: &Overlay,
        province: &str,
        date: Date,
        kinds: &Kinds,
    ) -> Result<RealmEvents, EventsError> {
        listed(date)?;
        let place = province_of(province)?;
        let view = self.with(overlay);
        // One digit for the space of numbers, two for the province.
        let lives = |number: IdNumber| {
            let code = number.digits().get(1..3).and_then(|code| code.parse::<ProvinceCode>().ok());
            code.is_some_and(|code| place.contains(code))
        };
        let mut asked: BTreeMap<IdNumber, Vec<Event>> = BTreeMap::new();
        let former = ProvinceCode::all().filter(|former| place.contains(*former));
        for (person, event) in former.flat_map(|province| view.nation.events_of_day(province, date)) {
            if kinds.hold(event.kind) {
                asked.entry(self.nation.number(person)).or_default().push(event);
            }
        }
        // Whom a change reaches may have an event of which the nation knows nothing.
        for number in view.reached().iter().copied().filter(|one| lives(*one)) {
            asked.entry(number).or_default();
        }
        let mut events: Vec<Occurrence> = asked
            .into_iter()
            .flat_map(|(number, own)| match own.iter().any(|event| FAMILY.contains(&event.kind)) {
                false if !view.reached().contains(&number) => {
                    let told = own.into_iter().filter_map(|event| view.told(number, event));
                    told.filter_map(|what| view.occurrence(number, date, what)).collect()
                }
                _ => view.lines(number, own, &(date..=date), kinds),
            })
            .collect();
        in_order(&mut events);
        let changes = overlay.changes().filter(|change| change.valid_from == date);
        let lives = |number: &PersonalNumber| id_of(number).is_some_and(lives);
        let changes = changes.filter(|change| change.named().into_iter().any(lives)).cloned().collect();
        Ok(RealmEvents { events, changes })
    }

    /// As [`Registry::events_of`], in a realm with changes; people whom the realm added may be on the list.
    ///
    /// # Errors
    /// As there.
    pub fn events_of_with(
        &self,
        overlay: &Overlay,
        numbers: &[PersonalNumber],
        from: Date,
        until: Date,
        kinds: &Kinds,
    ) -> Result<RealmEvents, EventsError> {
        period(from, until)?;
        let view = self.with(overlay);
        let find = |(at, number): (usize, &PersonalNumber)| {
            let known = id_of(number).filter(|id| view.born(*id).is_some());
            known.ok_or(EventsError::Number { nth: at + 1 })
        };
        let people = numbers.iter().enumerate().map(find).collect::<Result<BTreeSet<IdNumber>, _>>()?;
        let mut events: Vec<Occurrence> =
            people.into_iter().flat_map(|number| view.life(number, &(from..=until), kinds)).collect();
        in_order(&mut events);
        let mut changes: Vec<Change> =
            numbers.iter().flat_map(|number| overlay.of(number).cloned()).collect();
        changes.retain(|change| (from..=until).contains(&change.valid_from));
        changes.sort_by_key(|change| change.id);
        changes.dedup_by_key(|change| change.id);
        Ok(RealmEvents { events, changes })
    }
}
