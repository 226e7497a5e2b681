//! Measures one nation of each size: time to build, to look up, to answer; and sums up its demography.
//!
//! `cargo run --release -p dinhdanh-population --example measure-nation`

use std::hint::black_box;
use std::time::{Duration, Instant};

use dinhdanh_population::{Nation, NationSpec, Person, ProvinceCode, REFERENCE_DATE};
use jiff::civil::{Date, date};

#[expect(clippy::disallowed_methods, reason = "this program measures time and nothing else")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Mean nanoseconds of `work` over people spread through the nation in no order.
fn per_person<T>(nation: &Nation, work: impl Fn(Person) -> T) -> u128 {
    const PEOPLE: u64 = 20_000;
    let people: Vec<Person> = (0..PEOPLE)
        .filter_map(|i| nation.person_at(i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % nation.registered()))
        .collect();
    // The best of several rounds, in pieces too short to be interrupted: whatever else the machine does only adds.
    let best = |people: &[Person]| {
        let rounds = (0..7).map(|_| timed(|| people.iter().for_each(|p| drop(black_box(work(*p))))).1);
        rounds.min().unwrap_or_default()
    };
    people.chunks(500).map(best).sum::<Duration>().as_nanos() / u128::from(PEOPLE)
}

/// A day like any other: no school year begins on it.
const DAY: Date = date(2026, 11, 30);

/// Prints how long the events of a day take in the provinces with the median and the largest number of them.
fn day(nation: &Nation) {
    let mut provinces: Vec<(usize, ProvinceCode)> =
        ProvinceCode::all().map(|province| (nation.events_of_day(province, DAY).len(), province)).collect();
    provinces.sort_unstable();
    let of_interest = [("median", provinces.get(provinces.len() / 2)), ("largest", provinces.last())];
    for (which, found) in of_interest {
        let Some((events, province)) = found else { continue };
        let rounds = (0..7).map(|_| timed(|| drop(black_box(nation.events_of_day(*province, DAY)))).1);
        let best = rounds.min().unwrap_or_default().as_secs_f64() * 1e3;
        println!("  events of {DAY} in the {which} province {}: {events} in {best:.1} ms", province.name());
    }
}

fn main() {
    for living in [101_000_000, 10_000, 1_000_000, 101_000_000] {
        let spec = NationSpec { living, ..NationSpec::default() };
        let (nation, time) = timed(|| Nation::new(spec));
        let Ok(nation) = nation else { continue };
        let (_, first) = timed(|| nation.person_at(0).and_then(|p| nation.record(p, REFERENCE_DATE)));
        println!(
            "living {living}: built in {:.1} ms, first record in {:.1} ms, {} ever registered",
            time.as_secs_f64() * 1e3,
            first.as_secs_f64() * 1e3,
            nation.registered()
        );
        let numbers = per_person(&nation, |p| nation.number(p));
        let lookup = per_person(&nation, |p| nation.lookup(nation.number(p)));
        println!("  number {numbers} ns, number and lookup {lookup} ns");
        println!("  mother {} ns", per_person(&nation, |p| nation.mother(p)));
        println!("  father {} ns", per_person(&nation, |p| nation.father(p)));
        let as_of = REFERENCE_DATE;
        println!("  name {} ns", per_person(&nation, |p| nation.name(p)));
        println!(
            "  permanent residence {} ns",
            per_person(&nation, |p| nation.permanent_residence(p, as_of))
        );
        println!("  household {} ns", per_person(&nation, |p| nation.household(p, as_of)));
        println!("  account {} ns", per_person(&nation, |p| nation.account(p, as_of)));
        println!("  phone {} ns", per_person(&nation, |p| nation.phone(p, as_of)));
        println!("  core record {} ns", per_person(&nation, |p| nation.core(p, as_of)));
        println!("  full record {} ns", per_person(&nation, |p| nation.record(p, as_of)));
        println!("  children {} ns", per_person(&nation, |p| nation.children(p)));
        println!("  events {} ns", per_person(&nation, |p| nation.events(p)));
        day(&nation);
    }
}
