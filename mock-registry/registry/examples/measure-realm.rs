//! Measures a realm as its changes grow in number: recording one, and the list of a day in the province they are about.
//!
//! `cargo run --release -p dinhdanh-registry --example measure-realm`

use std::time::{Duration, Instant};

use dinhdanh_population::{Nation, Person, ProvinceCode};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::overlay::{CitizenEvent, CitizenName};
use dinhdanh_registry::overlay::{Overlay, Wish};
use dinhdanh_registry::{Kinds, NationSpec, Registry};
use jiff::civil::{Date, date};

#[expect(clippy::disallowed_methods, reason = "this program measures time and nothing else")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A province that is none of the large ones.
const PROVINCE: &str = "46";
const TODAY: Date = date(2026, 1, 1);
const DAY: Date = date(2026, 3, 1);
const CHANGES: [usize; 4] = [0, 250, 500, 1_000];

/// People of the province between 30 and 60, far apart in the tables.
fn people(nation: &Nation) -> impl Iterator<Item = Person> {
    let ours = |person: &Person| nation.birth_province(*person).digits() == PROVINCE;
    let grown = |person: &Person| (1966..1996).contains(&nation.date_of_birth(*person).year());
    let all = nation.people(0..nation.registered()).skip_while(move |person| !ours(person));
    let living = move |person: &Person| grown(person) && nation.is_alive(*person, TODAY);
    all.take_while(move |person| ours(person)).filter(living).step_by(97)
}

/// A death or another name, by turns.
fn event(nth: usize) -> CitizenEvent {
    let name = || CitizenName {
        family_name: "An".to_owned(),
        middle_name: "Minh".to_owned(),
        given_name: "Lan".to_owned(),
    };
    if nth.is_multiple_of(2) { CitizenEvent::Death } else { CitizenEvent::NameChange(name()) }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let registry = Registry::new(NationSpec::default())?;
    let nation = Nation::new(NationSpec::default())?;
    println!("events of {DAY} in {:?}", PROVINCE.parse::<ProvinceCode>()?.name());
    let (mut overlay, mut recorded, mut people) = (Overlay::default(), 0, people(&nation));
    for changes in CHANGES {
        let mut recording = Duration::ZERO;
        while recorded < changes {
            let person = people.next().ok_or("too few people")?;
            let number = PersonalNumber::parse(&nation.number(person).digits())?;
            let wish = Wish::Event(number, TODAY, event(recorded));
            let (decided, time) = timed(|| registry.with(&overlay).decide(wish));
            overlay = decided.map_err(|refused| refused.to_string())?.1;
            (recorded, recording) = (recorded + 1, time);
        }
        let list = || registry.events_of_day_with(&overlay, PROVINCE, DAY, &Kinds::default());
        let (first, to_first) = timed(list);
        let (again, to_again) = timed(list);
        assert!(first?.events == again?.events, "a list that differs is not measured");
        println!(
            "{changes:>5} changes: the last recorded in {:.2} ms, first list {:.0} ms, again {:.0} ms",
            ms(recording),
            ms(to_first),
            ms(to_again)
        );
    }
    Ok(())
}
