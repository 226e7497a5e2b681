//! The UserInfo endpoint (OpenID Connect Core section 5.3).

use axum::Json;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use dinhdanh_core::Fail;
use dinhdanh_core::audit::AuditEvent;
use dinhdanh_core::oidc::token::{self, grant_of};
use dinhdanh_protocol::error::Reason;
use serde_json::{Map, Value};

use crate::http::app::Req;
use crate::http::extract;
use crate::http::family::{Family, no_store};

pub(in crate::http) async fn get(req: Req, headers: HeaderMap) -> Response {
    let bearer = extract::bearer(&headers);
    respond(&req, bearer).await
}

/// As [`get`]; the token may also stand in the form (RFC 6750 section 2.2), but not in both places.
pub(in crate::http) async fn post(req: Req, request: Request) -> Response {
    let bearer = from_header_or_form(request).await;
    respond(&req, bearer).await
}

async fn from_header_or_form(request: Request) -> Result<Option<String>, Fail> {
    let header = extract::bearer(request.headers())?;
    if extract::expect_type(request.headers(), extract::FORM).is_err() {
        return Ok(header);
    }
    let (_, params) = extract::form(request).await?;
    match (header, params.owned("access_token")) {
        (Some(_), Some(_)) => {
            Err(Fail::refused(Reason::ParameterRepeated, "expected the access token in one place, got two"))
        }
        (header, form) => Ok(header.or(form)),
    }
}

async fn respond(req: &Req, bearer: Result<Option<String>, Fail>) -> Response {
    let claims = match bearer {
        Ok(Some(bearer)) => userinfo(req, &bearer).await,
        Ok(None) => Err(Fail::refused(Reason::TokenMissing, "expected an access token, got none")),
        Err(fail) => Err(fail),
    };
    match claims {
        Ok(claims) => {
            let mut response = Json(claims).into_response();
            no_store(&mut response);
            response
        }
        Err(fail) => Family::Resource.refuse(req, &fail),
    }
}

/// The claims that an access token shows.
pub(in crate::http) async fn userinfo(req: &Req, bearer: &str) -> Result<Map<String, Value>, Fail> {
    let claims = req.app.verify_access(&req.realm, bearer)?;
    if !claims.scope.split(' ').any(|scope| scope == "openid") {
        return Err(Fail::refused(Reason::ScopeInsufficient, "expected a token with scope `openid`"));
    }
    let ctx = req.realm.ctx();
    let grant = req.realm.try_read(ctx.now, |tx| grant_of(tx, &claims)).await?;
    // A login discloses too: it stands in the log before the values leave.
    let event = AuditEvent::of_userinfo(&grant);
    req.realm
        .write(ctx.now, move |tx| Ok(event.append(tx).map(dinhdanh_core::storage::Decision::Commit)?))
        .await?;
    Ok(token::userinfo(&ctx, &req.app.register(&req.realm), &grant))
}
