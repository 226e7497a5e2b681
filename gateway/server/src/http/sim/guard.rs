//! Who may use the simulator's own routes: on loopback anybody on this machine, elsewhere who holds the admin token.

use std::sync::Arc;

use axum::extract::{OriginalUri, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use dinhdanh_core::Fail;
use dinhdanh_jose::ct_eq;
use dinhdanh_protocol::error::Reason;
use url::{Host, Url};

use crate::http::app::{App, RequestId};
use crate::http::browser::{append_cookie, redirect};
use crate::http::extract::bearer;
use crate::http::family::Family;

const COOKIE: &str = "dd_admin";

pub(in crate::http) async fn admin(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match check(&app, &request) {
        Ok(Entry::Pass) => next.run(request).await,
        Ok(Entry::Welcome(cookie)) => {
            // Nesting strips the realm from the request's own address.
            let original =
                request.extensions().get::<OriginalUri>().map_or(request.uri(), |original| &original.0);
            let mut response = redirect(original.path());
            append_cookie(&mut response, &cookie);
            response
        }
        Err(fail) => {
            let id =
                request.extensions().get::<RequestId>().cloned().unwrap_or_else(|| app.next_request_id());
            Family::Control.refuse_without_realm(&fail, &id)
        }
    }
}

enum Entry {
    Pass,
    /// A browser that brought the token in the address: it gets a cookie, and an address without the token.
    Welcome(String),
}

fn check(app: &App, request: &Request) -> Result<Entry, Fail> {
    let token = app.admin_token.expose();
    let is_token = |text: &str| ct_eq(text.as_bytes(), token.as_bytes());
    let headers = request.headers();
    if bearer(headers).ok().flatten().is_some_and(|sent| is_token(&sent)) {
        return Ok(Entry::Pass);
    }
    let safe = request.method() == Method::GET;
    let jar = CookieJar::from_headers(headers);
    if safe && jar.get(COOKIE).is_some_and(|cookie| is_token(cookie.value())) {
        return Ok(Entry::Pass);
    }
    if safe
        && let Some((_, sent)) = form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes())
            .find(|(name, _)| name == "admin_token")
        && is_token(&sent)
    {
        let mut cookie = Cookie::new(COOKIE, sent.into_owned());
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Strict);
        cookie.set_path("/");
        cookie.set_secure(app.realms.base().starts_with("https:"));
        return Ok(Entry::Welcome(cookie.to_string()));
    }
    if !app.loopback {
        return Err(Fail::refused(
            Reason::AdminTokenRequired,
            "expected the admin token: this gateway is not on loopback",
        ));
    }
    local(headers, safe)
}

/// What a proxy adds: then the connection says nothing about where the request comes from.
const FORWARDED: [&str; 3] = ["forwarded", "x-forwarded-for", "x-forwarded-host"];

/// On loopback the danger is a web page of another site in a browser on this machine: by a name that was rebound to loopback, or by a
/// cross-site request.
fn local(headers: &HeaderMap, safe: bool) -> Result<Entry, Fail> {
    if FORWARDED.iter().any(|name| headers.contains_key(*name)) {
        return Err(Fail::refused(
            Reason::AdminTokenRequired,
            "expected the admin token: the request came through a proxy",
        ));
    }
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).and_then(|host| Url::parse(&format!("http://{host}")).ok());
    if !host.as_ref().is_some_and(is_loopback) {
        return Err(Fail::refused(
            Reason::HostNotAllowed,
            "expected a loopback address in the `host` header",
        ));
    }
    let same_origin = |origin: &str| {
        Url::parse(origin).is_ok_and(|origin| {
            host.as_ref().is_some_and(|host| origin.host() == host.host() && origin.port() == host.port())
        })
    };
    if !safe && text(header::ORIGIN).is_some_and(|origin| !same_origin(origin)) {
        return Err(Fail::refused(Reason::HostNotAllowed, "expected no `origin`, or this gateway's own"));
    }
    Ok(Entry::Pass)
}

/// Whether a URL's host is this machine by a loopback name or address.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(header::HeaderName, &str)]) -> HeaderMap {
        list.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_rebound_name_and_a_foreign_origin_are_turned_away() {
        let ok = |list, safe| local(&headers(list), safe).is_ok();
        assert!(ok(&[(header::HOST, "127.0.0.1:8006")], false));
        assert!(ok(&[(header::HOST, "localhost:8006"), (header::ORIGIN, "http://localhost:8006")], false));
        assert!(ok(&[(header::HOST, "[::1]:8006")], true));
        assert!(!ok(&[(header::HOST, "attacker.example")], true));
        assert!(!ok(&[(header::HOST, "localhost.attacker.example:8006")], true));
        assert!(!ok(&[], true));
        let proxied = [(header::HOST, "127.0.0.1:8006"), (header::FORWARDED, "for=192.0.2.1")];
        assert!(!ok(&proxied, true));
        assert!(!ok(
            &[(header::HOST, "localhost:8006"), (header::ORIGIN, "https://attacker.example")],
            false
        ));
        assert!(!ok(&[(header::HOST, "localhost:8006"), (header::ORIGIN, "http://localhost:9999")], false));
        assert!(!ok(&[(header::HOST, "localhost:8006"), (header::ORIGIN, "null")], false));
    }
}
