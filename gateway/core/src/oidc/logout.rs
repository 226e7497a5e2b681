//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).

use dinhdanh_jose::{Audience, Expect, KeyRing, Typ, Unverified};
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::claims::IdTokenClaims;
use dinhdanh_protocol::error::Reason;

use super::session::Session;
use super::token::ID_TOKEN_ALGS;
use crate::client::Client;
use crate::params::Params;
use crate::storage::{Read, ReadTx, StoreError, Write, WriteTx};
use crate::{Ctx, Refusal};

/// A verified `id_token_hint`: expired ones are fine, forged ones and other realms' are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The client it was issued to.
    pub client_id: String,
    /// The citizen it is about.
    pub subject: String,
    /// The session it was issued in.
    pub sid: Option<String>,
}

/// Verifies an `id_token_hint`: signature, issuer and, where known, audience. `exp` is ignored on purpose: the hint says who, not now.
pub fn verify_hint(
    ctx: &Ctx,
    keys: &KeyRing,
    hint: &str,
    client: Option<&ClientId>,
) -> Result<Hint, Refusal> {
    let invalid = |detail: String| Refusal::new(Reason::IdTokenHintInvalid, detail);
    let unverified = Unverified::<IdTokenClaims>::parse(hint).map_err(|e| invalid(e.to_string()))?;
    let audience = client.map_or(Audience::Unchecked, |id| Audience::Contains(id.as_str()));
    let expect = Expect {
        algs: ID_TOKEN_ALGS,
        leeway: i64::MAX,
        require_exp: false,
        // An access token is no hint: it is typed, an ID token is not.
        ..Expect::new(Typ::Plain, Some(&ctx.issuer), audience, ctx.now)
    };
    let claims = unverified.verify(keys, &expect).map_err(|e| invalid(e.to_string()))?.into_claims();
    Ok(Hint { client_id: claims.aud, subject: claims.sub, sid: claims.sid })
}

/// What a logout request leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logout {
    /// End the session, then go to this URI.
    Return {
        /// Registered for the client.
        uri: String,
        /// Echoed.
        state: Option<String>,
    },
    /// End the session, then say so.
    Done,
    /// Ask first: nobody proved that the request comes from the citizen's own application.
    Confirm,
}

/// Decides on a logout request.
pub fn decide(
    hint: Option<&Hint>,
    client: Option<&Client>,
    session: Option<&Session>,
    params: &Params,
) -> Result<Logout, Refusal> {
    let Some(hint) = hint else {
        return match params.get("post_logout_redirect_uri") {
            Some(_) => Err(Refusal::new(
                Reason::LogoutUriUnregistered,
                "expected `id_token_hint` beside `post_logout_redirect_uri`, got none",
            )),
            None => Ok(Logout::Confirm),
        };
    };
    let Some(uri) = params.get("post_logout_redirect_uri") else {
        // Another citizen's hint must not log this one out silently.
        let same = session.is_none_or(|session| session.subject == hint.subject);
        return Ok(if same { Logout::Done } else { Logout::Confirm });
    };
    if client.is_some_and(|client| client.logout_redirect_allowed(uri)) {
        Ok(Logout::Return { uri: uri.to_owned(), state: params.owned("state") })
    } else {
        Err(Refusal::new(
            Reason::LogoutUriUnregistered,
            "expected a post_logout_redirect_uri registered for the client, got another",
        ))
    }
}

/// Ends the session of this cookie.
pub fn end_session(tx: &mut dyn WriteTx, cookie: &str) -> Result<bool, StoreError> {
    tx.delete::<Session>(&Session::key_of(cookie))
}

/// The session of this cookie.
pub fn session_of(tx: &dyn ReadTx, cookie: &str) -> Result<Option<Session>, StoreError> {
    tx.get(&Session::key_of(cookie))
}
