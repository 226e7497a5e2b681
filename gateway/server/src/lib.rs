//! The gateway: OpenID Provider, data-sharing API, pages and the simulator's control API in one binary.
//!
//! [`Gateway::start`] runs one inside the caller's process, on a free port if asked; the binary `dinhdanh` is a command line around it.

pub mod cli;
mod clock;
mod config;
mod entropy;
mod gateway;
mod http;
mod locale;
mod pages;
mod preview;
mod ready;
mod realms;
mod registry;
mod settings;

pub use gateway::{Gateway, StartError};
pub use settings::{Data, Settings};

/// Every route with who may call it, for documentation and for the test that tries each one.
pub fn routes() -> impl Iterator<Item = RouteInfo> {
    http::ROUTES.iter().map(|route| RouteInfo {
        method: route.method.to_ascii_uppercase(),
        path: route.path,
        per_realm: route.place == http::Place::Realm,
        access: route.access.to_string(),
    })
}

/// One row of the route table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    /// HTTP method.
    pub method: String,
    /// Path with `{parameters}`; of a realm's route, below the realm's prefix.
    pub path: &'static str,
    /// Whether the route exists in every realm (`/r/{realm}…`) or once.
    pub per_realm: bool,
    /// `public`, `client`, `citizen token (openid)`, `partner token (attributes)`, `browser` or `admin`.
    pub access: String,
}
