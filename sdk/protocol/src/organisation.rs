//! An organisation as the simulator's register of organisations shows it (Decree 69/2024/ND-CP, articles 6, 7 and 12).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::PersonalNumber;

/// An organisation on a date. `Debug` shows no number and no name of its representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    /// Always true: it does not exist.
    pub synthetic: bool,
    /// Ten digits, of which the last checks the others.
    pub tax_code: String,
    /// Name in Vietnamese.
    pub name: String,
    /// `limited`, `joint_stock`, `private`, `cooperative` or `public_unit`.
    pub kind: String,
    /// The seat: an address as of [`PermanentAddress`](crate::Attribute::PermanentAddress).
    pub address: serde_json::Value,
    /// First day.
    pub founded: Date,
    /// The day on which it was dissolved, if it was.
    pub dissolved: Option<Date>,
    /// The legal representative; none once it is dissolved.
    pub representative: Option<Representative>,
    /// The electronic identification account, which has no levels.
    pub account: Option<OrganisationAccountView>,
}

/// A citizen who represents an organisation. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// Who.
    pub personal_number: PersonalNumber,
    /// Full name.
    pub name: String,
    /// First day of the term.
    pub since: Date,
}

/// The account of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationAccountView {
    /// The day on which it was opened.
    pub since: Date,
    /// Locked since the organisation was dissolved.
    pub locked: bool,
}

impl std::fmt::Debug for Representative {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Representative(redacted)")
    }
}
