//! Lists of events in a realm with changes.

use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::overlay::{CitizenEdit, CitizenEvent};
use dinhdanh_registry::overlay::{Overlay, RealmEvents, Wish};
use dinhdanh_registry::{EventsError, Happening, Kinds, LISTED, Occurrence};
use jiff::civil::Date;

use crate::support::{NATION, NOW, REGISTRY, applied, decide, event, find, name, newcomer, number};

pub(crate) fn of(overlay: &Overlay, numbers: &[PersonalNumber]) -> RealmEvents {
    REGISTRY.events_of_with(overlay, numbers, LISTED.0, LISTED.1, &Kinds::default()).unwrap()
}

/// Somebody to whom something happens after [`NOW`], and all of it.
fn whose_future_is_told() -> (PersonalNumber, Vec<Occurrence>) {
    let events = |number: &PersonalNumber| of(&Overlay::default(), std::slice::from_ref(number)).events;
    let number = find(3, |_, number| {
        let events = events(number);
        events.iter().any(|one| one.date < NOW) && events.iter().filter(|one| one.date > NOW).count() > 3
    });
    let events = events(&number);
    (number, events)
}

#[test]
fn without_changes_the_lists_are_the_nations() {
    let (number, events) = whose_future_is_told();
    let person = NATION.lookup(number.expose().parse().unwrap()).unwrap();
    let mut dates: Vec<Date> = NATION.events(person).into_iter().map(|event| event.date).collect();
    dates.retain(|date| (LISTED.0..=LISTED.1).contains(date));
    assert_eq!(events.iter().map(|one| one.date).collect::<Vec<_>>(), dates);
    let kinds = Kinds::default();
    assert!(REGISTRY.events_of(&[number], LISTED.0, LISTED.1, &kinds).unwrap() == events);
    let province = &events[0].personal_number.expose()[1..3];
    let told = REGISTRY.events_of_day_with(&Overlay::default(), province, events[0].date, &kinds).unwrap();
    assert!(told.events == REGISTRY.events_of_day(province, events[0].date, &kinds).unwrap());
    assert!(told.changes.is_empty());
}

#[test]
fn nothing_more_happens_to_the_dead_and_the_removed() {
    let (number, events) = whose_future_is_told();
    let past: Vec<&Occurrence> = events.iter().filter(|one| one.date < NOW).collect();
    for wish in [event(&number, NOW, CitizenEvent::Death), Wish::Remove(number.clone(), NOW)] {
        let overlay = applied(&Overlay::default(), wish);
        let told = of(&overlay, std::slice::from_ref(&number));
        assert!(told.events.iter().eq(past.iter().copied()), "{} left", told.events.len());
        assert_eq!(told.changes.len(), 1);
        // Nor on the list of a day of the province.
        let next = events.iter().find(|one| one.date > NOW).unwrap();
        let day = REGISTRY
            .events_of_day_with(&overlay, &number.expose()[1..3], next.date, &Kinds::default())
            .unwrap();
        assert!(day.events.iter().all(|one| one.personal_number != number) && day.changes.is_empty());
    }
}

#[test]
fn a_changed_name_is_told_from_its_day_on() {
    let (number, events) = whose_future_is_told();
    let set = CitizenEdit { name: Some(name("Đổi")), ..CitizenEdit::default() };
    let overlay = applied(&Overlay::default(), Wish::Edit(number.clone(), NOW, Box::new(set)));
    let told = of(&overlay, std::slice::from_ref(&number));
    assert_eq!(told.events.len(), events.len());
    for one in told.events.iter().filter(|one| !matches!(one.what, Happening::Death)) {
        assert_eq!(one.name == "Nguyễn Thử Đổi", one.date >= NOW, "{}", one.date);
    }
}

#[test]
fn what_was_recorded_stands_beside_for_its_people_and_days() {
    let (created, overlay) = decide(&Overlay::default(), Wish::Create(Box::new(newcomer(NOW)))).unwrap();
    let new = created.personal_number.clone();
    let (number, _) = whose_future_is_told();
    let overlay = applied(&overlay, event(&number, NOW, CitizenEvent::CardLost));
    let ids = |told: RealmEvents| told.changes.iter().map(|change| change.id).collect::<Vec<_>>();
    assert_eq!(ids(of(&overlay, &[number.clone(), new.clone(), number.clone()])), [1, 2]);
    assert_eq!(ids(of(&overlay, std::slice::from_ref(&new))), [1]);
    assert!(
        of(&overlay, std::slice::from_ref(&new)).events.is_empty(),
        "the nation does not know of the added"
    );
    let (eve, kinds) = (NOW.yesterday().unwrap(), Kinds::default());
    let before =
        REGISTRY.events_of_with(&overlay, std::slice::from_ref(&number), LISTED.0, eve, &kinds).unwrap();
    assert!(before.changes.is_empty());
    let day = |number: &PersonalNumber, day| {
        let province = &number.expose()[1..3];
        ids(REGISTRY.events_of_day_with(&overlay, province, day, &Kinds::default()).unwrap())
    };
    assert!(day(&number, NOW).contains(&2) && day(&new, NOW).contains(&1));
    assert!(day(&number, NOW.tomorrow().unwrap()).is_empty());
    let elsewhere = if number.expose()[1..3] == *"01" { "79" } else { "01" };
    let there = REGISTRY.events_of_day_with(&overlay, elsewhere, NOW, &Kinds::default()).unwrap();
    assert!(!ids(there).contains(&2));
}

#[test]
fn who_is_of_neither_is_refused_by_the_place_in_the_list() {
    let (new, overlay) = decide(&Overlay::default(), Wish::Create(Box::new(newcomer(NOW)))).unwrap();
    let list = [new.personal_number, number("000000000000")];
    let refused = REGISTRY.events_of_with(&overlay, &list, NOW, NOW, &Kinds::default());
    assert!(matches!(refused, Err(EventsError::Number { nth: 2 })));
}
