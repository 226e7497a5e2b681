//! Pensions, and time paid out at once.

use dinhdanh_population::{Nation, Person, Sex, below, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::career::Career;
use super::salary::average_salary;
use crate::benefits::{Steps, account_number, steps};
use crate::common_people::{Digits, Life, month_of, plus_days, plus_months};
use crate::records::redacted;

/// What is paid.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PensionKind {
    /// Monthly, for life.
    Pension,
    /// Once, for those who leave before they have enough time.
    LumpSum,
}

/// A pension at one amount: the next begins when the Government raises it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Pension {
    /// What is paid.
    pub kind: PensionKind,
    /// Number of the decision.
    pub decision_number: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Months paid for.
    pub months: i32,
    /// Share of the average salary in percent; none of a lump sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<i64>,
    /// Monthly amount, or the sum paid at once, in dong.
    pub amount: i64,
    /// First day at this amount; of a lump sum the day of payment.
    pub from: Date,
    /// The day after the last, once it is past; none of a lump sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    /// Account it is paid to.
    pub account_number: String,
}
redacted!(Pension);

/// What somebody is granted.
pub(crate) struct Award {
    pub(crate) kind: PensionKind,
    pub(crate) from: Date,
    pub(crate) months: i32,
    pub(crate) rate: i64,
    pub(crate) amount: i64,
}

/// Time needed: 20 years, 15 from 1 July 2025 (Social Insurance Law 41/2024/QH15, article 64).
const NEEDED: [(Date, i32); 2] = [(date(1962, 1, 1), 240), (date(2025, 7, 1), 180)];
/// Pensions of before are taken over at the amounts of this day, when the fund was founded.
const FUND: Date = date(1995, 1, 1);
/// Per mille of those who leave for good with too little time who take it out.
const TAKING_OUT: u64 = 600;
/// Increases in per mille (Decrees 108/2018, 44/2019, 108/2021, 42/2023, 75/2024; from memory).
const INCREASES: [(Date, i64); 5] = [
    (date(2018, 7, 1), 69),
    (date(2019, 7, 1), 72),
    (date(2022, 1, 1), 74),
    (date(2023, 7, 1), 125),
    (date(2024, 7, 1), 150),
];

/// The pension of a person by a date, amount after amount.
pub fn pensions(nation: &Nation, person: Person, as_of: Date) -> Vec<Pension> {
    let life = Life::of(nation, person);
    let career = Career::of(&life);
    let Some(award) = award(&life, &career) else { return Vec::new() };
    let decision = Digits::new(nation, "social_insurance.decision", 4_000_000_000).of(nation, person);
    let pension = award.kind == PensionKind::Pension;
    steps(&life, &award.steps(), as_of)
        .map(|step| Pension {
            kind: award.kind,
            decision_number: format!("{decision:010}/QD-BHXH"),
            decided_on: plus_days(award.from, -5),
            months: award.months,
            rate: pension.then_some(award.rate),
            amount: step.amount,
            from: step.from,
            ended_on: step.ended_on.filter(|_| pension),
            account_number: account_number(nation, person),
        })
        .collect()
}

/// The award of a life, if it is lived to see it.
pub(crate) fn award(life: &Life<'_>, career: &Career) -> Option<Award> {
    let last = career.spells.last()?;
    let needed =
        |day: Date| NEEDED.iter().rev().find(|(from, _)| *from <= day).map_or(240, |(_, months)| *months);
    let stream = life.stream("social_insurance.pension");
    let retirement = career.retirement;
    let months = career.months(life, retirement);
    let waits = plus_months(last.until, 13 + below(stream.word(0), 10) as i32);
    let lump_sum = waits < retirement && months < needed(waits) && chance(stream.word(1), TAKING_OUT);
    let from = if lump_sum { month_of(waits).max(FUND) } else { retirement.max(FUND) };
    // The decision comes five days before.
    if from >= life.death || (!lump_sum && months < needed(retirement)) {
        return None;
    }
    let average = average_salary(life, career, from)?;
    let rate = rate(life.sex, months);
    let amount = match lump_sum {
        // Two months' salary for every year (article 70).
        true => average * 2 * i64::from(months) / 12,
        false => average * rate / 100,
    };
    let kind = if lump_sum { PensionKind::LumpSum } else { PensionKind::Pension };
    Some(Award { kind, from, months, rate, amount: amount / 100 * 100 })
}

/// Percent of the average salary (article 66): women 45 for 15 years and 2 for each more; men the same from 20 years, and
/// 40 for 15 years with 1 for each more until then; 75 at most.
fn rate(sex: Sex, months: i32) -> i64 {
    let years = i64::from(months) / 12;
    let rate = match sex {
        Sex::Female => 45 + 2 * (years - 15),
        Sex::Male if years < 20 => 40 + (years - 15),
        Sex::Male => 45 + 2 * (years - 20),
    };
    rate.clamp(0, 75)
}

impl Award {
    /// The amounts over time.
    pub(crate) fn steps(&self) -> Steps {
        let mut amounts = vec![(self.from, self.amount)];
        if self.kind == PensionKind::Pension {
            for (day, per_mille) in INCREASES.into_iter().filter(|(day, _)| *day > self.from) {
                let amount = amounts.last().map_or(0, |(_, amount)| *amount);
                amounts.push((day, amount * (1000 + per_mille) / 1000 / 100 * 100));
            }
        }
        Steps { amounts, ends: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_follows_the_law() {
        for (sex, years, percent) in [
            (Sex::Female, 15, 45),
            (Sex::Female, 20, 55),
            (Sex::Female, 30, 75),
            (Sex::Female, 40, 75),
            (Sex::Male, 15, 40),
            (Sex::Male, 19, 44),
            (Sex::Male, 20, 45),
            (Sex::Male, 35, 75),
        ] {
            assert_eq!(rate(sex, years * 12), percent, "{sex:?} {years}");
        }
    }
}
