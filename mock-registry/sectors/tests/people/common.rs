//! Nations, people and the datasets under test.

use std::sync::OnceLock;

use dinhdanh_population::{IdSpace, Nation, NationSpec, Person};
use dinhdanh_sectors::{Dataset, datasets};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

const SIZES: [u64; 3] = [101_000_000, 1_000_000, 10_000];

/// The datasets of the modules tested here.
const NAMES: &[&str] = &[
    "health_insurance",
    "health_visits",
    "vaccinations",
    "allergies",
    "chronic_conditions",
    "body_measurements",
    "birth_certificates",
    "marriage_certificates",
    "divorce_notes",
    "death_certificates",
    "schooling",
    "degrees",
    "social_insurance",
    "employment",
    "social_insurance_contributions",
    "unemployment_benefits",
    "pensions",
    "social_assistance",
    "merit_allowances",
    "benefit_payments",
];

pub(crate) fn ours() -> impl Iterator<Item = &'static Dataset> {
    let found: Vec<_> = datasets().iter().copied().filter(|dataset| NAMES.contains(&dataset.name)).collect();
    assert_eq!(found.len(), NAMES.len());
    found.into_iter()
}

/// A nation of one of three sizes, whose tables are built once.
pub(crate) fn nation_of(living: u64, seed: u64, id_space: IdSpace) -> Nation {
    static BUILT: OnceLock<[Nation; 3]> = OnceLock::new();
    let nation = |living, seed, id_space| Nation::new(NationSpec { seed, living, id_space }).unwrap();
    BUILT.get_or_init(|| SIZES.map(|living| nation(living, 0, IdSpace::Reserved)));
    nation(living, seed, id_space)
}

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

/// Somebody who marries, every other time twice.
pub(crate) fn nation_and_married() -> impl Strategy<Value = (Nation, Person)> {
    (any::<u64>(), any::<u64>(), 1usize..=2).prop_map(|(seed, index, weddings)| {
        let nation = nation_of(101_000_000, seed, IdSpace::Reserved);
        let from = index % nation.registered();
        let people = (from..nation.registered()).chain(0..from).filter_map(|at| nation.person_at(at));
        let one = people.into_iter().find(|person| nation.marriages_of_life(*person).len() == weddings);
        (nation.clone(), one.unwrap())
    })
}

/// Evenly chosen people of one nation.
pub(crate) fn people(nation: &Nation, n: u64) -> impl Iterator<Item = Person> + '_ {
    let step = nation.registered() / n;
    (0..n).map(move |i| nation.person_at(i * step + i % step.max(1)).unwrap())
}

/// A date between the first birth and the last.
pub(crate) fn day() -> impl Strategy<Value = Date> {
    (-23_740i32..27_740).prop_map(|days| plus_days(jiff::civil::date(1970, 1, 1), days))
}

pub(crate) fn plus_days(date: Date, days: i32) -> Date {
    date.checked_add(days.days()).unwrap()
}
