//! Visits to the doctor.

use dinhdanh_population::{Nation, Person, below};
use jiff::civil::Date;
use serde::Serialize;

use super::Homes;
use super::agenda::{Plan, agenda};
use crate::common_people::{Facility, Life, plus_days};
use crate::records::redacted;

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

/// Visits begun by a date, since records are electronic, in order.
pub fn health_visits(nation: &Nation, person: Person, as_of: Date) -> Vec<Visit> {
    let life = Life::of(nation, person);
    let mut homes = Homes::of(&life);
    agenda(&life, as_of).iter().filter_map(|plan| visit(&life, &mut homes, plan, as_of)).collect()
}

fn visit(life: &Life<'_>, homes: &mut Homes<'_>, plan: &Plan, as_of: Date) -> Option<Visit> {
    let home = homes.in_year(plan.day.year())?;
    let discharged_on =
        plan.inpatient.then(|| life.end(Some(plus_days(plan.day, plan.nights())), as_of)).flatten();
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
