//! Bad authorization requests: which stay a page here, and which travel to the client.

use dinhdanh_harness::{Browser, Request};
use dinhdanh_protocol::error::Reason;
use serde_json::json;

use crate::support::{FORM, adult, instant_realm_and_client, realm_and_client, reason, text, tokens};

#[test]
fn an_unregistered_redirect_uri_keeps_the_browser_here() {
    let (realm, client) = realm_and_client();
    for (uri, expected) in [
        ("", Reason::RedirectUriMissing),
        ("http://127.0.0.1/callback/", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/callback?x=1", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/callback#x", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/Callback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/x/../callback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/%63allback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1@attacker.example/callback", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1.attacker.example/callback", Reason::RedirectUriUnregistered),
        ("https://127.0.0.1/callback", Reason::RedirectUriUnregistered),
        ("http://localhost/callback", Reason::RedirectUriUnregistered),
        ("//127.0.0.1/callback", Reason::RedirectUriUnregistered),
        ("javascript:alert(1)", Reason::RedirectUriUnregistered),
        ("http://127.0.0.1/callback\r\nset-cookie: a=b", Reason::RedirectUriUnregistered),
        ("https://attacker.example/", Reason::RedirectUriUnregistered),
        ("<script>alert(1)</script>", Reason::RedirectUriUnregistered),
    ] {
        // Also beside an error that would otherwise travel to the client.
        for more in [("scope", "openid"), ("response_type", "token"), ("prompt", "none")] {
            let params = [("redirect_uri", uri), more];
            let response =
                Browser::default().visit(&realm.authorize_url(&client, &params)).response.expect(400);
            assert_eq!(response.header("location"), None, "{uri}");
            assert_eq!(reason(&response), expected, "{uri}");
            assert!(!response.text().contains("<script>"), "{uri}");
        }
    }
}

#[test]
fn errors_of_a_good_redirect_uri_travel_to_the_client() {
    let (realm, client) = realm_and_client();
    for (name, value, error) in [
        ("response_type", "", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "code id_token", "unsupported_response_type"),
        ("response_mode", "fragment", "invalid_request"),
        ("scope", "", "invalid_request"),
        ("scope", "openid nonsense", "invalid_scope"),
        ("scope", "openid attributes", "invalid_scope"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge_method", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("prompt", "none login", "invalid_request"),
        ("prompt", "jump", "invalid_request"),
        ("max_age", "-1", "invalid_request"),
        ("max_age", "soon", "invalid_request"),
        ("claims", "{", "invalid_request"),
        ("claims", "[]", "invalid_request"),
        ("purpose", "NOT A PURPOSE", "invalid_request"),
        ("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported"),
        ("request_uri", "https://attacker.example/", "request_uri_not_supported"),
        ("id_token_hint", "a.b.c", "invalid_request"),
    ] {
        let visit = Browser::default().visit(&realm.authorize_url(&client, &[(name, value)]));
        let answer = visit.answer();
        assert_eq!(answer.error(), error, "{name}={value}");
        assert_eq!(answer.get("state"), Some("state-1"), "{name}={value}");
        assert_eq!(answer.get("iss"), Some(realm.issuer.as_str()), "{name}={value}");
        let names: Vec<_> = answer.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["error", "error_description", "error_uri", "state", "iss"], "{name}={value}");
        let description = answer.get("error_description").unwrap();
        // RFC 6749 section 4.1.2.1.
        assert!(
            description.chars().all(|c| matches!(c, ' '..='~') && c != '"' && c != '\\'),
            "{description}"
        );
    }
}

#[test]
fn a_state_comes_back_byte_for_byte() {
    let (realm, client) = instant_realm_and_client();
    for state in ["a b+c", "%41&x=y#z", "đĩa 💿", &"x".repeat(1_000), "\"'<>\\\r\n", "\u{0}"] {
        let answer = realm.instant(&client, adult(), &[("state", state)]);
        assert_eq!(answer.get("state"), Some(state));
    }
    assert_eq!(realm.instant(&client, adult(), &[("state", "")]).get("state"), None);
}

#[test]
fn a_parameter_occurs_once() {
    let (realm, client) = instant_realm_and_client();
    let issued = tokens(&realm, &client, adult(), &[]);
    let twice = |url: &str| Request::post(url).body(FORM, "a=1&a=1");
    let url = realm.authorize_url(&client, &[]);
    for page in [
        Request::get(&format!("{url}&scope=openid")),
        Request::get(&format!("{url}&unknown=1&unknown=2")),
        Request::get(&format!("{url}&redirect_uri=https%3A%2F%2Fattacker.example")),
        twice(&realm.url("/authorize")),
        twice(&realm.url("/login")),
        twice(&realm.url("/consent")),
        twice(&realm.url("/end_session")),
        Request::get(&realm.url("/end_session?state=1&state=2")),
    ] {
        let response = page.send().expect(400);
        assert_eq!(reason(&response), Reason::ParameterRepeated);
        assert_eq!(response.header("location"), None);
    }
    let token = Request::post(&realm.url("/token"))
        .body(FORM, "grant_type=client_credentials&grant_type=refresh_token");
    let token = token.send().expect(400);
    assert_eq!(
        (reason(&token), &token.json()["error"]),
        (Reason::ParameterRepeated, &json!("invalid_request"))
    );
    let body = format!("access_token={0}&access_token={0}", text(&issued, "access_token"));
    let userinfo = Request::post(&realm.url("/userinfo")).body(FORM, body).send().expect(400);
    assert_eq!(reason(&userinfo), Reason::ParameterRepeated);
}

#[test]
fn a_query_string_is_at_most_32_kilobytes() {
    let (realm, client) = instant_realm_and_client();
    let url = |length: usize| realm.authorize_url(&client, &[("state", &"x".repeat(length))]);
    assert_eq!(reason(&Browser::default().visit(&url(33_000)).response.expect(413)), Reason::BodyTooLong);
    Browser::default().visit(&url(30_000)).response.expect(200);
}
