//! The nation has the shape of the real one. Tolerances are wide: this guards against a table read wrongly, calibration
//! is measured by the example `calibration`.

use std::collections::HashMap;

use dinhdanh_population::{
    IdSpace, MaritalStatus, Nation, NationSpec, Person, REFERENCE_DATE, Sex, SpecError,
};

use crate::common::nation_of;

fn living(nation: &Nation) -> Vec<Person> {
    (0..nation.registered())
        .filter_map(|i| nation.person_at(i))
        .filter(|p| nation.is_alive(*p, REFERENCE_DATE))
        .collect()
}

/// Whole years of age on the reference date, 1 July.
fn age(nation: &Nation, person: Person) -> usize {
    let birth = nation.date_of_birth(person);
    let years = REFERENCE_DATE.year() - birth.year();
    usize::try_from(years - i16::from((birth.month(), birth.day()) > (7, 1))).unwrap()
}

fn share(people: &[Person], test: impl Fn(Person) -> bool) -> f64 {
    people.iter().filter(|p| test(**p)).count() as f64 / people.len() as f64
}

fn assert_between(what: &str, value: f64, from: f64, to: f64) {
    assert!((from..=to).contains(&value), "{what}: expected {from} to {to}, got {value}");
}

#[test]
fn every_age_group_is_as_large_as_in_the_pyramid() {
    let table = include_str!("../../data/age_sex_pyramid.csv");
    let pyramid: Vec<Vec<f64>> = table
        .lines()
        .filter(|line| line.starts_with("2025,"))
        .map(|line| line.split(',').skip(2).map(|n| n.parse().unwrap()).collect())
        .collect();
    let total: f64 = pyramid.iter().flatten().sum();
    let nation = nation_of(1_000_000, 11, IdSpace::Reserved);
    let people = living(&nation);
    assert_between("living", people.len() as f64, 999_000.0, 1_001_000.0);
    let mut groups: HashMap<(usize, Sex), f64> = HashMap::new();
    for person in people {
        *groups.entry(((age(&nation, person) / 5).min(20), nation.sex(person))).or_default() += 1.0;
    }
    for (group, row) in pyramid.iter().enumerate() {
        for (sex, people) in [Sex::Male, Sex::Female].into_iter().zip(row) {
            let expected = people / total * 1_000_000.0;
            if expected > 2_000.0 {
                let ratio = groups[&(group, sex)] / expected;
                assert_between(&format!("{sex:?} from {} over the pyramid", group * 5), ratio, 0.98, 1.02);
            }
        }
    }
}

#[test]
fn the_living_are_as_many_as_asked_for() {
    for wanted in [1_000, 10_000, 100_000] {
        let nation = Nation::new(NationSpec { living: wanted, ..NationSpec::default() }).unwrap();
        let got = living(&nation).len() as u64;
        assert!(got.abs_diff(wanted) <= 15 + wanted / 1_000, "expected about {wanted} living, got {got}");
    }
}

#[test]
fn people_marry_and_have_children_as_they_do() {
    let nation = nation_of(1_000_000, 12, IdSpace::Reserved);
    let some: Vec<Person> = living(&nation).into_iter().step_by(29).collect();
    let adults: Vec<Person> = some.iter().copied().filter(|p| age(&nation, *p) >= 15).collect();
    let married = share(&adults, |p| nation.marital_status(p, REFERENCE_DATE) == MaritalStatus::Married);
    assert_between("married of those 15 and over", married, 0.60, 0.72);
    let children = |from: i16, to: i16| {
        let women: Vec<Person> = some
            .iter()
            .copied()
            .filter(|p| {
                nation.sex(*p) == Sex::Female && (from..to).contains(&nation.date_of_birth(*p).year())
            })
            .collect();
        women.iter().map(|p| nation.children(*p).len()).sum::<usize>() as f64 / women.len() as f64
    };
    assert_between("children of women born 1940-1949", children(1940, 1950), 4.5, 5.7);
    assert_between("children of women born 1970-1979", children(1970, 1980), 1.9, 2.4);
    let born: Vec<Person> =
        some.iter().copied().filter(|p| nation.date_of_birth(*p).year() >= 2000).collect();
    assert_between("without a father on record", share(&born, |p| nation.father(p).is_none()), 0.02, 0.08);
    assert_eq!(share(&born, |p| nation.mother(p).is_none()), 0.0);
    let sizes: Vec<f64> =
        some.iter().map(|p| nation.household(*p, REFERENCE_DATE).unwrap().members.len() as f64).collect();
    let mean = sizes.len() as f64 / sizes.iter().map(|n| 1.0 / n).sum::<f64>();
    assert_between("mean household", mean, 3.2, 3.9);
}

#[test]
fn names_and_groups_are_shared_out_as_they_are() {
    let nation = nation_of(101_000_000, 13, IdSpace::Reserved);
    let step = nation.registered() / 30_000;
    let cores: Vec<_> = (0..30_000)
        .filter_map(|i| nation.core(nation.person_at(i * step)?, REFERENCE_DATE))
        .filter(|core| core.date_of_death.is_none())
        .collect();
    let of = |test: &dyn Fn(&dinhdanh_population::CoreRecord) -> bool| {
        cores.iter().filter(|core| test(core)).count() as f64 / cores.len() as f64
    };
    assert_between("Nguyễn", of(&|c| c.name.surname == "Nguyễn"), 0.295, 0.335);
    assert_between("Kinh", of(&|c| c.ethnicity == "Kinh"), 0.82, 0.88);
    assert_between("no religion", of(&|c| c.religion == "Không tôn giáo"), 0.80, 0.90);
    assert!(
        cores
            .iter()
            .all(|c| !c.name.surname.is_empty() && !c.name.given.is_empty() && !c.religion.is_empty())
    );
}

#[test]
fn a_size_outside_the_limits_is_explained() {
    let check = |living, expect: &str| {
        let error: SpecError = Nation::new(NationSpec { living, ..NationSpec::default() }).unwrap_err();
        assert_eq!(error.to_string(), expect);
    };
    check(
        999,
        "expected `living` of at least `1000`, got `999`: in a smaller nation few would find a spouse; raise `living`",
    );
    check(
        u64::MAX,
        "expected `living` of at most `1200000000`, got `18446744073709551615`: six digits of an ID number tell apart at most a million people born in one year, sex and province; lower `living`",
    );
}

#[test]
fn the_largest_nation_numbers_everybody() {
    let nation = Nation::new(NationSpec { living: NationSpec::MAX_LIVING, ..NationSpec::default() }).unwrap();
    for i in 0..2_000 {
        let person = nation.person_at(nation.registered() / 2_000 * i).unwrap();
        assert_eq!(nation.lookup(nation.number(person)), Some(person));
    }
}
