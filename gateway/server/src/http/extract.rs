//! Bodies and credentials as this server reads them: bounded, typed, never refused in another family's words.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use dinhdanh_core::params::Params;
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_protocol::error::Reason;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

/// Longest body of any endpoint, in bytes: a `claims` parameter or an attribute query is far below.
pub(super) const MAX_BODY: usize = 64 * 1024;

/// A body that has not arrived by then is given up: a connection must not be held open by sending nothing.
const BODY_TIMEOUT: Duration = Duration::from_secs(15);

/// Content type of a form.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// Longest query string, in bytes; conformance suites send states of a thousand characters.
pub(super) const MAX_QUERY: usize = 32 * 1024;

/// Reads a whole body of at most [`MAX_BODY`] bytes.
pub(super) async fn body(request: Request) -> Result<(HeaderMap, Bytes), Refusal> {
    body_of(request, MAX_BODY).await
}

async fn body_of(request: Request, longest: usize) -> Result<(HeaderMap, Bytes), Refusal> {
    let (parts, body) = request.into_parts();
    let headers = parts.headers;
    let declared = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    let too_long = || Refusal::new(Reason::BodyTooLong, format!("expected at most {longest} bytes"));
    if declared.is_some_and(|length| length > longest) {
        return Err(too_long());
    }
    let Ok(read) = tokio::time::timeout(BODY_TIMEOUT, Limited::new(body, longest).collect()).await else {
        let detail = format!("expected the whole body within {} s", BODY_TIMEOUT.as_secs());
        return Err(Refusal::new(Reason::BodyMalformed, detail));
    };
    match read {
        Ok(collected) => Ok((headers, collected.to_bytes())),
        // A body without a declared length that went on and on.
        Err(error) if error.is::<LengthLimitError>() => Err(too_long()),
        Err(_) => Err(Refusal::new(Reason::BodyMalformed, "the body ended before it was complete")),
    }
}

/// Reads a form body.
pub(super) async fn form(request: Request) -> Result<(HeaderMap, Params), Refusal> {
    let (headers, bytes) = body(request).await?;
    expect_type(&headers, FORM)?;
    let params = pairs(&bytes)?;
    Ok((headers, params))
}

/// Reads a JSON body.
pub(super) async fn json<T: serde::de::DeserializeOwned>(request: Request) -> Result<T, Refusal> {
    json_of(request, MAX_BODY).await
}

/// As [`json`], for documents that may be longer than most.
pub(super) async fn json_of<T: serde::de::DeserializeOwned>(
    request: Request,
    longest: usize,
) -> Result<T, Refusal> {
    let (headers, bytes) = body_of(request, longest).await?;
    expect_type(&headers, "application/json")?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(&error, &bytes))
}

/// What was expected and where. serde's own text repeats what came, which may be somebody's number in the wrong place.
fn unreadable(error: &serde_json::Error, bytes: &[u8]) -> Refusal {
    let place = format!("at line {} column {}", error.line(), error.column());
    if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_err() {
        return Refusal::new(Reason::BodyMalformed, format!("expected JSON, got something else {place}"));
    }
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    let expected = if text.starts_with("missing field") {
        text
    } else {
        text.find("expected")
            .and_then(|start| text.get(start..))
            .unwrap_or("expected a document of the documented shape")
    };
    Refusal::new(Reason::ParameterInvalid, format!("{expected}, {place}"))
}

/// Reads the parameters of a query string or form body.
pub(super) fn pairs(encoded: &[u8]) -> Result<Params, Refusal> {
    if encoded.len() > MAX_BODY {
        return Err(Refusal::new(Reason::BodyTooLong, format!("expected at most {MAX_BODY} bytes")));
    }
    Params::collect(form_urlencoded::parse(encoded).into_owned())
}

pub(super) fn expect_type(headers: &HeaderMap, expected: &str) -> Result<(), Refusal> {
    let got = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("none");
    let essence = got.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(expected) {
        return Ok(());
    }
    let shown: String = got.chars().filter(char::is_ascii_graphic).take(60).collect();
    Err(Refusal::new(Reason::ContentTypeWrong, format!("expected `{expected}`, got `{shown}`")))
}

/// The bearer token of the `authorization` header (RFC 6750 section 2.1).
pub(super) fn bearer(headers: &HeaderMap) -> Result<Option<String>, Fail> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let malformed = || Fail::refused(Reason::TokenInvalid, "expected one `authorization: Bearer` header");
    if values.next().is_some() {
        return Err(malformed());
    }
    let text = value.to_str().map_err(|_| malformed())?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            Ok(Some(token.trim().to_owned()))
        }
        _ => Err(malformed()),
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_protocol::sharing::AttributeQuery;

    use super::*;

    #[test]
    fn a_body_that_cannot_be_read_is_explained_without_repeating_it() {
        let rows = [
            ("{", Reason::BodyMalformed, "expected JSON"),
            ("{}", Reason::ParameterInvalid, "missing field `subject`"),
            (r#"{"subject":"901090000001"}"#, Reason::ParameterInvalid, "expected"),
            (r#"{"subject":{"personal_number":901090000001}}"#, Reason::ParameterInvalid, "expected"),
            (
                r#"{"subject":{"personal_number":"9010900000012"}}"#,
                Reason::ParameterInvalid,
                "expected 12 digits",
            ),
            (r#"{"attributes":["901090000001"]}"#, Reason::ParameterInvalid, "expected one of"),
            (r#"{"901090000001":1}"#, Reason::ParameterInvalid, "expected one of"),
            ("[1]", Reason::ParameterInvalid, "expected"),
        ];
        for (body, reason, expected) in rows {
            let error = serde_json::from_str::<AttributeQuery>(body).unwrap_err();
            let refusal = unreadable(&error, body.as_bytes());
            assert_eq!(refusal.reason, reason, "{body}");
            assert!(refusal.detail.contains(expected), "{body}: {}", refusal.detail);
            assert!(!refusal.detail.contains("90109"), "{}", refusal.detail);
        }
    }
}
