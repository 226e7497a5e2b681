//! What the nation has for the day of a recorded change, or later because it does not know of the change.

use dinhdanh_population::{Event, EventKind};
use dinhdanh_protocol::overlay::CitizenEvent;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::LISTED;
use dinhdanh_registry::overlay::{Overlay, Wish};
use jiff::civil::Date;
use serde_json::json;

use crate::events::of;
use crate::support::{NATION, NOW, REGISTRY, applied, event, find, married_mother, name, single, value};

/// Somebody who has an event of a kind in the nation, alive until [`NOW`] at least, and its day.
fn who_has(kind: EventKind) -> (PersonalNumber, Date) {
    let days = |number: &PersonalNumber| -> Vec<Date> {
        let person = NATION.lookup(number.expose().parse().unwrap()).unwrap();
        let own = NATION.events(person).into_iter();
        own.filter(|event: &Event| event.kind == kind && (LISTED.0..NOW).contains(&event.date))
            .map(|event| event.date)
            .collect()
    };
    let number = find(4, |_, number| !days(number).is_empty());
    let day = days(&number)[0];
    (number, day)
}

fn listed(overlay: &Overlay, number: &PersonalNumber, kind: EventKind) -> Vec<Date> {
    let events = of(overlay, std::slice::from_ref(number)).events.into_iter();
    let of_kind = |one: &serde_json::Value| one["kind"] == kind.code();
    let values = events.map(|one| (one.date, serde_json::to_value(&one).unwrap()));
    values.filter(|(_, one)| of_kind(one)).map(|(date, _)| date).collect()
}

#[test]
fn a_recorded_change_is_not_told_twice() {
    let none = Overlay::default();
    for (kind, change) in [
        (EventKind::NameChanged, CitizenEvent::NameChange(name("Khác"))),
        (EventKind::AccountChanged, CitizenEvent::AccountOpened { level: 1 }),
        (EventKind::CardReissued, CitizenEvent::CardIssued),
    ] {
        let (number, day) = who_has(kind);
        assert!(listed(&none, &number, kind).contains(&day));
        let overlay = applied(&none, event(&number, day, change));
        assert!(!listed(&overlay, &number, kind).contains(&day), "{}", kind.code());
        assert!(of(&overlay, &[number]).changes.iter().any(|change| change.valid_from == day));
    }
}

#[test]
fn a_lost_card_does_not_run_out() {
    let (number, day) = who_has(EventKind::CardExpired);
    let lost = |on| applied(&Overlay::default(), event(&number, on, CitizenEvent::CardLost));
    assert!(listed(&Overlay::default(), &number, EventKind::CardExpired).contains(&day));
    let eve = day.yesterday().unwrap();
    assert!(!listed(&lost(eve), &number, EventKind::CardExpired).contains(&day));
}

#[test]
fn whoever_was_married_to_somebody_removed_is_single_and_may_marry() {
    let (wife, husband, _) = married_mother();
    let overlay = applied(&Overlay::default(), Wish::Remove(husband, NOW));
    let told = |overlay: &Overlay, day, attribute| value(&REGISTRY.with(overlay), &wife, day, attribute);
    let eve = NOW.yesterday().unwrap();
    assert_eq!(told(&overlay, eve, Attribute::MaritalStatus), "married");
    assert_eq!(told(&overlay, NOW, Attribute::MaritalStatus), "single");
    assert_eq!(told(&overlay, NOW, Attribute::MaritalHistory), json!([]));
    assert_eq!(told(&overlay, NOW, Attribute::MarriageCertificates), json!([]));
    let groom = single(30, false);
    let later = NOW.tomorrow().unwrap();
    let overlay = applied(&overlay, event(&wife, later, CitizenEvent::Marriage { spouse: groom.clone() }));
    let history = told(&overlay, later, Attribute::MaritalHistory);
    assert_eq!((history.as_array().unwrap().len(), &history[0]["spouse"]), (1, &json!(groom.expose())));
}
