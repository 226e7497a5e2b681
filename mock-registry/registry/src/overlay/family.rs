//! Events in which somebody else is named, by who is related to whom in the register.
//!
//! A recorded event stands in its change for everybody whom that names; what follows from it for others is an event here.

use std::collections::HashSet;

use dinhdanh_population::{Event, EventKind, IdNumber};
use dinhdanh_protocol::overlay::ChangeKind;
use jiff::civil::Date;

use super::guardian::of_age;
use super::view::eve;
use super::{Period, View};
use crate::happening::{Happening, Named};

/// The kinds of [`View::family_events`].
pub(super) const FAMILY: [EventKind; 6] = [
    EventKind::Marriage,
    EventKind::Divorce,
    EventKind::Widowed,
    EventKind::ChildBorn,
    EventKind::RepresentationChanged,
    EventKind::RelativeRenamed,
];

impl View<'_> {
    /// What happens to somebody within a period, after the day of birth and before that of death, in no order.
    pub(super) fn family_events(&self, number: IdNumber, period: &Period) -> Vec<(Event, Happening)> {
        let Some(born) = self.born(number) else { return Vec::new() };
        let died = self.died(number);
        let lives = |day: &Date| period.contains(day) && born < *day && died.is_none_or(|died| *day < died);
        let mut events = self.marital_events(number, period);
        events.extend(self.births(number, period));
        events.retain(|(event, _)| lives(&event.date));
        for (kind, days, told) in [
            (EventKind::RepresentationChanged, self.days_of_age(number), Self::representation as Told<Self>),
            (EventKind::RelativeRenamed, self.naming_days(number), Self::renamed),
        ] {
            let mut days: Vec<Date> = days.into_iter().filter(lives).collect();
            days.sort_unstable();
            days.dedup();
            let happened = |date: Date| Some((Event { date, kind }, told(self, number, date)?));
            events.extend(days.into_iter().filter_map(happened));
        }
        events
    }

    /// Weddings and divorces that no change tells of, and the deaths of husbands and wives.
    fn marital_events(&self, number: IdNumber, period: &Period) -> Vec<(Event, Happening)> {
        let mut events = Vec::new();
        for wed in self.marriages(number) {
            let mut add = |date: Date, kind: EventKind, what: fn(Named) -> Happening| {
                if !period.contains(&date) {
                    return;
                }
                let spouse = self.named(wed.spouse, date).filter(|_| self.exists(wed.spouse, date));
                events.extend(spouse.map(|spouse| (Event { date, kind }, what(spouse))));
            };
            if wed.recorded.is_none() {
                add(wed.wedding, EventKind::Marriage, |spouse| Happening::Marriage { spouse });
            }
            match (wed.divorced, self.died(wed.spouse)) {
                (Some((day, None)), _) => {
                    add(day, EventKind::Divorce, |spouse| Happening::Divorce { spouse });
                }
                // Whoever was removed leaves nobody behind.
                (None, Some(died)) if self.partnership(number, eve(died)) == Some(wed.spouse) => {
                    add(died, EventKind::Widowed, |spouse| Happening::Widowed { spouse });
                }
                _ => {}
            }
        }
        events
    }

    /// The births of children, where no change names the parent.
    fn births(&self, number: IdNumber, period: &Period) -> Vec<(Event, Happening)> {
        let named = |child: IdNumber| {
            let mut changes = self.overlay.naming(number).filter(|change| super::is_about(change, child));
            changes.any(|change| matches!(change.change, ChangeKind::Created(_)))
        };
        let born = |child: IdNumber| {
            let date = self.born(child).filter(|born| period.contains(born))?;
            if named(child) || !self.is_child(child, number, date) {
                return None;
            }
            let happened = Happening::ChildBorn { child: self.named(child, date)? };
            Some((Event { date, kind: EventKind::ChildBorn }, happened))
        };
        let children = self.possible_children(number).into_iter();
        children.filter_map(born).collect()
    }

    /// The days on which it may change who acts for whom: somebody of the family comes of age, dies or is removed.
    fn days_of_age(&self, number: IdNumber) -> Vec<Date> {
        let parents = self.parents_at_birth(number).into_iter().flatten();
        let children = self.possible_children(number).into_iter();
        let mut family: Vec<IdNumber> = parents.clone().chain(children.clone()).chain([number]).collect();
        // Siblings and grandchildren count if somebody between has left them as minors.
        for parent in parents.chain(children) {
            let end = [self.died(parent), self.removed(parent)].into_iter().flatten().min();
            let Some(end) = end else { continue };
            let bereft = self.possible_children(parent).into_iter();
            let bereft = bereft.filter(|one| self.born(*one).is_some_and(|born| end < of_age(born)));
            family.extend(bereft.flat_map(|one| self.possible_guardians(one).into_iter().chain([one])));
        }
        let days = |one: IdNumber| [self.born(one).map(of_age), self.died(one), self.removed(one)];
        family.into_iter().flat_map(days).flatten().collect()
    }

    /// Parents, siblings and grandparents.
    pub(super) fn possible_guardians(&self, minor: IdNumber) -> HashSet<IdNumber> {
        let [mother, father] = self.parents_at_birth(minor);
        let parents = mother.into_iter().chain(father);
        let grandparents = parents.clone().flat_map(|parent| self.parents_at_birth(parent)).flatten();
        let siblings = mother.into_iter().flat_map(|mother| self.possible_children(mother));
        parents.chain(grandparents).chain(siblings).filter(|one| *one != minor).collect()
    }

    /// Who acts for somebody and for whom somebody acts from a day on, if that was otherwise the day before.
    fn representation(&self, number: IdNumber, on: Date) -> Option<Happening> {
        let at = |day: Date| (self.legal_representatives(number, day), self.represented(number, day));
        let (acting, minors) = at(on);
        let all = |people: &[IdNumber]| people.iter().filter_map(|one| self.named(*one, on)).collect();
        let told =
            || Happening::RepresentationChanged { representatives: all(&acting), represents: all(&minors) };
        (at(eve(on)) != (acting.clone(), minors.clone())).then(told)
    }

    /// The days on which somebody of the family takes another name.
    fn naming_days(&self, number: IdNumber) -> Vec<Date> {
        let spouses = self.marriages(number).into_iter().map(|wed| wed.spouse);
        let family = self.parents_at_birth(number).into_iter().flatten().chain(spouses);
        let days = |one: IdNumber| {
            let of_nation = self.base(one).and_then(|person| self.nation.renamed_on(person));
            of_nation.into_iter().chain(self.overlay.about(one).map(|change| change.valid_from))
        };
        family.chain(self.possible_children(number)).flat_map(days).collect()
    }

    /// Those of the family whose name is another than the day before.
    fn renamed(&self, number: IdNumber, on: Date) -> Option<Happening> {
        let parents = [self.father(number, on), self.mother(number, on), self.spouse(number, on)];
        let family = parents.into_iter().flatten().chain(self.children(number, on));
        let was =
            |one: IdNumber| self.name(one, eve(on)).is_some_and(|name| Some(name) != self.name(one, on));
        let relatives: Vec<Named> =
            family.filter(|one| was(*one)).filter_map(|one| self.named(one, on)).collect();
        (!relatives.is_empty()).then_some(Happening::RelativeRenamed { relatives })
    }

    /// Mother and father.
    fn parents_at_birth(&self, number: IdNumber) -> [Option<IdNumber>; 2] {
        let born = self.born(number);
        [born.and_then(|born| self.mother(number, born)), born.and_then(|born| self.father(number, born))]
    }

    fn named(&self, number: IdNumber, day: Date) -> Option<Named> {
        Some(Named { personal_number: number.digits(), name: self.name(number, day)?.full() })
    }
}

/// What happens on a day that may change something, if it does.
type Told<V> = fn(&V, IdNumber, Date) -> Option<Happening>;
