//! Partners and their agreements: which attributes, for which purposes, on which legal basis, until when.

use dinhdanh_protocol::sharing::{LegalBasis, Purpose};
use dinhdanh_protocol::{Attribute, PartnerId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::storage::Record;

/// An agreement of a partner with the registry's owner (Decree 69/2024 article 18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Who.
    pub partner: PartnerId,
    /// The partner's name, in English.
    pub name_en: String,
    /// The partner's name, in Vietnamese.
    pub name_vi: String,
    /// What was agreed, one clause per purpose and legal basis.
    pub clauses: Vec<Clause>,
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force.
    pub valid_until: Date,
}

/// One purpose of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// What for.
    pub purpose: Purpose,
    /// What for, in English.
    pub label_en: String,
    /// What for, in Vietnamese.
    pub label_vi: String,
    /// Why it is lawful.
    pub basis: LegalBasis,
    /// What may be asked.
    pub attributes: Vec<Attribute>,
}

impl Agreement {
    /// Whether the agreement is in force on `day`.
    pub fn in_force(&self, day: Date) -> bool {
        self.valid_from <= day && day <= self.valid_until
    }
}

impl Record for Agreement {
    const KIND: &'static str = "agreement";

    fn key(&self) -> String {
        self.partner.to_string()
    }
}
