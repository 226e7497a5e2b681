//! Allowances for people of merit to the revolution (Ordinance 02/2020/UBTVQH14, article 3).

use dinhdanh_population::{Nation, Person, Sex, below, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::account::account_number;
use super::entitlement::{Steps, steps};
use super::table::MERIT_BASE;
use crate::common_people::{Digits, Life, plus_days, weighted};
use crate::records::redacted;

/// What somebody is honoured for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeritKind {
    /// Wounded in war.
    WarInvalid,
    /// Fell ill in war.
    SickSoldier,
    /// Exposed to toxic chemicals in war.
    ToxicExposure,
    /// Served in the resistance.
    Resistance,
}

/// An allowance at one amount: the next begins when the base is raised.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Merit {
    /// What for.
    pub kind: MeritKind,
    /// Number of the decision of recognition.
    pub decision_number: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// First day at this amount.
    pub from: Date,
    /// The first day without it, once it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    /// Monthly amount in dong.
    pub monthly_amount: i64,
    /// Account it is paid to.
    pub account_number: String,
}
redacted!(Merit);

/// What somebody is granted for merit.
pub(crate) struct MeritGrant {
    pub(crate) kind: MeritKind,
    pub(crate) decided_on: Date,
    pub(crate) steps: Steps,
}

/// Years of birth of those who may have served until 1975.
const SERVED: std::ops::RangeInclusive<i16> = 1915..=1957;
/// Per mille of men and women of these years who are recognised (assumption: about a million receive an allowance).
const RECOGNISED: [u64; 2] = [230, 60];
/// Percent of the base by kind, and weights of the kinds (assumption within the range of the decree).
const KINDS: [(MeritKind, i64, u64); 4] = [
    (MeritKind::WarInvalid, 118, 55),
    (MeritKind::SickSoldier, 130, 12),
    (MeritKind::ToxicExposure, 91, 18),
    (MeritKind::Resistance, 60, 15),
];
/// Decisions were made in the two decades from here.
const DECISIONS: (Date, u64) = (date(1976, 1, 1), 25 * 365);

/// Allowances for merit begun by a date, amount after amount.
pub fn merit_allowances(nation: &Nation, person: Person, as_of: Date) -> Vec<Merit> {
    let life = Life::of(nation, person);
    let Some(grant) = grant(&life) else { return Vec::new() };
    let number = Digits::new(nation, "benefits.merit", 4_000_000_000).of(nation, person);
    steps(&life, &grant.steps, as_of)
        .map(|step| Merit {
            kind: grant.kind,
            decision_number: format!("{number:010}/QD-NCC"),
            decided_on: grant.decided_on,
            from: step.from,
            ended_on: step.ended_on,
            monthly_amount: step.amount,
            account_number: account_number(nation, person),
        })
        .collect()
}

/// The grant of a life.
pub(crate) fn grant(life: &Life<'_>) -> Option<MeritGrant> {
    let recognised = RECOGNISED[usize::from(life.sex == Sex::Female)];
    let stream = life.stream("benefits.merit");
    if !SERVED.contains(&life.birth.year()) || !chance(stream.word(0), recognised) {
        return None;
    }
    let decided_on = plus_days(DECISIONS.0, below(stream.word(1), DECISIONS.1) as i32);
    let (kind, percent, _) =
        KINDS.get(weighted(stream.word(2), KINDS.iter().map(|(.., weight)| *weight))?)?;
    let steps = Steps::of_table(decided_on, None, &MERIT_BASE, &[(life.birth, *percent)])?;
    Some(MeritGrant { kind: *kind, decided_on, steps })
}
