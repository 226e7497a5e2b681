//! Refresh tokens (RFC 6749 section 6). A confidential client's stays the same: client authentication binds it. A public
//! client's is replaced at each use, and a replaced one that turns up again revokes the whole family (RFC 9700 section 4.14.2).

use dinhdanh_jose::sha256_b64url;
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::oauth::GrantType;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::grant::Grant;
use crate::audit::AuditEvent;
use crate::client::Client;
use crate::params::Params;
use crate::storage::{Read, Record, StoreError, Write, WriteTx};
use crate::{Ctx, Refusal};

#[derive(Debug, Clone, Serialize, Deserialize)]
struct RefreshToken {
    digest: String,
    client_id: ClientId,
    grant_id: String,
    replaced: bool,
    expires_at: Timestamp,
}

impl Record for RefreshToken {
    const KIND: &'static str = "refresh_token";

    fn key(&self) -> String {
        self.digest.clone()
    }

    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// Issues a refresh token for a grant, if the client is registered for them.
pub fn issue(
    ctx: &mut Ctx,
    tx: &mut dyn WriteTx,
    client: &Client,
    grant: &Grant,
) -> Result<Option<String>, StoreError> {
    if !client.may_use(GrantType::RefreshToken) {
        return Ok(None);
    }
    let token = ctx.token("");
    tx.put(&RefreshToken {
        digest: sha256_b64url(token.as_bytes()),
        client_id: client.client_id.clone(),
        grant_id: grant.id.clone(),
        replaced: false,
        expires_at: grant.expires_at,
    })?;
    Ok(Some(token))
}

/// A refresh that succeeded.
pub struct Refreshed {
    /// What the token stands for.
    pub grant: Grant,
    /// A new token, if this use replaced the old one.
    pub replacement: Option<String>,
}

/// Uses a refresh token. A refusal may have changed something (a replayed token revokes), so the caller commits it too.
pub fn redeem(
    ctx: &mut Ctx,
    tx: &mut dyn WriteTx,
    client: &Client,
    params: &Params,
) -> Result<Result<Refreshed, Refusal>, StoreError> {
    let token = match params.require("refresh_token") {
        Ok(token) => token,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let unknown = || {
        Refusal::new(Reason::RefreshTokenUnknown, "expected a refresh token of this realm that is still good")
    };
    let Some(mut stored) = tx.get::<RefreshToken>(&sha256_b64url(token.as_bytes()))? else {
        return Ok(Err(unknown()));
    };
    if stored.client_id != client.client_id {
        let detail = "expected the client it was issued to";
        return Ok(Err(Refusal::new(Reason::RefreshTokenOtherClient, detail)));
    }
    if stored.replaced {
        if tx.delete::<Grant>(&stored.grant_id)? {
            let reason = Reason::RefreshTokenReplayed;
            AuditEvent::GrantRevoked { grant: stored.grant_id, reason }.append(tx)?;
        }
        return Ok(Err(Refusal::new(
            Reason::RefreshTokenReplayed,
            "expected the newest token of the family",
        )));
    }
    let Some(grant) = tx.get::<Grant>(&stored.grant_id)? else { return Ok(Err(unknown())) };
    let Some(grant) = grant.limited(tx)? else { return Ok(Err(unknown())) };
    let grant = match narrowed(grant, params) {
        Ok(grant) => grant,
        Err(refusal) => return Ok(Err(refusal)),
    };
    AuditEvent::record_id_token(tx, &grant)?;
    let replacement = if client.is_public() {
        stored.replaced = true;
        tx.put(&stored)?;
        issue(ctx, tx, client, &grant)?
    } else {
        None
    };
    Ok(Ok(Refreshed { grant, replacement }))
}

/// Fewer scopes may be asked for, never more.
fn narrowed(grant: Grant, params: &Params) -> Result<Grant, Refusal> {
    let asked = params.words("scope");
    if asked.is_empty() {
        return Ok(grant);
    }
    if !asked.iter().all(|scope| grant.has_scope(scope)) {
        let detail = format!("expected scopes among `{}`", grant.scopes.join(" "));
        return Err(Refusal::new(Reason::ScopeNotAllowed, detail));
    }
    Ok(grant.narrowed(asked))
}
