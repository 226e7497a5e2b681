//! The data-sharing API.

use axum::Json;
use axum::extract::Request;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use dinhdanh_core::Fail;
use dinhdanh_core::oidc::token::ACCESS_TOKEN_ALG;
use dinhdanh_core::seed::ATTRIBUTES_SCOPE;
use dinhdanh_core::sharing::{self, Asker, Begun};
use dinhdanh_protocol::attribute::AttributeInfo;
use dinhdanh_protocol::claims::ATTRIBUTES_TYP;
use dinhdanh_protocol::control::Listing;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::{AttributeQuery, RefusedAttribute, Subject};
use dinhdanh_protocol::{Attribute, ClientId};

use super::app::Req;
use super::extract;
use super::family::{Family, insert, no_store};

/// The attribute catalogue.
pub(super) async fn catalogue() -> Response {
    let items: Vec<&AttributeInfo> = Attribute::ALL.iter().map(|attribute| attribute.info()).collect();
    Json(Listing { items }).into_response()
}

pub(super) async fn post(req: Req, request: Request) -> Response {
    match answer(&req, request).await {
        Ok(Answer::Signed(jwt)) => {
            let mut response = jwt.into_response();
            insert(&mut response, header::CONTENT_TYPE, "application/jwt");
            no_store(&mut response);
            response
        }
        Ok(Answer::Refused(fail, refused)) => Family::refuse_attributes(&req, &fail, refused),
        Err(fail) => Family::Sharing.refuse(&req, &fail),
    }
}

enum Answer {
    Signed(String),
    Refused(Fail, Vec<RefusedAttribute>),
}

async fn answer(req: &Req, request: Request) -> Result<Answer, Fail> {
    let asker = asker(req, request.headers()).await?;
    let query: AttributeQuery = extract::json(request).await?;
    let citizen_claims = match &query.subject {
        // An invalid one is the query's fault, not the asker's authentication: the decision refuses it, and the log has it.
        Subject::CitizenToken(token) => match req.app.verify_access(&req.realm, token) {
            Ok(claims) => Some(claims),
            Err(Fail::Refused(_)) => None,
            Err(other) => return Err(other),
        },
        Subject::PersonalNumber(_) => None,
    };
    let ctx = req.realm.ctx();
    let (app, realm, asked, now) = (req.app.clone(), req.realm.clone(), query.clone(), ctx.now);
    let begin = move |tx: &mut dyn dinhdanh_core::storage::WriteTx| {
        let claims = citizen_claims.as_deref();
        let begun = sharing::begin(&ctx, tx, &app.register(&realm), &asker, &asked, claims)?;
        Ok(map_decision(begun, |begun| (ctx, begun)))
    };
    // Committed before anything is looked up for release.
    let (mut ctx, recorded) = match req.realm.write(now, begin).await? {
        (ctx, Begun::Disclose(recorded)) => (ctx, recorded),
        (_, Begun::Refuse(refusal, refused)) => {
            let refused =
                refused.into_iter().map(|(attribute, reason)| RefusedAttribute::new(attribute, reason));
            return Ok(Answer::Refused(refusal.into(), refused.collect()));
        }
    };
    let released = sharing::release(&ctx, &req.app.register(&req.realm), *recorded);
    let (begun, count) = (released.sequence(), released.len());
    let claims = sharing::answer(&mut ctx, &query, released);
    let jwt = {
        let keys = req.realm.keys();
        dinhdanh_jose::sign(keys.1.signing(ACCESS_TOKEN_ALG, ctx.now)?, Some(ATTRIBUTES_TYP), &claims)?
    };
    req.realm.write(now, move |tx| Ok(sharing::complete(tx, begun, count)?)).await?;
    Ok(Answer::Signed(jwt))
}

fn map_decision<A, B>(
    decision: dinhdanh_core::storage::Decision<A>,
    f: impl FnOnce(A) -> B,
) -> dinhdanh_core::storage::Decision<B> {
    use dinhdanh_core::storage::Decision::{Commit, Rollback};
    match decision {
        Commit(value) => Commit(f(value)),
        Rollback(value) => Rollback(f(value)),
    }
}

/// Who asks: a partner's client with a token of its own.
async fn asker(req: &Req, headers: &axum::http::HeaderMap) -> Result<Asker, Fail> {
    let bearer = extract::bearer(headers)?
        .ok_or_else(|| Fail::refused(Reason::TokenMissing, "expected `authorization: Bearer`, got none"))?;
    let claims = req.app.verify_access(&req.realm, &bearer)?;
    if claims.grant.is_some() || claims.sub != claims.client_id {
        let detail = "expected a token of client_credentials, got a citizen's; send the citizen's as subject.citizen_token";
        return Err(Fail::refused(Reason::ScopeInsufficient, detail));
    }
    if !claims.scope.split(' ').any(|scope| scope == ATTRIBUTES_SCOPE) {
        let detail = format!("expected a token with scope `{ATTRIBUTES_SCOPE}`");
        return Err(Fail::refused(Reason::ScopeInsufficient, detail));
    }
    let id = ClientId::parse(&claims.client_id).map_err(|e| Fail::Internal(e.to_string()))?;
    let client =
        req.realm.client(&id).await?.ok_or_else(|| {
            Fail::refused(Reason::TokenInvalid, "expected the token of a registered client")
        })?;
    Ok(Asker::of(&client)?)
}
