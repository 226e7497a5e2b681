//! Tokens: what they say and how they are checked when they come back.

use dinhdanh_jose::{Alg, Audience, Expect, KeyRing, SigningKey, Typ, Unverified, at_hash, sign};
use dinhdanh_protocol::claims::{ACCESS_TOKEN_TYP, AccessTokenClaims, IdTokenClaims};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::oauth::TokenResponse;
use serde_json::{Map, Value};

use super::claims::{self, ClaimDemand};
use super::grant::Grant;
use crate::client::Client;
use crate::realm::lifetime;
use crate::registry::Registry;
use crate::storage::{Read, ReadTx};
use crate::{Ctx, Fail, Refusal};

/// Signature of access tokens: the cheapest to make, and only this gateway has to read them.
pub const ACCESS_TOKEN_ALG: Alg = Alg::EdDSA;

/// Signatures that a client can register for its ID tokens, the default of OpenID Connect first.
pub const ID_TOKEN_ALGS: &[Alg] = &[Alg::RS256, Alg::ES256, Alg::EdDSA];

/// An access token for the client itself (RFC 6749 section 4.4).
pub fn for_client(
    ctx: &mut Ctx,
    keys: &KeyRing,
    client: &Client,
    scope: String,
) -> Result<TokenResponse, Fail> {
    let id = client.client_id.to_string();
    let claims = access_claims(ctx, id.clone(), id, scope.clone());
    let access_token = sign_access(keys, ctx, &claims)?;
    Ok(response(access_token, scope))
}

/// Tokens for a citizen's login.
pub fn for_grant(
    ctx: &mut Ctx,
    keys: &KeyRing,
    registry: &dyn Registry,
    client: &Client,
    grant: &Grant,
    first: bool,
) -> Result<TokenResponse, Fail> {
    let scope = grant.scopes.join(" ");
    let mut claims = access_claims(ctx, grant.subject.clone(), client.client_id.to_string(), scope.clone());
    claims.auth_time = Some(grant.auth_time);
    claims.grant = Some(grant.id.clone());
    let access_token = sign_access(keys, ctx, &claims)?;
    let id_token = if grant.has_scope("openid") {
        let key = keys.signing(client.id_token_alg, ctx.now)?;
        Some(id_token(ctx, key, registry, client, grant, &access_token, first)?)
    } else {
        None
    };
    Ok(TokenResponse { id_token, ..response(access_token, scope) })
}

fn response(access_token: String, scope: String) -> TokenResponse {
    TokenResponse {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: lifetime::ACCESS_TOKEN,
        refresh_token: None,
        id_token: None,
        scope,
    }
}

fn access_claims(ctx: &mut Ctx, sub: String, client_id: String, scope: String) -> AccessTokenClaims {
    AccessTokenClaims {
        iss: ctx.issuer.clone(),
        sub,
        aud: ctx.issuer.clone(),
        client_id,
        exp: ctx.seconds() + lifetime::ACCESS_TOKEN,
        iat: ctx.seconds(),
        jti: ctx.token(""),
        scope,
        auth_time: None,
        grant: None,
        synthetic: true,
    }
}

fn sign_access(keys: &KeyRing, ctx: &Ctx, claims: &AccessTokenClaims) -> Result<String, Fail> {
    Ok(sign(keys.signing(ACCESS_TOKEN_ALG, ctx.now)?, Some(ACCESS_TOKEN_TYP), claims)?)
}

fn id_token(
    ctx: &Ctx,
    key: &SigningKey,
    registry: &dyn Registry,
    client: &Client,
    grant: &Grant,
    access_token: &str,
    first: bool,
) -> Result<String, Fail> {
    // Only what the request put into the ID token by name: profile claims belong to UserInfo in the code flow.
    let asked = grant.claims.id_token.iter().filter(|(name, _)| grant.shows(name));
    let asked = asked.map(|(name, demand)| (name.as_str(), Some(demand)));
    let claims = IdTokenClaims {
        iss: ctx.issuer.clone(),
        sub: grant.subject.clone(),
        aud: client.client_id.to_string(),
        exp: ctx.seconds() + lifetime::ID_TOKEN,
        iat: ctx.seconds(),
        auth_time: Some(grant.auth_time),
        // OpenID Connect Core section 12.2: a refreshed ID token should have no nonce.
        nonce: grant.nonce.clone().filter(|_| first),
        acr: Some(grant.acr.clone()),
        amr: grant.amr.clone(),
        at_hash: Some(at_hash(key.alg(), access_token)),
        sid: Some(grant.sid.clone()),
        synthetic: true,
        requested: claims::values(registry, &grant.citizen, ctx.today(), asked),
    };
    Ok(sign(key, None, &claims)?)
}

/// Checks an access token's signature, type, issuer, audience and times. What the token may do is the caller's question.
pub fn verify_access(ctx: &Ctx, keys: &KeyRing, token: &str) -> Result<AccessTokenClaims, Refusal> {
    let invalid = |detail: String| Refusal::new(Reason::TokenInvalid, detail);
    let expect = Expect {
        algs: &[ACCESS_TOKEN_ALG],
        leeway: 0,
        ..Expect::new(
            Typ::Exact(ACCESS_TOKEN_TYP),
            Some(&ctx.issuer),
            Audience::Contains(&ctx.issuer),
            ctx.now,
        )
    };
    let unverified = Unverified::<AccessTokenClaims>::parse(token).map_err(|e| invalid(e.to_string()))?;
    let verified = unverified.verify(keys, &expect).map_err(|e| invalid(e.to_string()))?;
    Ok(verified.into_claims())
}

/// The grant behind a citizen's access token, as far as consent and the token's own scope go.
pub fn grant_of(tx: &dyn ReadTx, claims: &AccessTokenClaims) -> Result<Grant, Fail> {
    let Some(id) = &claims.grant else {
        return Err(Fail::refused(
            Reason::TokenInvalid,
            "expected a citizen's access token, got a client's own",
        ));
    };
    let revoked =
        || Fail::refused(Reason::TokenRevoked, "expected a grant in force, got one revoked or expired");
    let grant: Grant = tx.get(id)?.ok_or_else(revoked)?;
    // A seeded realm that was made anew may have used the same id for another login.
    if grant.client_id.as_str() != claims.client_id || grant.subject != claims.sub {
        return Err(revoked());
    }
    let grant = grant.limited(tx)?.ok_or_else(revoked)?;
    Ok(grant.narrowed(claims.scope.split(' ').map(str::to_owned).collect()))
}

/// What UserInfo says (OpenID Connect Core section 5.3.2): what was asked and granted, nothing else.
pub fn userinfo(ctx: &Ctx, registry: &dyn Registry, grant: &Grant) -> Map<String, Value> {
    let by_scope = grant.scopes.iter().flat_map(|scope| claims::in_scope(scope)).map(|name| (name, None));
    let by_name = grant.claims.userinfo.iter().map(|(name, demand)| (name.as_str(), Some(demand)));
    let asked: std::collections::BTreeMap<&str, Option<&ClaimDemand>> =
        by_scope.chain(by_name).filter(|(name, _)| grant.shows(name)).collect();
    let mut body = claims::values(registry, &grant.citizen, ctx.today(), asked);
    body.insert("sub".to_owned(), Value::String(grant.subject.clone()));
    body.insert("synthetic".to_owned(), Value::Bool(true));
    body
}
