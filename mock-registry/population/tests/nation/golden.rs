//! Golden records: no field of a record that somebody has seen may change (invariant 6 of the design).
//!
//! New fields are free to come: only what the file holds is compared. It is printed by the example `golden`.

use dinhdanh_population::{Nation, NationSpec};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Golden {
    spec: NationSpec,
    index: u64,
    as_of: Date,
    record: Value,
}

#[test]
fn golden_records_are_unchanged() {
    let lines: Vec<Golden> =
        include_str!("golden.ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() > 30);
    let mut nation = Nation::new(lines[0].spec.clone()).unwrap();
    for golden in lines {
        if *nation.spec() != golden.spec {
            nation = Nation::new(golden.spec).unwrap();
        }
        let person = nation.person_at(golden.index).unwrap();
        let record = serde_json::to_value(nation.record(person, golden.as_of).unwrap()).unwrap();
        contains(&record, &golden.record, &format!("person {} as of {}", golden.index, golden.as_of));
    }
}

/// Fails unless `now` has every value of `then`.
fn contains(now: &Value, then: &Value, path: &str) {
    match (now, then) {
        (Value::Object(now), Value::Object(then)) => {
            for (key, then) in then {
                let path = format!("{path}/{key}");
                assert!(now.contains_key(key), "{path} has gone");
                contains(&now[key], then, &path);
            }
        }
        (Value::Array(now), Value::Array(then)) => {
            assert_eq!(now.len(), then.len(), "{path}");
            now.iter()
                .zip(then)
                .enumerate()
                .for_each(|(i, (now, then))| contains(now, then, &format!("{path}/{i}")));
        }
        _ => assert_eq!(now, then, "{path}"),
    }
}
