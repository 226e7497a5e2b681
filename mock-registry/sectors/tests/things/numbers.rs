//! Numbers lead back to who has them, and to nobody else.

use std::collections::HashMap;

use dinhdanh_population::{IdSpace, Nation, Person};
use dinhdanh_sectors::{business, credit, electricity, land, telecom, vehicles};
use jiff::civil::{Date, date as day};
use proptest::prelude::*;

use crate::common::{THINGS, date, nation_and_person, nation_of};

type Lookup = fn(&Nation, &str, Date) -> Option<Person>;

/// Datasets with the field that leads back, and the way.
const LOOKUPS: [(&str, &str, Lookup); 7] = [
    ("driving_licences", "number", vehicles::person_by_licence),
    ("vehicles", "plate", vehicles::person_by_plate),
    ("businesses", "tax_code", business::person_by_tax_code),
    ("businesses", "former_tax_code", business::person_by_tax_code),
    ("loans", "contract_number", credit::person_by_loan),
    ("electricity", "customer_code", electricity::person_by_customer_code),
    ("land", "certificate", land::person_by_certificate),
];

fn records(name: &str, nation: &Nation, person: Person, as_of: Date) -> Vec<serde_json::Value> {
    (THINGS.iter().find(|thing| thing.name == name).unwrap().dataset().records)(nation, person, as_of)
}

proptest! {
    #[test]
    fn numbers_lead_back((nation, person) in nation_and_person(), as_of in date()) {
        for (name, field, lookup) in LOOKUPS {
            for record in records(name, &nation, person, as_of) {
                let Some(number) = record.get(field).and_then(|number| number.as_str()) else { continue };
                let found = lookup(&nation, number, as_of);
                match name {
                    // Either owner may be the one it is filed under.
                    "land" => {
                        let found = found.unwrap();
                        let owners = record["owners"].as_array().unwrap();
                        prop_assert!(owners.iter().any(|owner| owner["number"] == nation.number(found).digits()));
                    }
                    _ => prop_assert!(found == Some(person), "{}", name),
                }
                // Nobody has a number before it is given out; a personal number alone is a tax code without a business.
                if number.len() != 12 || name != "businesses" {
                    prop_assert!(lookup(&nation, number, nation.date_of_birth(person)).is_none(), "{}", name);
                }
            }
        }
    }

    #[test]
    fn any_text_is_refused_or_leads_to_its_owner((nation, _) in nation_and_person(), text in "[0-9]{10}|[0-9]{12}|[0-9]{2}[A-Z]{2}-[0-9]{3}\\.[0-9]{2}|[A-Z]{2} [0-9]{6}|[A-Z]{2} [0-9]{8}|PX[0-9]{11}|HDTD[0-9]{9}|\\PC{0,16}") {
        let as_of = day(2026, 6, 1);
        for (name, field, lookup) in LOOKUPS {
            let Some(person) = lookup(&nation, &text, as_of) else { continue };
            let own = text == nation.number(person).digits();
            prop_assert!(own || records(name, &nation, person, as_of).iter().any(|record| record[field] == text.as_str()));
        }
    }

    #[test]
    fn a_number_in_use_is_registered_under_one((nation, person) in nation_and_person(), as_of in date()) {
        if let Some(number) = nation.phone(person, as_of) {
            let subscriber = telecom::subscriber_of(&nation, number, as_of).unwrap();
            let found = telecom::subscriptions(&nation, subscriber, as_of);
            let own: Vec<_> = found.iter().filter(|subscription| subscription.phone_number == number).collect();
            prop_assert_eq!(own.len(), 1);
            let user = match own[0].user {
                telecom::User::Subscriber => subscriber,
                telecom::User::Child(user) | telecom::User::Stranger(user) => user,
            };
            prop_assert!(user == person && own[0].ended_on.is_none());
        }
    }
}

#[test]
fn nobody_shares_a_number() {
    for id_space in [IdSpace::Reserved, IdSpace::Plausible] {
        let nation = nation_of(10_000, 5, id_space);
        let people: Vec<Person> = (0..nation.registered()).filter_map(|i| nation.person_at(i)).collect();
        for thing in &THINGS {
            let mut owners: HashMap<String, Person> = HashMap::new();
            let mut records = 0;
            for person in &people {
                for record in (thing.dataset().records)(&nation, *person, day(2030, 1, 1)) {
                    records += 1;
                    for field in thing.unique {
                        let Some(number) = record.get(field).and_then(|number| number.as_str()) else {
                            continue;
                        };
                        let other = *owners.entry(format!("{field} {number}")).or_insert(*person);
                        let couple =
                            || nation.marriage(*person).is_some_and(|marriage| marriage.spouse == other);
                        let shared = thing.name == "land" && couple();
                        assert!(other == *person || shared, "{}: {field}", thing.name);
                    }
                }
            }
            assert!(records > 50, "{}: {records}", thing.name);
        }
    }
}

#[test]
fn numbers_are_those_of_nobody_unless_asked_otherwise() {
    let nation = nation_of(101_000_000, 3, IdSpace::Reserved);
    let as_of = day(2026, 6, 1);
    let reserved = |field: &str, number: &str| match field {
        "plate" => number[2..4].contains(['I', 'J', 'O', 'Q', 'W']),
        "certificate" => number[..2].contains(['F', 'J', 'W', 'Z']),
        "customer_code" => number.starts_with("PX"),
        "former_tax_code" => number.starts_with(['7', '9']),
        "chassis_number" => number.starts_with("OOO"),
        // Digit of century and sex of somebody born after 2200.
        _ => number.as_bytes()[2] >= b'6',
    };
    let fields = [
        ("vehicles", "plate"),
        ("vehicles", "chassis_number"),
        ("land", "certificate"),
        ("electricity", "customer_code"),
        ("businesses", "former_tax_code"),
        ("driving_licences", "number"),
    ];
    for (name, field) in fields {
        let mut seen = 0;
        for person in crate::common::sample(&nation, 3_000) {
            for record in records(name, &nation, person, as_of) {
                let Some(number) = record.get(field).and_then(|number| number.as_str()) else { continue };
                assert!(reserved(field, number), "{field}: {number}");
                seen += 1;
            }
        }
        assert!(seen > 20, "{field}: {seen}");
    }
}

#[test]
fn the_whole_nation_has_room_in_every_space() {
    // Whoever is the last of the nation has numbers: none of the spaces is too small for it.
    let nation = nation_of(101_000_000, 3, IdSpace::Reserved);
    let last = (0..20_000).filter_map(|i| nation.person_at(nation.registered() - 1 - i * 100));
    let mut found = [0; LOOKUPS.len()];
    for person in last {
        for (count, (name, field, _)) in found.iter_mut().zip(LOOKUPS) {
            let as_of = day(2045, 12, 31);
            *count += records(name, &nation, person, as_of)
                .iter()
                .filter(|record| record.get(field).is_some())
                .count();
        }
    }
    assert!(found.iter().all(|count| *count > 20), "{found:?}");
}
