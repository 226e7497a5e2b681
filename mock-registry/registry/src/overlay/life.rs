//! The events of a life as the register has them: the nation's, as far as the changes leave them, and what follows for the family.

use dinhdanh_population::{Event, EventKind, IdNumber};
use dinhdanh_protocol::PersonalNumber;
use jiff::civil::Date;

use super::family::is_of_family;
use super::view::eve;
use super::{Period, View};
use crate::events::{Kinds, Occurrence};
use crate::happening::Happening;

impl View<'_> {
    /// What happens to somebody within a period, of some kinds, in order of date and kind. Recorded events are not among it.
    pub(crate) fn life(&self, number: IdNumber, period: &Period, kinds: &Kinds) -> Vec<Occurrence> {
        let own = self.base(number).map_or_else(Vec::new, |person| self.nation.events(person)).into_iter();
        let own = own.filter(|event| !is_of_family(event.kind) && period.contains(&event.date));
        let own = own.filter(|event| kinds.hold(event.kind) && self.holds(number, *event));
        let mut events: Vec<(Event, Happening)> =
            own.filter_map(|event| Some((event, self.told(number, event)?))).collect();
        let family = self.family_events(number, period).into_iter();
        events.extend(family.filter(|(event, _)| kinds.hold(event.kind)));
        events.retain(|(event, _)| self.exists(number, event.date));
        events.sort_by_key(|(event, _)| (event.date, event.kind));
        let events = events.into_iter();
        events.filter_map(|(event, what)| self.occurrence(number, event.date, what)).collect()
    }

    /// Something that happened to somebody, under the name of its day.
    pub(super) fn occurrence(&self, number: IdNumber, date: Date, what: Happening) -> Option<Occurrence> {
        let personal_number = PersonalNumber::parse(&number.digits()).ok()?;
        Some(Occurrence { date, personal_number, name: self.name(number, date)?.full(), what })
    }

    /// Whether an event of the nation changes what the register says, and no change tells of it.
    fn holds(&self, number: IdNumber, Event { date: on, kind }: Event) -> bool {
        use EventKind as K;
        let eve = eve(on);
        match kind {
            K::CardIssued(_) | K::CardReported | K::CardReissued => {
                self.card(number, on) != self.card(number, eve)
            }
            K::CardExpired => self.card(number, on).is_some_and(|(card, _)| card.expires == Some(eve)),
            K::AccountChanged => self.account(number, on) != self.account(number, eve),
            K::PhoneChanged => self.phone(number, on) != self.phone(number, eve),
            K::NameChanged => self.name(number, on) != self.name(number, eve),
            K::Moved | K::StayBegan | K::StayEnded | K::AbsenceBegan | K::AbsenceEnded => {
                !self.has_moved(number, on)
            }
            K::AdministrativeReform => self.address(number, on) != self.address(number, eve),
            K::Death => self.recorded_death(number).is_none(),
            _ => true,
        }
    }
}
