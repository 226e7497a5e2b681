//! The events of a life as the register has them: the nation's, as far as the changes leave them, and what follows for the family.

use dinhdanh_population::{Event, EventKind, IdNumber};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::overlay::ChangeKind;
use jiff::civil::Date;

use super::family::FAMILY;
use super::view::eve;
use super::{Period, View};
use crate::events::{Kinds, Occurrence};
use crate::happening::Happening;

impl View<'_> {
    /// What happens to somebody within a period, of some kinds, in order of date and kind. Recorded events are not among it.
    pub(crate) fn life(&self, number: IdNumber, period: &Period, kinds: &Kinds) -> Vec<Occurrence> {
        let person = self.base(number).filter(|_| kinds.hold_besides(&FAMILY));
        let own = person.map_or_else(Vec::new, |person| self.nation.events(person));
        self.lines(number, own, period, kinds)
    }

    /// The same of somebody whose events in the nation are known.
    pub(super) fn lines(
        &self,
        number: IdNumber,
        own: Vec<Event>,
        period: &Period,
        kinds: &Kinds,
    ) -> Vec<Occurrence> {
        let own = own.into_iter().filter(|event| !FAMILY.contains(&event.kind));
        let own = own.filter(|event| period.contains(&event.date) && kinds.hold(event.kind));
        let own = own.filter(|event| self.holds(number, *event));
        let mut events: Vec<(Event, Happening)> =
            own.filter_map(|event| Some((event, self.told(number, event)?))).collect();
        if FAMILY.iter().any(|kind| kinds.hold(*kind)) {
            let family = self.family_events(number, period).into_iter();
            events.extend(family.filter(|(event, _)| kinds.hold(event.kind)));
        }
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
        if self.overlay.about(number).any(|change| change.valid_from == on && tells(&change.change, kind)) {
            return false;
        }
        match kind {
            K::CardIssued(_) | K::CardReported | K::CardReissued => {
                self.card(number, on) != self.card(number, eve)
            }
            K::CardExpired => {
                self.card(number, on).is_some_and(|(card, held)| held && card.expires == Some(eve))
            }
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

/// Whether a change tells of what the nation has an event of the kind for.
fn tells(change: &ChangeKind, kind: EventKind) -> bool {
    use ChangeKind as C;
    use EventKind as K;
    match kind {
        K::CardIssued(_) | K::CardReported | K::CardReissued => matches!(change, C::CardLost | C::CardIssued),
        K::AccountChanged => {
            matches!(change, C::AccountOpened { .. } | C::AccountLocked | C::AccountUnlocked)
        }
        K::PhoneChanged => matches!(change, C::Edited(edit) if edit.phone_number.is_some()),
        K::NameChanged => {
            matches!(change, C::NameChanged(_)) || matches!(change, C::Edited(edit) if edit.name.is_some())
        }
        _ => false,
    }
}
