//! RP-initiated logout.

use dinhdanh_harness::{Browser, Client, Realm, Request};
use dinhdanh_protocol::error::Reason;
use serde_json::json;

use crate::foreign::Signer;
use crate::support::{adult, elder, realm_and_client, reason, text};

const BYE: &str = "http://127.0.0.1/bye";

fn signed_in(
    realm: &Realm,
    client: &Client,
    citizen: &dinhdanh_protocol::ready::ReadyCitizen,
) -> (Browser, String) {
    let mut browser = Browser::default();
    let code = realm.sign_in(&mut browser, client, citizen, &[]);
    let tokens = realm.redeem(client, code.code()).expect(200).json();
    (browser, text(&tokens, "id_token").to_owned())
}

fn end_session(realm: &Realm, params: &[(&str, &str)]) -> String {
    let url = url::Url::parse_with_params(&realm.url("/end_session"), params).unwrap();
    url.into()
}

fn is_logged_in(realm: &Realm, client: &Client, browser: &mut Browser) -> bool {
    let answer = browser.visit(&realm.authorize_url(client, &[("prompt", "none")])).answer();
    answer.get("code").is_some()
}

#[test]
fn the_citizens_own_application_ends_the_session_at_once() {
    let (realm, client) = realm_and_client();
    let (mut browser, hint) = signed_in(&realm, &client, adult());
    let state = "s".repeat(128);
    let url = end_session(
        &realm,
        &[("id_token_hint", &hint), ("post_logout_redirect_uri", BYE), ("state", &state)],
    );
    assert!(is_logged_in(&realm, &client, &mut browser));
    let gone = browser.visit(&url);
    assert_eq!(gone.url.as_str(), format!("{BYE}?state={state}"));
    assert!(!is_logged_in(&realm, &client, &mut browser));
    // Again: nobody is logged in, and the application is still served.
    assert_eq!(browser.visit(&url).url.as_str(), format!("{BYE}?state={state}"));
}

#[test]
fn an_expired_hint_still_says_who() {
    let (realm, client) = realm_and_client();
    let (mut browser, hint) = signed_in(&realm, &client, adult());
    realm.advance(3_600);
    let gone =
        browser.visit(&end_session(&realm, &[("id_token_hint", &hint), ("post_logout_redirect_uri", BYE)]));
    assert_eq!(gone.url.as_str(), BYE);
    assert!(!is_logged_in(&realm, &client, &mut browser));
}

#[test]
fn without_a_hint_the_citizen_is_asked() {
    let (realm, client) = realm_and_client();
    for params in [&[][..], &[("state", "s")], &[("client_id", "web")]] {
        let (mut browser, _) = signed_in(&realm, &client, adult());
        let page = browser.visit(&end_session(&realm, params));
        assert!(is_logged_in(&realm, &client, &mut browser), "{params:?}: not before the citizen says so");
        let done = browser.submit(&page, &page.form("logout-form"), "logout", &[]);
        assert!(done.response.text().contains("data-testid=\"logged-out\""));
        assert!(!is_logged_in(&realm, &client, &mut browser), "{params:?}");
    }
}

#[test]
fn a_citizen_who_stays_stays() {
    let (realm, client) = realm_and_client();
    let (mut browser, _) = signed_in(&realm, &client, adult());
    let page = browser.visit(&end_session(&realm, &[]));
    let stayed = browser.submit(&page, &page.form("logout-form"), "cancel", &[]);
    assert!(!stayed.response.text().contains("data-testid=\"logged-out\""));
    assert!(is_logged_in(&realm, &client, &mut browser));
}

#[test]
fn another_site_cannot_log_a_citizen_out() {
    let (realm, client) = realm_and_client();
    let (mut browser, _) = signed_in(&realm, &client, adult());
    let page = browser.visit(&end_session(&realm, &[]));
    let form = page.form("logout-form");
    for csrf in ["", "guessed"] {
        browser.submit(&page, &form, "logout", &[("csrf", csrf)]);
        assert!(is_logged_in(&realm, &client, &mut browser), "{csrf}");
    }
    // A form token of another browser.
    let (mut other, _) = signed_in(&realm, &client, elder());
    other.submit(&page, &form, "logout", &[]);
    assert!(is_logged_in(&realm, &client, &mut other));
}

#[test]
fn another_citizens_hint_does_not_log_this_one_out_unasked() {
    let (realm, client) = realm_and_client();
    let (mut browser, _) = signed_in(&realm, &client, adult());
    let (_, foreign) = signed_in(&realm, &client, elder());
    for params in [
        &[("id_token_hint", foreign.as_str())][..],
        &[("id_token_hint", foreign.as_str()), ("post_logout_redirect_uri", BYE)],
    ] {
        browser.visit(&end_session(&realm, params));
        assert!(is_logged_in(&realm, &client, &mut browser), "{params:?}");
    }
}

#[test]
fn the_browser_goes_to_registered_addresses_only() {
    let (realm, client) = realm_and_client();
    let other =
        realm.web_client("other", &json!({ "post_logout_redirect_uris": ["http://127.0.0.1/other"] }));
    let (mut browser, hint) = signed_in(&realm, &client, adult());
    let header = json!({ "alg": "none" });
    let none = format!("{}.{}.", base64_of(&header.to_string()), hint.split('.').nth(1).unwrap());
    let stranger = Signer::generate().sign(&json!({ "alg": "ES256" }), &crate::foreign::decoded(&hint).1);
    let bye = ("post_logout_redirect_uri", BYE);
    let unregistered = Reason::LogoutUriUnregistered;
    let table = [
        (vec![bye], unregistered),
        (vec![bye, ("client_id", "web")], unregistered),
        (
            vec![
                ("id_token_hint", hint.as_str()),
                ("post_logout_redirect_uri", "http://127.0.0.1/bye?foo=bar"),
            ],
            unregistered,
        ),
        (vec![("id_token_hint", &hint), ("post_logout_redirect_uri", "http://127.0.0.1/bye/")], unregistered),
        (
            vec![("id_token_hint", &hint), ("post_logout_redirect_uri", "https://attacker.example/")],
            unregistered,
        ),
        (vec![("id_token_hint", &hint), ("post_logout_redirect_uri", "javascript:alert(1)")], unregistered),
        (
            vec![("id_token_hint", &hint), ("post_logout_redirect_uri", "http://127.0.0.1/other")],
            unregistered,
        ),
        (vec![("id_token_hint", &hint), ("client_id", &other.id), bye], Reason::IdTokenHintInvalid),
        (vec![("id_token_hint", &none), bye], Reason::IdTokenHintInvalid),
        (vec![("id_token_hint", &stranger), bye], Reason::IdTokenHintInvalid),
        (vec![("id_token_hint", "x"), bye], Reason::IdTokenHintInvalid),
    ];
    for (params, expected) in table {
        let page = browser.visit(&end_session(&realm, &params));
        assert!(!page.is_away(), "{params:?}");
        assert_eq!(reason(&page.response.clone().expect(400)), expected, "{params:?}");
        assert!(is_logged_in(&realm, &client, &mut browser), "{params:?}");
    }
}

fn base64_of(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

#[test]
fn an_access_token_is_no_hint() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let code = realm.sign_in(&mut browser, &client, adult(), &[]);
    let tokens = realm.redeem(&client, code.code()).expect(200).json();
    let hint = [("id_token_hint", text(&tokens, "access_token"))];
    assert_eq!(reason(&browser.visit(&end_session(&realm, &hint)).response), Reason::IdTokenHintInvalid);
}

#[test]
fn a_logout_can_be_posted() {
    let (realm, client) = realm_and_client();
    let (mut browser, hint) = signed_in(&realm, &client, adult());
    let form = [("id_token_hint", hint.as_str()), ("post_logout_redirect_uri", BYE), ("state", "s")];
    let cookie = format!("dd_session_{}={}", realm.name, browser.cookie("dd_session").unwrap());
    let response =
        Request::post(&realm.url("/end_session")).header("cookie", cookie).form(&form).send().expect(303);
    assert_eq!(response.header("location"), Some(format!("{BYE}?state=s").as_str()));
    assert!(!is_logged_in(&realm, &client, &mut browser));
}

#[test]
fn a_logout_ends_what_was_not_meant_to_last() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let mut login = |params: &[(&str, &str)]| {
        let url = realm.authorize_url(&client, params);
        let mut page = browser.visit(&url);
        if page.url.path().ends_with("/login") {
            page = browser.log_in(&page, adult());
        }
        if !page.is_away() {
            page = browser.consent(&page, dinhdanh_harness::Consent::All);
        }
        realm.redeem(&client, page.answer().code()).expect(200).json()
    };
    let online = login(&[]);
    let offline = login(&[("scope", "openid offline_access"), ("prompt", "consent")]);
    // Without the citizen being asked, offline access is not given (OpenID Connect Core section 11).
    let unasked = login(&[("scope", "openid offline_access")]);
    assert_eq!(unasked["scope"], "openid");
    let hint = text(&online, "id_token");
    let page = browser.visit(&end_session(&realm, &[("id_token_hint", hint)]));
    assert!(page.response.text().contains("data-testid=\"logged-out\""));
    for (tokens, refresh, userinfo) in [(&online, 400, 401), (&unasked, 400, 401), (&offline, 200, 200)] {
        assert_eq!(realm.refresh(&client, text(tokens, "refresh_token")).status, refresh);
        assert_eq!(realm.userinfo(text(tokens, "access_token")).status, userinfo);
    }
}
