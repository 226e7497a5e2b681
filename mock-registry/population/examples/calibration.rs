//! Sums up the demography of a nation from a sample of its living people, beside the figures it is to meet.
//!
//! `cargo run --release -p dinhdanh-population --example calibration`

use std::collections::BTreeMap;

use dinhdanh_population::{
    AccountLevel, MaritalStatus, Nation, NationSpec, Person, REFERENCE_DATE, Sex, SpecError,
};

const SAMPLE: u64 = 100_000;

fn main() -> Result<(), SpecError> {
    let as_of = REFERENCE_DATE;
    let nation = Nation::new(NationSpec::default())?;
    let everybody = spread(&nation, SAMPLE);
    let living: Vec<Person> = everybody.iter().copied().filter(|p| nation.is_alive(*p, as_of)).collect();
    let age = |p: Person| {
        let birth = nation.date_of_birth(p);
        let had = (as_of.month(), as_of.day()) >= (birth.month(), birth.day());
        as_of.year() - birth.year() - i16::from(!had)
    };

    let small = Nation::new(NationSpec { living: 1_000_000, ..NationSpec::default() })?;
    let count = (0..small.registered())
        .filter_map(|i| small.person_at(i))
        .filter(|p| small.is_alive(*p, as_of))
        .count();
    println!("living of a million: {count}");

    let adults: Vec<Person> = living.iter().copied().filter(|p| age(*p) >= 15).collect();
    for sex in [Sex::Male, Sex::Female] {
        let of_sex: Vec<Person> = adults.iter().copied().filter(|p| nation.sex(*p) == sex).collect();
        let share = |status| percent(&of_sex, |p| nation.marital_status(p, as_of) == status);
        println!(
            "{sex:?} 15+: never {:.1} married {:.1} widowed {:.1} divorced {:.1} (2024 both: never 25.1, married 65.3; divorced 2.1)",
            share(MaritalStatus::Single),
            share(MaritalStatus::Married),
            share(MaritalStatus::Widowed),
            share(MaritalStatus::Divorced),
        );
        for from in (15..65).step_by(5) {
            let group: Vec<Person> =
                of_sex.iter().copied().filter(|p| (from..from + 5).contains(&age(*p))).collect();
            print!(
                "  {from}: {:.0}",
                percent(&group, |p| nation.marital_status(p, as_of) != MaritalStatus::Single)
            );
        }
        println!("  % ever married by age");
    }

    println!("children of women by year of birth:");
    for from in (1930..1990).step_by(10) {
        let women: Vec<Person> = everybody
            .iter()
            .copied()
            .filter(|p| {
                nation.sex(*p) == Sex::Female && (from..from + 10).contains(&nation.date_of_birth(*p).year())
            })
            .filter(|p| nation.date_of_death(*p).year() - nation.date_of_birth(*p).year() > 50)
            .collect();
        let sizes: Vec<usize> = women.iter().map(|p| nation.children(*p).len()).collect();
        let mean = sizes.iter().sum::<usize>() as f64 / sizes.len() as f64;
        let share = |n: usize| {
            100.0 * sizes.iter().filter(|s| **s == n || n == 6 && **s > 6).count() as f64 / sizes.len() as f64
        };
        println!("  {from}s: mean {mean:.2}; 0 to 6+: {:.0?}", (0..=6).map(share).collect::<Vec<_>>());
    }
    let recent: Vec<Person> = everybody
        .iter()
        .copied()
        .filter(|p| (2000..2025).contains(&nation.date_of_birth(*p).year()))
        .collect();
    println!("no father recorded, born 2000-2024: {:.1} %", percent(&recent, |p| nation.father(p).is_none()));
    println!(
        "no mother registered, born 2000-2024: {:.1} %",
        percent(&recent, |p| nation.mother(p).is_none())
    );

    let sizes: Vec<usize> =
        living.iter().filter_map(|p| Some(nation.household(*p, as_of)?.members.len())).collect();
    let households: f64 = sizes.iter().map(|n| 1.0 / *n as f64).sum();
    println!("mean household {:.2} (2024: 3.59)", sizes.len() as f64 / households);
    let share = |from: usize, to: usize| {
        let some = sizes.iter().filter(|n| (from..=to).contains(n));
        100.0 * some.map(|n| 1.0 / *n as f64).sum::<f64>() / households
    };
    println!(
        "households of 1: {:.1} (10.9), 2-4: {:.1} (65.5), 5-6: {:.1} (19), 7+: {:.1} (5) %; by size {:.1?}",
        share(1, 1),
        share(2, 4),
        share(5, 6),
        share(7, 99),
        (1..=10).map(|n| share(n, n)).collect::<Vec<_>>()
    );

    println!(
        "card: {:.1} % of 14+ (all)",
        percent(&of_age(&adults, age), |p| nation.card(p, as_of).is_some())
    );
    let level =
        |l| percent(&of_age(&adults, age), |p| nation.account(p, as_of).is_some_and(|a| a.level == l));
    println!(
        "accounts of 14+: level 1 {:.1} %, level 2 {:.1} %",
        level(AccountLevel::Level1),
        level(AccountLevel::Level2)
    );
    println!("mobile number: {:.1} % of 15+", percent(&adults, |p| nation.phone(p, as_of).is_some()));

    let cores: Vec<_> = living.iter().filter_map(|p| nation.core(*p, as_of)).collect();
    print_top("surnames (Nguyễn 31.5, Lê 10.9, Trần 8.9)", cores.iter().map(|c| c.name.surname), 12);
    print_top("ethnic groups (Kinh 85.3)", cores.iter().map(|c| c.ethnicity), 8);
    print_top(
        "religions (none 86.3, Catholic 6.1, Buddhist 4.8, Hòa Hảo 1.0)",
        cores.iter().map(|c| c.religion),
        6,
    );
    print_top("provinces", cores.iter().map(|c| c.permanent_residence.province.name), 6);
    let urban = |name: &str| name.starts_with("Phường") || name.starts_with("Thị trấn");
    let before = dinhdanh_population::REFORM_DATE.yesterday().unwrap_or(as_of);
    let towns = living
        .iter()
        .filter_map(|p| nation.permanent_residence(*p, before))
        .filter(|a| urban(a.commune.name))
        .count();
    println!("in towns: {:.1} % (38.2)", 100.0 * towns as f64 / living.len() as f64);
    println!(
        "temporary residents: {:.1} %",
        percent(&living, |p| nation.temporary_residence(p, as_of).is_some())
    );
    for sex in [Sex::Male, Sex::Female] {
        for (from, to) in [(1950, 1970), (1985, 2000), (2008, 2020)] {
            let names = cores.iter().filter(|c| c.sex == sex && (from..to).contains(&c.date_of_birth.year()));
            print_top(&format!("{sex:?} {from}s"), names.clone().map(|c| c.name.given), 6);
            print_top("   middle", names.map(|c| c.name.middle), 4);
        }
    }
    Ok(())
}

fn of_age(people: &[Person], age: impl Fn(Person) -> i16) -> Vec<Person> {
    people.iter().copied().filter(|p| age(*p) >= 15).collect()
}

/// People spread evenly over the nation.
fn spread(nation: &Nation, n: u64) -> Vec<Person> {
    let step = nation.registered() / n;
    (0..n).filter_map(|i| nation.person_at(i * step + i % step)).collect()
}

fn percent(people: &[Person], test: impl Fn(Person) -> bool) -> f64 {
    100.0 * people.iter().filter(|p| test(**p)).count() as f64 / people.len().max(1) as f64
}

fn print_top<'a>(title: &str, values: impl Iterator<Item = &'a str>, n: usize) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let all: usize = counts.values().sum();
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let top: Vec<String> = counts
        .iter()
        .take(n)
        .map(|(value, count)| format!("{value} {:.1}", 100.0 * *count as f64 / all as f64))
        .collect();
    println!("{title}: {}", top.join(", "));
}
