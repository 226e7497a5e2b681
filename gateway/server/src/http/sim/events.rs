//! The control API's lists of events: of a province on a day, and of some citizens within a period. Answers come in pages.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request};
use axum::response::Response;
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_protocol::control::{EventPage, EventView, ListEvents, MAX_EVENTS, MAX_LISTED};
use dinhdanh_protocol::error::Reason;
use dinhdanh_registry::overlay::RealmEvents;
use dinhdanh_registry::{EventsError, Kinds, Occurrence};
use jiff::civil::Date;
use serde::Deserialize;

use super::control::{Answer, named, refuse};
use crate::http::app::Req;
use crate::http::extract;
use crate::registry::{Register, vietnam_date};

/// Events of a page of which no limit is asked.
const USUAL: usize = 100;

#[derive(Deserialize)]
pub(in crate::http) struct OfDay {
    province: String,
    on: Option<Date>,
    kind: Option<String>,
    first: Option<usize>,
    limit: Option<usize>,
}

/// Which part of a list is asked for.
struct Part {
    /// From 1.
    first: usize,
    limit: usize,
}

impl Part {
    fn new(first: Option<usize>, limit: Option<usize>) -> Result<Self, Fail> {
        let part = Self { first: first.unwrap_or(1), limit: limit.unwrap_or(USUAL) };
        if part.first == 0 || !(1..=MAX_EVENTS).contains(&part.limit) {
            let detail = format!(
                "expected `first` from 1 and `limit` from 1 to {MAX_EVENTS}, got `{}` and `{}`",
                part.first, part.limit
            );
            return Err(Fail::refused(Reason::ParameterInvalid, detail));
        }
        Ok(part)
    }
}

/// The events of a day in a province, by default of the realm's today.
pub(in crate::http) async fn of_day(
    req: Req,
    Path(name): Path<String>,
    query: Result<Query<OfDay>, QueryRejection>,
) -> Answer<EventPage> {
    let realm = named(&req, &name)?;
    let expected = "expected `province`, and maybe `on` as a date such as 2026-01-31, `kind`, and `first` and `limit` as whole numbers";
    let Query(OfDay { province, on, kind, first, limit }) =
        query.map_err(|_| refuse(&req)(Fail::refused(Reason::ParameterInvalid, expected)))?;
    let part = Part::new(first, limit).map_err(refuse(&req))?;
    let on = on.unwrap_or_else(|| vietnam_date(realm.now()));
    listed(&req, &name, kind, part, move |register, kinds| register.events_of_day(&province, on, kinds)).await
}

/// The events of the citizens of a list.
pub(in crate::http) async fn of_list(
    req: Req,
    Path(name): Path<String>,
    request: Request,
) -> Answer<EventPage> {
    let wanted: ListEvents = extract::json(request).await.map_err(|refusal| refuse(&req)(refusal.into()))?;
    let ListEvents { numbers, from, until, kind, first, limit } = wanted;
    let part = Part::new(first, limit).map_err(refuse(&req))?;
    if numbers.len() > MAX_LISTED {
        let detail = format!("expected at most {MAX_LISTED} `numbers`, got {}; ask in parts", numbers.len());
        return Err(refuse(&req)(Fail::refused(Reason::ParameterInvalid, detail)));
    }
    listed(&req, &name, kind, part, move |register, kinds| register.events_of(&numbers, from, until, kinds))
        .await
}

async fn listed(
    req: &Req,
    name: &str,
    kind: Option<String>,
    part: Part,
    list: impl FnOnce(&Register<'_>, &Kinds) -> Result<RealmEvents, EventsError> + Send + 'static,
) -> Result<Json<EventPage>, Response> {
    let overlay = named(req, name)?.overlay();
    let app = req.app.clone();
    // A day of a large province takes a second.
    let task = tokio::task::spawn_blocking(move || {
        let kinds = kind.map_or(Ok(Kinds::default()), |kind| kind.parse())?;
        list(&app.population.register(overlay), &kinds)
    });
    let told = task.await.map_err(|error| Fail::Internal(error.to_string()));
    let told = told.and_then(|told| {
        told.map_err(|why| Fail::from(Refusal::new(Reason::ParameterInvalid, why.to_string())))
    });
    told.and_then(|told| page(told, &part)).map(Json).map_err(refuse(req))
}

fn page(RealmEvents { events, changes }: RealmEvents, part: &Part) -> Result<EventPage, Fail> {
    let total = events.len();
    let items = events.into_iter().skip(part.first - 1).take(part.limit).map(|one| view(&one));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let next = part.first.saturating_add(part.limit);
    Ok(EventPage { items, total, next: (next <= total).then_some(next), changes })
}

/// An event in the protocol's terms: both are written alike.
fn view(one: &Occurrence) -> Result<EventView, Fail> {
    let written = serde_json::to_value(one).and_then(serde_json::from_value);
    // The text of serde may repeat what it read.
    written.map_err(|_| Fail::Internal("an event that is not of the control API's shape".to_owned()))
}
