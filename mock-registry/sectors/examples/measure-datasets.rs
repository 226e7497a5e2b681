//! What every dataset costs: mean time per person and records per person, over people spread evenly over the nation.
//!
//! `cargo run --release -p dinhdanh-sectors --example measure-datasets [PEOPLE]`; with `show INDEX` instead, all records of one person.

use std::time::Instant;

use dinhdanh_population::{Nation, NationSpec, Person};
use dinhdanh_sectors::datasets;
use jiff::civil::{Date, date};

const AS_OF: Date = date(2026, 11, 21);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let nation = Nation::new(NationSpec::default())?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("show") => {
            let index = arguments
                .get(1)
                .ok_or("expected `show INDEX`, got no index; give a number below the people registered")?;
            let person =
                nation.person_at(index.parse()?).ok_or("expected an index below the people registered")?;
            show(&nation, person)?;
        }
        people => measure(&nation, people.map_or(Ok(20_000), str::parse)?),
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "this program measures time and nothing else")]
fn measure(nation: &Nation, n: u64) {
    let step = nation.registered() / n.max(1);
    let people: Vec<Person> = (0..n).filter_map(|i| nation.person_at(i * step)).collect();
    println!("{n} people born 1905 to 2045, as of {AS_OF}");
    for dataset in datasets() {
        let start = Instant::now();
        let records: usize =
            people.iter().map(|person| (dataset.records)(nation, *person, AS_OF).len()).sum();
        let per_person = start.elapsed().as_secs_f64() * 1e6 / n as f64;
        println!("{:32} {per_person:8.2} µs {:8.2} records", dataset.name, records as f64 / n as f64);
    }
}

fn show(nation: &Nation, person: Person) -> Result<(), serde_json::Error> {
    for dataset in datasets() {
        for record in (dataset.records)(nation, person, AS_OF) {
            println!("{}: {}", dataset.name, serde_json::to_string(&record)?);
        }
    }
    Ok(())
}
