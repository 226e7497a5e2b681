//! Identity cards: what a card is, and which one somebody has as of a date.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use super::issue::{FOR_LIFE, Issue};
use super::loss::Loss;
use crate::data::provinces;
use crate::day::Day;
use crate::nation::{Nation, Person};

/// Kind of identity card.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// The paper with a 9-digit number; none was valid after 31 December 2024 (Law 26/2023/QH15, article 46).
    NineDigit,
    /// The citizen card with the 12-digit number, with a bar code or a chip, issued until 30 June 2024.
    CitizenCard,
    /// The identity card of the Law on Identification, issued from 1 July 2024.
    IdentityCard,
}

/// What a machine can read on a card.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardMedium {
    /// Nothing.
    Paper,
    /// A bar code with the 12-digit number.
    Barcode,
    /// Chip, QR code and machine-readable zone.
    Chip,
}

/// What a card is good for on a date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// In the hands of its holder and not run out.
    Valid,
    /// Its last day is over, and the next card has not been issued.
    Expired,
    /// Reported lost, and not yet issued again.
    Lost,
    /// Reported unusable, and not yet issued again.
    Unusable,
    /// Replaced by a later card. Found in histories alone.
    Replaced,
    /// The holder is dead.
    Void,
}

/// Why a card is issued again (Law 26/2023/QH15, article 24, clause 2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReissueReason {
    /// Lost.
    Lost,
    /// Damaged so that it cannot be used.
    Damaged,
}

/// The same card made again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Reissue {
    /// The day on which the loss or damage was reported.
    pub reported: Date,
    /// The day of the new issue, which is printed from then on; none while it is awaited.
    pub issued: Option<Date>,
    /// Why.
    pub reason: ReissueReason,
}

/// The authority named on a card.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Issuer {
    office: &'static str,
    province: Option<&'static str>,
}

/// An identity card.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Card {
    /// Its kind.
    pub kind: CardKind,
    /// Day of issue. A card that is issued again keeps it, and its term: see [`Card::printed_on`].
    pub issued: Date,
    /// Last day of validity; none for a card that is valid for life.
    pub expires: Option<Date>,
    /// What a machine can read on it.
    pub medium: CardMedium,
    /// What it is good for.
    pub state: CardState,
    /// Who issued it.
    pub issued_by: Issuer,
    /// Whether it was lost or damaged, and issued again.
    pub reissued: Option<Reissue>,
}

/// Who issues the cards of the 12-digit number, by day of issue; the first two from memory, unverified.
const ISSUERS: [(Day, &str); 3] = [
    (Day(i32::MIN), "Cục Cảnh sát đăng ký, quản lý cư trú và dữ liệu quốc gia về dân cư"),
    (Day::new(2018, 10, 10), "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
    // Circular 16/2024/TT-BCA.
    (Day::new(2024, 7, 1), "Bộ Công an"),
];
/// The police of a province issues the papers of nine digits.
const PROVINCIAL: &str = "Công an";

impl Card {
    /// The date of issue in print: that of the last issue.
    pub fn printed_on(&self) -> Date {
        self.reissued.and_then(|reissue| reissue.issued).unwrap_or(self.issued)
    }
}

impl Issuer {
    /// The name, in Vietnamese.
    pub fn name(self) -> String {
        match self.province {
            Some(province) => format!("{} {province}", self.office),
            None => self.office.to_owned(),
        }
    }
}

impl Serialize for Issuer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.name())
    }
}

impl fmt::Debug for Issuer {
    /// The province would tell where somebody lived.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.office)
    }
}

impl Nation {
    /// The last card issued by a date, valid or not.
    pub fn card(&self, person: Person, as_of: Date) -> Option<Card> {
        let death = self.death_day(person, self.place(person));
        self.card_of(person, &self.cards(person), as_of.into(), death)
    }

    /// Every card issued by a date, the oldest first; all but the last are replaced.
    pub fn card_history(&self, person: Person, as_of: Date) -> Vec<Card> {
        let day = as_of.into();
        let death = self.death_day(person, self.place(person));
        let cards = self.cards(person);
        let issued = cards.iter().take_while(|issue| issue.issued <= day).count();
        let mut history: Vec<Card> =
            cards[..issued].iter().map(|issue| self.card_as_of(person, issue, day, death)).collect();
        let replaced = history.len().saturating_sub(1);
        history[..replaced].iter_mut().for_each(|card| card.state = CardState::Replaced);
        history
    }

    /// The last of somebody's cards issued by a day.
    pub(crate) fn card_of(&self, person: Person, cards: &[Issue], day: Day, death: Day) -> Option<Card> {
        let issue = cards.iter().rev().find(|issue| issue.issued <= day)?;
        Some(self.card_as_of(person, issue, day, death))
    }

    fn card_as_of(&self, person: Person, issue: &Issue, day: Day, death: Day) -> Card {
        let loss = issue.loss.filter(|loss| loss.reported <= day && loss.reported < death);
        let again = |loss: Loss| (loss.issued <= day && loss.issued < death).then(|| loss.issued.into());
        let reissued = loss.map(|loss| Reissue {
            reported: loss.reported.into(),
            issued: again(loss),
            reason: loss.reason,
        });
        let state = match reissued {
            _ if death <= day => CardState::Void,
            Some(Reissue { issued: None, reason: ReissueReason::Lost, .. }) => CardState::Lost,
            Some(Reissue { issued: None, reason: ReissueReason::Damaged, .. }) => CardState::Unusable,
            _ if issue.expires < day => CardState::Expired,
            _ => CardState::Valid,
        };
        Card {
            kind: issue.kind,
            issued: issue.issued.into(),
            expires: (issue.expires != FOR_LIFE).then(|| issue.expires.into()),
            medium: issue.medium,
            state,
            issued_by: issuer(person, issue),
            reissued,
        }
    }
}

fn issuer(person: Person, issue: &Issue) -> Issuer {
    match issue.kind {
        CardKind::NineDigit => {
            let province = &provinces().all()[person.cell.province()].name;
            Issuer { office: PROVINCIAL, province: Some(province) }
        }
        CardKind::CitizenCard | CardKind::IdentityCard => {
            let office = ISSUERS.iter().rev().find(|(from, _)| *from <= issue.issued);
            Issuer { office: office.map_or("", |(_, office)| office), province: None }
        }
    }
}
