//! What most tests begin with.

use std::sync::Arc;

use dinhdanh_harness::{Client, Credentials, Gateway, Realm, Response, marked};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::oauth::OAuthErrorCode;
use dinhdanh_protocol::ready::ReadyCitizen;
use serde_json::{Value, json};
use url::Url;

use crate::foreign::Signer;

/// The gateway's command line, built with these tests.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_gateway-under-test");

/// Content type of form bodies.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// `host:port` of the shared gateway, for requests that are written byte by byte.
pub(crate) fn authority() -> String {
    Gateway::shared().ready.issuer.replace("http://", "")
}

/// A citizen that can log in with an account of level 2.
pub(crate) fn adult() -> &'static ReadyCitizen {
    citizen(&["adult", "married", "level-2"])
}

/// Another one.
pub(crate) fn elder() -> &'static ReadyCitizen {
    citizen(&["elderly", "level-2"])
}

pub(crate) fn citizen(traits: &[&str]) -> &'static ReadyCitizen {
    Gateway::shared().citizen(traits)
}

/// A new realm with login pages, and a confidential client in it.
pub(crate) fn realm_and_client() -> (Realm, Client) {
    let realm = Gateway::shared().realm();
    let client = realm.web_client("web", &json!({}));
    (realm, client)
}

/// A new realm with instant login, and a confidential client in it.
pub(crate) fn instant_realm_and_client() -> (Realm, Client) {
    let realm = Gateway::shared().instant_realm();
    let client = realm.web_client("web", &json!({}));
    (realm, client)
}

/// Registers a client that authenticates with a key.
pub(crate) fn key_client(realm: &Realm, id: &str, settings: &Value) -> (Client, Arc<Signer>) {
    let signer = Arc::new(Signer::generate());
    let mut settings = settings.clone();
    settings["token_endpoint_auth_method"] = json!("private_key_jwt");
    settings["jwks"] = signer.jwks();
    realm.register(id, &settings);
    let (own, name) = (signer.clone(), id.to_owned());
    let credentials =
        Credentials::Assertion(Arc::new(move |audience| own.assertion(&name, audience, &json!({}))));
    (Client { id: id.to_owned(), redirect_uri: "http://127.0.0.1/callback".to_owned(), credentials }, signer)
}

/// The tokens of a citizen's instant login.
pub(crate) fn tokens(
    realm: &Realm,
    client: &Client,
    citizen: &ReadyCitizen,
    params: &[(&str, &str)],
) -> Value {
    let answer = realm.instant(client, citizen, params);
    realm.redeem(client, answer.code()).expect(200).json()
}

/// A member of an answer as text.
pub(crate) fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_else(|| panic!("expected text in `{member}` of {value}"))
}

/// Why something was refused, from whatever the gateway sent: a problem, an OAuth error, a page or a redirect to the client.
pub(crate) fn reason(response: &Response) -> Reason {
    let found = match (response.header("location"), response.header("content-type").unwrap_or_default()) {
        (Some(location), _) => told_by_redirect(location),
        (None, html) if html.starts_with("text/html") => {
            marked(&response.text(), "error-code").and_then(|code| Reason::by_code(&code))
        }
        (None, _) => {
            let body = response.json();
            let code = match body["error_uri"].as_str() {
                Some(uri) => uri.rsplit_once('#').map(|(_, code)| code.to_owned()),
                None => body["code"].as_str().map(str::to_owned),
            };
            code.and_then(|code| Reason::by_code(&code))
        }
    };
    found.unwrap_or_else(|| panic!("expected a refusal of the catalogue, got {response:?}"))
}

fn told_by_redirect(location: &str) -> Option<Reason> {
    let url = Url::parse(location).ok()?;
    let get =
        |name: &str| url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
    let error: OAuthErrorCode = serde_json::from_value(json!(get("error")?)).ok()?;
    let uri = get("error_uri")?;
    Reason::by_code(uri.rsplit_once('#')?.1).filter(|reason| reason.info().oauth == error)
}

/// A query by law about a citizen.
pub(crate) fn by_law(number: &str, purpose: &str, attributes: &[&str]) -> Value {
    json!({
        "subject": { "personal_number": number }, "attributes": attributes, "purpose": purpose,
        "legal_basis": "law", "case_reference": "CASE-1", "officer": "officer-1",
    })
}

/// A query on the basis of the consent behind a citizen's access token.
pub(crate) fn by_consent(token: &str, purpose: &str, attributes: &[&str]) -> Value {
    json!({
        "subject": { "citizen_token": token }, "attributes": attributes, "purpose": purpose,
        "legal_basis": "consent", "case_reference": "CASE-1", "officer": "officer-1",
    })
}

/// The claims of a signed answer, unverified: what most tests are about is their content.
pub(crate) fn answered(response: Response) -> Value {
    crate::foreign::decoded(&response.expect(200).text()).1
}

/// Names of the attributes that an answer releases.
pub(crate) fn released(answer: &Value) -> Vec<&str> {
    answer["attributes"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}
