//! When somebody goes to the doctor, and why: for what comes and goes, for chronic conditions, for children to be born.

use dinhdanh_population::{Sex, below, chance};
use jiff::civil::{Date, date};

use super::BOOK_BEGINS;
use super::condition::onsets;
use super::coverage::by_sex;
use super::diagnosis::{CHRONIC, DELIVERY, PREGNANCY, acute_of};
use super::visit::Reason;
use crate::common_people::{Life, day_in_year, plus_days, row};

/// Visits that are not planned, in hundredths a year, by age (assumption: with those planned about two a year and insured).
const PER_YEAR: [(i32, u64); 7] = [(0, 320), (6, 130), (15, 80), (30, 100), (45, 140), (60, 200), (75, 240)];
/// Days before the birth on which women are seen.
const PREGNANCY_VISITS: [i32; 4] = [200, 140, 70, 20];

/// A visit as planned.
pub(super) struct Plan {
    pub(super) day: Date,
    pub(super) reason: Reason,
    /// Code, English and Vietnamese name.
    pub(super) diagnosis: (&'static str, &'static str, &'static str),
    pub(super) inpatient: bool,
    pub(super) word: u64,
}

impl Plan {
    /// Nights of a stay.
    pub(super) fn nights(&self) -> i32 {
        1 + below(self.word.rotate_left(10), 8) as i32
    }
}

/// Visits from the beginning of the electronic book to a date, in order.
pub(super) fn agenda(life: &Life<'_>, as_of: Date) -> Vec<Plan> {
    let first = BOOK_BEGINS.max(life.birth);
    let mut plans = Vec::new();
    if as_of < first {
        return plans;
    }
    let years = first.year()..=as_of.min(life.death).year();
    years.clone().for_each(|year| unplanned(life, year, &mut plans));
    follow_ups(life, years, &mut plans);
    births(life, &mut plans);
    plans.retain(|plan| plan.day >= BOOK_BEGINS && life.told(plan.day, as_of));
    plans.sort_by_key(|plan| plan.day);
    // Who lies in hospital goes nowhere else; children come all the same.
    let mut free = BOOK_BEGINS;
    plans.retain(|plan| {
        let comes = plan.day >= free || plan.reason == Reason::Delivery;
        if comes && plan.inpatient {
            free = free.max(plus_days(plan.day, plan.nights() + 1));
        }
        comes
    });
    plans
}

/// Visits of a year for what comes and goes.
fn unplanned(life: &Life<'_>, year: i16, plans: &mut Vec<Plan>) {
    let stream = life.stream("health.visit").child(year as u64);
    let rate = row(&PER_YEAR, i32::from(year - life.birth.year())).unwrap_or(0) * by_sex(life.sex) / 100;
    // Between none and twice the rate, the fraction by chance.
    let visits = (below(stream.word(0), 2 * rate + 1) + below(stream.word(1), 100)) / 100;
    for nth in 0..visits {
        let words = stream.child(nth);
        let day = day_in_year(year, words.word(0));
        let age = life.age(day).max(0);
        let Some(found) = acute_of(life.sex, age, day.month(), words.word(1)) else { continue };
        let word = words.word(2);
        plans.push(Plan {
            day,
            reason: found.reason,
            diagnosis: (found.code, found.en, found.vi),
            inpatient: chance(word, found.inpatient),
            word,
        });
    }
}

/// The first diagnosis of a chronic condition, and the visits for it every year after.
fn follow_ups(life: &Life<'_>, years: std::ops::RangeInclusive<i16>, plans: &mut Vec<Plan>) {
    let stream = life.stream("health.follow_up");
    for (condition, onset) in onsets(life) {
        let at = CHRONIC.iter().position(|row| row.code == condition.code).unwrap_or(0);
        let words = stream.child(at as u64);
        let diagnosis = (condition.code, condition.en, condition.vi);
        let mut add = |day, reason, word| {
            plans.push(Plan { day, reason, diagnosis, inpatient: chance(word, 40), word });
        };
        add(onset, Reason::Illness, words.word(0));
        for year in years.clone().filter(|year| date(*year, 12, 31) > onset) {
            let every = 365 / condition.visits as i32;
            for nth in 0..condition.visits {
                let word = words.child(year as u64).word(nth);
                let day = plus_days(date(year, 1, 1), every * nth as i32 + below(word, every as u64) as i32);
                // Three in four appointments are kept.
                if day > onset && chance(word.rotate_left(32), 750) {
                    add(day, Reason::FollowUp, word);
                }
            }
        }
    }
}

/// Care of a woman before and at the births of her children.
fn births(life: &Life<'_>, plans: &mut Vec<Plan>) {
    if life.sex == Sex::Male {
        return;
    }
    for child in life.nation.children(life.person) {
        let born = life.nation.date_of_birth(child);
        let word = life.nation.stream("health.delivery").of(life.nation, child);
        if born < BOOK_BEGINS {
            continue;
        }
        for (nth, days) in (0..).zip(PREGNANCY_VISITS) {
            let word = word.rotate_left(7 * nth + 3);
            let day = plus_days(born, -days);
            plans.push(Plan { day, reason: Reason::Pregnancy, diagnosis: PREGNANCY, inpatient: false, word });
        }
        plans.push(Plan { day: born, reason: Reason::Delivery, diagnosis: DELIVERY, inpatient: true, word });
    }
}
