//! The request with which the citizen's browser comes back (RFC 6749 section 4.1.2, RFC 9207).

use std::collections::BTreeMap;

use dinhdanh_jose::ct_eq;
use url::form_urlencoded;

use crate::error::{Error, ErrorKind};
use crate::provider::Provider;
use crate::refusal::OAuthRefusal;

/// Reads the authorization code out of a callback, after checking that the callback belongs to the login with this `state` and comes from
/// this provider. `target`: the URL as received, or only its path and query.
pub(crate) fn code(target: &str, state: &str, provider: &Provider) -> Result<String, Error> {
    let mut parameters = parameters(target)?;
    // RFC 6749 section 10.12: first of all, so that nobody can feed a browser somebody else's code or error.
    let got =
        parameters.remove("state").ok_or_else(|| foreign("`state` of the login that was started", "none"))?;
    if !ct_eq(got.as_bytes(), state.as_bytes()) {
        return Err(
            foreign("`state` of the login that was started", "another").rule_is("RFC 6749 section 10.12")
        );
    }
    // RFC 9207 section 2.4: before any other parameter is acted on, errors included.
    let issuer = provider.issuer.as_str();
    match parameters.remove("iss") {
        Some(got) if got == issuer => {}
        Some(got) => {
            return Err(
                foreign(&format!("`iss` `{issuer}`"), &format!("`{got}`")).rule_is("RFC 9207 section 2.4")
            );
        }
        None if provider.callback_has_issuer => {
            return Err(foreign(&format!("`iss` `{issuer}`"), "none").rule_is("RFC 9207 section 2.4"));
        }
        None => {}
    }
    if let Some(error) = parameters.remove("error") {
        let refusal = OAuthRefusal {
            error,
            error_description: parameters.remove("error_description"),
            error_uri: parameters.remove("error_uri"),
        };
        return Err(refusal.into_error(ErrorKind::Refused));
    }
    parameters.remove("code").ok_or_else(|| foreign("`code` or `error`", "neither"))
}

fn foreign(expected: &str, got: &str) -> Error {
    Error::new(ErrorKind::State, format!("expected a callback with {expected}, got {got}"))
        .remedy_is("begin the login anew, in the browser that finishes it")
}

/// The query of a URL or request target; a repeated parameter is refused, because two readers could read it differently.
fn parameters(target: &str) -> Result<BTreeMap<String, String>, Error> {
    let without_fragment = target.split('#').next().unwrap_or_default();
    let query = without_fragment.split_once('?').map_or("", |(_, query)| query);
    let mut parameters = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if parameters.insert(name.clone().into_owned(), value.into_owned()).is_some() {
            return Err(
                foreign("each parameter once", &format!("`{name}` twice")).rule_is("RFC 6749 section 3.1")
            );
        }
    }
    Ok(parameters)
}
