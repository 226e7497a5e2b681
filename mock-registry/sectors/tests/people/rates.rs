//! How often things occur among the living of the reference year: close to what is reported, where something is.

use dinhdanh_population::{IdSpace, Nation, Person};
use dinhdanh_sectors::benefits::{merit_allowances, social_assistance};
use dinhdanh_sectors::education::{Stage, degrees};
use dinhdanh_sectors::health::{chronic_conditions, health_insurance, health_visits, vaccinations};
use dinhdanh_sectors::social_insurance::{BookStatus, Scheme, book};
use jiff::civil::{Date, date};

use crate::common::{nation_of, people};

const DAY: Date = date(2025, 7, 1);

/// Per mille of the living among `of` for whom `is` holds.
fn per_mille(nation: &Nation, of: impl Fn(i16) -> bool, is: impl Fn(Person) -> bool) -> usize {
    let age = |person: Person| DAY.year() - nation.date_of_birth(person).year();
    let living: Vec<Person> =
        people(nation, 40_000).filter(|p| nation.is_alive(*p, DAY) && of(age(*p))).collect();
    living.iter().filter(|person| is(**person)).count() * 1000 / living.len()
}

#[test]
fn shares_are_of_the_reported_order() {
    let nation = nation_of(1_000_000, 2026, IdSpace::Reserved);
    let n = &nation;
    let all = |_: i16| true;
    let status = |p, status| book(n, p, DAY).is_some_and(|book| book.status == status);
    let degree = |p, stage| degrees(n, p, DAY).iter().any(|degree| degree.stage >= stage);
    let condition = |p, code| chronic_conditions(n, p, DAY).iter().any(|c| c.icd10_code == code);
    let year_before = date(2024, 7, 1);
    let visits =
        |p, least| health_visits(n, p, DAY).iter().filter(|v| v.visited_on >= year_before).count() >= least;
    let checks = [
        (
            "contribute to social insurance: 18 million as employees and 2.2 million",
            180..=230,
            per_mille(n, all, |p| status(p, BookStatus::Contributing)),
        ),
        (
            "of whom voluntarily: 2.2 million",
            17..=27,
            per_mille(n, all, |p| {
                book(n, p, DAY).is_some_and(|book| {
                    book.status == BookStatus::Contributing && book.scheme == Scheme::Voluntary
                })
            }),
        ),
        ("draw a pension: 2.8 million", 20..=40, per_mille(n, all, |p| status(p, BookStatus::Pension))),
        (
            "have health insurance: 94 percent",
            920..=965,
            per_mille(n, all, |p| {
                health_insurance(n, p, DAY).last().is_some_and(|card| card.valid_until.is_none())
            }),
        ),
        (
            "have social assistance: 3.5 to 4.5 million",
            30..=55,
            per_mille(n, all, |p| social_assistance(n, p, DAY).last().is_some_and(|a| a.ended_on.is_none())),
        ),
        (
            "have an allowance for merit: about a million",
            6..=14,
            per_mille(n, all, |p| merit_allowances(n, p, DAY).last().is_some_and(|a| a.ended_on.is_none())),
        ),
        (
            "of 25 to 34 with a bachelor's degree or more (assumed)",
            150..=230,
            per_mille(n, |age| (25..35).contains(&age), |p| degree(p, Stage::Bachelor)),
        ),
        (
            "of adults over 24 with hypertension diagnosed: half of a quarter",
            100..=180,
            per_mille(n, |age| age > 24, |p| condition(p, "I10")),
        ),
        (
            "of adults over 24 with diabetes diagnosed: half of 7 percent",
            30..=55,
            per_mille(n, |age| age > 24, |p| condition(p, "E11.9")),
        ),
        ("seen by a doctor in a year (assumed)", 650..=850, per_mille(n, all, |p| visits(p, 1))),
        (
            "of adults with two doses against COVID-19: over 90 percent",
            900..=980,
            per_mille(
                n,
                |age| (25..70).contains(&age),
                |p| vaccinations(n, p, DAY).iter().any(|v| v.vaccine.starts_with("covid19") && v.dose == 2),
            ),
        ),
    ];
    let table: String =
        checks.iter().map(|(what, range, got)| format!("{got:4} of {range:?}: {what}\n")).collect();
    assert!(checks.iter().all(|(_, range, got)| range.contains(got)), "per mille\n{table}");
}
