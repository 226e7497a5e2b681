//! Prints golden records, one JSON object per line: the content of `tests/nation/golden.ndjson`.
//!
//! `cargo run -p dinhdanh-population --example golden > mock-registry/population/tests/nation/golden.ndjson`
//!
//! A line that changes means that every nation changes for those who have one. Add lines; change none.

use std::error::Error;

use dinhdanh_population::{IdSpace, Nation, NationSpec};
use jiff::civil::date;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let default = NationSpec::default();
    let small = NationSpec { seed: 7, living: 10_000, id_space: IdSpace::Plausible };
    for (spec, people) in [(default, 12), (small, 6)] {
        let nation = Nation::new(spec)?;
        for i in 0..people {
            let from = nation.registered() / people * i;
            let grown = |index: &u64| {
                let person = nation.person_at(*index);
                person.is_some_and(|p| {
                    nation.date_of_birth(p) < date(1995 + i as i16, 1, 1)
                        && nation.is_alive(p, date(2026, 11, 21))
                })
            };
            let Some(index) = (from..nation.registered()).find(grown) else { continue };
            let Some(person) = nation.person_at(index) else { continue };
            for as_of in [date(2019, 4, 1), date(2026, 11, 21)] {
                let Some(record) = nation.record(person, as_of) else { continue };
                println!(
                    "{}",
                    json!({ "spec": nation.spec(), "index": index, "as_of": as_of, "record": record })
                );
            }
        }
    }
    Ok(())
}
