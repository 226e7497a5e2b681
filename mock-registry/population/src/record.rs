//! What a record looks like.

use serde::{Deserialize, Serialize};

/// Sex in the birth register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Male.
    Male = 0,
    /// Female.
    Female = 1,
}

/// Marital status in the population register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaritalStatus {
    /// Never married.
    Single,
    /// Married to a living person.
    Married,
    /// The spouse has died.
    Widowed,
    /// Divorced.
    Divorced,
}
