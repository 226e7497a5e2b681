//! What a page's handler knows of the browser, and how pages and redirects are sent.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use dinhdanh_core::Fail;
use dinhdanh_core::oidc::interaction;
use url::Url;

use super::app::{App, Req};
use super::extract::MAX_QUERY;
use super::family::{Failure, catalogue_uri, insert, no_store, page_status, told};
use crate::locale::Locale;
use crate::pages::{ErrorPage, Page, Shell};
use std::sync::Arc;

/// A browser in a realm.
pub(super) struct Browser {
    pub(super) req: Req,
    pub(super) locale: Locale,
    pub(super) headers: HeaderMap,
    /// Path as the browser sees it.
    pub(super) path: String,
    /// Query string, without `?`.
    pub(super) query: String,
    jar: CookieJar,
}

impl FromRequestParts<Arc<App>> for Browser {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let req = Req::from_request_parts(parts, app).await?;
        let uri =
            parts.extensions.get::<axum::extract::OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let query = uri.query().unwrap_or_default().to_owned();
        let jar = CookieJar::from_headers(&parts.headers);
        let chosen = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang");
        let accept = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let locale = chosen
            .and_then(|(_, tag)| Locale::from_tag(&tag))
            .unwrap_or_else(|| Locale::negotiate(None, jar.get("lang").map(Cookie::value), accept));
        Ok(Self { path: uri.path().to_owned(), query, locale, headers: parts.headers.clone(), jar, req })
    }
}

/// Which of a realm's cookies.
#[derive(Clone, Copy)]
pub(super) enum CookieKind {
    /// The citizen's session.
    Session,
    /// The browser, before and after login: ties forms to it.
    Browser,
}

impl Browser {
    /// The parameters of the address.
    pub(super) fn params(&self) -> Result<dinhdanh_core::params::Params, dinhdanh_core::Refusal> {
        if self.query.len() > MAX_QUERY {
            let detail = format!("expected a query of at most {MAX_QUERY} bytes");
            return Err(dinhdanh_core::Refusal::new(dinhdanh_protocol::error::Reason::BodyTooLong, detail));
        }
        super::extract::pairs(self.query.as_bytes())
    }

    /// Uses the languages that an authorization request asks for, unless the reader has chosen.
    pub(super) fn prefer(&mut self, ui_locales: Option<&str>) {
        if self.jar.get("lang").is_none() && !self.query.contains("lang=") {
            let accept = self.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
            self.locale = Locale::negotiate(ui_locales, None, accept);
        }
    }

    /// A cookie's value.
    pub(super) fn cookie(&self, kind: CookieKind) -> Option<&str> {
        self.jar.get(&self.cookie_name(kind)).map(Cookie::value)
    }

    fn cookie_name(&self, kind: CookieKind) -> String {
        let name = match kind {
            CookieKind::Session => "session",
            CookieKind::Browser => "browser",
        };
        format!("dd_{name}_{}", self.req.realm.name)
    }

    /// A cookie of this realm: unreadable to scripts, not sent with other sites' posts, secure where the address is.
    pub(super) fn set_cookie(&self, kind: CookieKind, value: &str) -> String {
        let mut cookie = Cookie::new(self.cookie_name(kind), value.to_owned());
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(self.req.realm.issuer.starts_with("https:"));
        cookie.set_path(if self.req.realm.name.is_default() {
            "/".to_owned()
        } else {
            self.req.realm.prefix()
        });
        if value.is_empty() {
            cookie.make_removal();
        }
        cookie.to_string()
    }

    /// The frame of a page whose `GET` address is `path` and `query`.
    pub(super) fn shell(&self, path: &str, query: &str) -> Shell {
        Shell::new(self.locale, self.req.realm.name.clone(), path, Some(query).filter(|q| !q.is_empty()))
    }

    /// The frame of a page at this request's own address.
    pub(super) fn own_shell(&self) -> Shell {
        self.shell(&self.path, &self.query)
    }

    /// Sends a page; its forms may lead to this server and to `form_target`.
    pub(super) fn page(&self, page: &impl Page, form_target: Option<&str>) -> Response {
        self.page_with(StatusCode::OK, page, form_target)
    }

    fn page_with(&self, status: StatusCode, page: &impl Page, form_target: Option<&str>) -> Response {
        let mut response = (status, Html(page.html())).into_response();
        // A browser applies form-action to the redirect that follows a form too: without the client's origin, consent would end here.
        let target = form_target.and_then(form_source).map(|source| format!(" {source}")).unwrap_or_default();
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'{target}; base-uri 'none'; frame-ancestors 'none'"
        );
        insert(&mut response, header::CONTENT_SECURITY_POLICY, &policy);
        insert(&mut response, header::CONTENT_LANGUAGE, self.locale.tag());
        no_store(&mut response);
        // The reader's choice in the address is remembered.
        if self.query.contains("lang=") {
            append_cookie(
                &mut response,
                &format!("lang={}; Path=/; SameSite=Lax; Max-Age=31536000", self.locale.tag()),
            );
        }
        response
    }

    /// Says no with a page: nothing is redirected.
    pub(super) fn error_page(&self, fail: &Fail, not_redirected: bool) -> Response {
        let refusal = told(fail);
        let status = page_status(refusal.reason);
        let page = ErrorPage {
            shell: self.own_shell(),
            status: status.as_u16(),
            reason: refusal.reason,
            detail: Some(refusal.detail).filter(|detail| !detail.is_empty()),
            not_redirected,
            request_id: self.req.id.as_str().to_owned(),
            catalogue_url: catalogue_uri(&self.req.realm.prefix(), refusal.reason),
        };
        let mut response = self.page_with(status, &page, None);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            insert(&mut response, header::RETRY_AFTER, "1");
        }
        response.extensions_mut().insert(Failure::of(fail));
        response
    }

    /// The token that a form outside an interaction carries.
    pub(super) fn csrf(&self, purpose: &str) -> Option<String> {
        self.cookie(CookieKind::Browser).map(|cookie| interaction::csrf_token(cookie, purpose))
    }
}

/// What `form-action` needs to allow a redirect to `uri`: its origin, or its scheme for an app's own scheme.
fn form_source(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok()?;
    let origin = url.origin();
    Some(if origin.is_tuple() { origin.ascii_serialization() } else { format!("{}:", url.scheme()) })
}

/// Sends the browser elsewhere with a `GET` (RFC 9110 section 15.4.4), so that a posted form is not posted again.
pub(super) fn redirect(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    insert(&mut response, header::LOCATION, location);
    no_store(&mut response);
    response
}

/// Adds a `set-cookie` header beside others.
pub(super) fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = header::HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
