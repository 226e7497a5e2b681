//! Employment and the contributions paid from it.

use dinhdanh_population::{Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::career::{Career, Scheme, Spell};
use super::employer::Job;
use super::salary::base_salary;
use crate::common_people::{Life, plus_days};
use crate::records::redacted;

/// Time with one employer.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Employment {
    /// Ten digits, of which the first two are zero.
    pub employer_code: String,
    /// Invented name.
    pub employer: String,
    /// What as.
    pub position: &'static str,
    /// First day, of a month.
    pub from: Date,
    /// Last day, once it is past: of a month, or the day of death.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}
redacted!(Employment);

/// Contributions of a calendar year from one employment, or of voluntary insurance.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// How the person is insured.
    pub scheme: Scheme,
    /// Ten digits, of which the first two are zero; none of voluntary insurance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_code: Option<String>,
    /// First day of the first month.
    pub from: Date,
    /// Last day of the last month, or the day of death; once it is past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Months paid; once it is past. The month of death is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<i32>,
    /// Monthly salary, or income of choice, on which they are paid, in dong; none before 1995.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_salary: Option<i64>,
}
redacted!(Contribution);

/// Employments begun by a date, in order.
pub fn employment(nation: &Nation, person: Person, as_of: Date) -> Vec<Employment> {
    let life = Life::of(nation, person);
    let career = Career::of(&life);
    let begun = career.spells.iter().filter(|spell| life.told(spell.from, as_of));
    let employed = begun.filter(|_| career.scheme == Scheme::Compulsory);
    employed
        .filter_map(|spell| {
            let Job { code, employer, position } = Job::of(&life, &career, spell)?;
            let until = life.end(Some(spell.until), as_of);
            Some(Employment { employer_code: code, employer, position, from: spell.from, until })
        })
        .collect()
}

/// Contributions begun by a date, in order.
pub fn contributions(nation: &Nation, person: Person, as_of: Date) -> Vec<Contribution> {
    let life = Life::of(nation, person);
    let career = Career::of(&life);
    let mut contributions = Vec::new();
    for spell in career.spells.iter().filter(|spell| life.told(spell.from, as_of)) {
        let job = Job::of(&life, &career, spell).filter(|_| career.scheme == Scheme::Compulsory);
        for part in years_of(spell).filter(|part| life.told(part.from, as_of)) {
            let until = life.end(Some(part.until), as_of);
            contributions.push(Contribution {
                scheme: career.scheme,
                employer_code: job.as_ref().map(|job| job.code.clone()),
                from: part.from,
                until,
                months: until.map(|_| part.months_until(life.death.min(plus_days(part.until, 1)))),
                base_salary: base_salary(&life, &career, part.from.year()),
            });
        }
    }
    contributions
}

/// A spell, cut at the turns of years.
fn years_of(spell: &Spell) -> impl Iterator<Item = Spell> {
    (spell.from.year()..=spell.until.year()).map(|year| Spell {
        nth: spell.nth,
        from: spell.from.max(date(year, 1, 1)),
        until: spell.until.min(date(year, 12, 31)),
    })
}
