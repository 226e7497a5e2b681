//! The registry as the gateway uses it: values have the shape that the catalogue states, and people can be found.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::LazyLock;

use dinhdanh_population::{IdNumber, Nation, REFERENCE_DATE, fold};
use dinhdanh_protocol::attribute::ValueType;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::{Born, NationSpec, Registry, Search};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;

const SPEC: NationSpec =
    NationSpec { seed: 11, living: 200_000, id_space: dinhdanh_registry::IdSpace::Reserved };
static NATION: LazyLock<Nation> = LazyLock::new(|| Nation::new(SPEC).unwrap());
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(SPEC).unwrap());

fn number(index: u64) -> PersonalNumber {
    let person = NATION.person_at(index % NATION.registered()).unwrap();
    PersonalNumber::parse(&NATION.number(person).digits()).unwrap()
}

fn fits(value: &Value, shape: ValueType) -> bool {
    match (value, shape) {
        (Value::String(text), ValueType::Date) => text.parse::<Date>().is_ok(),
        (Value::String(text), ValueType::Text | ValueType::Code) => !text.is_empty(),
        (Value::Bool(_), ValueType::Flag) | (Value::Object(_), ValueType::Object) => true,
        (Value::Array(items), ValueType::TextList) => items.iter().all(Value::is_string),
        (Value::Array(items), ValueType::ObjectList) => items.iter().all(Value::is_object),
        _ => false,
    }
}

proptest! {
    #[test]
    fn every_value_has_the_shape_that_the_catalogue_states(index in any::<u64>(), year in 1990i16..2045, day in 1i8..28) {
        let (number, as_of) = (number(index), date(year, 6, day));
        let values = REGISTRY.values(&number, as_of, Attribute::ALL);
        prop_assert_eq!(values.is_empty(), REGISTRY.find(&number, as_of).is_none());
        for (attribute, value) in &values {
            prop_assert!(fits(value, attribute.info().value_type), "{attribute}");
        }
        if let Some(own) = values.get(&Attribute::PersonalNumber) {
            prop_assert_eq!(own.as_str(), Some(number.expose()));
        }
    }

    #[test]
    fn only_what_is_wanted_comes_back(index in any::<u64>(), wanted in prop::sample::subsequence(Attribute::ALL.to_vec(), 0..5)) {
        let number = number(index);
        let values = REGISTRY.values(&number, REFERENCE_DATE, &wanted);
        prop_assert!(values.keys().all(|attribute| wanted.contains(attribute)));
        let all = REGISTRY.values(&number, REFERENCE_DATE, Attribute::ALL);
        for attribute in &wanted {
            prop_assert_eq!(values.get(attribute), all.get(attribute));
        }
    }

    #[test]
    fn a_citizen_is_found_by_name_in_any_spelling_and_date_of_birth(index in any::<u64>()) {
        let number = number(index);
        let as_of = date(2044, 1, 1);
        let Some(found) = REGISTRY.find(&number, as_of) else { return Ok(()) };
        let mut words: Vec<String> = fold(&found.name).to_uppercase().split_whitespace().map(str::to_owned).collect();
        words.reverse();
        for name in [found.name.clone(), words.join("  "), found.number.expose().to_owned()] {
            let search = Search { name: &name, born: Some(Born::on(found.birthdate)), ..Search::default() };
            let hits = REGISTRY.search(&search, as_of, 1_000).unwrap();
            prop_assert!(hits.people.iter().any(|person| person.number == number));
            prop_assert!(hits.exhausted);
        }
    }
}

#[test]
fn a_search_that_stops_early_says_so() {
    let hits = REGISTRY.search(&Search { name: "nguyen", ..Search::default() }, REFERENCE_DATE, 5).unwrap();
    assert_eq!(hits.people.len(), 5);
    assert!(!hits.exhausted && hits.looked_at >= 5);
    let nobody = REGISTRY.search(&Search { name: "zzz", ..Search::default() }, REFERENCE_DATE, 5).unwrap();
    assert!(nobody.people.is_empty() && !nobody.exhausted && nobody.looked_at > 1_000);
}

#[test]
fn the_first_personas_can_log_in_and_the_rest_are_each_for_another_reason() {
    let personas = REGISTRY.personas(REFERENCE_DATE);
    assert!(personas.len() >= 9, "{}", personas.len());
    for person in &personas[..3] {
        assert!(
            person.traits.contains(&"level-2") && !person.traits.contains(&"locked"),
            "{:?}",
            person.traits
        );
    }
    for wanted in ["child", "widowed", "divorced", "level-1", "no-account", "deceased"] {
        assert!(personas.iter().any(|person| person.traits.contains(&wanted)), "{wanted}");
    }
}

#[test]
fn there_are_34_provinces_with_names() {
    let provinces: Vec<_> = REGISTRY.provinces().collect();
    assert_eq!(provinces.len(), 34);
    assert!(provinces.iter().all(|(code, name)| code.len() == 2 && !name.is_empty()));
}

#[test]
fn a_number_of_nobody_finds_nobody() {
    let nobody = (0..)
        .map(|serial| format!("901090{serial:06}"))
        .find(|digits| NATION.lookup(digits.parse::<IdNumber>().unwrap()).is_none());
    let nobody = PersonalNumber::parse(&nobody.unwrap()).unwrap();
    assert!(REGISTRY.find(&nobody, REFERENCE_DATE).is_none());
    assert!(REGISTRY.values(&nobody, REFERENCE_DATE, Attribute::ALL).is_empty());
}
