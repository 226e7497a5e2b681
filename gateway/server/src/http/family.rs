//! One way of refusing per family of endpoints: status, headers and body of every family stand here and nowhere else.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dinhdanh_core::storage::StoreError;
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_protocol::error::{Class, OAuthErrorBody, Problem, Reason};
use dinhdanh_protocol::oauth::OAuthErrorCode;
use dinhdanh_protocol::sharing::RefusedAttribute;

use super::app::{Req, RequestId};

/// Which rules an endpoint's refusals follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// RFC 6749 section 5.2: JSON, 400 except for `invalid_client`.
    Token,
    /// RFC 6750 section 3: a challenge in `www-authenticate`.
    Resource,
    /// RFC 9457: a problem document.
    Sharing,
    /// HTML for people. (The authorization endpoint redirects where it may; the rest is pages.)
    Page,
    /// The simulator's control API: problem documents too.
    Control,
    /// Documents that never refuse.
    Document,
}

/// A failed request, for the log: rides on the response and is written once, by the log layer.
#[derive(Clone)]
pub(crate) struct Failure {
    /// What happened, with what the body does not say.
    pub(crate) text: String,
    /// Whether it is this side's defect.
    pub(crate) internal: bool,
}

impl Failure {
    pub(crate) fn of(fail: &Fail) -> Self {
        Self { text: fail.to_string(), internal: matches!(told(fail).reason, Reason::Internal) }
    }
}

/// What is told about a failure: the refusal, or that something broke, with nothing of the inside.
pub(crate) fn told(fail: &Fail) -> Refusal {
    match fail {
        Fail::Refused(refusal) => refusal.clone(),
        Fail::Store(error) if error.is_temporary() => {
            Refusal::new(Reason::StoreUnavailable, error.to_string())
        }
        Fail::Store(StoreError::Closed) => Refusal::new(Reason::StoreUnavailable, "the gateway is stopping"),
        Fail::Store(_) | Fail::Internal(_) => {
            Refusal::new(Reason::Internal, "see the gateway's log for this request id")
        }
    }
}

pub(crate) const fn status_of(class: Class) -> StatusCode {
    match class {
        Class::BadRequest => StatusCode::BAD_REQUEST,
        Class::Unauthenticated => StatusCode::UNAUTHORIZED,
        Class::Forbidden => StatusCode::FORBIDDEN,
        Class::NotFound => StatusCode::NOT_FOUND,
        Class::Conflict => StatusCode::CONFLICT,
        Class::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Class::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Class::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Class::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Class::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Status of a refusal at the token endpoint (RFC 6749 section 5.2): 400, and 401 for a client that failed to authenticate.
pub(crate) fn token_status(reason: Reason) -> StatusCode {
    match (reason.info().class, reason.info().oauth) {
        (
            Class::TooLarge
            | Class::MethodNotAllowed
            | Class::NotFound
            | Class::Unavailable
            | Class::Internal,
            _,
        ) => status_of(reason.info().class),
        (_, OAuthErrorCode::InvalidClient) => StatusCode::UNAUTHORIZED,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// Status of a refusal shown as a page: a 401 would owe a challenge (RFC 9110 section 15.5.2), and a browser cannot answer one for a client.
pub(crate) const fn page_status(reason: Reason) -> StatusCode {
    match reason.info().class {
        Class::Unauthenticated => StatusCode::BAD_REQUEST,
        class => status_of(class),
    }
}

impl Family {
    /// The response to a failure, where pages are not concerned.
    pub(crate) fn refuse(self, req: &Req, fail: &Fail) -> Response {
        self.render(&req.realm.issuer, &req.id, fail, Vec::new())
    }

    /// As [`Self::refuse`], with the attributes that were refused.
    pub(crate) fn refuse_attributes(req: &Req, fail: &Fail, refused: Vec<RefusedAttribute>) -> Response {
        Self::Sharing.render(&req.realm.issuer, &req.id, fail, refused)
    }

    /// The response to a failure before the realm is known.
    pub(super) fn refuse_without_realm(self, fail: &Fail, id: &RequestId) -> Response {
        self.render("", id, fail, Vec::new())
    }

    fn render(self, issuer: &str, id: &RequestId, fail: &Fail, refused: Vec<RefusedAttribute>) -> Response {
        let refusal = told(fail);
        let info = refusal.reason.info();
        let uri = catalogue_uri(issuer, refusal.reason);
        let mut response = match self {
            Self::Token => {
                let body = OAuthErrorBody {
                    error: info.oauth,
                    error_description: description(&refusal),
                    error_uri: Some(uri),
                };
                let mut response = (token_status(refusal.reason), Json(body)).into_response();
                no_store(&mut response);
                // RFC 6749 section 5.2: a client that tried Basic is told so; others are not harmed by it.
                if info.oauth == OAuthErrorCode::InvalidClient {
                    let challenge = format!("Basic realm=\"{issuer}\"");
                    insert(&mut response, header::WWW_AUTHENTICATE, &challenge);
                }
                response
            }
            Self::Resource => {
                let body = OAuthErrorBody {
                    error: info.oauth,
                    error_description: description(&refusal),
                    error_uri: Some(uri),
                };
                let mut response = (status_of(info.class), Json(body)).into_response();
                challenge(&mut response, issuer, &refusal);
                no_store(&mut response);
                response
            }
            Self::Sharing | Self::Control | Self::Page | Self::Document => {
                let status = status_of(info.class);
                let problem = Problem {
                    kind: uri,
                    title: info.title_en.to_owned(),
                    title_vi: info.title_vi.to_owned(),
                    status: status.as_u16(),
                    detail: refusal.detail.clone(),
                    code: info.code.to_owned(),
                    rule: info.rule.to_owned(),
                    remedy: info.remedy_en.to_owned(),
                    remedy_vi: info.remedy_vi.to_owned(),
                    request_id: id.as_str().to_owned(),
                    refused,
                };
                let mut response = (status, Json(problem)).into_response();
                insert(&mut response, header::CONTENT_TYPE, "application/problem+json");
                challenge(&mut response, issuer, &refusal);
                no_store(&mut response);
                response
            }
        };
        if info.class == Class::Unavailable {
            insert(&mut response, header::RETRY_AFTER, "1");
        }
        response.extensions_mut().insert(Failure::of(fail));
        response
    }
}

/// Tells a bearer of a token what is wrong with it (RFC 6750 section 3): a request without a token learns the scheme and nothing else.
fn challenge(response: &mut Response, issuer: &str, refusal: &Refusal) {
    let code = refusal.reason.info().oauth;
    let text = match (refusal.reason, code) {
        (Reason::TokenMissing | Reason::AdminTokenRequired, _) => format!("Bearer realm=\"{issuer}\""),
        (_, OAuthErrorCode::InvalidToken | OAuthErrorCode::InsufficientScope) => format!(
            "Bearer realm=\"{issuer}\", error=\"{}\", error_description=\"{}\"",
            code_name(code),
            description(refusal)
        ),
        _ => return,
    };
    insert(response, header::WWW_AUTHENTICATE, &text);
}

/// Address of a reason's page in the error catalogue.
pub(crate) fn catalogue_uri(issuer: &str, reason: Reason) -> String {
    format!("{issuer}/_sim/errors#{}", reason.code())
}

/// RFC 6749 section 5.2 allows printable ASCII without quotes and backslashes.
pub(crate) fn description(refusal: &Refusal) -> String {
    let text = format!("{}: {}", refusal.reason.info().title_en, refusal.detail);
    text.chars()
        .map(|c| match c {
            '"' | '\\' => '\'',
            ' '..='~' => c,
            _ => '?',
        })
        .collect()
}

/// The wire name of an OAuth error.
pub(crate) fn code_name(code: OAuthErrorCode) -> String {
    serde_json::to_value(code).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Forbids caches to keep what only the asker may see.
pub(crate) fn no_store(response: &mut Response) {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
}

/// Sets a header; a value that cannot be one is left out.
pub(crate) fn insert(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A full disk, a full queue and a defect, in every family: the status, whether to repeat, and nothing of the inside.
    #[test]
    fn a_store_in_trouble_is_told_in_every_family() {
        let rows = [
            (StoreError::Full, 503, Some("1")),
            (StoreError::Busy, 503, Some("1")),
            (StoreError::Closed, 503, Some("1")),
            (StoreError::Backend("secret inside".to_owned()), 500, None),
        ];
        let families = [
            Family::Token,
            Family::Resource,
            Family::Sharing,
            Family::Page,
            Family::Control,
            Family::Document,
        ];
        for (error, status, retry) in rows {
            for family in families {
                let response =
                    family.render("http://id", &RequestId::for_test("r1"), &error.clone().into(), Vec::new());
                assert_eq!(response.status().as_u16(), status, "{family:?} {error}");
                let after = response.headers().get(header::RETRY_AFTER).map(|value| value.to_str().unwrap());
                assert_eq!(after, retry, "{family:?} {error}");
                assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
            }
            let told = told(&error.into());
            assert!(!told.detail.contains("secret inside"));
        }
    }

    /// RFC 6749 section 5.2 and RFC 6750 section 3.1, by example.
    #[test]
    fn statuses_follow_the_rfcs() {
        let rows = [
            (Reason::CodeReplayed, 400),
            (Reason::ClientSecretWrong, 401),
            (Reason::ContentTypeWrong, 400),
            (Reason::BodyTooLong, 413),
            (Reason::ScopeNotAllowed, 400),
            (Reason::StoreUnavailable, 503),
        ];
        for (reason, status) in rows {
            assert_eq!(token_status(reason).as_u16(), status, "{}", reason.code());
        }
        assert_eq!(page_status(Reason::ClientUnknown).as_u16(), 400);
    }
}
