//! Who represents an organisation when the realm has changed those who did.

use dinhdanh_protocol::overlay::CitizenEvent;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, Wish};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;

use crate::support::{NOW, REGISTRY, applied, decide, event, name, value};

/// The tax codes of whatever somebody represents on a day: found by the person, and in the person's record.
fn represented(overlay: &Overlay, who: &PersonalNumber, day: Date) -> Vec<String> {
    let view = REGISTRY.with(overlay);
    let found = view.organisations_represented(who, day).into_iter();
    let found: Vec<String> = found.map(|organisation| organisation.tax_code).collect();
    let own = value(&view, who, day, Attribute::RepresentedOrganisations);
    let own =
        own.as_array().into_iter().flatten().map(|one: &Value| one["tax_code"].as_str().unwrap().to_owned());
    assert_eq!(own.collect::<Vec<_>>(), found);
    found
}

/// The tax codes of organisations at work, each with its representative in the nation.
fn at_work(most: usize) -> Vec<(String, PersonalNumber)> {
    let all = REGISTRY.organisations(NOW).take(most);
    all.map(|one| (one.tax_code, one.representative.unwrap().personal_number)).collect()
}

#[test]
fn from_the_recorded_death_on_the_next_one_represents_it() {
    let mut followed = 0;
    for (code, who) in at_work(40) {
        let overlay = applied(&Overlay::default(), event(&who, NOW, CitizenEvent::Death));
        let on = |day| REGISTRY.with(&overlay).organisation(&code, day).unwrap().unwrap();
        let eve = NOW.yesterday().unwrap();
        assert!(
            Some(on(eve)) == REGISTRY.organisation(&code, eve).unwrap(),
            "before that day nothing has happened"
        );
        assert!(represented(&overlay, &who, NOW).is_empty());
        let Some(next) = on(NOW).representative else { continue };
        assert!(next.since == NOW && next.personal_number != who);
        assert!(represented(&overlay, &next.personal_number, NOW).contains(&code));
        followed += 1;
    }
    assert!(followed > 30, "{followed}");
}

#[test]
fn whoever_is_removed_represents_nothing_from_that_day_on() {
    let (code, who) = at_work(1).remove(0);
    let overlay = applied(&Overlay::default(), Wish::Remove(who.clone(), NOW));
    let on = |day| REGISTRY.with(&overlay).organisation(&code, day).unwrap().unwrap();
    assert!(on(NOW.yesterday().unwrap()).representative.is_some_and(|one| one.personal_number == who));
    assert!(on(NOW).representative.is_none() && on(NOW).dissolved.is_none());
    assert!(represented(&overlay, &who, NOW).is_empty());
    // Nobody is put in the place before the nation's next one.
    let later = NOW.saturating_add(3.years());
    let next = on(later).representative.map(|one| one.personal_number);
    let of_nation = REGISTRY.organisation(&code, later).unwrap().unwrap().representative;
    assert_eq!(next, of_nation.map(|one| one.personal_number).filter(|one| *one != who));
}

#[test]
fn a_representative_has_the_name_of_the_realm() {
    let (code, who) = at_work(1).remove(0);
    let (_, overlay) =
        decide(&Overlay::default(), event(&who, NOW, CitizenEvent::NameChange(name("Đổi")))).unwrap();
    let named = |day| {
        let found = REGISTRY.with(&overlay).organisation(&code, day).unwrap().unwrap();
        found.representative.unwrap().name == name("Đổi").full()
    };
    assert_eq!([named(NOW.yesterday().unwrap()), named(NOW)], [false, true]);
    let listed = REGISTRY.with(&overlay).organisations(NOW).next().unwrap().representative.unwrap();
    assert_eq!(listed.name, name("Đổi").full());
}
