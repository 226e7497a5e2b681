//! Foreigners are people of the register: found by their numbers, with the values that they have, in every realm.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dinhdanh_population::{Foreigner, ForeignerRecord, Nation, REFERENCE_DATE, ResidenceCardKind};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::CitizenEvent;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, Wish};
use dinhdanh_registry::{Happening, IdSpace, NationSpec, Registry, Search};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;

const SPEC: NationSpec = NationSpec { seed: 11, living: 200_000, id_space: IdSpace::Reserved };
static NATION: LazyLock<Nation> = LazyLock::new(|| Nation::new(SPEC).unwrap());
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(SPEC).unwrap());

fn foreigner(index: u64) -> (Foreigner, PersonalNumber) {
    let foreigner = NATION.foreigner_at(index % NATION.foreigners()).unwrap();
    (foreigner, number(&NATION.foreigner_number(foreigner).digits()))
}

fn number(digits: &str) -> PersonalNumber {
    PersonalNumber::parse(digits).unwrap()
}

/// Some have come and some have left since accounts were opened to foreigners.
const LATER: Date = date(2031, 1, 1);

/// Somebody of whom a record says something.
fn who(fits: impl Fn(&ForeignerRecord) -> bool) -> PersonalNumber {
    let all = (0..NATION.foreigners()).filter_map(|index| NATION.foreigner_at(index));
    let record = all.filter_map(|foreigner| NATION.foreigner(foreigner, LATER)).find(fits).unwrap();
    number(&record.number.digits())
}

proptest! {
    #[test]
    fn the_register_says_of_a_foreigner_what_the_nation_knows(index in any::<u64>(), year in 2006i16..2045) {
        let ((foreigner, number), as_of) = (foreigner(index), date(year, 6, 1));
        let values = REGISTRY.values(&number, as_of, Attribute::ALL);
        let Some(record) = NATION.foreigner(foreigner, as_of) else {
            prop_assert!(values.is_empty() && REGISTRY.find(&number, as_of).is_none());
            prop_assert!(REGISTRY.timeline(&number, as_of).is_empty() && REGISTRY.identifiers(&number, as_of).is_empty());
            return Ok(());
        };
        let text = |attribute: Attribute| values.get(&attribute).and_then(Value::as_str);
        prop_assert_eq!(text(Attribute::PersonalNumber), Some(number.expose()));
        prop_assert_eq!(text(Attribute::Name), Some(record.name.as_str()));
        let names: BTreeSet<_> = [Attribute::FamilyName, Attribute::GivenName].into_iter().filter_map(text).collect();
        prop_assert!(record.name.split(' ').all(|word| names.contains(word)));
        prop_assert_eq!(&values[&Attribute::Birthdate], &serde_json::json!(record.date_of_birth));
        prop_assert_eq!(&values[&Attribute::Nationalities], &serde_json::json!([record.nationality]));
        prop_assert_eq!(values[&Attribute::Passport]["number"].as_str(), Some(record.passport.number.as_str()));
        // Whoever lives here lives in one place, and that is either permanent or temporary.
        let here = record.departed.is_none();
        let home = values.get(&Attribute::CurrentAddress);
        let stays = [Attribute::PermanentAddress, Attribute::TemporaryAddress].map(|kind| values.get(&kind));
        prop_assert_eq!(stays.iter().flatten().copied().collect::<Vec<_>>(), home.into_iter().collect::<Vec<_>>());
        prop_assert_eq!(home.is_some(), here);
        let settled = record.residence_card.as_ref().is_some_and(|card| card.kind == ResidenceCardKind::Permanent);
        prop_assert_eq!(stays[0].is_some(), here && settled);
        if let Some(card) = values.get(&Attribute::IdentityCard) {
            prop_assert!(card["kind"].as_str().unwrap().ends_with("_residence_card"));
            let expires: Date = card["expires_on"].as_str().unwrap().parse().unwrap();
            prop_assert_eq!(card["valid"] == true, here && as_of <= expires);
        }
        // An account is open as long as the card is valid.
        if let Some(account) = values.get(&Attribute::EidAccount) {
            prop_assert_eq!(account["locked"] == false, values[&Attribute::IdentityCard]["valid"] == true);
        }
        for absent in [Attribute::MiddleName, Attribute::Hometown, Attribute::Ethnicity, Attribute::Father,
            Attribute::Children, Attribute::Household, Attribute::MaritalStatus, Attribute::JudicialRecord] {
            prop_assert!(!values.contains_key(&absent), "{absent}");
        }
        prop_assert!(REGISTRY.household(&number, as_of).is_empty());
    }

    #[test]
    fn a_foreigner_is_found_by_every_number(index in any::<u64>(), year in 2006i16..2045) {
        let (number, as_of) = (foreigner(index).1, date(year, 6, 1));
        let kinds: Vec<&str> = REGISTRY.identifiers(&number, as_of).iter().map(|(kind, _)| kind.name).collect();
        prop_assert!(kinds.iter().all(|kind| ["personal-number", "passport", "residence-card"].contains(kind)));
        for (kind, text) in REGISTRY.identifiers(&number, as_of) {
            let found = REGISTRY.search(&Search { name: &text, ..Search::default() }, as_of, 5).unwrap();
            prop_assert_eq!(found.identifier, Some(kind.name));
            prop_assert!(found.people.iter().any(|person| person.number == number));
        }
    }

    #[test]
    fn the_timeline_ends_as_the_values_say(index in any::<u64>(), year in 2006i16..2045) {
        let ((foreigner, number), as_of) = (foreigner(index), date(year, 6, 1));
        let Some(record) = NATION.foreigner(foreigner, as_of) else { return Ok(()) };
        let events = REGISTRY.timeline(&number, as_of);
        prop_assert!(events.windows(2).all(|two| two[0].date <= two[1].date));
        let first = matches!(events[0].what, Happening::Arrived { .. });
        prop_assert!(first && events[0].date == record.arrived);
        let count = |is: fn(&Happening) -> bool| events.iter().filter(|event| is(&event.what)).count();
        prop_assert_eq!(count(|what| *what == Happening::Departed), usize::from(record.departed.is_some()));
        let issued = count(|what| matches!(what, Happening::ResidenceCardIssued { .. }));
        prop_assert_eq!(issued, NATION.residence_cards(foreigner, as_of).len());
        let account = |what: &Happening| match what {
            Happening::AccountChanged { level, locked } => Some((*level, *locked)),
            _ => None,
        };
        let changes: Vec<_> = events.iter().filter_map(|event| account(&event.what)).collect();
        prop_assert!(changes.windows(2).all(|two| two[0] != two[1]));
        let now = REGISTRY.find(&number, as_of).unwrap().account.map(|account| (account.level, account.locked));
        prop_assert_eq!(changes.last().copied(), now);
    }
}

#[test]
fn a_foreigner_at_a_glance() {
    let table: [(PersonalNumber, &[&str]); 3] = [
        (who(|r| r.account.is_some_and(|account| !account.locked)), &["foreigner"]),
        (who(|r| r.departed.is_some() && r.account.is_some()), &["foreigner", "locked", "departed"]),
        (who(|r| r.departed.is_none() && r.account.is_none()), &["foreigner", "no-account"]),
    ];
    for (number, traits) in table {
        let found = REGISTRY.find(&number, LATER).unwrap();
        assert!(traits.iter().all(|wanted| found.traits.contains(wanted)), "{:?}", found.traits);
        let left = found.traits.contains(&"departed");
        assert_eq!(found.place.contains(", "), !left, "a commune and its province, or a country");
    }
}

#[test]
fn foreigners_are_listed_while_they_live_here() {
    let all = REGISTRY.foreigners(LATER, usize::MAX);
    assert!(all.exhausted && all.looked_at == NATION.foreigners());
    let lives =
        |number: &PersonalNumber| REGISTRY.values(number, LATER, &[Attribute::CurrentAddress]).len() == 1;
    assert_eq!(
        all.people.len(),
        (0..NATION.foreigners()).filter(|index| lives(&foreigner(*index).1)).count()
    );
    assert!(all.people.iter().all(|person| lives(&person.number)));
    let some = REGISTRY.foreigners(LATER, 3);
    assert!(some.people.len() == 3 && !some.exhausted && some.looked_at < all.looked_at);
    let none = REGISTRY.foreigners(date(2005, 12, 31), 3);
    assert!(none.people.is_empty() && none.exhausted);
}

#[test]
fn a_realm_with_changes_has_the_same_foreigners_and_changes_none() {
    let stranger = who(|record| record.account.is_some());
    let wish = |number: &PersonalNumber| Wish::Event(number.clone(), LATER, CitizenEvent::Death);
    let mut anybody =
        (0..10_000).map(|step| number(&NATION.number(NATION.person_at(step * 7_919).unwrap()).digits()));
    let (_, overlay) =
        anybody.find_map(|number| REGISTRY.with(&Overlay::default()).decide(wish(&number)).ok()).unwrap();
    let view = REGISTRY.with(&overlay);
    assert_eq!(
        view.values(&stranger, LATER, Attribute::ALL),
        REGISTRY.values(&stranger, LATER, Attribute::ALL)
    );
    assert_eq!(view.find(&stranger, LATER).unwrap().number, stranger);
    for (_, text) in REGISTRY.identifiers(&stranger, LATER) {
        let search = Search { name: &text, ..Search::default() };
        let found = REGISTRY.search_with(&overlay, &search, LATER, 5).unwrap();
        assert!(found.people.iter().any(|person| person.number == stranger));
    }
    let refused = view.decide(wish(&stranger)).map(|_| ()).unwrap_err();
    assert_eq!(refused.reason, Reason::SubjectUnknown);
    assert!(refused.detail.contains("foreigners"), "{refused}");
    // What looks like a real person's number is still suspected.
    let real = view.decide(wish(&number("001090000012"))).map(|_| ()).unwrap_err();
    assert_eq!(real.reason, Reason::RealDataSuspected);
}

#[test]
fn a_foreigner_who_can_log_in_is_worth_knowing() {
    let people = REGISTRY.personas(REFERENCE_DATE);
    let last = people.last().unwrap();
    assert!(last.traits.contains(&"foreigner") && last.traits.contains(&"level-2"), "{:?}", last.traits);
    assert!(!last.traits.contains(&"locked") && last.age >= 18);
    let unchanged = Overlay::default();
    assert_eq!(REGISTRY.with(&unchanged).personas(&people, REFERENCE_DATE).len(), people.len());
}
