//! Basic OP: requests, codes, tokens.

use dinhdanh_harness::{Browser, Credentials, Gateway, Request};
use serde_json::{Value, json};

use crate::checks::{Run, check_authorization_response, check_token_response};
use crate::foreign::{Signer, s256};

fn oauth_error(response: dinhdanh_harness::Response, status: u16, error: &str) {
    let response = response.expect(status);
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(response.json()["error"], error);
}

#[test]
fn oidcc_server() {
    let state = "s".repeat(128);
    let mut run = Run::start();
    let answer = run.authorize(&[("state", &state), ("scope", "openid profile")]);
    let (tokens, id_token) = run.exchange(&answer, Some("nonce-1"));
    run.userinfo(&tokens, &id_token);
}

#[test]
fn oidcc_response_type_missing() {
    let answer = Run::start().visit(&[("response_type", "")]).answer();
    assert!(["unsupported_response_type", "invalid_request"].contains(&answer.error()));
    assert_eq!(answer.get("state"), Some("state-1"));
}

#[test]
fn oidcc_idtoken_signature() {
    // A client that says nothing about algorithms (OpenID Connect Registration section 2).
    let mut run = Run::with(&json!({ "id_token_signed_response_alg": null }));
    let answer = run.authorize(&[]);
    let tokens = run.realm.redeem(&run.client, answer.code()).expect(200).json();
    let (header, _) = crate::foreign::decoded(tokens["id_token"].as_str().unwrap());
    assert_eq!(header["alg"], "RS256");
    run.exchange(&run.clone_for_second_login(), Some("nonce-1"));
}

impl Run {
    /// Another authorization response of the same browser, without a page.
    fn clone_for_second_login(&self) -> dinhdanh_harness::Answer {
        let mut browser = self.browser.clone();
        browser.visit(&self.realm.authorize_url(&self.client, &[])).answer()
    }
}

#[test]
fn oidcc_ensure_request_without_nonce_succeeds_for_code_flow() {
    let (_, id_token) = Run::start().log_in(&[("nonce", "")]);
    assert_eq!(id_token.get("nonce"), None);
}

/// A nonce of 384 characters comes back whole.
#[test]
fn oidcc_server_long_nonce() {
    let nonce = "n".repeat(384);
    let (_, id_token) = Run::start().log_in(&[("nonce", &nonce)]);
    assert_eq!(id_token["nonce"], nonce);
}

#[test]
fn oidcc_alternate_happy_flow() {
    let mut run = Run::start();
    // The same request, its parameters and scopes in another order.
    let url = url::Url::parse(&run.realm.authorize_url(&run.client, &[("scope", "profile openid")])).unwrap();
    let mut pairs: Vec<_> = url.query_pairs().into_owned().collect();
    pairs.reverse();
    let mut reordered = url.clone();
    reordered.query_pairs_mut().clear().extend_pairs(&pairs);
    let page = run.browser.visit(reordered.as_str());
    let page = run.browser.log_in(&page, run.citizen);
    let answer = run.browser.consent(&page, dinhdanh_harness::Consent::All).answer();
    run.exchange(&answer, Some("nonce-1"));
}

#[test]
fn oidcc_ensure_request_with_unknown_parameter_succeeds() {
    Run::start().log_in(&[("extra", "foobar")]);
}

#[test]
fn oidcc_ensure_post_request_succeeds() {
    let run = Run::start();
    let url = run.realm.authorize_url(&run.client, &[]);
    let (endpoint, query) = url.split_once('?').unwrap();
    // From another site's page: no cookie comes along (SameSite=Lax).
    let request = Request::post(endpoint).header("origin", "https://rp.example");
    let response = request.body("application/x-www-form-urlencoded", query).send().expect(303);
    let login = response.header("location").unwrap();
    assert!(login.contains("/login?interaction="), "{login}");
    assert!(response.header("set-cookie").is_some());
}

#[test]
fn oidcc_ensure_registered_redirect_uri() {
    let mut run = Run::start();
    for suffix in ["/suffix", "?foo=bar", "#foobar"] {
        let uri = format!("{}{suffix}", run.client.redirect_uri);
        let page = run.visit(&[("redirect_uri", &uri)]);
        assert!(!page.is_away() && page.response.status == 400, "{uri}: {page:?}");
    }
}

#[test]
fn oidcc_redirect_uri_query_ok() {
    let uri = "http://127.0.0.1/cb?foo=bar";
    let mut run = Run::with(&json!({ "redirect_uris": [uri] }));
    run.client.redirect_uri = uri.to_owned();
    let page = run.visit(&[]);
    let page = run.browser.log_in(&page, run.citizen);
    let page = run.browser.consent(&page, dinhdanh_harness::Consent::All);
    let answer = page.answer();
    assert_eq!(answer.get("foo"), Some("bar"), "the registered query stays");
    run.realm.redeem(&run.client, answer.code()).expect(200);
}

#[test]
fn oidcc_redirect_uri_query_mismatch() {
    let mut run = Run::with(&json!({ "redirect_uris": ["http://127.0.0.1/cb?foo=bar"] }));
    for uri in ["http://127.0.0.1/cb?bar=foo", "http://127.0.0.1/cb", "http://127.0.0.1/cb?foo=bar&x=y"] {
        assert_eq!(run.visit(&[("redirect_uri", uri)]).response.status, 400, "{uri}");
    }
}

#[test]
fn oidcc_ensure_redirect_uri_in_authorization_request() {
    let page = Run::start().visit(&[("redirect_uri", "")]);
    assert!(!page.is_away() && page.response.status == 400);
}

#[test]
fn oidcc_server_client_secret_post() {
    Run::with(&json!({ "token_endpoint_auth_method": "client_secret_post" })).post().log_in(&[]);
}

impl Run {
    /// The same client, authenticating in the form.
    fn post(mut self) -> Self {
        if let Credentials::Basic(secret) = &self.client.credentials {
            self.client.credentials = Credentials::Post(secret.clone());
        }
        self
    }
}

#[test]
fn oidcc_ensure_client_assertion_with_iss_aud_succeeds() {
    let mut run = Run::start();
    let signer = Signer::generate();
    let id = "oidf-key";
    let settings = json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": signer.jwks() });
    run.realm.register(id, &settings);
    run.client.id = id.to_owned();
    let make = move |audience: &str| signer.assertion(id, audience, &json!({}));
    run.client.credentials = Credentials::Assertion(std::sync::Arc::new(make));
    run.log_in(&[]);
}

#[test]
fn oidcc_ensure_request_with_valid_pkce_succeeds() {
    let mut run = Run::start();
    let verifier = "-._~".repeat(32);
    let answer = run.authorize(&[("code_challenge", &s256(&verifier))]);
    let exchange = |verifier: &str| {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", answer.code()),
            ("redirect_uri", &run.client.redirect_uri),
            ("code_verifier", verifier),
        ];
        run.realm.token(&run.client, &form)
    };
    oauth_error(exchange(&"x".repeat(43)), 400, "invalid_grant");
    check_token_response(&exchange(&verifier));
}

#[test]
fn oidcc_codereuse() {
    let mut run = Run::start();
    let answer = run.authorize(&[]);
    run.exchange(&answer, Some("nonce-1"));
    oauth_error(run.realm.redeem(&run.client, answer.code()), 400, "invalid_grant");
}

#[test]
fn oidcc_codereuse_30seconds() {
    let mut run = Run::with_own_clock();
    let answer = run.authorize(&[]);
    let (tokens, id_token) = run.exchange(&answer, Some("nonce-1"));
    run.userinfo(&tokens, &id_token);
    run.realm.advance(30);
    oauth_error(run.realm.redeem(&run.client, answer.code()), 400, "invalid_grant");
    let status = run.realm.userinfo(tokens["access_token"].as_str().unwrap()).status;
    assert_eq!(status, 401, "the first exchange's token is revoked");
}

#[test]
fn oidcc_refresh_token() {
    let mut run = Run::start();
    let second = Run::start();
    let (tokens, id_token) = run.log_in(&[("scope", "openid offline_access"), ("prompt", "consent")]);
    let refresh_token = tokens["refresh_token"].as_str().unwrap();
    oauth_error(run.realm.refresh(&second.client, refresh_token), 400, "invalid_grant");
    let response = run.realm.refresh(&run.client, refresh_token);
    check_token_response(&response);
    let again = response.json();
    assert_ne!(again["access_token"], tokens["access_token"]);
    let claims = crate::checks::check_id_token(run.realm, &run.client, &again, None);
    for same in ["iss", "sub", "aud", "auth_time"] {
        assert_eq!(claims[same], id_token[same], "{same}");
    }
    run.userinfo(&again, &claims);
    let narrower = [("grant_type", "refresh_token"), ("refresh_token", refresh_token), ("scope", "openid")];
    assert_eq!(run.realm.token(&run.client, &narrower).expect(200).json()["scope"], "openid");
}

#[test]
fn oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() {
    let object = "eyJhbGciOiJub25lIn0.eyJyZXNwb25zZV90eXBlIjoiY29kZSJ9.";
    assert_eq!(Run::start().visit(&[("request", object)]).answer().error(), "request_not_supported");
}

#[test]
fn oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported() {
    let answer = Run::start().visit(&[("request_uri", "https://rp.example/request.jwt")]).answer();
    assert_eq!(answer.error(), "request_uri_not_supported");
}

#[test]
fn oidcc_ensure_request_object_with_redirect_uri() {
    // Without request objects the one answer is to refuse; silently using the query would be another.
    let answer =
        Run::start().visit(&[("request", "a.b.c"), ("redirect_uri", "http://127.0.0.1/callback")]).answer();
    assert_eq!(answer.error(), "request_not_supported");
}

/// Every realm is an issuer of its own: the default one passes the same flow.
#[test]
fn oidcc_server_at_the_root() {
    let gateway = Gateway::shared();
    let realm = gateway.default_realm();
    let seeded = gateway.ready.clients.iter().find(|client| client.client_id == "demo-web").unwrap();
    let client = dinhdanh_harness::Client {
        id: seeded.client_id.clone(),
        redirect_uri: "http://localhost:49152/callback".to_owned(),
        credentials: Credentials::Basic(seeded.client_secret.clone().unwrap()),
    };
    let mut browser = Browser::default();
    let answer = realm.sign_in(&mut browser, &client, gateway.citizen(&["elderly", "level-2"]), &[]);
    check_authorization_response(&realm, &answer, Some("state-1"));
    let tokens: Value = realm.redeem(&client, answer.code()).expect(200).json();
    crate::checks::check_id_token(&realm, &client, &tokens, Some("nonce-1"));
}
