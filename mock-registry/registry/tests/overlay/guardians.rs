//! Who acts for an orphan in a realm.

use dinhdanh_protocol::overlay::CitizenEvent;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::Kinds;
use dinhdanh_registry::overlay::{Overlay, View};
use jiff::ToSpan;

use crate::support::{NOW, REGISTRY, applied, event, find, many, number, one, value};

#[test]
fn an_orphan_comes_under_the_grandparents_and_then_under_a_sibling_of_age() {
    let living = |view: &View<'_>, of: &PersonalNumber| {
        let parents = [Attribute::Father, Attribute::Mother].into_iter();
        let alive = |one: &PersonalNumber| view.find(one, NOW).is_some_and(|s| s.died_on.is_none());
        parents.filter_map(|parent| one(view, of, NOW, parent)).filter(alive).collect::<Vec<_>>()
    };
    let age = |view: &View<'_>, of: &PersonalNumber| view.find(of, NOW).unwrap().age;
    let none = Overlay::default();
    let view = REGISTRY.with(&none);
    // The elder of two minors, whose father has living parents.
    let child = find(9, |view, number| {
        let parents = living(view, number);
        let [father, mother] = parents.as_slice() else { return false };
        let children = many(&value(view, mother, NOW, Attribute::Children));
        (12..18).contains(&age(view, number))
            && children.len() > 1
            && children[0] == *number
            && !living(view, father).is_empty()
    });
    let [father, mother] = living(&view, &child).try_into().unwrap();
    let grandparents = living(&view, &father);
    let younger = many(&value(&view, &mother, NOW, Attribute::Children)).remove(1);
    let overlay = [&father, &mother]
        .into_iter()
        .fold(none.clone(), |overlay, parent| applied(&overlay, event(parent, NOW, CitizenEvent::Death)));
    let view = REGISTRY.with(&overlay);
    let listed = |whose, day, attribute| {
        let value = value(&view, whose, day, attribute);
        value.as_array().unwrap().iter().map(|n| number(n.as_str().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(listed(&child, NOW, Attribute::LegalRepresentatives), grandparents);
    for one in &grandparents {
        let represented = listed(one, NOW, Attribute::Represented);
        assert!(represented.contains(&child) && represented.contains(&younger));
    }
    // On the lists of the day and of its people, although the changes name the parents alone.
    let kind: Kinds = "representation_changed".parse().unwrap();
    let of_day = REGISTRY.events_of_day_with(&overlay, &child.expose()[1..3], NOW, &kind).unwrap().events;
    for one in grandparents.iter().chain([&child, &younger]) {
        let own =
            REGISTRY.events_of_with(&overlay, std::slice::from_ref(one), NOW, NOW, &kind).unwrap().events;
        assert_eq!(own.len(), 1);
        assert!(of_day.contains(&own[0]));
    }
    let tomorrow = NOW.tomorrow().unwrap();
    let gone = applied(&overlay, event(&grandparents[0], tomorrow, CitizenEvent::Death));
    let listed_then = REGISTRY.events_of_with(&gone, std::slice::from_ref(&child), tomorrow, tomorrow, &kind);
    assert_eq!(listed_then.unwrap().events.len(), 1);
    let of_age = NOW.saturating_add((18 - i64::from(age(&view, &child))).years());
    assert_eq!(listed(&younger, of_age, Attribute::LegalRepresentatives), std::slice::from_ref(&child));
    assert_eq!(listed(&child, of_age, Attribute::Represented), [younger]);
}
