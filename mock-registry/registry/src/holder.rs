//! Whom a number belongs to: a citizen, or a foreigner with a residence card. Whoever reads by number asks here, so that a
//! foreigner is found wherever a citizen is.

use std::collections::BTreeMap;

use dinhdanh_population::{Foreigner, IdNumber, Nation, Person};
use dinhdanh_protocol::Attribute;
use jiff::civil::Date;
use serde_json::Value;

use crate::profile::{LifeEvent, timeline};
use crate::summary::{Summary, summary};
use crate::values::Source;
use crate::{foreigner, identifier};

/// Somebody with a number of the identification system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holder {
    /// Of the nation.
    Citizen(Person),
    /// Of another country.
    Foreigner(Foreigner),
}

impl Holder {
    /// Whose a number is, at whatever time.
    pub(crate) fn of(nation: &Nation, number: IdNumber) -> Option<Self> {
        let foreigner = || nation.foreigner_by_number(number).map(Self::Foreigner);
        nation.lookup(number).map(Self::Citizen).or_else(foreigner)
    }

    /// The citizen, if it is one.
    pub(crate) fn citizen(self) -> Option<Person> {
        match self {
            Self::Citizen(person) => Some(person),
            Self::Foreigner(_) => None,
        }
    }

    pub(crate) fn number(self, nation: &Nation) -> IdNumber {
        match self {
            Self::Citizen(person) => nation.number(person),
            Self::Foreigner(foreigner) => nation.foreigner_number(foreigner),
        }
    }

    /// Whether the register knows the holder: born, or come to the country, by a date.
    pub(crate) fn is_known(self, nation: &Nation, as_of: Date) -> bool {
        match self {
            Self::Citizen(person) => nation.date_of_birth(person) <= as_of,
            Self::Foreigner(foreigner) => nation.foreigner(foreigner, as_of).is_some(),
        }
    }

    /// At a glance; none of somebody who is not known yet.
    pub(crate) fn summary(self, nation: &Nation, as_of: Date) -> Option<Summary> {
        match self {
            Self::Citizen(person) => summary(nation, person, as_of),
            Self::Foreigner(foreigner) => foreigner::summary(nation, foreigner, as_of),
        }
    }

    /// The values that exist among those wanted; none of somebody who is not known yet.
    pub(crate) fn values(
        self,
        nation: &Nation,
        as_of: Date,
        wanted: &[Attribute],
    ) -> BTreeMap<Attribute, Value> {
        match self {
            Self::Citizen(person) => {
                let source = Source::new(nation, person, as_of);
                source.map(|source| among(wanted, |attribute| source.value(attribute)))
            }
            Self::Foreigner(foreigner) => {
                let record = nation.foreigner(foreigner, as_of);
                record.map(|record| among(wanted, |attribute| foreigner::value(&record, as_of, attribute)))
            }
        }
        .unwrap_or_default()
    }

    /// The events of the life, of a foreigner since arrival, up to a date.
    pub(crate) fn timeline(self, nation: &Nation, as_of: Date) -> Vec<LifeEvent> {
        match self {
            Self::Citizen(person) => timeline(nation, person, as_of),
            Self::Foreigner(foreigner) => foreigner::timeline(nation, foreigner, as_of),
        }
    }

    /// The identifiers on a date, each with its kind.
    pub(crate) fn identifiers(
        self,
        nation: &Nation,
        as_of: Date,
    ) -> Vec<(&'static identifier::IdentifierKind, String)> {
        let kinds = identifier::KINDS.iter().filter(|_| self.is_known(nation, as_of));
        kinds.filter_map(|kind| Some((kind, (kind.of)(nation, self, as_of)?))).collect()
    }
}

fn among(wanted: &[Attribute], value: impl Fn(Attribute) -> Option<Value>) -> BTreeMap<Attribute, Value> {
    wanted.iter().filter_map(|attribute| Some((*attribute, value(*attribute)?))).collect()
}
