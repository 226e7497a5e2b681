//! Chronic conditions.

use dinhdanh_population::{Nation, Person, below, chance};
use jiff::civil::Date;
use serde::Serialize;

use super::diagnosis::{CHRONIC, Chronic};
use crate::common_people::{Life, plus_days};
use crate::records::redacted;

/// A condition that stays.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ChronicCondition {
    /// Code of ICD-10.
    pub icd10_code: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Name in Vietnamese.
    pub name_vi: &'static str,
    /// Day of the first diagnosis.
    pub diagnosed_on: Date,
}
redacted!(ChronicCondition);

/// Vaccinated as newborns, few born later carry hepatitis B: per cent of the rate of before.
const HEPATITIS_B: (&str, i16, u64) = ("B18.1", 2003, 15);

/// Chronic conditions diagnosed by a date, in order.
pub fn chronic_conditions(nation: &Nation, person: Person, as_of: Date) -> Vec<ChronicCondition> {
    let life = Life::of(nation, person);
    let told = onsets(&life).into_iter().filter(|(_, day)| life.told(*day, as_of));
    told.map(|(row, diagnosed_on)| ChronicCondition {
        icd10_code: row.code,
        name_en: row.en,
        name_vi: row.vi,
        diagnosed_on,
    })
    .collect()
}

/// The conditions of a life and the days on which they begin, in order; death may come first.
pub(super) fn onsets(life: &Life<'_>) -> Vec<(&'static Chronic, Date)> {
    let stream = life.stream("health.condition");
    let mut found: Vec<(&Chronic, Date)> = Vec::new();
    for (at, row) in (0..).zip(&CHRONIC) {
        let words = stream.child(at);
        let rate = row.per_mille[life.sex as usize];
        let (code, vaccinated, percent) = HEPATITIS_B;
        let rate =
            if row.code == code && life.birth.year() >= vaccinated { rate * percent / 100 } else { rate };
        if chance(words.word(0), rate) {
            let (first, last) = row.onset;
            let days = (last - first).max(1) as u64 * 365;
            let late = below(words.word(1), days).max(below(words.word(2), days));
            found.push((row, plus_days(life.birthday(first), late as i32)));
        }
    }
    found.sort_by_key(|(_, day)| *day);
    found
}
