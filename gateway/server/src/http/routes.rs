//! The route table: what there is, in which family it refuses, and who may call. The router is built from it, and so is the test that
//! tries every route as nobody, as somebody else and from another realm.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::handler::Handler as _;
use axum::http::header;
use axum::middleware;
use axum::response::Response;
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use dinhdanh_core::Fail;
use dinhdanh_protocol::error::Reason;
use tower::ServiceBuilder;
use tower_http::cors::{Any, CorsLayer};

use super::app::{App, Req};
use super::family::Family;
use super::layers::{Observe, REQUEST_ID};
use super::{discovery, oidc, query, sim};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody.
    Public,
    /// A registered client, authenticated.
    Client,
    /// Who holds a citizen's access token with this scope.
    CitizenToken(&'static str),
    /// A partner's client with an access token of its own with this scope.
    PartnerToken(&'static str),
    /// The browser that began the login.
    Browser,
    /// Whoever runs the simulator.
    Admin,
}

impl std::fmt::Display for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::Client => f.write_str("client"),
            Self::CitizenToken(scope) => write!(f, "citizen token ({scope})"),
            Self::PartnerToken(scope) => write!(f, "partner token ({scope})"),
            Self::Browser => f.write_str("browser"),
            Self::Admin => f.write_str("admin"),
        }
    }
}

/// Where a route exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Once per realm: at the root for the default realm, below `/r/{realm}` for the others.
    Realm,
    /// Once per gateway.
    Gateway,
}

/// One row.
pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) place: Place,
    pub(crate) family: Family,
    pub(crate) access: Access,
    handler: fn() -> MethodRouter<Arc<App>>,
}

macro_rules! routes {
    ($($method:ident $path:literal $place:ident $family:ident $access:expr => $handler:path;)*) => {
        /// Every route of the gateway.
        pub(crate) const ROUTES: &[Route] = &[$(Route {
            method: stringify!($method),
            path: $path,
            place: Place::$place,
            family: Family::$family,
            access: $access,
            handler: || $method($handler),
        },)*];
    };
}

use Access::{Admin, Browser, CitizenToken, Client, PartnerToken, Public};

routes! {
    get "/.well-known/openid-configuration" Realm Document Public => discovery::metadata;
    get "/.well-known/oauth-authorization-server" Realm Document Public => discovery::metadata;
    get "/.well-known/oauth-authorization-server/r/{realm}" Gateway Document Public => discovery::metadata;
    get "/jwks" Realm Document Public => discovery::jwks;
    get "/authorize" Realm Page Public => oidc::authorize::get;
    post "/authorize" Realm Page Public => oidc::authorize::post;
    get "/login" Realm Page Browser => oidc::login::show;
    post "/login" Realm Page Browser => oidc::login::submit;
    get "/consent" Realm Page Browser => oidc::consent::show;
    post "/consent" Realm Page Browser => oidc::consent::submit;
    post "/token" Realm Token Client => oidc::token::post;
    get "/userinfo" Realm Resource CitizenToken("openid") => oidc::userinfo::get;
    post "/userinfo" Realm Resource CitizenToken("openid") => oidc::userinfo::post;
    get "/end_session" Realm Page Public => oidc::end_session::get;
    post "/end_session" Realm Page Public => oidc::end_session::post;
    post "/v1/attributes/query" Realm Sharing PartnerToken("attributes") => query::post;
    get "/v1/attributes" Realm Sharing Public => query::catalogue;
    get "/" Realm Page Public => sim::home::redirect;
    get "/_sim" Realm Page Admin => sim::home::redirect;
    get "/_sim/" Realm Page Admin => sim::home::show;
    get "/_sim/demo/login" Realm Page Admin => sim::demo::login;
    get "/_sim/demo/callback" Realm Page Admin => sim::demo::callback;
    get "/_sim/errors" Realm Page Public => sim::errors::show;
    get "/r/{realm}/" Gateway Page Public => sim::home::redirect;
    get "/_sim/assets/{file}" Gateway Page Public => sim::assets::file;
    get "/_sim/health" Gateway Control Public => sim::control::health;
    get "/_sim/ready" Gateway Control Admin => sim::control::ready;
    get "/_sim/realms" Gateway Control Admin => sim::control::list;
    post "/_sim/realms" Gateway Control Admin => sim::control::create;
    get "/_sim/realms/{name}" Gateway Control Admin => sim::control::show;
    delete "/_sim/realms/{name}" Gateway Control Admin => sim::control::remove;
    get "/_sim/realms/{name}/ready" Gateway Control Admin => sim::control::ready_of_realm;
    post "/_sim/realms/{name}/reset" Gateway Control Admin => sim::control::reset;
    post "/_sim/realms/{name}/clock" Gateway Control Admin => sim::control::clock;
    get "/_sim/realms/{name}/keys" Gateway Control Admin => sim::control::keys;
    post "/_sim/realms/{name}/keys" Gateway Control Admin => sim::control::rotate;
    get "/_sim/realms/{name}/audit" Gateway Control Admin => sim::control::audit;
    post "/_sim/realms/{name}/withdrawals" Gateway Control Admin => sim::control::withdraw;
    get "/_sim/realms/{name}/citizens" Gateway Control Admin => sim::citizens::changes;
    post "/_sim/realms/{name}/citizens" Gateway Control Admin => sim::citizens::create;
    get "/_sim/realms/{name}/citizens/{number}" Gateway Control Admin => sim::citizens::show;
    patch "/_sim/realms/{name}/citizens/{number}" Gateway Control Admin => sim::citizens::edit;
    delete "/_sim/realms/{name}/citizens/{number}" Gateway Control Admin => sim::citizens::remove;
    post "/_sim/realms/{name}/citizens/{number}/events" Gateway Control Admin => sim::citizens::event;
    get "/_sim/realms/{name}/events" Gateway Control Admin => sim::events::of_day;
    post "/_sim/realms/{name}/events" Gateway Control Admin => sim::events::of_list;
    get "/_sim/realms/{name}/overlay" Gateway Control Admin => sim::citizens::export;
    put "/_sim/realms/{name}/overlay" Gateway Control Admin => sim::citizens::import;
    get "/_sim/realms/{name}/organisations" Gateway Control Admin => sim::organisations::list;
    get "/_sim/realms/{name}/organisations/{tax_code}" Gateway Control Admin => sim::organisations::show;
    delete "/_sim/realms/{name}/overlay/{id}" Gateway Control Admin => sim::citizens::undo;
    get "/_sim/realms/{name}/agreements" Gateway Control Admin => sim::control::agreements;
    put "/_sim/realms/{name}/agreements/{partner}" Gateway Control Admin => sim::control::agree;
    put "/_sim/realms/{name}/clients/{id}" Gateway Control Admin => sim::control::register;
}

/// The router of a gateway.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let gateway = build(app, Place::Gateway);
    let realm = build(app, Place::Realm);
    let fallback = unknown.layer(Observe { app: app.clone(), family: Family::Sharing });
    Router::new()
        .merge(realm.clone())
        .nest("/r/{realm}", realm)
        .merge(gateway)
        .fallback(fallback)
        .with_state(app.clone())
}

fn build(app: &Arc<App>, place: Place) -> Router<Arc<App>> {
    // By path, because layers and the answer to other methods belong to the path: its methods share family and access.
    let mut paths: BTreeMap<&str, (&Route, MethodRouter<Arc<App>>)> = BTreeMap::new();
    for route in ROUTES.iter().filter(|route| route.place == place) {
        let handler = (route.handler)();
        let handler = match paths.remove(route.path) {
            Some((_, others)) => others.merge(handler),
            None => handler,
        };
        paths.insert(route.path, (route, handler));
    }
    let mut router = Router::new();
    for (path, (route, handler)) in paths {
        let mut handler = handler.fallback(method_not_allowed);
        if route.access == Admin {
            handler = handler.layer(middleware::from_fn_with_state(app.clone(), sim::guard::admin));
        }
        let family = route.family;
        // Browser applications of any origin may read what carries no cookie.
        let open = matches!(family, Family::Token | Family::Resource | Family::Document).then(cors);
        let observe = Observe { app: app.clone(), family };
        let around = ServiceBuilder::new().layer(observe).option_layer(open);
        handler = handler.layer(around);
        router = router.route(path, handler);
    }
    router
}

fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods(Any)
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT])
        .expose_headers([header::WWW_AUTHENTICATE, REQUEST_ID])
}

async fn unknown(req: Req) -> Response {
    Family::Sharing.refuse(&req, &Fail::refused(Reason::RouteUnknown, "expected a path of this gateway"))
}

async fn method_not_allowed(req: Req) -> Response {
    Family::Sharing.refuse(&req, &Fail::refused(Reason::MethodWrong, "expected a method of this path"))
}
