//! What is written into the audit log: who asked what about whom, why, and what came of it. Never a value, never a personal number.

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::{LegalBasis, Purpose};
use dinhdanh_protocol::{Attribute, ClientId, PartnerId};
use serde::{Deserialize, Serialize};

use crate::storage::{StoreError, WriteTx};

/// One event of the audit log. Citizens appear as the realm's subject identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AuditEvent {
    /// A citizen logged in.
    Login {
        /// Who.
        sub: String,
        /// At which client.
        client: ClientId,
    },
    /// A citizen decided on a consent.
    Consent {
        /// Who.
        sub: String,
        /// To whom.
        client: ClientId,
        /// For what.
        purpose: Purpose,
        /// Claims granted.
        granted: Vec<String>,
        /// Claims refused.
        refused: Vec<String>,
    },
    /// A disclosure is about to happen. Written durably before the data leave.
    DisclosureBegun {
        /// About whom.
        sub: String,
        /// Who asked.
        client: ClientId,
        /// For which partner; absent when the citizen's own login disclosed.
        partner: Option<PartnerId>,
        /// For what.
        purpose: Purpose,
        /// Why it is lawful.
        legal_basis: LegalBasis,
        /// The partner's file number.
        case_reference: Option<String>,
        /// The partner's officer.
        officer: Option<String>,
        /// What may leave.
        attributes: Vec<Attribute>,
        /// What was refused, with the reason.
        refused: Vec<(Attribute, Reason)>,
    },
    /// A disclosure happened.
    DisclosureCompleted {
        /// Sequence number of its [`AuditEvent::DisclosureBegun`].
        begun: u64,
        /// How many values left.
        released: usize,
    },
    /// A query was refused as a whole.
    DisclosureRefused {
        /// Who asked.
        client: ClientId,
        /// Why not.
        reason: Reason,
        /// For what.
        purpose: Purpose,
        /// The partner's file number.
        case_reference: String,
    },
    /// A grant was revoked because a code or refresh token was used twice.
    GrantRevoked {
        /// Which grant.
        grant: String,
        /// What gave it away.
        reason: Reason,
    },
}

impl AuditEvent {
    /// Appends the event; returns its sequence number.
    pub fn append(&self, tx: &mut dyn WriteTx) -> Result<u64, StoreError> {
        let body = serde_json::to_string(self).map_err(|e| StoreError::Backend(e.to_string()))?;
        tx.append_audit(self.kind(), &body)
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Login { .. } => "login",
            Self::Consent { .. } => "consent",
            Self::DisclosureBegun { .. } => "disclosure_begun",
            Self::DisclosureCompleted { .. } => "disclosure_completed",
            Self::DisclosureRefused { .. } => "disclosure_refused",
            Self::GrantRevoked { .. } => "grant_revoked",
        }
    }
}
