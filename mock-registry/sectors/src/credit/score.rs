//! Credit scores: 403 to 706, the sum of named factors, reported on every 1 January since the first loan.
//!
//! The range is that of the national credit information centre (from memory); factors and weights are assumptions, in the
//! proportions of scores known from elsewhere: 35, 30, 15, 10 and 10 per cent.

use dinhdanh_population::{Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::loan::{Loan, loans};
use crate::common_things::{Life, days_between, minus_days};
use crate::records::redacted;

/// A score of a day.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The day of the report.
    pub measured_on: Date,
    /// The score: the sum of the points of its factors.
    pub score: u64,
    /// Band: `very_poor`, `poor`, `fair`, `good`, `very_good`.
    pub band: &'static str,
    /// What it is made of.
    pub factors: Vec<Factor>,
    /// Loans that ran on the day.
    pub open_loans: u64,
    /// Principal that was left of them, in dong.
    pub outstanding: u64,
    /// The worst debt class of those that ran; none without loans.
    pub debt_class: Option<u64>,
}

redacted!(Score);

/// A part of a score.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Factor {
    /// Its name.
    pub name: &'static str,
    /// Points that it adds.
    pub points: u64,
    /// The most it can add.
    pub most: u64,
}

/// What everybody has.
const BASE: u64 = 403;
/// Points by the worst debt class there has been, from class 1.
const HISTORY: [u64; 5] = [106, 80, 45, 20, 0];
const DEBT: u64 = 91;
/// Points for every year since the first loan, for up to as many years.
const LENGTH: (u64, u64) = (3, 15);
/// Points without a loan in the last year, and less for each.
const RECENT: (u64, u64) = (30, 15);
/// Points by the number of different purposes.
const MIX: [u64; 5] = [0, 10, 20, 26, 31];
/// Least score of each band.
const BANDS: [(u64, &str); 5] =
    [(0, "very_poor"), (455, "poor"), (525, "fair"), (585, "good"), (645, "very_good")];

/// The scores of a person reported by a date, oldest first; none of whoever never had a loan.
pub fn scores(nation: &Nation, person: Person, as_of: Date) -> Vec<Score> {
    let end = as_of.min(minus_days(Life::of(nation, person).died, 1));
    let Some(first) = loans(nation, person, end).first().map(|loan| loan.opened_on) else {
        return Vec::new();
    };
    let days = (first.year() + 1..=end.year()).map(|year| date(year, 1, 1)).filter(|day| *day <= end);
    days.map(|day| score(day, &loans(nation, person, day))).collect()
}

/// The score that loans, as they stand on a day, give.
fn score(measured_on: Date, loans: &[Loan]) -> Score {
    let open = || loans.iter().filter(|loan| loan.closed_on.is_none());
    let outstanding: u64 = open().map(|loan| loan.outstanding).sum();
    let lent: u64 = open().map(|loan| loan.amount).sum();
    let worst = loans.iter().map(|loan| loan.worst_class).max().unwrap_or(1);
    let years = loans.first().map_or(0, |loan| days_between(loan.opened_on, measured_on) as u64 / 365);
    let recent = loans.iter().filter(|loan| days_between(loan.opened_on, measured_on) <= 365).count() as u64;
    let mut purposes: Vec<&str> = loans.iter().map(|loan| loan.purpose).collect();
    purposes.sort_unstable();
    purposes.dedup();
    let factor = |name, points, most| Factor { name, points, most };
    let factors = vec![
        factor("base", BASE, BASE),
        factor("payment_history", HISTORY[worst as usize - 1], HISTORY[0]),
        factor("debt_level", DEBT - (DEBT * outstanding).checked_div(lent).unwrap_or(0), DEBT),
        factor("history_length", LENGTH.0 * years.min(LENGTH.1), LENGTH.0 * LENGTH.1),
        factor("recent_loans", RECENT.0.saturating_sub(RECENT.1 * recent), RECENT.0),
        factor("loan_mix", MIX[purposes.len().min(MIX.len() - 1)], MIX[MIX.len() - 1]),
    ];
    let score = factors.iter().map(|factor| factor.points).sum();
    Score {
        measured_on,
        score,
        band: BANDS.iter().rev().find(|(least, _)| *least <= score).map_or("", |(_, name)| name),
        factors,
        open_loans: open().count() as u64,
        outstanding,
        debt_class: open().filter_map(|loan| loan.debt_class).max(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_that_factors_can_add_is_the_end_of_the_range() {
        let factors = score(date(2026, 1, 1), &[]).factors;
        assert_eq!(factors.iter().map(|factor| factor.most).sum::<u64>(), 706);
    }
}
