//! Nations and people for property tests.

use std::sync::OnceLock;

use dinhdanh_population::{IdSpace, Nation, NationSpec, Person};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

/// A nation of one of three sizes, whose tables are built once.
pub(crate) fn nation_of(living: u64, seed: u64, id_space: IdSpace) -> Nation {
    static BUILT: OnceLock<[Nation; 3]> = OnceLock::new();
    let nation = |living, seed, id_space| Nation::new(NationSpec { seed, living, id_space }).unwrap();
    BUILT.get_or_init(|| SIZES.map(|living| nation(living, 0, IdSpace::Reserved)));
    nation(living, seed, id_space)
}

const SIZES: [u64; 3] = [101_000_000, 1_000_000, 10_000];

/// Anybody of a nation of any size and seed.
pub(crate) fn nation_and_person() -> impl Strategy<Value = (Nation, Person)> {
    let sizes = prop::sample::select(&SIZES[..]);
    let spaces = prop::sample::select(vec![IdSpace::Reserved, IdSpace::Plausible]);
    (sizes, any::<u64>(), spaces, any::<u64>()).prop_map(|(living, seed, space, index)| {
        let nation = nation_of(living, seed, space);
        let person = nation.person_at(index % nation.registered()).unwrap();
        (nation, person)
    })
}

/// Somebody of whom something holds that holds of few: the next after a random person.
pub(crate) fn next_who(
    (nation, person): (Nation, Person),
    is: fn(&Nation, Person) -> bool,
) -> (Nation, Person) {
    let from = nation.index(person);
    let people = (from..nation.registered()).chain(0..from).filter_map(|at| nation.person_at(at));
    let one = people.into_iter().find(|person| is(&nation, *person));
    (nation.clone(), one.unwrap_or(person))
}

pub(crate) fn plus_days(date: Date, days: i32) -> Date {
    date.checked_add(days.days()).unwrap()
}

pub(crate) fn plus_years(date: Date, years: i32) -> Date {
    date.checked_add(years.years()).unwrap()
}

/// A date between the first birth and the last.
pub(crate) fn date() -> impl Strategy<Value = Date> {
    (-23_740i32..27_740).prop_map(|days| plus_days(jiff::civil::date(1970, 1, 1), days))
}
