//! What a nation is grown from.

use serde::{Deserialize, Serialize};

/// Seed, size and number space of a nation. Two processes with equal values see the same nation, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NationSpec {
    /// Any number; another seed makes other people of the same demography.
    pub seed: u64,
    /// People alive on [`REFERENCE_DATE`](crate::REFERENCE_DATE), 1,000 to about a billion; met to one in a thousand and
    /// fifteen people.
    ///
    /// Below some 125,000 a nation has fewer provinces, so that each keeps whole families.
    pub living: u64,
    /// Which ID numbers its people have.
    pub id_space: IdSpace,
}

/// Where ID, old ID and phone numbers are taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdSpace {
    /// Numbers that nobody can have: province code 901 for 001, first digit 5 to 8 for 0 to 3 in old numbers, mobile
    /// prefixes no operator holds.
    #[default]
    Reserved,
    /// Numbers that pass common validators, and may therefore belong to somebody.
    Plausible,
}

/// Why no nation can be grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpecError {
    /// Families need a minimum of people.
    #[error(
        "expected `living` of at least `{min}`, got `{got}`: in a smaller nation few would find a spouse; raise `living`"
    )]
    TooFew {
        /// What came.
        got: u64,
        /// The least.
        min: u64,
    },
    /// Six digits number the people of one sex, year and province.
    #[error(
        "expected `living` of at most `{max}`, got `{got}`: six digits of an ID number tell apart at most a million people born in one year, sex and province; lower `living`"
    )]
    TooMany {
        /// What came.
        got: u64,
        /// The most.
        max: u64,
    },
}

impl NationSpec {
    /// The smallest nation.
    pub const MIN_LIVING: u64 = 1_000;
    /// The largest nation: its greatest cell is just below a million people.
    pub const MAX_LIVING: u64 = 1_200_000_000;

    pub(crate) fn check(&self) -> Result<(), SpecError> {
        match self.living {
            got @ ..Self::MIN_LIVING => Err(SpecError::TooFew { got, min: Self::MIN_LIVING }),
            got if got > Self::MAX_LIVING => Err(SpecError::TooMany { got, max: Self::MAX_LIVING }),
            _ => Ok(()),
        }
    }
}

impl Default for NationSpec {
    fn default() -> NationSpec {
        NationSpec { seed: 2026, living: 101_000_000, id_space: IdSpace::Reserved }
    }
}
