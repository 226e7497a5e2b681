//! Visits to the doctor.

use dinhdanh_population::{Nation, Person, Sex, below, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::condition::onsets;
use super::coverage::by_sex;
use super::diagnosis::{CHRONIC, DELIVERY, PREGNANCY, acute_of};
use super::{BOOK_BEGINS, Homes};
use crate::common_people::{Facility, Life, day_in_year, plus_days, redacted, row};

/// Whether somebody stays the night.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitType {
    /// Goes home the same day.
    Outpatient,
    /// Stays.
    Inpatient,
}

/// Why somebody comes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Illness.
    Illness,
    /// Injury.
    Injury,
    /// Check-up.
    CheckUp,
    /// A chronic condition is looked after.
    FollowUp,
    /// Care in pregnancy.
    Pregnancy,
    /// Delivery.
    Delivery,
}

/// How somebody leaves.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Well again, or nothing found.
    Recovered,
    /// Better.
    Improved,
    /// As before.
    Unchanged,
}

/// A visit.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// Day, the first of a stay.
    pub visited_on: Date,
    /// Last day of a stay, once it is past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discharged_on: Option<Date>,
    /// Whether it is a stay.
    #[serde(rename = "type")]
    pub visit_type: VisitType,
    /// Why.
    pub reason: Reason,
    /// Main diagnosis, code of ICD-10.
    pub icd10_code: &'static str,
    /// Main diagnosis in English.
    pub diagnosis_en: &'static str,
    /// Main diagnosis in Vietnamese.
    pub diagnosis_vi: &'static str,
    /// State at the end, once it has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Code of the facility.
    pub facility_code: String,
    /// Facility.
    pub facility: String,
}
redacted!(Visit);

/// Visits that are not planned, in hundredths a year, by age (assumption: with those planned about two a year and insured).
const PER_YEAR: [(i32, u64); 7] = [(0, 320), (6, 130), (15, 80), (30, 100), (45, 140), (60, 200), (75, 240)];
/// Days before the birth on which women are seen.
const PREGNANCY_VISITS: [i32; 4] = [200, 140, 70, 20];

/// A visit as planned.
struct Plan {
    day: Date,
    reason: Reason,
    diagnosis: (&'static str, &'static str, &'static str),
    inpatient: bool,
    word: u64,
}

/// Visits begun by a date, since records are electronic, in order.
pub fn health_visits(nation: &Nation, person: Person, as_of: Date) -> Vec<Visit> {
    let life = Life::of(nation, person);
    let first = BOOK_BEGINS.max(life.birth);
    let mut plans = Vec::new();
    if as_of >= first {
        for year in first.year()..=as_of.min(life.death).year() {
            unplanned(&life, year, &mut plans);
        }
        follow_ups(&life, first.year()..=as_of.min(life.death).year(), &mut plans);
        births(&life, &mut plans);
    }
    plans.retain(|plan| plan.day >= BOOK_BEGINS && life.told(plan.day, as_of));
    plans.sort_by_key(|plan| plan.day);
    let mut homes = Homes::of(&life);
    plans.iter().filter_map(|plan| visit(&life, &mut homes, plan, as_of)).collect()
}

fn visit(life: &Life<'_>, homes: &mut Homes<'_>, plan: &Plan, as_of: Date) -> Option<Visit> {
    let home = homes.in_year(plan.day.year())?;
    let nights = 1 + below(plan.word.rotate_left(10), 8) as i32;
    let discharged_on = plan.inpatient.then(|| life.end(Some(plus_days(plan.day, nights)), as_of)).flatten();
    let over = !plan.inpatient || discharged_on.is_some_and(|day| day < life.death);
    let outcome = match (plan.reason, below(plan.word.rotate_left(20), 100)) {
        (Reason::CheckUp | Reason::Pregnancy | Reason::Delivery, _) => Outcome::Recovered,
        (Reason::FollowUp, 0..60) => Outcome::Unchanged,
        (Reason::FollowUp, _) => Outcome::Improved,
        (_, 0..55) => Outcome::Recovered,
        (_, 55..92) => Outcome::Improved,
        _ => Outcome::Unchanged,
    };
    let Facility { code, name } = match (plan.inpatient, below(plan.word.rotate_left(30), 100)) {
        (false, 0..45) => Facility::station(home),
        (false, 45..85) | (true, 0..65) => Facility::district(home),
        _ => Facility::province(home),
    };
    Some(Visit {
        visited_on: plan.day,
        discharged_on,
        visit_type: if plan.inpatient { VisitType::Inpatient } else { VisitType::Outpatient },
        reason: plan.reason,
        icd10_code: plan.diagnosis.0,
        diagnosis_en: plan.diagnosis.1,
        diagnosis_vi: plan.diagnosis.2,
        outcome: over.then_some(outcome),
        facility_code: code,
        facility: name,
    })
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
