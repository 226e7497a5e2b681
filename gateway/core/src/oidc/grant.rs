//! A grant: what one login gave to one client. Tokens point at it; revoking it takes all of them away at once.

use std::collections::BTreeSet;

use dinhdanh_protocol::sharing::Purpose;
use dinhdanh_protocol::{Attribute, ClientId, PersonalNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::claims::{ClaimsRequest, attribute_of};
use super::consent::Consent;
use super::request::AuthorizationRequest;
use super::session::Session;
use crate::Ctx;
use crate::realm::lifetime;
use crate::storage::{Link, Record};

/// What a citizen's login gave to a client.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Grant {
    /// Unguessable; in the access token's `grant` claim.
    pub id: String,
    /// To whom.
    pub client_id: ClientId,
    /// Who.
    pub citizen: PersonalNumber,
    /// The realm's subject identifier of the citizen.
    pub subject: String,
    /// Granted scopes.
    pub scopes: Vec<String>,
    /// Attributes the citizen lets the client see.
    pub granted: BTreeSet<Attribute>,
    /// How the client asked.
    pub claims: ClaimsRequest,
    /// What the data are for.
    pub purpose: Purpose,
    /// To be echoed in the first ID token.
    pub nonce: Option<String>,
    /// When the citizen logged in, seconds.
    pub auth_time: i64,
    /// Authentication context.
    pub acr: String,
    /// Authentication methods.
    pub amr: Vec<String>,
    /// Session of the login.
    pub sid: String,
    /// End of everything issued from it.
    pub expires_at: Timestamp,
}

impl Grant {
    pub(super) fn new(
        ctx: &mut Ctx,
        request: &AuthorizationRequest,
        session: &Session,
        consent: &Consent,
    ) -> Self {
        Self {
            id: ctx.token(""),
            client_id: request.client_id.clone(),
            citizen: session.citizen.clone(),
            subject: session.subject.clone(),
            scopes: request.scopes.clone(),
            granted: consent.granted.clone(),
            claims: request.claims.clone(),
            purpose: request.purpose.clone(),
            nonce: request.nonce.clone(),
            auth_time: session.auth_time,
            acr: session.acr.clone(),
            amr: session.amr.clone(),
            sid: session.sid.clone(),
            expires_at: ctx.after(lifetime::REFRESH_TOKEN),
        }
    }

    /// Whether the citizen lets the client see this claim.
    pub(super) fn shows(&self, claim: &str) -> bool {
        attribute_of(claim).is_some_and(|attribute| self.granted.contains(&attribute))
    }

    /// Whether `scope` was granted.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|s| s == scope)
    }
}

impl Record for Grant {
    const KIND: &'static str = "grant";

    fn key(&self) -> String {
        self.id.clone()
    }

    fn links(&self) -> Vec<Link> {
        vec![Link::new("subject", self.subject.clone()), Link::new("session", self.sid.clone())]
    }

    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
