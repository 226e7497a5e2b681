//! A citizen's session in a browser.

use dinhdanh_jose::sha256_b64url;
use dinhdanh_protocol::PersonalNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::request::AuthorizationRequest;
use crate::Ctx;
use crate::storage::Record;

/// Who is logged in, since when and how. The cookie is the secret; the record's key is its digest.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Session {
    /// Digest of the cookie.
    pub key: String,
    /// `sid` of ID tokens.
    pub sid: String,
    /// Who.
    pub citizen: PersonalNumber,
    /// The realm's subject identifier of the citizen.
    pub subject: String,
    /// Seconds since 1970.
    pub auth_time: i64,
    /// Authentication context.
    pub acr: String,
    /// Authentication methods (RFC 8176).
    pub amr: Vec<String>,
    /// End of the session.
    pub expires_at: Timestamp,
}

impl Session {
    /// The key under which the session of this cookie is stored.
    pub fn key_of(cookie: &str) -> String {
        sha256_b64url(cookie.as_bytes())
    }

    /// Whether this login serves the request without another one.
    pub fn serves(&self, ctx: &Ctx, request: &AuthorizationRequest) -> bool {
        !request.prompt.login
            && !request.too_old(ctx, self.auth_time)
            && !request.demands_other_than(&self.subject)
            && request.required_acr.as_deref().is_none_or(|acr| super::login::acr_satisfies(&self.acr, acr))
    }
}

impl Record for Session {
    const KIND: &'static str = "session";

    fn key(&self) -> String {
        self.key.clone()
    }

    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
