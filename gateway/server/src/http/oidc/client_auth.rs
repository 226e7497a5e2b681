//! What a client presents at the token endpoint: read one way only (RFC 6749 section 2.3).

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dinhdanh_core::Refusal;
use dinhdanh_core::client::Credentials;
use dinhdanh_core::params::Params;
use dinhdanh_jose::Unverified;
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::oauth::JWT_BEARER_ASSERTION;

/// The client that a request claims to be from, and what it presents.
pub(super) fn presented(headers: &HeaderMap, params: &Params) -> Result<(ClientId, Credentials), Refusal> {
    let basic = basic(headers)?;
    let post = params.get("client_secret");
    let assertion = params.get("client_assertion");
    if usize::from(basic.is_some()) + usize::from(post.is_some()) + usize::from(assertion.is_some()) > 1 {
        return Err(Refusal::new(
            Reason::ClientAuthenticationTwice,
            "expected one client authentication, got more",
        ));
    }
    let named = params.get("client_id").map(str::to_owned);
    let (claimed, credentials) = if let Some((id, secret)) = basic {
        (Some(id), Credentials::Basic { secret })
    } else if let Some(secret) = post {
        (named.clone(), Credentials::Post { secret: secret.to_owned() })
    } else if let Some(jwt) = assertion {
        if params.get("client_assertion_type") != Some(JWT_BEARER_ASSERTION) {
            let detail = format!("expected client_assertion_type {JWT_BEARER_ASSERTION}");
            return Err(Refusal::new(Reason::ClientAssertionInvalid, detail));
        }
        // Only says which keys to try: the assertion is believed when its signature, issuer and subject are.
        let unverified = Unverified::<serde_json::Value>::parse(jwt)
            .map_err(|e| Refusal::new(Reason::ClientAssertionInvalid, e.to_string()))?;
        (unverified.claimed_issuer(), Credentials::Assertion { jwt: jwt.to_owned() })
    } else {
        (named.clone(), Credentials::Nothing)
    };
    let missing =
        || Refusal::new(Reason::ClientAuthenticationMissing, "expected client credentials, got none");
    let claimed = claimed.ok_or_else(missing)?;
    if named.is_some_and(|named| named != claimed) {
        return Err(Refusal::new(
            Reason::ClientUnknown,
            "expected one client, got a `client_id` that differs from the credentials",
        ));
    }
    let id = ClientId::parse(&claimed)
        .map_err(|_| Refusal::new(Reason::ClientUnknown, "expected the id of a registered client"))?;
    Ok((id, credentials))
}

/// HTTP Basic with form-encoded id and secret (RFC 6749 section 2.3.1).
fn basic(headers: &HeaderMap) -> Result<Option<(String, String)>, Refusal> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let malformed = || {
        Refusal::new(
            Reason::ClientSecretWrong,
            "expected `authorization: Basic` with base64 of form-encoded id and secret",
        )
    };
    if values.next().is_some() {
        return Err(malformed());
    }
    let text = value.to_str().map_err(|_| malformed())?;
    let encoded = match text.split_once(' ') {
        Some((scheme, encoded)) if scheme.eq_ignore_ascii_case("basic") => encoded.trim(),
        _ => return Err(malformed()),
    };
    let decoded = STANDARD.decode(encoded).map_err(|_| malformed())?;
    let decoded = String::from_utf8(decoded).map_err(|_| malformed())?;
    let (id, secret) = decoded.split_once(':').ok_or_else(malformed)?;
    Ok(Some((form_decoded(id), form_decoded(secret))))
}

fn form_decoded(text: &str) -> String {
    // Ids and secrets of this gateway's own making need no escaping.
    if !text.contains(['%', '+']) {
        return text.to_owned();
    }
    // As a form value: `+` is a blank and `%` escapes, but `&` and `=` stand for themselves.
    let plus = text.replace('+', " ");
    percent_decoded(&plus)
}

fn percent_decoded(text: &str) -> String {
    let guarded = text.replace('&', "%26").replace('=', "%3D").replace(' ', "+");
    form_urlencoded::parse(guarded.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}
