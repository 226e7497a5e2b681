//! Events as a realm's register tells them: the nation's, as far as the changes leave them, and the changes themselves.

use dinhdanh_population::{ProvinceCode, REFORM_DATE};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::overlay::Change;
use jiff::civil::Date;

use super::{Overlay, View, id_of};
use crate::Registry;
use crate::events::{EventsError, Kinds, Occurrence};
use crate::traits::place;

/// What happened, by the nation and by what a realm recorded.
#[derive(Debug)]
pub struct RealmEvents {
    /// The nation's events, in order of date and number: none of whom the realm's register does not have on the day, or has as
    /// dead; under the name that the realm has.
    pub events: Vec<Occurrence>,
    /// What was recorded about the same people for the same days, in the order in which it was.
    pub changes: Vec<Change>,
}

impl Registry {
    /// As [`Registry::events_of_day`], in a realm with changes.
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
        let events = self.events_of_day(province, date, kinds)?;
        let place = place(province, REFORM_DATE);
        let lives = |number: &PersonalNumber| {
            // One digit for the space of numbers, two for the province.
            let code = number.expose().get(1..3).and_then(|code| code.parse::<ProvinceCode>().ok());
            place.zip(code).is_some_and(|(place, code)| place.contains(code))
        };
        let changes = overlay.changes().filter(|change| change.valid_from == date);
        let changes = changes.filter(|change| change.named().into_iter().any(lives)).cloned().collect();
        Ok(RealmEvents { events: self.with(overlay).told(events), changes })
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
        let view = self.with(overlay);
        let mut of_nation = Vec::with_capacity(numbers.len());
        for (at, number) in numbers.iter().enumerate() {
            let id = id_of(number).ok_or(EventsError::Number { nth: at + 1 })?;
            match (view.base(id), overlay.created(id)) {
                (Some(_), _) => of_nation.push(number.clone()),
                (None, Some(_)) => {}
                (None, None) => return Err(EventsError::Number { nth: at + 1 }),
            }
        }
        let events = self.events_of(&of_nation, from, until, kinds)?;
        let mut changes: Vec<Change> =
            numbers.iter().flat_map(|number| overlay.of(number).cloned()).collect();
        changes.retain(|change| (from..=until).contains(&change.valid_from));
        changes.sort_by_key(|change| change.id);
        changes.dedup_by_key(|change| change.id);
        Ok(RealmEvents { events: view.told(events), changes })
    }
}

impl View<'_> {
    /// What is left of the nation's events.
    fn told(&self, mut events: Vec<Occurrence>) -> Vec<Occurrence> {
        events.retain_mut(|one| {
            let Some(number) = id_of(&one.personal_number) else { return false };
            if let Some(name) = self.new_name(number, one.date) {
                one.name = name.full();
            }
            self.exists(number, one.date)
                && self.recorded_death(number).is_none_or(|death| one.date < death.valid_from)
        });
        events
    }
}
