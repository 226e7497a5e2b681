//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).

use dinhdanh_jose::{Audience, Expect, KeyRing, Typ, Unverified};
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::claims::IdTokenClaims;
use dinhdanh_protocol::error::Reason;

use super::grant::Grant;
use super::session::Session;
use super::token::ID_TOKEN_ALGS;
use crate::client::Client;
use crate::params::Params;
use crate::storage::{Link, Page, Read, ReadTx, StoreError, Write, WriteTx};
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
pub struct Logout {
    /// Ask first: nobody proved that the request comes from an application of the citizen who is logged in.
    pub confirm: bool,
    /// Where the browser goes afterwards: a URI registered for the client, and the state to echo; otherwise a page says that it is done.
    pub return_to: Option<(String, Option<String>)>,
}

/// Decides on a logout request.
pub fn decide(
    hint: Option<&Hint>,
    client: Option<&Client>,
    session: Option<&Session>,
    params: &Params,
) -> Result<Logout, Refusal> {
    let uri = params.get("post_logout_redirect_uri");
    let Some(hint) = hint else {
        return match uri {
            Some(_) => Err(Refusal::new(
                Reason::LogoutUriUnregistered,
                "expected `id_token_hint` beside `post_logout_redirect_uri`, got none",
            )),
            None => Ok(Logout { confirm: session.is_some(), return_to: None }),
        };
    };
    // Another citizen's hint must not log this one out silently.
    let confirm = session.is_some_and(|session| session.subject != hint.subject);
    match uri {
        None => Ok(Logout { confirm, return_to: None }),
        Some(uri) if client.is_some_and(|client| client.logout_redirect_allowed(uri)) => {
            Ok(Logout { confirm, return_to: Some((uri.to_owned(), params.owned("state"))) })
        }
        Some(_) => Err(Refusal::new(
            Reason::LogoutUriUnregistered,
            "expected a post_logout_redirect_uri registered for the client, got another",
        )),
    }
}

/// Ends the session of this cookie, and every grant of it that was not given for offline use (OpenID Connect Core section 11).
pub fn end_session(tx: &mut dyn WriteTx, cookie: &str) -> Result<(), StoreError> {
    let Some(session) = tx.take::<Session>(&Session::key_of(cookie))? else { return Ok(()) };
    for grant in tx.list::<Grant>(Some(&Link::new("session", session.sid)), Page::first(u32::MAX))? {
        if !grant.has_scope("offline_access") {
            tx.delete::<Grant>(&grant.id)?;
        }
    }
    Ok(())
}

/// The session of this cookie.
pub fn session_of(tx: &dyn ReadTx, cookie: &str) -> Result<Option<Session>, StoreError> {
    tx.get(&Session::key_of(cookie))
}
