//! The control API's view of organisations: the nation's, with the representatives that a realm's changes leave them.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use dinhdanh_core::Fail;
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::control::Listing;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::organisation::OrganisationView;
use jiff::civil::Date;
use serde::Deserialize;

use super::control::{Answer, named, refuse};
use crate::http::app::Req;
use crate::registry::vietnam_date;

/// How many are listed.
const SHOWN: usize = 20;

#[derive(Deserialize)]
pub(in crate::http) struct Asked {
    as_of: Option<Date>,
    representative: Option<PersonalNumber>,
}

/// Those that a citizen represents; without one, some that are at work.
pub(in crate::http) async fn list(
    req: Req,
    Path(name): Path<String>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Answer<Listing<OrganisationView>> {
    let realm = named(&req, &name)?;
    let Query(asked) = query.map_err(|_| {
        let detail =
            "expected `as_of` as a date such as 2026-01-31 and `representative` as a number of 12 digits";
        refuse(&req)(Fail::refused(Reason::ParameterInvalid, detail))
    })?;
    let as_of = asked.as_of.unwrap_or_else(|| vietnam_date(realm.now()));
    let register = req.app.population.register(realm.overlay());
    let items = register.organisations(asked.representative.as_ref(), as_of, SHOWN);
    Ok(Json(Listing { items }))
}

/// An organisation on a date, by default today.
pub(in crate::http) async fn show(
    req: Req,
    Path((name, tax_code)): Path<(String, String)>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Answer<OrganisationView> {
    let realm = named(&req, &name)?;
    let invalid = |detail: String| refuse(&req)(Fail::refused(Reason::ParameterInvalid, detail));
    let Query(Asked { as_of, .. }) =
        query.map_err(|_| invalid("expected `as_of` as a date such as 2026-01-31".to_owned()))?;
    let as_of = as_of.unwrap_or_else(|| vietnam_date(realm.now()));
    let found = req.app.population.register(realm.overlay()).organisation(&tax_code, as_of);
    found.map_err(|error| invalid(error.to_string()))?.map(Json).ok_or_else(|| {
        let detail = format!("expected the tax code of an organisation founded by `{as_of}`");
        refuse(&req)(Fail::refused(Reason::OrganisationUnknown, detail))
    })
}
