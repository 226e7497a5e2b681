//! What surrounds every handler: request id, security headers, one log line, and an answer instead of a panic.
//!
//! One layer around each route rather than several around the router: axum boxes and clones every layer of a router once
//! per request, which together cost a quarter of a token request.

use std::any::Any;
use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use tower::{Layer, Service};

use super::app::{App, RequestId};
use super::family::{Failure, Family, insert};
use crate::clock::Stopwatch;

/// Surrounds the handlers of a path.
#[derive(Clone)]
pub(super) struct Observe {
    pub(super) app: Arc<App>,
    pub(super) family: Family,
}

impl<S> Layer<S> for Observe {
    type Service = Observed<S>;

    fn layer(&self, inner: S) -> Observed<S> {
        Observed { around: self.clone(), inner }
    }
}

/// Handlers with what surrounds them.
#[derive(Clone)]
pub(super) struct Observed<S> {
    around: Observe,
    inner: S,
}

impl<S> Service<Request> for Observed<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let id = self.around.app.next_request_id();
        request.extensions_mut().insert(id.clone());
        request.extensions_mut().insert(self.around.family);
        let line = LogLine::begin(&request);
        let answer = self.inner.call(request);
        Box::pin(async move {
            let mut response = unless_panicked(answer).await?;
            if let Some(line) = line {
                line.end(&response, &id);
            }
            insert(&mut response, REQUEST_ID, id.as_str());
            response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
            response.headers_mut().insert(header::REFERRER_POLICY, NO_REFERRER);
            Ok(response)
        })
    }
}

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");

/// The log line of a request: method, route, status and time, never a parameter, because addresses carry codes and hints.
struct LogLine {
    started: Stopwatch,
    method: Method,
    route: String,
}

impl LogLine {
    /// None if nothing is logged: a line costs as much as the rest of what surrounds a handler.
    fn begin(request: &Request) -> Option<LogLine> {
        if !tracing::enabled!(tracing::Level::WARN) {
            return None;
        }
        let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
        Some(LogLine { started: Stopwatch::start(), method: request.method().clone(), route })
    }

    fn end(self, response: &Response, id: &RequestId) {
        let LogLine { started, method, route } = self;
        let (request, status, micros) = (id.as_str(), response.status().as_u16(), started.micros());
        match response.extensions().get::<Failure>() {
            Some(Failure { text, internal: true }) => {
                tracing::error!(request, %method, route, status, micros, failure = text, "request");
            }
            Some(Failure { text, .. }) => {
                tracing::info!(request, %method, route, status, micros, failure = text, "request");
            }
            None => tracing::info!(request, %method, route, status, micros, "request"),
        }
    }
}

/// The answer, or a 500 if its handler panics: a defect must not take the connection with it, nor be silent.
async fn unless_panicked(
    answer: impl Future<Output = Result<Response, Infallible>>,
) -> Result<Response, Infallible> {
    let mut answer = pin!(answer);
    poll_fn(|cx| {
        catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(cx)))
            .unwrap_or_else(|panic| Poll::Ready(Ok(panicked(&*panic))))
    })
    .await
}

fn panicked(panic: &(dyn Any + Send)) -> Response {
    let text = panic.downcast_ref::<&str>().copied().map(str::to_owned);
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(panic = text, "a handler panicked");
    let mut response = Response::new(Body::from("internal error"));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_before_or_after_a_wait_becomes_an_answer() {
        for waits in [0, 1] {
            let answer = async move {
                for _ in 0..waits {
                    tokio::task::yield_now().await;
                }
                if waits < 2 {
                    panic!("a defect");
                }
                Ok(Response::new(Body::empty()))
            };
            let response = unless_panicked(answer).await.unwrap();
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        }
    }
}
