//! What is written into the audit log: who asked what about whom, why, and what came of it; who was changed in the register. Never a value, never a personal number.

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::Change;
use dinhdanh_protocol::sharing::{LegalBasis, Purpose};
use dinhdanh_protocol::{Attribute, ClientId, PartnerId};
use serde::{Deserialize, Serialize};

use crate::oidc::grant::Grant;
use crate::realm::RootSecret;
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
        /// Attributes granted.
        granted: Vec<Attribute>,
        /// Attributes refused.
        refused: Vec<Attribute>,
    },
    /// A citizen withdrew a consent.
    ConsentWithdrawn {
        /// Who.
        sub: String,
        /// From whom.
        client: ClientId,
        /// For what.
        purpose: Purpose,
    },
    /// A disclosure is about to happen. Written durably before the data leave.
    DisclosureBegun {
        /// About whom.
        sub: String,
        /// Who asked.
        client: ClientId,
        /// For which partner.
        partner: PartnerId,
        /// For what.
        purpose: Purpose,
        /// Why it is lawful.
        legal_basis: LegalBasis,
        /// The partner's file number.
        case_reference: String,
        /// The partner's officer.
        officer: String,
        /// What may leave.
        attributes: Vec<Attribute>,
        /// What was refused, with the reason.
        refused: Vec<(Attribute, Reason)>,
    },
    /// An ID token shows what a citizen's login granted. Written durably before it leaves.
    IdToken {
        /// About whom.
        sub: String,
        /// Who receives it.
        client: ClientId,
        /// For what.
        purpose: Purpose,
        /// What it shows.
        attributes: Vec<Attribute>,
    },
    /// A client reads at UserInfo what a citizen's login granted to it. Written durably before the data leave.
    #[serde(rename = "userinfo")]
    UserInfo {
        /// About whom.
        sub: String,
        /// Who reads.
        client: ClientId,
        /// For what.
        purpose: Purpose,
        /// What was granted.
        attributes: Vec<Attribute>,
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
    /// A change of the register was recorded.
    RegisterChanged(RegisterChange),
    /// A change of the register was taken back.
    RegisterChangeUndone(RegisterChange),
    /// A grant was revoked because a code or refresh token was used twice.
    GrantRevoked {
        /// Which grant.
        grant: String,
        /// What gave it away.
        reason: Reason,
    },
}

/// A change of the register as the log names it: neither values nor its day, which may be a date of birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterChange {
    /// About whom.
    pub sub: String,
    /// Who else is named in it.
    pub named: Vec<String>,
    /// Its id.
    pub change: u64,
    /// What kind: `died`, `married`.
    pub kind: String,
}

impl RegisterChange {
    /// What the log says of a change, in the realm of this root.
    pub fn of(root: &RootSecret, change: &Change) -> Self {
        let mut subjects = change.named().into_iter().map(|number| root.subject(number));
        Self {
            sub: subjects.next().unwrap_or_default(),
            named: subjects.collect(),
            change: change.id,
            kind: change.change.name().to_owned(),
        }
    }
}

impl AuditEvent {
    /// The disclosure of a login's claims to the client that asked for them.
    pub fn of_userinfo(grant: &Grant) -> Self {
        Self::UserInfo {
            sub: grant.subject.clone(),
            client: grant.client_id.clone(),
            purpose: grant.purpose.clone(),
            attributes: grant.in_userinfo(),
        }
    }

    /// Records what an ID token of the grant shows about the citizen; nothing if it only says who logged in.
    pub(crate) fn record_id_token(tx: &mut dyn WriteTx, grant: &Grant) -> Result<(), StoreError> {
        let attributes = grant.in_id_token();
        if attributes.is_empty() || !grant.has_scope("openid") {
            return Ok(());
        }
        let (sub, client) = (grant.subject.clone(), grant.client_id.clone());
        Self::IdToken { sub, client, purpose: grant.purpose.clone(), attributes }.append(tx).map(drop)
    }

    /// Appends the event; returns its sequence number.
    pub fn append(&self, tx: &mut dyn WriteTx) -> Result<u64, StoreError> {
        let body = serde_json::to_string(self).map_err(|e| StoreError::Backend(e.to_string()))?;
        tx.append_audit(self.kind(), &body)
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Login { .. } => "login",
            Self::Consent { .. } => "consent",
            Self::ConsentWithdrawn { .. } => "consent_withdrawn",
            Self::DisclosureBegun { .. } => "disclosure_begun",
            Self::IdToken { .. } => "id_token",
            Self::UserInfo { .. } => "userinfo",
            Self::DisclosureCompleted { .. } => "disclosure_completed",
            Self::DisclosureRefused { .. } => "disclosure_refused",
            Self::RegisterChanged(_) => "register_changed",
            Self::RegisterChangeUndone(_) => "register_change_undone",
            Self::GrantRevoked { .. } => "grant_revoked",
        }
    }
}
