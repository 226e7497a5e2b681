//! Authorization codes (RFC 6749 section 4.1.3 and 4.1.2, RFC 7636): single use, a minute, bound to client, redirect URI and challenge.

use dinhdanh_jose::{ct_eq, sha256_b64url};
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::error::Reason;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::consent::Consent;
use super::grant::Grant;
use super::request::AuthorizationRequest;
use super::session::Session;
use crate::audit::AuditEvent;
use crate::client::Client;
use crate::params::Params;
use crate::realm::lifetime;
use crate::storage::{Read, Record, StoreError, Write, WriteTx};
use crate::{Ctx, Refusal};

/// A code as it is stored: under its digest, so that a look into the store yields no usable code.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Code {
    digest: String,
    state: State,
    expires_at: Timestamp,
}

/// Life of a code: an illegal state cannot be stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum State {
    Issued { grant: Box<Grant>, redirect_uri: String, code_challenge: Option<String> },
    // Remembered so that a second use is told from an unknown code and takes the first one's tokens away.
    Redeemed { client_id: ClientId, grant_id: String },
}

impl Record for Code {
    const KIND: &'static str = "code";

    fn key(&self) -> String {
        self.digest.clone()
    }

    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// A code that was just issued.
pub struct Issued {
    /// To be sent to the client, once.
    pub code: String,
}

/// Issues a code for what the citizen granted.
pub(super) fn issue(
    ctx: &mut Ctx,
    tx: &mut dyn WriteTx,
    request: &AuthorizationRequest,
    session: &Session,
    consent: &Consent,
) -> Result<Issued, StoreError> {
    let code = ctx.token("");
    let grant = Grant::new(ctx, request, session, consent);
    tx.put(&Code {
        digest: sha256_b64url(code.as_bytes()),
        state: State::Issued {
            grant: Box::new(grant),
            redirect_uri: request.target.redirect_uri.clone(),
            code_challenge: request.code_challenge.clone(),
        },
        expires_at: ctx.after(lifetime::CODE),
    })?;
    Ok(Issued { code })
}

/// Redeems a code. A refusal may have changed something (a reused code revokes), so the caller commits it too.
pub fn redeem(
    ctx: &Ctx,
    tx: &mut dyn WriteTx,
    client: &Client,
    params: &Params,
) -> Result<Result<Grant, Refusal>, StoreError> {
    let code = match params.require("code") {
        Ok(code) => code,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let digest = sha256_b64url(code.as_bytes());
    let Some(stored) = tx.get::<Code>(&digest)? else {
        return Ok(Err(Refusal::new(Reason::CodeUnknown, "expected a code that is less than a minute old")));
    };
    match stored.state {
        State::Redeemed { client_id, grant_id } => {
            // Another client that got hold of a used code cannot use it to log the rightful one out.
            if client_id == client.client_id && tx.delete::<Grant>(&grant_id)? {
                AuditEvent::GrantRevoked { grant: grant_id, reason: Reason::CodeReplayed }.append(tx)?;
            }
            Ok(Err(Refusal::new(Reason::CodeReplayed, "expected a code that was never used")))
        }
        State::Issued { grant, redirect_uri, code_challenge } => {
            if let Err(refusal) = check(client, params, &grant, &redirect_uri, code_challenge.as_deref()) {
                return Ok(Err(refusal));
            }
            let Some(grant) = grant.limited(tx)? else {
                return Ok(Err(Refusal::new(
                    Reason::CodeUnknown,
                    "expected a consent in force, got one withdrawn",
                )));
            };
            tx.put(&grant)?;
            AuditEvent::record_id_token(tx, &grant)?;
            tx.put(&Code {
                digest,
                state: State::Redeemed { client_id: client.client_id.clone(), grant_id: grant.id.clone() },
                expires_at: ctx.after(lifetime::REDEEMED_CODE),
            })?;
            Ok(Ok(grant))
        }
    }
}

fn check(
    client: &Client,
    params: &Params,
    grant: &Grant,
    redirect_uri: &str,
    challenge: Option<&str>,
) -> Result<(), Refusal> {
    if grant.client_id != client.client_id {
        return Err(Refusal::new(Reason::CodeOtherClient, "expected the client that asked for the code"));
    }
    if params.get("redirect_uri") != Some(redirect_uri) {
        let got = if params.get("redirect_uri").is_some() { "another" } else { "none" };
        let detail = format!("expected the redirect_uri of the authorization request, got {got}");
        return Err(Refusal::new(Reason::RedirectUriMismatch, detail));
    }
    match (challenge, params.get("code_verifier")) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(Refusal::new(Reason::PkceMissing, "expected `code_verifier`, got none")),
        // A verifier without a challenge means that somebody stripped the challenge (RFC 9700 section 2.1.1, PKCE downgrade).
        (None, Some(_)) => Err(Refusal::new(
            Reason::PkceMissing,
            "expected no `code_verifier`: the request had no challenge",
        )),
        (Some(challenge), Some(verifier)) => {
            if (43..=128).contains(&verifier.len())
                && ct_eq(sha256_b64url(verifier.as_bytes()).as_bytes(), challenge.as_bytes())
            {
                Ok(())
            } else {
                Err(Refusal::new(
                    Reason::PkceMismatch,
                    "expected the verifier whose S256 is the code_challenge",
                ))
            }
        }
    }
}
