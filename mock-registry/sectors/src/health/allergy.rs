//! Allergies.

use dinhdanh_population::{Nation, Person, below, chance};
use jiff::civil::Date;
use serde::Serialize;

use super::programme::ALLERGENS;
use crate::common_people::{Life, plus_days};
use crate::records::redacted;

/// How strongly somebody reacts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Rash, itching, sneezing.
    Mild,
    /// Swelling, vomiting, asthma.
    Moderate,
    /// Anaphylaxis.
    Severe,
}

/// An allergy.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Allergy {
    /// Allergen, as a code.
    pub allergen: &'static str,
    /// Allergen in English.
    pub name_en: &'static str,
    /// Allergen in Vietnamese.
    pub name_vi: &'static str,
    /// The strongest reaction so far.
    pub severity: Severity,
    /// Day on which it was first noted.
    pub noted_on: Date,
}
redacted!(Allergy);

/// Allergies noted by a date, in order.
pub fn allergies(nation: &Nation, person: Person, as_of: Date) -> Vec<Allergy> {
    let life = Life::of(nation, person);
    let stream = life.stream("health.allergy");
    let mut allergies: Vec<Allergy> = Vec::new();
    for (at, row) in (0..).zip(&ALLERGENS) {
        let words = stream.child(at);
        let (first, last) = row.noted;
        let days = below(words.word(1), (last - first) as u64 * 365).min(below(words.word(2), 60 * 365));
        let noted_on = plus_days(life.birthday(first), days as i32);
        if chance(words.word(0), row.per_mille) && life.told(noted_on, as_of) {
            let severity = match below(words.word(3), 100) {
                0..65 => Severity::Mild,
                65..94 => Severity::Moderate,
                _ => Severity::Severe,
            };
            let (allergen, name_en, name_vi) = (row.code, row.en, row.vi);
            allergies.push(Allergy { allergen, name_en, name_vi, severity, noted_on });
        }
    }
    allergies.sort_by_key(|allergy| allergy.noted_on);
    allergies
}
