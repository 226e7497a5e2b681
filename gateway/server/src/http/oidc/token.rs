//! The token endpoint (RFC 6749 sections 3.2 and 5).

use std::sync::Arc;

use axum::Json;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use dinhdanh_core::client::{Client, authenticate};
use dinhdanh_core::oidc::{code, refresh, token};
use dinhdanh_core::params::Params;
use dinhdanh_core::seed::ATTRIBUTES_SCOPE;
use dinhdanh_core::storage::Decision;
use dinhdanh_core::{Ctx, Fail, Refusal};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::oauth::{GrantType, TokenResponse};

use super::client_auth::presented;
use crate::http::app::Req;
use crate::http::extract;
use crate::http::family::{Family, no_store};

pub(in crate::http) async fn post(req: Req, request: Request) -> Response {
    match exchange(&req, request).await {
        Ok(tokens) => {
            let mut response = Json(tokens).into_response();
            no_store(&mut response);
            response
        }
        Err(fail) => Family::Token.refuse(&req, &fail),
    }
}

async fn exchange(req: &Req, request: Request) -> Result<TokenResponse, Fail> {
    let (headers, params) = extract::form(request).await?;
    let ctx = req.realm.ctx();
    let (id, credentials) = presented(&headers, &params)?;
    let client = req
        .realm
        .client(&id)
        .await?
        .ok_or_else(|| Fail::refused(Reason::ClientUnknown, "expected the id of a registered client"))?;
    let endpoint = format!("{}/token", ctx.issuer);
    let authenticated = authenticate(&ctx, &client, &credentials, &endpoint)?;
    if authenticated.needs_record() {
        // In a transaction of its own: what is refused afterwards must not give the assertion back.
        req.realm.write(ctx.now, move |tx| Ok(Decision::Commit(authenticated.record(tx)?))).await??;
    }
    grant(req, ctx, &client, params).await
}

/// Carries out the grant for an authenticated client.
pub(in crate::http) async fn grant(
    req: &Req,
    ctx: Ctx,
    client: &Arc<Client>,
    params: Params,
) -> Result<TokenResponse, Fail> {
    let name = params.require("grant_type")?;
    let grant_type = GrantType::by_name(name).ok_or_else(|| {
        Refusal::new(
            Reason::GrantTypeUnsupported,
            "expected authorization_code, refresh_token or client_credentials",
        )
    })?;
    if !client.may_use(grant_type) {
        let detail = "expected a grant type that the client is registered for";
        return Err(Fail::refused(Reason::GrantTypeNotAllowed, detail));
    }
    match grant_type {
        GrantType::ClientCredentials => client_credentials(req, ctx, client, &params),
        GrantType::AuthorizationCode => authorization_code(req, ctx, client, params).await,
        GrantType::RefreshToken => refresh_token(req, ctx, client, params).await,
    }
}

fn client_credentials(
    req: &Req,
    mut ctx: Ctx,
    client: &Client,
    params: &Params,
) -> Result<TokenResponse, Fail> {
    let mut scopes = params.words("scope");
    if scopes.is_empty() {
        scopes.push(ATTRIBUTES_SCOPE.to_owned());
    }
    // A client has no profile and no session: of its scopes only the data-sharing API's concerns itself.
    if scopes.iter().any(|scope| scope != ATTRIBUTES_SCOPE || !client.scopes.contains(scope)) {
        let detail = format!("expected `{ATTRIBUTES_SCOPE}`, registered for the client");
        return Err(Fail::refused(Reason::ScopeNotAllowed, detail));
    }
    token::for_client(&mut ctx, &req.realm.keys().1, client, scopes.join(" "))
}

async fn authorization_code(
    req: &Req,
    ctx: Ctx,
    client: &Arc<Client>,
    params: Params,
) -> Result<TokenResponse, Fail> {
    let (now, owner) = (ctx.now, client.clone());
    let redeem = move |tx: &mut dyn dinhdanh_core::storage::WriteTx| {
        let mut ctx = ctx;
        let redeemed = match code::redeem(&ctx, tx, &owner, &params)? {
            Ok(grant) => {
                refresh::issue(&mut ctx, tx, &owner, &grant).map(|refresh| Ok((ctx, grant, refresh)))?
            }
            Err(refusal) => Err(refusal),
        };
        // Committed even when refused: a reused code has revoked its grant.
        Ok(Decision::Commit(redeemed))
    };
    let (mut ctx, grant, refresh_token) = req.realm.write(now, redeem).await??;
    // Signing takes longer than writing: it happens outside the transaction.
    let keys = req.realm.keys();
    let tokens = token::for_grant(&mut ctx, &keys.1, &req.app.register(&req.realm), client, &grant, true)?;
    Ok(TokenResponse { refresh_token, ..tokens })
}

async fn refresh_token(
    req: &Req,
    ctx: Ctx,
    client: &Arc<Client>,
    params: Params,
) -> Result<TokenResponse, Fail> {
    let (now, owner) = (ctx.now, client.clone());
    let redeem = move |tx: &mut dyn dinhdanh_core::storage::WriteTx| {
        let mut ctx = ctx;
        let redeemed = refresh::redeem(&mut ctx, tx, &owner, &params)?;
        Ok(Decision::Commit(redeemed.map(|refreshed| (ctx, refreshed))))
    };
    let (mut ctx, refreshed) = req.realm.write(now, redeem).await??;
    let keys = req.realm.keys();
    let tokens =
        token::for_grant(&mut ctx, &keys.1, &req.app.register(&req.realm), client, &refreshed.grant, false)?;
    Ok(TokenResponse { refresh_token: refreshed.replacement, ..tokens })
}
