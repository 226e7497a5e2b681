//! What somebody changed in a realm's register: persons added, edited and removed, and the events of their lives.
//!
//! The same types are the bodies of the control API, the records of the store and the rows of an exported overlay.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::PersonalNumber;

/// Format of [`OverlayFile`]; a reader refuses others.
pub const OVERLAY_FORMAT: u32 = 1;

/// Most changes that one realm keeps: reads look them up in memory.
pub const MAX_CHANGES: usize = 10_000;

/// Most changes that name one person: each is weighed against the others.
pub const MAX_CHANGES_OF_ONE: usize = 200;

/// A name in its parts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitizenName {
    /// Surname.
    pub family_name: String,
    /// Middle name; empty if none.
    #[serde(default)]
    pub middle_name: String,
    /// Given name.
    pub given_name: String,
}

impl CitizenName {
    /// In Vietnamese order: surname, middle, given.
    pub fn full(&self) -> String {
        let parts = [&self.family_name, &self.middle_name, &self.given_name];
        let filled: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        filled.join(" ")
    }
}

/// Sex in the birth register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// A residence in the division of 1 July 2025.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitizenAddress {
    /// Five digits of a commune (Decision 19/2025/QD-TTg).
    pub commune_code: String,
    /// House and street.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
}

/// Body of `POST /_sim/realms/{realm}/citizens`: somebody who is not in the nation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCitizen {
    /// Name at birth.
    pub name: CitizenName,
    /// As registered.
    pub gender: Gender,
    /// From this day on the register knows the person.
    pub birthdate: Date,
    /// Two digits of one of the 63 provinces, which go into the number; the mother's if absent, else `01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// Mother.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<PersonalNumber>,
    /// Father; if absent, the mother's husband by whatever else is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub father: Option<PersonalNumber>,
    /// Ethnic group; a parent's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Religion; a parent's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub religion: Option<String>,
    /// In whose household the person is registered; the mother's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household_of: Option<PersonalNumber>,
    /// Where the person lives if in a household of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permanent_address: Option<CitizenAddress>,
}

/// What an edit sets; members that are absent stay as they are.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CitizenEdit {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<CitizenName>,
    /// Another name the person is known by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_name: Option<String>,
    /// Ethnic group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Religion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub religion: Option<String>,
    /// Ten digits, of a prefix that no operator holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Of a reserved domain (RFC 2606).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// A change of permanent residence: to an address, in a household of its own, or into another's household.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<CitizenAddress>,
    /// Or to whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household_of: Option<PersonalNumber>,
    /// Who else goes along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<PersonalNumber>,
}

/// A child as its birth is reported: the day is the event's, the mother is whom the event is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Newborn {
    /// Name.
    pub name: CitizenName,
    /// As registered.
    pub gender: Gender,
}

/// Something that happens to a citizen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CitizenEvent {
    /// Wedding.
    Marriage {
        /// With whom.
        spouse: PersonalNumber,
    },
    /// Divorce from the present spouse.
    Divorce,
    /// Death.
    Death,
    /// Another permanent residence.
    Move(Move),
    /// Another name.
    NameChange(CitizenName),
    /// The citizen has a child.
    Birth(Newborn),
    /// The identity card is reported lost, and is no longer valid.
    CardLost,
    /// A new identity card.
    CardIssued,
    /// An e-ID account is opened, or gets another level.
    AccountOpened {
        /// 1 or 2.
        level: u8,
    },
    /// The account is locked.
    AccountLocked,
    /// The account is unlocked.
    AccountUnlocked,
}

/// Body of `POST /_sim/realms/{realm}/citizens/{number}/events`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordEvent {
    /// The day; the realm's today if absent.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// What happened.
    pub event: CitizenEvent,
}

/// Body of `PATCH /_sim/realms/{realm}/citizens/{number}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditCitizen {
    /// From which day on; the realm's today if absent.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// What is set.
    pub set: CitizenEdit,
}

/// A fact that was recorded: every person it concerns is named in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ChangeKind {
    /// The person was added.
    Created(Box<NewCitizen>),
    /// Attributes were set.
    Edited(Box<CitizenEdit>),
    /// The person is no longer in the register.
    Removed,
    /// Wedding.
    Married {
        /// With whom.
        spouse: PersonalNumber,
    },
    /// Divorce.
    Divorced {
        /// From whom.
        spouse: PersonalNumber,
    },
    /// Death.
    Died,
    /// Another permanent residence.
    Moved(Box<Move>),
    /// The name was changed.
    NameChanged(Box<CitizenName>),
    /// The identity card is no longer valid.
    CardLost,
    /// A new identity card.
    CardIssued,
    /// The account has this level.
    AccountOpened {
        /// 1 or 2.
        level: u8,
    },
    /// The account is locked.
    AccountLocked,
    /// The account is unlocked.
    AccountUnlocked,
}

impl ChangeKind {
    /// Its name on the wire: what happened, and nothing about whom.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Created(_) => "created",
            Self::Edited(_) => "edited",
            Self::Removed => "removed",
            Self::Married { .. } => "married",
            Self::Divorced { .. } => "divorced",
            Self::Died => "died",
            Self::Moved(_) => "moved",
            Self::NameChanged(_) => "name_changed",
            Self::CardLost => "card_lost",
            Self::CardIssued => "card_issued",
            Self::AccountOpened { .. } => "account_opened",
            Self::AccountLocked => "account_locked",
            Self::AccountUnlocked => "account_unlocked",
        }
    }
}

/// One change of a realm's register.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// From 1, in the order in which changes were recorded; that of an undone change is not given again.
    pub id: u64,
    /// About whom.
    pub personal_number: PersonalNumber,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// What.
    pub change: ChangeKind,
}

impl Change {
    /// Everybody it names, whom it is about first.
    pub fn named(&self) -> Vec<&PersonalNumber> {
        let mut named = vec![&self.personal_number];
        match &self.change {
            ChangeKind::Created(new) => {
                named.extend([&new.mother, &new.father, &new.household_of].into_iter().flatten());
            }
            ChangeKind::Married { spouse } | ChangeKind::Divorced { spouse } => named.push(spouse),
            ChangeKind::Moved(to) => {
                named.extend(&to.household_of);
                named.extend(&to.with);
            }
            ChangeKind::Edited(_)
            | ChangeKind::Removed
            | ChangeKind::Died
            | ChangeKind::NameChanged(_)
            | ChangeKind::CardLost
            | ChangeKind::CardIssued
            | ChangeKind::AccountOpened { .. }
            | ChangeKind::AccountLocked
            | ChangeKind::AccountUnlocked => {}
        }
        named
    }
}

/// Which nation an overlay belongs to: over another one its changes would be about other people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlayNation {
    /// Seed.
    pub seed: u64,
    /// Living citizens.
    pub living: u64,
    /// `reserved` or `plausible`.
    pub id_space: String,
    /// Version of the population's rules.
    pub version: String,
}

/// An exported overlay.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlayFile {
    /// [`OVERLAY_FORMAT`].
    pub format: u32,
    /// Whose.
    pub nation: OverlayNation,
    /// Every change, in the order of their ids.
    pub changes: Vec<Change>,
}

/// A citizen as a realm's register shows one.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct CitizenView {
    /// Who.
    pub personal_number: PersonalNumber,
    /// The date of the attributes.
    pub as_of: Date,
    /// Every attribute that has a value.
    pub attributes: serde_json::Value,
    /// Every change that names the citizen, of any date.
    pub changes: Vec<Change>,
}

/// Answer to an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// How many changes there are now.
    pub changes: usize,
}

macro_rules! redacted {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    )*};
}
redacted!(
    CitizenName,
    CitizenAddress,
    NewCitizen,
    CitizenEdit,
    Move,
    Newborn,
    CitizenEvent,
    RecordEvent,
    EditCitizen,
    ChangeKind,
    Change,
    OverlayFile,
    CitizenView
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_as_on_the_wire() {
        let number = || PersonalNumber::parse("901090000002").unwrap();
        let name =
            CitizenName { family_name: "A".into(), middle_name: String::new(), given_name: "B".into() };
        let new = serde_json::from_value(
            serde_json::json!({ "name": name, "gender": "male", "birthdate": "2026-01-01" }),
        );
        let kinds = [
            ChangeKind::Created(Box::new(new.unwrap())),
            ChangeKind::Edited(Box::default()),
            ChangeKind::Removed,
            ChangeKind::Married { spouse: number() },
            ChangeKind::Divorced { spouse: number() },
            ChangeKind::Died,
            ChangeKind::Moved(Box::new(Move { address: None, household_of: None, with: Vec::new() })),
            ChangeKind::NameChanged(Box::new(name)),
            ChangeKind::CardLost,
            ChangeKind::CardIssued,
            ChangeKind::AccountOpened { level: 1 },
            ChangeKind::AccountLocked,
            ChangeKind::AccountUnlocked,
        ];
        for kind in kinds {
            let wire = serde_json::to_value(&kind).unwrap();
            let key = wire.as_object().and_then(|object| object.keys().next().map(String::as_str));
            assert_eq!(wire.as_str().or(key), Some(kind.name()));
        }
    }
}
