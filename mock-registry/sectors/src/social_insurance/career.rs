//! The insured time of a life: as an employee, or by choice.

use dinhdanh_population::{below, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::retirement::retirement_day;
use super::table::{EVER_INSURED, FIRST_INSURED_COHORTS, LEAVING_EARLY, PUBLIC, REGIONS};
use super::voluntary;
use crate::common_people::{Life, month_of, months_between, plus_days, plus_months, region, row};
use crate::education::{Path, Stage};

/// A time with one employer, or one of voluntary insurance, as planned: from the first day of a month to the last of another.
#[derive(Clone, Copy)]
pub(crate) struct Spell {
    /// Place in the career, from 0.
    pub(crate) nth: u64,
    pub(crate) from: Date,
    pub(crate) until: Date,
}

/// How somebody is insured (Social Insurance Law 58/2014/QH13, article 2; 41/2024/QH15 from 1 July 2025, article 2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// As an employee.
    Compulsory,
    /// By choice: farmers, the self-employed and whoever else is of age and no employee.
    Voluntary,
}

/// The insured time of a life.
pub(crate) struct Career {
    /// The same for all spells.
    pub(crate) scheme: Scheme,
    /// In order of time, apart from each other, over before retirement.
    pub(crate) spells: Vec<Spell>,
    pub(crate) education: Option<Stage>,
    /// Works for the state.
    pub(crate) public: bool,
    pub(crate) retirement: Date,
}

/// State employees have been insured since 1962 (Decree 218-CP of 1961).
const BEGIN: Date = date(1962, 1, 1);
/// Everybody with a labour contract since 1995 (Decree 12/CP).
const ENTERPRISES: Date = date(1995, 1, 1);
/// Nobody works before this age, or stays longer than that at school without being insured at all.
const WORKING_AGE: i32 = 18;

impl Career {
    /// The career of a person.
    pub(crate) fn of(life: &Life<'_>) -> Career {
        let path = Path::of(life);
        let retirement = retirement_day(life.sex, life.birth);
        let education = path.highest(life.birthday(30));
        let stream = life.stream("social_insurance.career");
        let level = education.map_or(0, |stage| stage as usize);
        let public =
            row(&PUBLIC, life.birth.year()).is_some_and(|shares| chance(stream.word(0), shares[level]));
        let mut career =
            Career { scheme: Scheme::Compulsory, spells: Vec::new(), education, public, retirement };
        let cohort = row(&FIRST_INSURED_COHORTS, life.birth.year()).unwrap_or(0);
        let place = REGIONS[region(life.nation.birth_province(life.person))];
        let insured = EVER_INSURED[level] * cohort / 1000 * place / 1000;
        if !chance(stream.word(1), insured) {
            let spells = voluntary::spell(life, retirement).into_iter().collect();
            return Career { scheme: Scheme::Voluntary, spells, public: false, ..career };
        }
        let leaves = path.leaves_school().unwrap_or(life.birth).max(life.birthday(WORKING_AGE));
        let begin = if public { BEGIN } else { ENTERPRISES };
        let search = below(stream.word(2), if public { 18 } else { 60 }) as i32;
        let mut from = month_of(plus_months(leaves, 2 + search)).max(begin);
        // Seamstresses and assembly workers leave early; those in the public service stay.
        let exit = match !public && chance(stream.word(3), LEAVING_EARLY) {
            true => life.birthday(32 + below(stream.word(4), 20) as i32).min(retirement),
            false => retirement,
        };
        for nth in 0.. {
            if months_between(from, exit) < 3 || nth == 24 {
                break;
            }
            let [length, gap] = [1, 2].map(|n| stream.child(nth).word(n));
            let months = match public {
                true => 60 + below(length, 300) as i32,
                false => 4 + below(length, 30).max(below(length.rotate_left(32), 150)) as i32,
            };
            let after = plus_months(from, months).min(month_of(exit));
            career.spells.push(Spell { nth, from, until: plus_days(after, -1) });
            from = plus_months(after, if public { below(gap, 2) } else { below(gap, 14) } as i32);
        }
        career
    }

    /// The spell on a day, if it is one of work.
    pub(crate) fn spell_on(&self, day: Date) -> Option<&Spell> {
        self.spells.iter().find(|spell| spell.from <= day && day <= spell.until)
    }

    /// Months paid for by a date, of life.
    pub(crate) fn months(&self, life: &Life<'_>, as_of: Date) -> i32 {
        let until = plus_days(as_of, 1).min(life.death);
        self.spells.iter().map(|spell| spell.months_until(until)).sum()
    }
}

impl Spell {
    /// Whole months before a day.
    pub(crate) fn months_until(&self, day: Date) -> i32 {
        months_between(self.from, day.min(plus_days(self.until, 1))).max(0)
    }
}
