//! Nothing happens before birth or after death, and what has happened stays.

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::Value;

use crate::common::{THINGS, Thing, date, nation_and_person, plus_days};

/// Every date of a value, those of the named fields left out.
fn dates(value: &Value, without: &[&str], found: &mut Vec<Date>) {
    match value {
        Value::String(text) if text.len() == 10 => found.extend(text.parse::<Date>()),
        Value::Array(values) => values.iter().for_each(|value| dates(value, without, found)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !without.contains(&name.as_str()))
            .for_each(|(_, value)| dates(value, without, found)),
        _ => {}
    }
}

fn records(thing: &Thing, nation: &Nation, person: Person, as_of: Date) -> Vec<Value> {
    (thing.dataset().records)(nation, person, as_of)
}

proptest! {
    #[test]
    fn nothing_is_on_file_before_birth((nation, person) in nation_and_person(), days in 1i32..10_000) {
        for thing in &THINGS {
            let before = plus_days(nation.date_of_birth(person), -days);
            prop_assert!(records(thing, &nation, person, before).is_empty(), "{}", thing.name);
        }
    }

    #[test]
    fn no_date_lies_outside_a_life_or_ahead((nation, person) in nation_and_person(), as_of in date()) {
        let (birth, death) = (nation.date_of_birth(person), nation.date_of_death(person));
        for thing in &THINGS {
            for record in records(thing, &nation, person, as_of) {
                let mut found = Vec::new();
                dates(&record, thing.ahead, &mut found);
                prop_assert!(!found.is_empty());
                for date in found {
                    prop_assert!(birth < date && date <= as_of && date <= death, "{}: {} of {}", thing.name, date, record);
                }
            }
        }
    }

    #[test]
    fn what_is_told_stays_true((nation, person) in nation_and_person(), a in date(), b in date()) {
        let (early, late) = (a.min(b), a.max(b));
        for thing in &THINGS {
            let now = records(thing, &nation, person, early);
            let then = records(thing, &nation, person, late);
            for record in &now {
                let same: Vec<&Value> = then
                    .iter()
                    .filter(|other| thing.key.iter().all(|key| other[key] == record[key]))
                    .collect();
                prop_assert_eq!(same.len(), 1, "{}", thing.name);
                for (name, value) in record.as_object().unwrap() {
                    if !thing.state.contains(&name.as_str()) {
                        prop_assert_eq!(value, &same[0][name], "{}: {}", thing.name, name);
                    }
                }
                // An end that has come is never moved.
                for end in ["ended_on", "left_on", "closed_on", "withdrawn_on", "revoked_on", "served_on", "expunged_on", "photo_checked_on"] {
                    if let Some(end_then) = record.get(end) {
                        prop_assert_eq!(Some(end_then), same[0].get(end), "{}: {}", thing.name, end);
                    }
                }
            }
            // What is new came after the first date, as far as a record says when it began.
            prop_assert!(now.len() <= then.len(), "{}", thing.name);
        }
    }

    #[test]
    fn bills_of_a_month_never_change((nation, person) in nation_and_person(), as_of in date(), days in 0i32..330) {
        let dataset = THINGS.iter().find(|thing| thing.name == "electricity").unwrap();
        let (now, then) =
            (records(dataset, &nation, person, as_of), records(dataset, &nation, person, plus_days(as_of, days)));
        for contract in &now {
            let later = then.iter().find(|other| other["customer_code"] == contract["customer_code"]).unwrap();
            for month in contract["usage"].as_array().unwrap() {
                let same = later["usage"].as_array().unwrap().iter().find(|other| other["month"] == month["month"]);
                if let Some(same) = same {
                    prop_assert_eq!([&month["kwh"], &month["amount"]], [&same["kwh"], &same["amount"]]);
                }
            }
        }
    }
}
