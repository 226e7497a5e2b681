//! Client authentication at the token endpoint.
//!
//! The trap that others fell into is an assertion checked for its signature only: here issuer, subject, audience, expiry, length of life and
//! single use are all checked (RFC 7523 section 3), and the replay record is kept even when the request is refused afterwards.

use dinhdanh_jose::{Alg, Audience, Expect, Typ, Unverified, ct_eq, token_digest};
use dinhdanh_protocol::claims::CLIENT_ASSERTION_TYP;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::oauth::ClientAuthMethod;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Client, ClientSecret};
use crate::realm::lifetime;
use crate::storage::{Record, StoreError, Write, WriteTx};
use crate::{Ctx, Refusal};

/// Algorithms accepted in client assertions.
pub const ASSERTION_ALGS: &[Alg] = &[Alg::EdDSA, Alg::ES256, Alg::PS256, Alg::RS256];

/// What a client presented, one way only.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// HTTP Basic, already form-decoded.
    Basic {
        /// The secret.
        secret: String,
    },
    /// `client_secret` in the form.
    Post {
        /// The secret.
        secret: String,
    },
    /// `client_assertion` in the form.
    Assertion {
        /// The compact JWT.
        jwt: String,
    },
    /// Only a `client_id`.
    Nothing,
}

impl Credentials {
    const fn method(&self) -> ClientAuthMethod {
        match self {
            Self::Basic { .. } => ClientAuthMethod::ClientSecretBasic,
            Self::Post { .. } => ClientAuthMethod::ClientSecretPost,
            Self::Assertion { .. } => ClientAuthMethod::PrivateKeyJwt,
            Self::Nothing => ClientAuthMethod::None,
        }
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials({:?})", self.method())
    }
}

/// Proof that an assertion's id has still to be recorded before the client counts as authenticated.
#[derive(Debug)]
#[must_use = "an assertion that is not recorded can be replayed"]
pub struct Authenticated {
    replay: Option<UsedAssertion>,
}

impl Authenticated {
    /// Whether anything has to be written; without, no transaction is needed.
    pub const fn needs_record(&self) -> bool {
        self.replay.is_some()
    }

    /// Records the assertion's id; refused if it was there. Must be committed whatever happens next.
    pub fn record(self, tx: &mut dyn WriteTx) -> Result<Result<(), Refusal>, StoreError> {
        let Some(used) = self.replay else { return Ok(Ok(())) };
        if tx.create(&used)? {
            return Ok(Ok(()));
        }
        Ok(Err(Refusal::new(
            Reason::ClientAssertionReplayed,
            "expected a `jti` that was never used, got one seen before",
        )))
    }
}

/// An assertion id that was used, kept until the assertion has expired.
#[derive(Debug, Serialize, Deserialize)]
struct UsedAssertion {
    key: String,
    expires_at: Timestamp,
}

impl Record for UsedAssertion {
    const KIND: &'static str = "assertion";

    fn key(&self) -> String {
        self.key.clone()
    }

    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// Checks what the client presented against what it is registered with.
pub fn authenticate(
    ctx: &Ctx,
    client: &Client,
    presented: &Credentials,
    endpoint: &str,
) -> Result<Authenticated, Refusal> {
    match (&client.secret, presented) {
        (ClientSecret::ClientSecretBasic { digest }, Credentials::Basic { secret })
        | (ClientSecret::ClientSecretPost { digest }, Credentials::Post { secret }) => {
            if ct_eq(&token_digest(secret), digest) {
                Ok(Authenticated { replay: None })
            } else {
                Err(Refusal::new(Reason::ClientSecretWrong, "the secret does not match the registered one"))
            }
        }
        (ClientSecret::PrivateKeyJwt { jwks }, Credentials::Assertion { jwt }) => {
            verify_assertion(ctx, client, jwks, jwt, endpoint)
                .map(|used| Authenticated { replay: Some(used) })
        }
        (ClientSecret::None, Credentials::Nothing) => Ok(Authenticated { replay: None }),
        (_, Credentials::Nothing) => Err(Refusal::new(
            Reason::ClientAuthenticationMissing,
            format!("expected {}, got no credentials", wire(client.secret.method())),
        )),
        (registered, presented) => Err(Refusal::new(
            Reason::ClientMethodWrong,
            format!("expected {}, got {}", wire(registered.method()), wire(presented.method())),
        )),
    }
}

fn wire(method: ClientAuthMethod) -> String {
    serde_json::to_value(method).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[derive(Deserialize)]
struct AssertionClaims {
    jti: Option<String>,
}

fn verify_assertion(
    ctx: &Ctx,
    client: &Client,
    jwks: &dinhdanh_jose::JwkSet,
    jwt: &str,
    endpoint: &str,
) -> Result<UsedAssertion, Refusal> {
    let invalid = |detail: String| Refusal::new(Reason::ClientAssertionInvalid, detail);
    let unverified = Unverified::<AssertionClaims>::parse(jwt).map_err(|e| invalid(e.to_string()))?;
    let id = client.client_id.as_str();
    // The issuer (RFC 7523bis), or the token endpoint, which older clients send.
    let audiences = [ctx.issuer.as_str(), endpoint];
    // Typed by RFC 7523bis, untyped by RFC 7523; any other type is a token made for something else.
    let expect = Expect {
        algs: ASSERTION_ALGS,
        leeway: lifetime::LEEWAY,
        ..Expect::new(Typ::PlainOr(CLIENT_ASSERTION_TYP), Some(id), Audience::AnyOf(&audiences), ctx.now)
    };
    let verified = unverified.verify(jwks, &expect).map_err(|e| invalid(e.to_string()))?;
    if verified.registered().sub.as_deref() != Some(id) {
        return Err(invalid("expected `sub` to be the client id, got another or none".to_owned()));
    }
    let exp = verified.registered().exp.unwrap_or_default();
    if exp > ctx.seconds().saturating_add(lifetime::CLIENT_ASSERTION) {
        return Err(invalid(format!(
            "expected `exp` at most {} s ahead, got more",
            lifetime::CLIENT_ASSERTION
        )));
    }
    let Some(jti) = verified.claims().jti.as_deref().filter(|jti| !jti.is_empty() && jti.len() <= 256) else {
        return Err(invalid("expected a `jti` of 1 to 256 characters, got none or a longer one".to_owned()));
    };
    // Kept as long as the signature would be accepted: expiry plus the leeway of the same check.
    let expires_at =
        ctx.after(exp.saturating_sub(ctx.seconds()).saturating_add(lifetime::LEEWAY).saturating_add(1));
    Ok(UsedAssertion { key: format!("{id}/{jti}"), expires_at })
}
