//! HTTP: a route table, extractors, one error type per endpoint family, and handlers that translate.

mod app;
mod browser;
mod discovery;
mod extract;
mod family;
mod layers;
mod oidc;
mod query;
mod routes;
mod sim;

pub(crate) use app::App;
pub(crate) use routes::{Place, ROUTES, router};
pub(crate) use sim::guard::is_loopback;
