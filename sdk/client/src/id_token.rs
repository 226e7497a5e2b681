//! The ID token: who logged in, how and when.

use std::fmt;
use std::time::SystemTime;

use dinhdanh_jose::{Audience, Expect, Typ, at_hash, ct_eq};
use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::claims::IdTokenClaims;

use crate::client::{Client, LEEWAY};
use crate::error::{Error, ErrorKind};
use crate::login::{Level, PendingLogin};
use crate::value::{Value, instant};
use crate::verified::Verified;

/// Oldest ID token that a fresh login may bring, in seconds: it was made while the code was exchanged.
const OLDEST: i64 = 300;

/// A verified statement that a citizen logged in.
#[derive(Clone)]
pub struct IdToken(IdTokenClaims);

impl IdToken {
    /// The citizen's subject identifier: opaque, stable, and the key for the application's own records.
    pub fn subject(&self) -> &str {
        &self.0.sub
    }

    /// When the citizen authenticated, if the gateway says so.
    pub fn authenticated_at(&self) -> Option<SystemTime> {
        self.0.auth_time.map(instant)
    }

    /// The level of the e-ID account.
    pub fn level(&self) -> Option<Level> {
        self.0.acr.as_deref().and_then(Level::from_acr)
    }

    /// How the citizen authenticated (RFC 8176): `pwd`, `otp`, `face`.
    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.0.amr.iter().map(String::as_str)
    }

    /// The session at the gateway, for logout.
    pub fn session_id(&self) -> Option<&str> {
        self.0.sid.as_deref()
    }

    /// An attribute in the ID token itself. Most are in [`UserInfo`](crate::UserInfo).
    pub fn get(&self, attribute: Attribute) -> Option<Value<'_>> {
        self.0.requested.get(attribute.name()).map(Value)
    }
}

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdToken").field("level", &self.level()).finish_non_exhaustive()
    }
}

/// Verifies the ID token of a fresh login, by the numbered steps of OpenID Connect Core section 3.1.3.7.
pub(crate) async fn of_login(
    client: &Client,
    compact: String,
    access_token: &str,
    pending: &PendingLogin,
) -> Result<Verified<IdToken>, Error> {
    let token = signed_for_client(client, &compact).await?;
    let claims = token.claims();
    // 11. The nonce of this very login.
    if !claims.nonce.as_deref().is_some_and(|nonce| ct_eq(nonce.as_bytes(), pending.nonce.as_bytes())) {
        let got = if claims.nonce.is_some() { "another" } else { "none" };
        return Err(differs("`nonce`", "of the login that was started", got));
    }
    // 12. The level that was asked for.
    if let Some(least) = pending.level {
        let got = claims.acr.as_deref().and_then(Level::from_acr);
        if got.is_none_or(|got| got < least) {
            return Err(differs(
                "`acr`",
                &format!("of at least `{}`", least.acr()),
                got.map_or("none", Level::acr),
            ));
        }
    }
    // 13. An authentication as recent as was asked for.
    if let Some(max_age) = pending.max_age {
        let Some(auth_time) = claims.auth_time else {
            return Err(differs("`auth_time`", "because of `max_age`", "none"));
        };
        let age = client.now().as_second().saturating_sub(auth_time);
        if age > max_age.saturating_add(LEEWAY) {
            return Err(differs(
                "`auth_time`",
                &format!("at most `{max_age}` s ago"),
                &format!("one `{age}` s ago"),
            ));
        }
    }
    // Section 3.1.3.8: the access token was issued with this ID token.
    if let Some(hash) = &claims.at_hash
        && !ct_eq(hash.as_bytes(), at_hash(token.header().alg, access_token).as_bytes())
    {
        return Err(differs("`at_hash`", "of the access token beside it", "another"));
    }
    Ok(Verified::new(token, compact, IdToken))
}

/// Verifies the ID token of a refresh against the first one (OpenID Connect Core section 12.2).
pub(crate) async fn of_refresh(
    client: &Client,
    compact: String,
    first: &IdToken,
) -> Result<Verified<IdToken>, Error> {
    let token = signed_for_client(client, &compact).await?;
    let claims = token.claims();
    if claims.sub != first.0.sub {
        return Err(differs("`sub`", "of the citizen who logged in", "another"));
    }
    if claims.auth_time.is_some() && claims.auth_time != first.0.auth_time {
        return Err(differs("`auth_time`", "of the original login", "another"));
    }
    if claims.nonce.is_some() && claims.nonce != first.0.nonce {
        return Err(differs("`nonce`", "of the original login, or none", "another"));
    }
    Ok(Verified::new(token, compact, IdToken))
}

async fn signed_for_client(
    client: &Client,
    compact: &str,
) -> Result<dinhdanh_jose::Verified<IdTokenClaims>, Error> {
    let provider = client.provider();
    let expect = Expect {
        // 7. and 8. One of the algorithms that discovery announces: never `none`, never a symmetric one.
        algs: &provider.signing_algs,
        leeway: LEEWAY,
        // 10. Not issued long ago.
        max_age: Some(OLDEST),
        // 2. This issuer, exactly. 3. to 5. For this client and nobody else, so that `azp` has nothing to add. 9. Not expired.
        ..Expect::new(
            Typ::Plain,
            Some(provider.issuer.as_str()),
            Audience::SoleString(client.client_id().as_str()),
            client.now(),
        )
    };
    // 1. Encrypted tokens are not asked for, and refused. 6. The signature.
    let token = client.verify::<IdTokenClaims>("ID token", compact, &expect).await?;
    if token.claims().synthetic {
        Ok(token)
    } else {
        Err(differs("`synthetic` flag", "true", "false: this SDK is for simulated citizens only"))
    }
}

fn differs(what: &str, expected: &str, got: &str) -> Error {
    Error::new(ErrorKind::Verification, format!("expected an ID token with the {what} {expected}, got {got}"))
        .remedy_is("do not log the citizen in; begin the login anew")
        .rule_is("OpenID Connect Core section 3.1.3.7")
        .code_is("id-token-mismatch")
}
