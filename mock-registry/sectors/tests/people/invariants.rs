//! What holds for every dataset.

use std::collections::HashSet;

use dinhdanh_population::IdSpace;
use dinhdanh_sectors::{Dataset, FieldType};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::common::{day, nation_and_person, nation_of, ours, people, plus_days};

/// Fields that say how things stand on the date asked, and so may change.
const CURRENT: &[(&str, &str)] = &[("social_insurance", "status"), ("social_insurance", "months")];
/// Datasets that tell only the last months.
const WINDOWS: &[&str] = &["benefit_payments"];
/// Datasets and fields about what comes after death.
const AFTER_DEATH: &[&str] = &["death_certificates"];

fn object(record: &Value) -> &Map<String, Value> {
    record.as_object().unwrap()
}

fn fits(field_type: FieldType, value: &Value) -> bool {
    match field_type {
        FieldType::Text => value.is_string(),
        FieldType::Code => {
            value.as_str().is_some_and(|code| code.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_'))
        }
        FieldType::BirthDate => value.as_str().is_some_and(|text| {
            text.parse::<Date>().is_ok() || (text.len() == 4 && text.parse::<u16>().is_ok())
        }),
        FieldType::Date => value.as_str().is_some_and(|text| text.parse::<Date>().is_ok()),
        FieldType::Flag => value.is_boolean(),
        FieldType::Number => value.is_i64(),
        FieldType::TextList => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        FieldType::Nested => value.is_object() || value.is_array(),
    }
}

fn dates<'a>(dataset: &'a Dataset, record: &'a Value) -> impl Iterator<Item = (&'static str, Date)> + 'a {
    let fields = dataset.fields.iter().filter(|field| field.field_type == FieldType::Date);
    fields.filter_map(|field| Some((field.name, record.get(field.name)?.as_str()?.parse().ok()?)))
}

proptest! {
    #[test]
    fn history_never_changes((nation, person) in nation_and_person(), a in day(), b in day()) {
        let (first, second) = (a.min(b), a.max(b));
        for dataset in ours().filter(|dataset| !WINDOWS.contains(&dataset.name)) {
            let [before, after] = [first, second].map(|day| (dataset.records)(&nation, person, day));
            prop_assert!(before.len() <= after.len(), "{}", dataset.name);
            for (was, is) in before.iter().zip(&after) {
                for (name, value) in object(was) {
                    if !CURRENT.contains(&(dataset.name, name)) {
                        prop_assert_eq!(Some(value), is.get(name), "{}.{}", dataset.name, name);
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_happens_before_birth_or_after_death((nation, person) in nation_and_person(), as_of in day()) {
        let (birth, death) = (nation.date_of_birth(person), nation.date_of_death(person));
        for dataset in ours() {
            let records = (dataset.records)(&nation, person, as_of);
            prop_assert!(records.is_empty() || as_of >= birth, "{}", dataset.name);
            for record in &records {
                for (name, day) in dates(dataset, record) {
                    prop_assert!(birth <= day, "{}.{name}: {day} is before birth {birth}", dataset.name);
                    prop_assert!(day <= as_of, "{}.{name}: {day} is not yet known on {as_of}", dataset.name);
                    let dead = day > death && !AFTER_DEATH.contains(&dataset.name);
                    prop_assert!(!dead, "{}.{name}: {day} is after death {death}", dataset.name);
                }
            }
        }
    }

    #[test]
    fn nothing_is_told_before_its_day((nation, person) in nation_and_person(), pick in any::<prop::sample::Index>()) {
        // Random dates rarely fall just before something happens: here they always do.
        for dataset in ours() {
            let whole = (dataset.records)(&nation, person, plus_days(nation.date_of_death(person), 30));
            let days: Vec<Date> = whole.iter().flat_map(|record| dates(dataset, record)).map(|(_, day)| day).collect();
            if days.is_empty() {
                continue;
            }
            let eve = plus_days(days[pick.index(days.len())], -1);
            for (was, is) in (dataset.records)(&nation, person, eve).iter().zip(&whole) {
                for (name, day) in dates(dataset, was) {
                    prop_assert!(day <= eve, "{}.{name}: {day} is not yet known on {eve}", dataset.name);
                }
                let constant = |name: &String| {
                    !CURRENT.contains(&(dataset.name, name)) && !WINDOWS.contains(&dataset.name)
                };
                for (name, value) in object(was).iter().filter(|(name, _)| constant(name)) {
                    prop_assert_eq!(Some(value), is.get(name), "{}.{}", dataset.name, name);
                }
            }
        }
    }

    #[test]
    fn the_dead_have_no_news((nation, person) in nation_and_person(), days in 0..20_000) {
        let death = nation.date_of_death(person);
        for dataset in ours().filter(|dataset| !AFTER_DEATH.contains(&dataset.name)) {
            if WINDOWS.contains(&dataset.name) {
                let later = (dataset.records)(&nation, person, plus_days(death, 400 + days));
                prop_assert_eq!(later.len(), 0, "{}", dataset.name);
            } else {
                let [then, later] = [death, plus_days(death, days)].map(|day| (dataset.records)(&nation, person, day));
                prop_assert_eq!(then, later, "{}", dataset.name);
            }
        }
    }

    #[test]
    fn records_keep_their_schema((nation, person) in nation_and_person(), as_of in day()) {
        for dataset in ours() {
            for record in (dataset.records)(&nation, person, as_of) {
                for (name, value) in object(&record) {
                    let field = dataset.fields.iter().find(|field| field.name == name);
                    prop_assert!(field.is_some(), "{}.{name} is not in the schema", dataset.name);
                    prop_assert!(fits(field.unwrap().field_type, value), "{}.{name}: {value}", dataset.name);
                }
            }
        }
    }
}

#[test]
fn every_field_of_a_schema_occurs() {
    let nation = nation_of(1_000_000, 9, IdSpace::Reserved);
    for dataset in ours() {
        let mut missing: HashSet<&str> = dataset.fields.iter().map(|field| field.name).collect();
        for person in people(&nation, 20_000) {
            for record in (dataset.records)(&nation, person, date(2026, 11, 21)) {
                missing.retain(|name| record.get(name).is_none());
            }
            if missing.is_empty() {
                break;
            }
        }
        assert!(missing.is_empty(), "{}: {missing:?}", dataset.name);
    }
}

#[test]
fn names_and_labels_are_there_and_unique() {
    let names: HashSet<&str> = ours().map(|dataset| dataset.name).collect();
    assert_eq!(names.len(), ours().count());
    for dataset in ours() {
        let fields: HashSet<&str> = dataset.fields.iter().map(|field| field.name).collect();
        assert_eq!(fields.len(), dataset.fields.len(), "{}", dataset.name);
        let labels = dataset.fields.iter().flat_map(|field| [field.label_en, field.label_vi]);
        for text in labels.chain([dataset.label_en, dataset.label_vi, dataset.legal_source, dataset.agency]) {
            assert!(!text.is_empty(), "{}", dataset.name);
        }
    }
}
