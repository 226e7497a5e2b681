//! What surrounds every handler: request id, security headers, one log line, and a page or problem instead of a panic.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

use super::app::App;
use super::family::{Failure, insert};
use crate::clock::Stopwatch;

/// Id and log line of a request. The line names method, route, status and time, never a parameter: addresses carry codes and hints.
pub(super) async fn observe(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let id = app.next_request_id();
    request.extensions_mut().insert(id.clone());
    if !tracing::enabled!(tracing::Level::WARN) {
        return finished(next.run(request).await, id.as_str());
    }
    let started = Stopwatch::start();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let (status, micros) = (response.status().as_u16(), started.micros());
    let id_text = id.as_str();
    match response.extensions().get::<Failure>() {
        Some(Failure { text, internal: true }) => {
            tracing::error!(request = id_text, %method, route, status, micros, failure = text, "request");
        }
        Some(Failure { text, .. }) => {
            tracing::info!(request = id_text, %method, route, status, micros, failure = text, "request");
        }
        None => tracing::info!(request = id_text, %method, route, status, micros, "request"),
    }
    finished(response, id.as_str())
}

fn finished(mut response: Response, id: &str) -> Response {
    insert(&mut response, header::HeaderName::from_static("x-request-id"), id);
    insert(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    insert(&mut response, header::REFERRER_POLICY, "no-referrer");
    response
}
