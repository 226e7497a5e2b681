//! Records and schemas agree, field by field.

use std::collections::BTreeSet;

use dinhdanh_population::IdSpace;
use dinhdanh_sectors::FieldType;
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::common::{THINGS, nation_of, sample};

fn fits(field_type: FieldType, value: &Value) -> bool {
    match field_type {
        FieldType::Text | FieldType::Code => value.as_str().is_some_and(|text| !text.is_empty()),
        FieldType::BirthDate | FieldType::Date => {
            value.as_str().is_some_and(|text| text.parse::<Date>().is_ok())
        }
        FieldType::Flag => value.is_boolean(),
        FieldType::Number => value.is_u64(),
        FieldType::TextList => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        FieldType::Nested => value.is_object() || value.is_array(),
    }
}

#[test]
fn every_field_is_in_the_schema_and_occurs() {
    let nation = nation_of(101_000_000, 11, IdSpace::Reserved);
    for thing in &THINGS {
        let dataset = thing.dataset();
        let mut seen = BTreeSet::new();
        let all: BTreeSet<&str> = dataset.fields.iter().map(|field| field.name).collect();
        assert_eq!(all.len(), dataset.fields.len(), "{}: a field twice", thing.name);
        let fields = thing.key.iter().chain(thing.state).chain(thing.ahead).chain(thing.unique);
        assert!(fields.into_iter().all(|field| all.contains(field)), "{}", thing.name);
        for person in sample(&nation, 40_000) {
            if seen.len() == all.len() {
                break;
            }
            for record in (dataset.records)(&nation, person, date(2026, 6, 1)) {
                for (name, value) in record.as_object().unwrap() {
                    let field = dataset.fields.iter().find(|field| field.name == name);
                    let field = field.unwrap_or_else(|| panic!("{}: {name} is in no schema", thing.name));
                    assert!(fits(field.field_type, value), "{}: {name}", thing.name);
                    seen.insert(field.name);
                }
            }
        }
        assert_eq!(seen, all, "{}", thing.name);
    }
}

#[test]
fn every_label_and_source_is_written() {
    let mut names = BTreeSet::new();
    for thing in &THINGS {
        let dataset = thing.dataset();
        assert!(names.insert(dataset.name), "{} twice", dataset.name);
        let texts = [dataset.agency, dataset.label_en, dataset.label_vi, dataset.legal_source];
        let labels = dataset.fields.iter().flat_map(|field| [field.name, field.label_en, field.label_vi]);
        assert!(texts.into_iter().chain(labels).all(|text| !text.trim().is_empty()), "{}", dataset.name);
    }
}
