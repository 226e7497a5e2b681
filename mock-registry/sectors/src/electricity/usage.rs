//! What a home uses in a month, by season and region, and what it costs.

use dinhdanh_population::{Address, Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::holder::Term;
use crate::common_things::{Draws, is_rural, plus_days, plus_months};

/// A month's bill.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Month {
    /// First day of the month.
    pub month: Date,
    /// Kilowatt-hours.
    pub kwh: u64,
    /// Amount in dong, without value-added tax.
    pub amount: u64,
    /// The day of payment; none while the bill is open.
    pub paid_on: Option<Date>,
}

/// Months that are told.
const TOLD: u64 = 12;
/// Use by month in per cent of the year's mean: north of the Hai Van pass, with a hot summer, and south of it. Assumptions.
const SEASONS: [[u64; 12]; 2] = [
    [88, 84, 80, 86, 112, 138, 142, 134, 112, 90, 76, 82],
    [92, 94, 106, 114, 112, 104, 100, 99, 97, 96, 94, 92],
];
/// Greatest code among the 63 provinces that lies north of the pass: Thua Thien Hue.
const NORTH: u8 = 46;
/// Mean kilowatt-hours a month of a home, least and most, in town and country. Assumptions.
const MEAN: [(u64, u64); 2] = [(110, 420), (55, 260)];
/// Steps of the household tariff: kilowatt-hours in the step and dong for each (from memory: Decision 1279/QD-BCT of 9 May 2025).
/// Earlier and later months are billed by it too (assumption).
const STEPS: [(u64, u64); 6] =
    [(50, 1_984), (50, 2_050), (100, 2_380), (100, 2_998), (100, 3_350), (u64::MAX, 3_460)];

mod draw {
    pub(super) const MEAN: u64 = 0;
    pub(super) const PAID: u64 = 1;
    pub(super) const MONTH: u64 = 1_000;
}

/// The full months of a contract before a day, at most twelve.
pub(super) fn months(nation: &Nation, person: Person, term: Term, home: &Address, day: Date) -> Vec<Month> {
    let draws = Draws::of(nation, "electricity.usage", person).child(term.phase);
    let (least, most) = MEAN[usize::from(is_rural(home))];
    let people =
        nation.household(person, term.signed_on).map_or(1, |household| household.members.len() as u64);
    // A home of four uses what is drawn; each head more or less changes it by a tenth.
    let mean = draws.between(draw::MEAN, least, most) * (6 + people.min(9)) / 10;
    let south = home.province.code.parse::<u8>().is_ok_and(|code| code > NORTH);
    let this_month = date(day.year(), day.month(), 1);
    let first = plus_months(date(term.signed_on.year(), term.signed_on.month(), 1), 1);
    let mut months: Vec<Month> = (1..=TOLD)
        .map(|back| month_before(this_month, back))
        .take_while(|month| *month >= first)
        .map(|month| {
            let nth =
                draw::MONTH + month.year().unsigned_abs() as u64 * 12 + month.month().unsigned_abs() as u64;
            let season = SEASONS[usize::from(south)][month.month().unsigned_abs() as usize - 1];
            let kwh = mean * season * draws.between(nth, 85, 115) / 10_000;
            let paid_on = plus_days(plus_months(month, 1), draws.child(nth).between(draw::PAID, 2, 25));
            Month { month, kwh, amount: price(kwh), paid_on: Some(paid_on).filter(|paid| *paid <= day) }
        })
        .collect();
    months.reverse();
    months
}

/// The first of the month `back` months before the one that begins on `first`.
fn month_before(first: Date, back: u64) -> Date {
    let months = i32::from(first.year()) * 12 + i32::from(first.month()) - 1 - back as i32;
    date((months / 12) as i16, (months % 12 + 1) as i8, 1)
}

fn price(kwh: u64) -> u64 {
    let mut left = kwh;
    let mut sum = 0;
    for (size, dong) in STEPS {
        let step = left.min(size);
        sum += step * dong;
        left -= step;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_charged_one_after_another() {
        for (kwh, expect) in [
            (0, 0),
            (50, 99_200),
            (51, 99_200 + 2_050),
            (100, 201_700),
            (200, 439_700),
            (300, 739_500),
            (400, 1_074_500),
            (401, 1_074_500 + 3_460),
        ] {
            assert_eq!(price(kwh), expect, "{kwh}");
        }
    }

    #[test]
    fn months_go_back_over_new_year() {
        assert_eq!(month_before(date(2026, 1, 1), 1), date(2025, 12, 1));
        assert_eq!(month_before(date(2026, 1, 1), 12), date(2025, 1, 1));
        assert_eq!(month_before(date(2026, 11, 1), 11), date(2025, 12, 1));
    }
}
