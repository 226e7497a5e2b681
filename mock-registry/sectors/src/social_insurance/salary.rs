//! What contributions are paid on.

use dinhdanh_population::below;
use jiff::civil::Date;

use super::career::{Career, Scheme};
use super::table::{AVERAGE, BY_EDUCATION};
use super::voluntary;
use crate::common_people::{Life, between};

/// Salaries before were paid in another currency and on another scale.
pub(super) const FIRST_YEAR: i16 = 1995;
/// Nobody earns more than this many thousandths more with age.
const MOST_BY_AGE: i64 = 1_450;

/// Monthly base salary in a year, or the income that a voluntary insured chose, in dong; none before 1995.
pub(super) fn base_salary(life: &Life<'_>, career: &Career, year: i16) -> Option<i64> {
    if career.scheme == Scheme::Voluntary {
        return voluntary::income(life, year);
    }
    if year < FIRST_YEAR {
        return None;
    }
    let worked =
        career.spells.first().map_or(0, |spell| i64::from(year) - i64::from(spell.from.year())).max(0);
    let by_age = (850 + 18 * worked).min(MOST_BY_AGE);
    let by_education = BY_EDUCATION[career.education.map_or(0, |stage| stage as usize)];
    let own = 700 + below(life.stream("social_insurance.salary").word(0), 700) as i64;
    let salary = between(&AVERAGE, i64::from(year)) * by_age / 1000 * by_education / 1000 * own / 1000;
    Some(salary / 1000 * 1000)
}

/// Average salary of the last five years of work before a day; of the first year on record if there is none later.
pub(super) fn average_salary(life: &Life<'_>, career: &Career, day: Date) -> Option<i64> {
    let last = career.spells.iter().rfind(|spell| spell.from < day)?.until.min(day).year();
    let years = (last - 4).max(FIRST_YEAR)..=last.max(FIRST_YEAR);
    let salaries: Vec<i64> = years.filter_map(|year| base_salary(life, career, year)).collect();
    Some(salaries.iter().sum::<i64>() / salaries.len().max(1) as i64)
}
