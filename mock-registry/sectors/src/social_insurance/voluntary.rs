//! Voluntary insurance: whoever is of age and no employee may join, pays on an income of choice, and draws the same pension.

use dinhdanh_population::{below, chance};
use jiff::civil::{Date, date};

use super::career::Spell;
use super::table::{JOINING, LOWEST_INCOME};
use crate::common_people::{Life, month_of, months_between, plus_days, plus_months, row};

/// It began with the law of 2006 (Law 71/2006/QH11, article 140).
const BEGIN: Date = date(2008, 1, 1);
/// Ages at which people join, and months they stay: assumptions.
const AGES: (i32, u64) = (20, 36);
const STAY: (i32, u64) = (24, 145);
/// Incomes are the lowest and steps of this many dong more (Law 41/2024/QH15, article 31); most choose the lowest.
const STEP: i64 = 50_000;
const LOWEST: u64 = 700;

/// The time of somebody who is never insured as an employee, if it comes to that.
pub(super) fn spell(life: &Life<'_>, retirement: Date) -> Option<Spell> {
    let stream = life.stream("social_insurance.voluntary");
    let age = AGES.0 + below(stream.word(0), AGES.1) as i32;
    let from = month_of(plus_months(life.birthday(age), below(stream.word(1), 12) as i32));
    if from < BEGIN || !chance(stream.word(2), row(&JOINING, from.year())?) {
        return None;
    }
    let after = plus_months(from, STAY.0 + below(stream.word(3), STAY.1) as i32).min(month_of(retirement));
    (months_between(from, after) >= 3).then(|| Spell { nth: 0, from, until: plus_days(after, -1) })
}

/// The monthly income paid on in a year, in dong.
pub(super) fn income(life: &Life<'_>, year: i16) -> Option<i64> {
    let lowest = row(&LOWEST_INCOME, year)?;
    let stream = life.stream("social_insurance.voluntary.income");
    let more = if chance(stream.word(0), LOWEST) { 0 } else { 1 + below(stream.word(1), 60) as i64 };
    Some(lowest + more * STEP)
}
