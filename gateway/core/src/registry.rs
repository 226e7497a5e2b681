//! What the gateway needs to know of citizens: the port to the population registry.

use std::collections::BTreeMap;

use dinhdanh_protocol::{Attribute, PersonalNumber};
use jiff::civil::Date;
use serde_json::Value;

/// A citizen, or a foreigner with a residence card, as login and data sharing see one, on a date.
#[derive(Clone)]
pub struct Citizen {
    /// 12 digits.
    pub number: PersonalNumber,
    /// Full name.
    pub name: String,
    /// The e-ID account's state.
    pub account: Account,
    /// Date of death if it lies before or on the date asked.
    pub died_on: Option<Date>,
}

impl std::fmt::Debug for Citizen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Citizen").field("account", &self.account).finish_non_exhaustive()
    }
}

/// State of an e-ID account (Decree 69/2024 articles 7, 9; Law 26/2023 article 34).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// Never registered, or not yet.
    None,
    /// Registered and open at this level (1 or 2).
    Active(u8),
    /// Locked.
    Locked,
}

/// The population registry, as of a date.
pub trait Registry: Send + Sync {
    /// The citizen with this number, if born by `as_of`; or the foreigner, if arrived by then.
    fn citizen(&self, number: &PersonalNumber, as_of: Date) -> Option<Citizen>;

    /// The values that exist among those wanted. Called only where a release is recorded or the citizen is looking at own data.
    fn attributes(
        &self,
        number: &PersonalNumber,
        as_of: Date,
        wanted: &[Attribute],
    ) -> BTreeMap<Attribute, Value>;
}
