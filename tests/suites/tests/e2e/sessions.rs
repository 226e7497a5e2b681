//! Sessions: `prompt`, `max_age`, `id_token_hint`, and their end.

use dinhdanh_harness::{Browser, Client, Realm, Visit};
use dinhdanh_protocol::ready::ReadyCitizen;
use serde_json::Value;

use crate::foreign::decoded;
use crate::support::{adult, elder, realm_and_client, text};

/// A browser in which a citizen has logged in and consented, with the ID token of that.
fn signed_in(realm: &Realm, client: &Client, citizen: &ReadyCitizen) -> (Browser, String) {
    let mut browser = Browser::default();
    let code = realm.sign_in(&mut browser, client, citizen, &[]);
    let tokens = realm.redeem(client, code.code()).expect(200).json();
    (browser, text(&tokens, "id_token").to_owned())
}

fn claims_of(realm: &Realm, client: &Client, visit: &Visit) -> Value {
    let tokens = realm.redeem(client, visit.answer().code()).expect(200).json();
    decoded(text(&tokens, "id_token")).1
}

fn is_login(visit: &Visit) -> bool {
    visit.url.path().ends_with("/login")
}

#[test]
fn prompt_none_shows_nothing_and_says_what_is_missing() {
    let (realm, client) = realm_and_client();
    let none = realm.authorize_url(&client, &[("prompt", "none")]);
    assert_eq!(Browser::default().visit(&none).answer().error(), "login_required");
    let (mut browser, token) = signed_in(&realm, &client, adult());
    realm.advance(5);
    let (before, after) = (decoded(&token).1, claims_of(&realm, &client, &browser.visit(&none)));
    for same in ["sub", "auth_time", "sid"] {
        assert_eq!(before[same], after[same], "{same}");
    }
    let more = realm.authorize_url(&client, &[("prompt", "none"), ("scope", "openid email")]);
    assert_eq!(browser.visit(&more).answer().error(), "consent_required");
}

#[test]
fn prompt_login_and_select_account_ask_again_and_time_moves_on() {
    let (realm, client) = realm_and_client();
    for prompt in ["login", "select_account", "login consent"] {
        let (mut browser, token) = signed_in(&realm, &client, adult());
        realm.advance(10);
        let page = browser.visit(&realm.authorize_url(&client, &[("prompt", prompt)]));
        assert!(is_login(&page), "{prompt}");
        let mut page = browser.log_in(&page, adult());
        if prompt.contains("consent") {
            page = browser.consent(&page, dinhdanh_harness::Consent::All);
        }
        let again = claims_of(&realm, &client, &page);
        let first = decoded(&token).1["auth_time"].as_i64().unwrap();
        assert_eq!(again["auth_time"].as_i64().unwrap(), first + 10, "{prompt}");
    }
}

#[test]
fn max_age_counts_from_the_login() {
    let (realm, client) = realm_and_client();
    let (mut browser, _) = signed_in(&realm, &client, adult());
    let mut logs_in =
        |seconds: &str| is_login(&browser.visit(&realm.authorize_url(&client, &[("max_age", seconds)])));
    assert!(!logs_in("10"));
    assert!(logs_in("0"), "the same as prompt=login");
    realm.advance(11);
    assert!(logs_in("10"));
    assert!(!logs_in("11"));
    assert!(!logs_in("9223372036854775807"));
    let too_old = realm.authorize_url(&client, &[("max_age", "10"), ("prompt", "none")]);
    assert_eq!(browser.visit(&too_old).answer().error(), "login_required");
}

#[test]
fn an_id_token_hint_says_who_is_meant_even_when_expired() {
    let (realm, client) = realm_and_client();
    let (mut browser, own) = signed_in(&realm, &client, adult());
    let (_, other) = signed_in(&realm, &client, elder());
    realm.advance(3_600);
    let hinted = |hint: &str, prompt: &str| {
        realm.authorize_url(&client, &[("id_token_hint", hint), ("prompt", prompt)])
    };
    browser.visit(&hinted(&own, "none")).answer().code();
    assert_eq!(browser.visit(&hinted(&other, "none")).answer().error(), "login_required");
    // With pages: the other citizen is asked to log in, and the wrong one is not taken instead.
    let page = browser.visit(&hinted(&other, ""));
    assert!(is_login(&page));
    assert_eq!(browser.log_in(&page, adult()).answer().error(), "login_required");
    let page = browser.visit(&hinted(&other, ""));
    browser.log_in(&page, elder()).answer().code();
}

#[test]
fn a_demanded_subject_is_nobody_else() {
    let (realm, client) = realm_and_client();
    let (mut browser, _) = signed_in(&realm, &client, adult());
    let (_, other) = signed_in(&realm, &client, elder());
    let claims = format!(r#"{{"id_token":{{"sub":{{"value":{}}}}}}}"#, decoded(&other).1["sub"]);
    let url = realm.authorize_url(&client, &[("claims", &claims), ("prompt", "none")]);
    assert_eq!(browser.visit(&url).answer().error(), "login_required");
}

#[test]
fn a_session_ends_after_half_a_day() {
    let (realm, client) = realm_and_client();
    let (mut browser, _) = signed_in(&realm, &client, adult());
    let none = realm.authorize_url(&client, &[("prompt", "none")]);
    realm.advance(12 * 3_600 - 1);
    browser.visit(&none).answer().code();
    realm.advance(2);
    assert_eq!(browser.visit(&none).answer().error(), "login_required");
}

#[test]
fn a_guessed_session_cookie_is_nobody() {
    let (realm, client) = realm_and_client();
    let (mut browser, token) = signed_in(&realm, &client, adult());
    let sid = decoded(&token).1["sid"].as_str().unwrap().to_owned();
    for guess in ["x", sid.as_str()] {
        browser.forge_cookie("dd_session", guess);
        let none = realm.authorize_url(&client, &[("prompt", "none")]);
        assert_eq!(browser.visit(&none).answer().error(), "login_required", "{guess}");
    }
}

#[test]
fn an_instant_login_is_nobody_else_than_demanded() {
    let realm = dinhdanh_harness::Gateway::shared().instant_realm();
    let client = realm.web_client("web", &serde_json::json!({}));
    let code = realm.instant(&client, elder(), &[]);
    let other = text(&realm.redeem(&client, code.code()).expect(200).json(), "id_token").to_owned();
    assert_eq!(realm.instant(&client, adult(), &[("id_token_hint", &other)]).error(), "login_required");
    realm.instant(&client, elder(), &[("id_token_hint", &other)]).code();
}
