//! What the suite checks in nearly every module: authorization response, token response, ID token, UserInfo.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use dinhdanh_harness::{Answer, Browser, Client, Consent, Gateway, NOW, Realm, Request, Response};
use dinhdanh_protocol::ready::ReadyCitizen;
use serde_json::{Value, json};

use crate::foreign::{at_hash, verified};

/// Claims that an ID token of the code flow may hold without being asked; `synthetic` is what this simulator owes.
const ID_TOKEN_CLAIMS: [&str; 16] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "azp",
    "at_hash",
    "c_hash",
    "nbf",
    "jti",
    "sid",
    "synthetic",
];

/// One module's run: a client of its own in a realm that all modules share, so that its keys are computed once.
pub(crate) struct Run {
    pub(crate) realm: &'static Realm,
    pub(crate) client: Client,
    pub(crate) browser: Browser,
    pub(crate) citizen: &'static ReadyCitizen,
}

/// The realm of the modules that leave the clock alone.
fn shared_realm() -> &'static Realm {
    static REALM: OnceLock<Realm> = OnceLock::new();
    REALM.get_or_init(|| Gateway::shared().realm())
}

/// The published keys of the realm, as a client would fetch them.
pub(crate) fn jwks(realm: &Realm) -> Value {
    let discovery = Request::get(&realm.url("/.well-known/openid-configuration")).send().expect(200).json();
    Request::get(discovery["jwks_uri"].as_str().unwrap()).send().expect(200).json()
}

impl Run {
    /// A client that authenticates by HTTP Basic and gets ID tokens of the default algorithm, RS256.
    pub(crate) fn start() -> Self {
        Self::with(&json!({}))
    }

    /// As [`Self::start`], registered otherwise.
    pub(crate) fn with(settings: &Value) -> Self {
        Self::of(shared_realm(), settings)
    }

    /// As [`Self::start`], with a clock that can be moved. The realm lives as long as the process.
    pub(crate) fn with_own_clock() -> Self {
        let realm: &'static Realm = Box::leak(Box::new(Gateway::shared().realm()));
        Self::of(realm, &json!({ "id_token_signed_response_alg": "ES256" }))
    }

    fn of(realm: &'static Realm, settings: &Value) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let id = format!("oidf-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut all = json!({ "id_token_signed_response_alg": "RS256" });
        for (member, value) in settings.as_object().into_iter().flatten() {
            all[member] = value.clone();
        }
        let client = realm.web_client(&id, &all);
        let citizen = Gateway::shared().citizen(&["adult", "married", "level-2"]);
        Self { realm, client, browser: Browser::default(), citizen }
    }

    /// Where the browser arrives first.
    pub(crate) fn visit(&mut self, params: &[(&str, &str)]) -> dinhdanh_harness::Visit {
        self.browser.visit(&self.realm.authorize_url(&self.client, params))
    }

    /// The authorization response, whatever pages it takes; checked.
    pub(crate) fn authorize(&mut self, params: &[(&str, &str)]) -> Answer {
        let mut page = self.visit(params);
        if page.url.path().ends_with("/login") {
            page = self.browser.log_in(&page, self.citizen);
        }
        if page.url.path().ends_with("/consent") {
            page = self.browser.consent(&page, Consent::All);
        }
        let answer = page.answer();
        check_authorization_response(self.realm, &answer, sent(params, "state", "state-1"));
        answer
    }

    /// The authorization response without any page; stops the test if one is shown.
    pub(crate) fn authorize_silently(&mut self, params: &[(&str, &str)]) -> Answer {
        let visit = self.visit(params);
        let answer = visit.answer();
        check_authorization_response(self.realm, &answer, sent(params, "state", "state-1"));
        answer
    }

    /// A code exchanged for tokens, and the claims of the ID token; both checked.
    pub(crate) fn exchange(&self, answer: &Answer, nonce: Option<&str>) -> (Value, Value) {
        let response = self.realm.redeem(&self.client, answer.code());
        check_token_response(&response);
        let tokens = response.json();
        let claims = check_id_token(self.realm, &self.client, &tokens, nonce);
        (tokens, claims)
    }

    /// The whole flow.
    pub(crate) fn log_in(&mut self, params: &[(&str, &str)]) -> (Value, Value) {
        let answer = self.authorize(params);
        self.exchange(&answer, sent(params, "nonce", "nonce-1"))
    }

    /// UserInfo of a login, checked against its ID token.
    pub(crate) fn userinfo(&self, tokens: &Value, id_token: &Value) -> Value {
        let response = self.realm.userinfo(tokens["access_token"].as_str().unwrap());
        check_userinfo(&response, id_token)
    }
}

/// The value of a parameter after the module's changes; empty means left out.
fn sent<'a>(params: &[(&str, &'a str)], name: &str, default: &'a str) -> Option<&'a str> {
    let value = params.iter().find(|(known, _)| *known == name).map_or(default, |(_, value)| value);
    Some(value).filter(|value| !value.is_empty())
}

/// `state` byte for byte, the right `iss` (RFC 9207), and no other parameter.
pub(crate) fn check_authorization_response(realm: &Realm, answer: &Answer, state: Option<&str>) {
    assert_eq!(answer.get("state"), state);
    assert_eq!(answer.get("iss"), Some(realm.issuer.as_str()));
    let allowed: &[&str] = match answer.get("error") {
        None => &["code", "state", "iss"],
        Some(_) => &["error", "error_description", "error_uri", "state", "iss"],
    };
    assert!(answer.0.iter().all(|(name, _)| allowed.contains(&name.as_str())), "{answer:?}");
    if let Some(code) = answer.get("code") {
        check_unguessable(code);
    }
}

/// VSCHAR only (RFC 6749 appendix A) and room for at least 128 bits.
fn check_unguessable(text: &str) {
    assert!(text.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{text}");
    assert!(text.len() >= 22, "{text}");
    let distinct = text.bytes().collect::<std::collections::BTreeSet<_>>().len();
    assert!(distinct >= 12, "{text} looks guessable");
}

pub(crate) fn check_token_response(response: &Response) {
    assert_eq!(response.status, 200, "{response:?}");
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(response.header("cache-control"), Some("no-store"));
    assert_eq!(response.header("pragma"), Some("no-cache"));
    let tokens = response.json();
    assert!(tokens["token_type"].as_str().unwrap().eq_ignore_ascii_case("bearer"));
    assert!((1..=31_536_000).contains(&tokens["expires_in"].as_i64().unwrap()));
    check_unguessable(tokens["access_token"].as_str().unwrap());
    if let Some(refresh) = tokens.get("refresh_token") {
        check_unguessable(refresh.as_str().unwrap());
    }
}

/// Signature, times, audience, nonce, hash of the access token; no claims that nobody asked for. Returns the claims.
pub(crate) fn check_id_token(realm: &Realm, client: &Client, tokens: &Value, nonce: Option<&str>) -> Value {
    let (header, claims) =
        verified(tokens["id_token"].as_str().unwrap(), &jwks(realm)).expect("a good signature");
    assert!(header["kid"].as_str().is_some_and(|kid| !kid.is_empty()));
    assert_eq!(claims["iss"], realm.issuer);
    assert_eq!(claims["aud"], client.id);
    let (issued, expires) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
    assert!(issued >= NOW && expires > issued, "{claims}");
    let subject = claims["sub"].as_str().unwrap();
    assert!(!subject.is_empty() && subject.len() <= 255 && subject.is_ascii());
    assert_eq!(claims.get("nonce").and_then(Value::as_str), nonce);
    let authenticated = claims["auth_time"].as_i64().unwrap();
    assert!(authenticated <= issued && authenticated > issued - 31_536_000);
    assert_ne!(claims.get("acr"), Some(&json!("")));
    let alg = header["alg"].as_str().unwrap();
    assert_eq!(claims["at_hash"], at_hash(alg, tokens["access_token"].as_str().unwrap()));
    let unasked = claims.as_object().unwrap().keys().find(|name| !ID_TOKEN_CLAIMS.contains(&name.as_str()));
    assert_eq!(unasked, None, "profile claims belong to UserInfo in the code flow");
    claims
}

/// Content type, subject, and the shapes of standard claims (OpenID Connect Core section 5.1). Returns the claims.
pub(crate) fn check_userinfo(response: &Response, id_token: &Value) -> Value {
    assert_eq!(response.status, 200, "{response:?}");
    assert_eq!(response.header("content-type"), Some("application/json"));
    let claims = response.json();
    assert_eq!(claims["sub"], id_token["sub"]);
    for (name, value) in claims.as_object().unwrap() {
        if let Some(text) = value.as_str() {
            // A person without middle names has an empty one in the register; the claim must then be absent.
            assert!(!text.trim().is_empty() && text != "null", "`{name}` is blank");
        }
        assert!(!value.is_null(), "`{name}` is null");
    }
    for flag in ["email_verified", "phone_number_verified"] {
        assert!(claims.get(flag).is_none_or(Value::is_boolean), "{flag}");
    }
    if let Some(date) = claims.get("birthdate") {
        let date = date.as_str().unwrap();
        assert!(date.len() == 10 && date.split('-').map(str::len).eq([4, 2, 2]), "{date}");
    }
    if let Some(address) = claims.get("address") {
        let members = address.as_object().unwrap();
        let known = ["formatted", "street_address", "locality", "region", "postal_code", "country"];
        assert!(
            !members.is_empty() && members.keys().all(|name| known.contains(&name.as_str())),
            "{address}"
        );
        assert!(
            members.values().all(|value| value.as_str().is_some_and(|text| !text.is_empty())),
            "{address}"
        );
    }
    claims
}
