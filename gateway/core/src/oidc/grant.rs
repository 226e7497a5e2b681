//! A grant: what one login gave to one client. Tokens point at it; revoking it takes all of them away at once.

use std::collections::BTreeSet;

use dinhdanh_protocol::sharing::Purpose;
use dinhdanh_protocol::{Attribute, ClientId, PersonalNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::claims::{self, ClaimsRequest, attribute_of};
use super::consent::Consent;
use super::request::AuthorizationRequest;
use super::session::Session;
use crate::Ctx;
use crate::realm::lifetime;
use crate::storage::{Link, ReadTx, Record, StoreError};

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
        let asked = request.asked();
        Self {
            id: ctx.token(""),
            client_id: request.client_id.clone(),
            citizen: session.citizen.clone(),
            subject: session.subject.clone(),
            scopes: request.scopes.clone(),
            granted: asked
                .iter()
                .map(|asked| asked.attribute)
                .filter(|a| consent.granted.contains(a))
                .collect(),
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

    /// The grant as far as the citizen's consent still goes; `None` once it is withdrawn. What a citizen decides later holds for what was
    /// issued earlier (Law 91/2025 article 4).
    pub(super) fn limited(mut self, tx: &dyn ReadTx) -> Result<Option<Self>, StoreError> {
        let Some(consent) = Consent::of_grant(tx, &self)? else { return Ok(None) };
        self.granted.retain(|attribute| consent.granted.contains(attribute));
        Ok(Some(self))
    }

    /// The grant as far as these scopes go: a token narrowed by a refresh shows no more than it asks for.
    pub(super) fn narrowed(mut self, scopes: Vec<String>) -> Self {
        let asked = claims::asked(&scopes, &self.claims);
        self.granted.retain(|attribute| asked.iter().any(|asked| asked.attribute == *attribute));
        self.scopes = scopes;
        self
    }

    /// Attributes that UserInfo shows.
    pub fn in_userinfo(&self) -> Vec<Attribute> {
        let by_scope = self.scopes.iter().flat_map(|scope| claims::in_scope(scope)).filter_map(attribute_of);
        let asked = by_scope.chain(self.claims.userinfo.keys().filter_map(|claim| attribute_of(claim)));
        let shown: BTreeSet<_> = asked.filter(|attribute| self.granted.contains(attribute)).collect();
        shown.into_iter().collect()
    }

    /// Attributes that its ID tokens show.
    pub fn in_id_token(&self) -> Vec<Attribute> {
        let asked = self.claims.id_token.keys().filter_map(|claim| attribute_of(claim));
        let shown: BTreeSet<_> = asked.filter(|attribute| self.granted.contains(attribute)).collect();
        shown.into_iter().collect()
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
