//! The control API: realms, clocks, keys, clients, the audit log.

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dinhdanh_core::client::Client;
use dinhdanh_core::oidc::consent;
use dinhdanh_core::partner::Agreement;
use dinhdanh_core::seed;
use dinhdanh_core::storage::{AuditPage, Decision, Page, Read as _, ReadTx, Write as _};
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_jose::Alg;
use dinhdanh_protocol::control::{
    AuditView, ClockChange, CreateRealm, Health, KeyView, Listing, RealmView, RotateKeys, Withdraw, Withdrawn,
};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::ready::ReadyFile;
use serde::Deserialize;
use std::str::FromStr;
use std::sync::Arc;

use crate::http::app::{App, Req};
use crate::http::extract;
use crate::http::family::Family;
use crate::realms::{RealmRuntime, parse_name};

pub(super) type Answer<T> = Result<Json<T>, Response>;

/// Says no in the control API's words.
pub(super) fn refuse(req: &Req) -> impl Fn(Fail) -> Response + '_ {
    |fail| Family::Control.refuse(req, &fail)
}

pub(super) fn named(req: &Req, name: &str) -> Result<Arc<RealmRuntime>, Response> {
    let found = parse_name(name).map_err(Fail::from).and_then(|name| req.app.realms.get(&name));
    found.map_err(refuse(req))
}

pub(in crate::http) async fn health(State(app): State<Arc<App>>) -> Response {
    match app.store.ping().await {
        Ok(()) => Json(Health { status: "ok".to_owned(), synthetic: true }).into_response(),
        Err(error) => {
            let id = app.next_request_id();
            Family::Control.refuse_without_realm(&error.into(), &id)
        }
    }
}

pub(in crate::http) async fn ready(req: Req) -> Response {
    if req.app.ready.get().is_none() {
        return refuse(&req)(Fail::refused(Reason::StoreUnavailable, "the gateway is starting"));
    }
    // Made anew: the register may have changed since the start.
    match crate::ready::ready_file(&req.app, &req.realm) {
        Ok(ready) => Json(ready).into_response(),
        Err(fail) => refuse(&req)(fail),
    }
}

/// As [`ready`], of one realm: its clients have secrets and keys of their own.
pub(in crate::http) async fn ready_of_realm(req: Req, Path(name): Path<String>) -> Answer<ReadyFile> {
    let realm = named(&req, &name)?;
    crate::ready::ready_file(&req.app, &realm).map(Json).map_err(refuse(&req))
}

pub(in crate::http) async fn list(req: Req) -> Json<Listing<RealmView>> {
    Json(Listing { items: req.app.realms.all().iter().map(|realm| realm.view()).collect() })
}

pub(in crate::http) async fn create(req: Req, request: Request) -> Result<Response, Response> {
    let wanted: CreateRealm = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let view = req.app.realms.create(&wanted).await.map_err(refuse(&req))?;
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

pub(in crate::http) async fn show(req: Req, Path(name): Path<String>) -> Answer<RealmView> {
    Ok(Json(named(&req, &name)?.view()))
}

pub(in crate::http) async fn remove(req: Req, Path(name): Path<String>) -> Result<StatusCode, Response> {
    let realm = named(&req, &name)?;
    req.app.realms.delete(&realm.name).await.map_err(refuse(&req))?;
    Ok(StatusCode::NO_CONTENT)
}

pub(in crate::http) async fn reset(req: Req, Path(name): Path<String>) -> Answer<RealmView> {
    let realm = named(&req, &name)?;
    req.app.realms.reset(&realm.name).await.map(Json).map_err(refuse(&req))
}

pub(in crate::http) async fn clock(
    req: Req,
    Path(name): Path<String>,
    request: Request,
) -> Answer<RealmView> {
    let realm = named(&req, &name)?;
    let change: ClockChange = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    req.app.realms.change_clock(&realm.name, &change).await.map(Json).map_err(refuse(&req))
}

pub(in crate::http) async fn keys(req: Req, Path(name): Path<String>) -> Answer<Listing<KeyView>> {
    let realm = named(&req, &name)?;
    let listed = tokio::task::spawn_blocking(move || {
        let keys = realm.keys();
        let views = keys.1.entries().iter().map(|entry| {
            Ok(KeyView {
                kid: entry.key.get()?.kid().to_owned(),
                alg: entry.key.alg().to_string(),
                state: serde_json::to_value(entry.state)
                    .ok()
                    .and_then(|v| v.as_str().map(str::to_owned))
                    .unwrap_or_default(),
                not_before: entry.not_before,
                not_after: entry.not_after,
            })
        });
        views.collect::<Result<Vec<_>, dinhdanh_jose::KeyError>>()
    });
    match listed.await {
        Ok(Ok(items)) => Ok(Json(Listing { items })),
        Ok(Err(error)) => Err(refuse(&req)(error.into())),
        Err(error) => Err(refuse(&req)(Fail::Internal(error.to_string()))),
    }
}

pub(in crate::http) async fn rotate(
    req: Req,
    Path(name): Path<String>,
    request: Request,
) -> Result<StatusCode, Response> {
    let realm = named(&req, &name)?;
    let wanted: RotateKeys = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let alg = Alg::from_str(&wanted.alg)
        .map_err(|e| refuse(&req)(Refusal::new(Reason::ParameterInvalid, e.to_string()).into()))?;
    req.app.realms.rotate(&realm.name, alg).await.map_err(refuse(&req))?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
pub(in crate::http) struct AuditQuery {
    #[serde(default = "first")]
    from: u64,
    #[serde(default = "hundred")]
    limit: u32,
}

const fn first() -> u64 {
    1
}

const fn hundred() -> u32 {
    100
}

pub(in crate::http) async fn audit(
    req: Req,
    Path(name): Path<String>,
    query: Result<Query<AuditQuery>, axum::extract::rejection::QueryRejection>,
) -> Answer<Listing<AuditView>> {
    let realm = named(&req, &name)?;
    let Query(AuditQuery { from, limit }) = query.map_err(|_| {
        refuse(&req)(Fail::refused(Reason::ParameterInvalid, "expected `from` and `limit` as whole numbers"))
    })?;
    let page = AuditPage { from, limit: limit.min(1_000) };
    let entries = realm.read(realm.now(), |tx: &dyn ReadTx| tx.audit(page)).await;
    let entries = entries.map_err(|error| refuse(&req)(error.into()))?;
    let view = |entry: dinhdanh_core::storage::AuditEntry| AuditView {
        sequence: entry.sequence,
        at: entry.at,
        event: serde_json::from_str(&entry.body).unwrap_or_default(),
    };
    Ok(Json(Listing { items: entries.into_iter().map(view).collect() }))
}

/// Withdraws a citizen's consents to a client, as the citizen's own page would.
pub(in crate::http) async fn withdraw(
    req: Req,
    Path(name): Path<String>,
    request: Request,
) -> Answer<Withdrawn> {
    let realm = named(&req, &name)?;
    let wanted: Withdraw = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let subject = realm.record().root.subject(&wanted.personal_number);
    let withdrawn = realm
        .write(realm.now(), move |tx| {
            let count = consent::withdraw(tx, &subject, &wanted.client_id, wanted.purpose.as_ref())?;
            Ok(Decision::Commit(Withdrawn { consents: count }))
        })
        .await;
    withdrawn.map(Json).map_err(refuse(&req))
}

pub(in crate::http) async fn agreements(req: Req, Path(name): Path<String>) -> Answer<Listing<Agreement>> {
    let realm = named(&req, &name)?;
    let found = realm.read(realm.now(), |tx| {
        let mut listed: Vec<Agreement> = tx.list(None, Page::first(10_000))?;
        let seeded =
            seed::agreements().filter(|seeded| listed.iter().all(|kept| kept.partner != seeded.partner));
        listed.extend(seeded.collect::<Vec<_>>());
        Ok(listed)
    });
    Ok(Json(Listing { items: found.await.map_err(|error| refuse(&req)(error.into()))? }))
}

/// Concludes an agreement with a partner, in place of any other.
pub(in crate::http) async fn agree(
    req: Req,
    Path((name, partner)): Path<(String, String)>,
    request: Request,
) -> Result<StatusCode, Response> {
    let realm = named(&req, &name)?;
    let agreement: Agreement =
        extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    if agreement.partner.as_str() != partner {
        let detail = "expected the same partner in address and body";
        return Err(refuse(&req)(Fail::refused(Reason::ParameterInvalid, detail)));
    }
    let written = realm.write(realm.now(), move |tx| Ok(tx.put(&agreement).map(Decision::Commit)?)).await;
    written.map(|_| StatusCode::NO_CONTENT).map_err(refuse(&req))
}

/// Registers a client, in place of any other of its id.
pub(in crate::http) async fn register(
    req: Req,
    Path((name, id)): Path<(String, String)>,
    request: Request,
) -> Result<StatusCode, Response> {
    let realm = named(&req, &name)?;
    let wanted: crate::config::ClientConfig =
        extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    if wanted.client_id.as_str() != id {
        let detail = "expected the same client id in address and body";
        return Err(refuse(&req)(Fail::refused(Reason::ParameterInvalid, detail)));
    }
    let client: Client =
        wanted.client().map_err(|text| refuse(&req)(Fail::refused(Reason::ParameterInvalid, text)))?;
    realm.register(client).await.map_err(refuse(&req))?;
    Ok(StatusCode::NO_CONTENT)
}
