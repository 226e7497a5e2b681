//! The control API of a realm's register: add, edit and remove citizens, record events, undo a change, export and import all of them.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dinhdanh_core::registry::Registry as _;
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_protocol::control::Listing;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{
    Change, CitizenView, EditCitizen, Imported, MAX_CHANGES, NewCitizen, OverlayFile, RecordEvent,
};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::Wish;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

use super::control::{Answer, named, refuse};
use crate::http::app::Req;
use crate::http::extract;
use crate::realms::{RealmRuntime, RegisterWrite};
use crate::registry::vietnam_date;

/// Longest overlay file in bytes: [`MAX_CHANGES`] changes of a kilobyte each; most take a fifth of that.
const LONGEST_FILE: usize = MAX_CHANGES * 1_024;

#[derive(Deserialize)]
pub(in crate::http) struct AsOf {
    as_of: Option<Date>,
}

#[derive(Deserialize)]
pub(in crate::http) struct ValidFrom {
    valid_from: Option<Date>,
}

/// Every change, in the order in which they were recorded.
pub(in crate::http) async fn changes(req: Req, Path(name): Path<String>) -> Answer<Listing<Change>> {
    let overlay = named(&req, &name)?.overlay();
    let items = overlay.iter().flat_map(|overlay| overlay.changes().cloned()).collect();
    Ok(Json(Listing { items }))
}

pub(in crate::http) async fn create(
    req: Req,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Response> {
    let realm = named(&req, &name)?;
    let new: NewCitizen = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let change = decide(&req, realm, Wish::Create(Box::new(new))).await?;
    Ok((StatusCode::CREATED, Json(change)).into_response())
}

/// A citizen as the realm's register shows one on a date, by default today.
pub(in crate::http) async fn show(
    req: Req,
    Path((name, number)): Path<(String, String)>,
    query: Result<Query<AsOf>, QueryRejection>,
) -> Answer<CitizenView> {
    let realm = named(&req, &name)?;
    let number = parse(&req, &number)?;
    let Query(AsOf { as_of }) = query.map_err(|_| bad_date(&req, "as_of"))?;
    let as_of = as_of.unwrap_or_else(|| vietnam_date(realm.now()));
    let overlay = realm.overlay();
    let attributes = req.app.population.register(overlay.clone()).attributes(&number, as_of, Attribute::ALL);
    if attributes.is_empty() {
        let detail = format!("expected the number of a citizen whom this realm's register has on `{as_of}`");
        return Err(refuse(&req)(Fail::refused(Reason::SubjectUnknown, detail)));
    }
    let attributes =
        serde_json::to_value(attributes).map_err(|error| refuse(&req)(Fail::Internal(error.to_string())))?;
    let changes = overlay.iter().flat_map(|overlay| overlay.of(&number).cloned()).collect();
    Ok(Json(CitizenView { personal_number: number, as_of, attributes, changes }))
}

pub(in crate::http) async fn edit(
    req: Req,
    Path((name, number)): Path<(String, String)>,
    request: Request,
) -> Answer<Change> {
    let realm = named(&req, &name)?;
    let number = parse(&req, &number)?;
    let wanted: EditCitizen = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let day = wanted.valid_from.unwrap_or_else(|| vietnam_date(realm.now()));
    decide(&req, realm, Wish::Edit(number, day, Box::new(wanted.set))).await.map(Json)
}

pub(in crate::http) async fn remove(
    req: Req,
    Path((name, number)): Path<(String, String)>,
    query: Result<Query<ValidFrom>, QueryRejection>,
) -> Answer<Change> {
    let realm = named(&req, &name)?;
    let number = parse(&req, &number)?;
    let Query(ValidFrom { valid_from }) = query.map_err(|_| bad_date(&req, "valid_from"))?;
    let day = valid_from.unwrap_or_else(|| vietnam_date(realm.now()));
    decide(&req, realm, Wish::Remove(number, day)).await.map(Json)
}

pub(in crate::http) async fn event(
    req: Req,
    Path((name, number)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Response> {
    let realm = named(&req, &name)?;
    let number = parse(&req, &number)?;
    let wanted: RecordEvent = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let day = wanted.valid_from.unwrap_or_else(|| vietnam_date(realm.now()));
    let change = decide(&req, realm, Wish::Event(number, day, wanted.event)).await?;
    Ok((StatusCode::CREATED, Json(change)).into_response())
}

pub(in crate::http) async fn export(req: Req, Path(name): Path<String>) -> Answer<OverlayFile> {
    let overlay = named(&req, &name)?.overlay();
    Ok(Json(req.app.population.export(overlay.as_deref())))
}

/// Lays an exported overlay over a realm without changes: all of it or nothing.
pub(in crate::http) async fn import(
    req: Req,
    Path(name): Path<String>,
    request: Request,
) -> Answer<Imported> {
    let realm = named(&req, &name)?;
    let file: OverlayFile =
        extract::json_of(request, LONGEST_FILE).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let app = req.app.clone();
    let imported = realm.change_register(move |present| {
        if !present.is_empty() {
            let detail = format!("expected a realm without changes, got one with `{}`", present.len());
            return Err(Fail::refused(Reason::OverlayNotEmpty, detail));
        }
        let overlay = app.population.import(file)?.counting_from(present.last_id());
        let changes: Vec<Change> = overlay.changes().cloned().collect();
        Ok((Imported { changes: changes.len() }, RegisterWrite::Import(changes), overlay))
    });
    imported.await.map(Json).map_err(refuse(&req))
}

/// Takes a change back, as if it had never been recorded; refused while another rests on it.
pub(in crate::http) async fn undo(req: Req, Path((name, id)): Path<(String, String)>) -> Answer<Change> {
    let realm = named(&req, &name)?;
    let id: u64 = id.parse().map_err(|_| {
        refuse(&req)(Fail::refused(Reason::ParameterInvalid, "expected the id of a change as a whole number"))
    })?;
    let app = req.app.clone();
    let undone = realm.change_register(move |present| {
        let (change, next) = app.population.undo(present, id)?;
        Ok((change.clone(), RegisterWrite::Undo(Box::new(change)), next))
    });
    undone.await.map(Json).map_err(refuse(&req))
}

async fn decide(req: &Req, realm: Arc<RealmRuntime>, wish: Wish) -> Result<Change, Response> {
    let app = req.app.clone();
    let decided = realm.change_register(move |present| {
        let (change, next) = app.population.decide(present, wish)?;
        Ok((change.clone(), RegisterWrite::Add(Box::new(change)), next))
    });
    decided.await.map_err(refuse(req))
}

fn parse(req: &Req, number: &str) -> Result<PersonalNumber, Response> {
    PersonalNumber::parse(number)
        .map_err(|error| refuse(req)(Refusal::new(Reason::ParameterInvalid, error.to_string()).into()))
}

fn bad_date(req: &Req, what: &str) -> Response {
    refuse(req)(Fail::refused(
        Reason::ParameterInvalid,
        format!("expected `{what}` as a date such as 2026-01-31"),
    ))
}
