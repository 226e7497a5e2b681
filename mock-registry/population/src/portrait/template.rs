//! Opaque ids in the place of biometric data.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::day::Day;
use crate::nation::{Nation, Person};
use crate::papers::{Card, CardKind, CardMedium};

/// Ids of templates: 32 hexadecimal digits that stand for nothing. There is no template behind them, and none can be made.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct BiometricTemplates {
    /// The face, of those who were six or older when a card was issued.
    pub face: String,
    /// Fingerprints, from the citizen card on.
    pub fingerprints: Option<String>,
    /// The iris, from the card of the Law on Identification on (article 18).
    pub iris: Option<String>,
}

impl Nation {
    /// Ids of the biometric templates on file by a date: taken when a card is issued, from six years on (article 23).
    pub fn biometric_templates(&self, person: Person, as_of: Date) -> Option<BiometricTemplates> {
        let of_age = self.birth_day(person).plus_years(super::YOUNGEST);
        let cards: Vec<Card> = self
            .card_history(person, as_of)
            .into_iter()
            .filter(|card| of_age <= Day::from(card.printed_on()))
            .collect();
        let fingers = cards.iter().any(|card| card.medium != CardMedium::Paper);
        let iris = cards.iter().any(|card| card.kind == CardKind::IdentityCard);
        (!cards.is_empty()).then(|| BiometricTemplates {
            face: self.template(person, 0),
            fingerprints: fingers.then(|| self.template(person, 1)),
            iris: iris.then(|| self.template(person, 2)),
        })
    }

    fn template(&self, person: Person, kind: u64) -> String {
        let stream = self.stream("portrait.template").child(self.index(person));
        format!("{:016x}{:016x}", stream.word(2 * kind), stream.word(2 * kind + 1))
    }
}

impl fmt::Debug for BiometricTemplates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BiometricTemplates(redacted)")
    }
}
