//! The registry as the gateway uses it: values have the shape that the catalogue states, and people can be found.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::LazyLock;

use dinhdanh_population::{IdNumber, Nation, REFERENCE_DATE, fold};
use dinhdanh_protocol::attribute::ValueType;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::{Born, Happening, NationSpec, Registry, Search};
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
        (Value::String(text), ValueType::BirthDate) => {
            text.parse::<Date>().is_ok() || (text.len() == 4 && text.parse::<u16>().is_ok())
        }
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
    fn the_timeline_and_the_household_agree_with_the_values(index in any::<u64>(), year in 1990i16..2045) {
        let (number, as_of) = (number(index), date(year, 6, 1));
        let Some(found) = REGISTRY.find(&number, as_of) else {
            prop_assert!(REGISTRY.timeline(&number, as_of).is_empty() && REGISTRY.household(&number, as_of).is_empty());
            return Ok(());
        };
        let events = REGISTRY.timeline(&number, as_of);
        prop_assert!(events.windows(2).all(|w| w[0].date <= w[1].date) && events.iter().all(|e| e.date <= as_of));
        let first = matches!(events[0].what, Happening::Birth { .. });
        prop_assert!(first && events[0].date == found.birthdate.day());
        prop_assert_eq!(events.iter().any(|e| e.what == Happening::Death), found.died_on.is_some());
        let values = REGISTRY.values(&number, as_of, &[Attribute::Children, Attribute::EidAccount, Attribute::Household]);
        let born = events.iter().filter(|e| matches!(e.what, Happening::ChildBorn { .. })).count();
        // A child may be born after the father's death.
        prop_assert!(born <= values[&Attribute::Children].as_array().unwrap().len());
        let last = events.iter().rev().find_map(|e| match e.what {
            Happening::AccountChanged { level, locked } => Some((u64::from(level), locked)),
            _ => None,
        });
        if found.died_on.is_none() {
            let held = values.get(&Attribute::EidAccount).map(|a| (a["level"].as_u64().unwrap(), a["locked"] == true));
            prop_assert_eq!(last, held);
        }
        let home = REGISTRY.household(&number, as_of);
        prop_assert_eq!(home.is_empty(), found.died_on.is_some());
        for (at, member) in home.iter().enumerate() {
            if let Some(spouse) = member.spouse {
                prop_assert_eq!(home[spouse].spouse, Some(at));
            }
            prop_assert!(member.parent.is_none_or(|parent| home[parent].birthdate < member.birthdate));
        }
        prop_assert!(home.is_empty() || home.iter().any(|member| member.number == number.expose()));
    }

    #[test]
    fn every_identifier_of_a_citizen_finds_the_citizen(index in any::<u64>()) {
        let (number, as_of) = (number(index), date(2026, 6, 1));
        let Some(found) = REGISTRY.find(&number, as_of) else { return Ok(()) };
        for (kind, text) in REGISTRY.identifiers(&number, as_of) {
            let hits = REGISTRY.search(&Search { name: &text, ..Search::default() }, as_of, 5).unwrap();
            prop_assert!(hits.exhausted && hits.identifier.is_some());
            prop_assert!(hits.people.iter().any(|person| person.number == found.number), "{}", kind.name);
        }
    }

    #[test]
    fn a_citizen_is_found_by_given_name_and_surname_within_a_year_and_province(index in any::<u64>()) {
        let (number, as_of) = (number(index), REFERENCE_DATE);
        let Some(found) = REGISTRY.find(&number, as_of).filter(|found| found.died_on.is_none()) else { return Ok(()) };
        let person = NATION.lookup(number.expose().parse::<IdNumber>().unwrap()).unwrap();
        let name = NATION.name(person);
        let province = NATION.birth_province(person).merged().digits();
        for typed in [name.given.to_owned(), fold(&format!("{} {}", name.given, name.surname)), format!("{} {}", name.surname, name.given)] {
            let (mut met, mut token) = (false, None::<String>);
            // A year of a province of this nation is a hundred people: a few tokens lead to the end.
            for _ in 0..40 {
                let born = Born::in_year(found.birthdate.day().year());
                let search = Search { name: &typed, born, province: Some(&province), resume: token.as_deref() };
                let hits = REGISTRY.search(&search, as_of, 10).unwrap();
                met |= hits.people.iter().any(|person| person.number == number);
                token = hits.resume;
                if token.is_none() {
                    break;
                }
            }
            prop_assert!(met, "{}", typed.split(' ').count());
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
            let search = Search { name: &name, born: Some(Born::on(found.birthdate.day())), ..Search::default() };
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
