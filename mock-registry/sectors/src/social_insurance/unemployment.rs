//! Unemployment benefit (Employment Law 38/2013/QH13, articles 49 and 50).

use dinhdanh_population::{Nation, Person, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::career::{Career, Scheme};
use super::salary::base_salary;
use crate::common_people::{Digits, Life, plus_days, plus_months};
use crate::records::redacted;

/// A time of unemployment with benefit.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Unemployment {
    /// Number of the decision.
    pub decision_number: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// First day with benefit.
    pub from: Date,
    /// Months granted.
    pub granted_months: i32,
    /// Monthly amount in dong.
    pub monthly_amount: i64,
    /// The day it ended, once it is past: time is up, new work, or death.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
}
redacted!(Unemployment);

/// The insurance began.
const BEGIN: Date = date(2009, 1, 1);
/// Contributions needed, and those that each month of benefit after the third uses up.
const MONTHS: i32 = 12;
/// Per mille of those entitled who claim.
const CLAIMING: u64 = 650;
/// Five times the highest regional minimum wage of 2025.
const MOST: i64 = 5 * 4_960_000;

/// Times of unemployment with benefit begun by a date, in order.
pub fn unemployment(nation: &Nation, person: Person, as_of: Date) -> Vec<Unemployment> {
    let life = Life::of(nation, person);
    let career = Career::of(&life);
    if career.public || career.scheme == Scheme::Voluntary {
        return Vec::new();
    }
    let stream = life.stream("social_insurance.unemployment");
    let number = Digits::new(nation, "social_insurance.unemployment", 4_000_000_000).of(nation, person);
    let mut paid_since = BEGIN;
    let mut claims = Vec::new();
    for (at, spell) in career.spells.iter().enumerate() {
        let next = career.spells.get(at + 1).map_or(career.retirement, |next| next.from);
        let decided_on = plus_days(spell.until, 20);
        let from = plus_days(spell.until, 16);
        let months: i32 = career.spells[..=at]
            .iter()
            .map(|earlier| earlier.months_until(spell.until) - earlier.months_until(paid_since))
            .sum();
        let claims_it = chance(stream.word(spell.nth), CLAIMING);
        if !claims_it || months < MONTHS || plus_months(spell.until, 1) >= next || spell.until < BEGIN {
            continue;
        }
        paid_since = spell.until;
        if !life.told(decided_on, as_of) {
            continue;
        }
        let granted_months = (3 + (months / MONTHS - 3).max(0)).min(12);
        let salary = base_salary(&life, &career, spell.until.year()).unwrap_or(0);
        claims.push(Unemployment {
            decision_number: format!("{number:010}-{}/QD-TCTN", claims.len() + 1),
            decided_on,
            from,
            granted_months,
            monthly_amount: (salary * 60 / 100).min(MOST),
            ended_on: life.end(Some(plus_months(from, granted_months).min(next)), as_of),
        });
    }
    claims
}
