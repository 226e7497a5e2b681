//! The pages: logging in, consenting, refusing.

use dinhdanh_harness::{Browser, Consent, Gateway, Realm};
use dinhdanh_protocol::error::Reason;
use serde_json::{Value, json};

use crate::foreign::decoded;
use crate::support::{adult, citizen, elder, realm_and_client, reason, text};

fn id_token(realm: &Realm, client: &dinhdanh_harness::Client, code: &str) -> Value {
    decoded(text(&realm.redeem(client, code).expect(200).json(), "id_token")).1
}

#[test]
fn a_citizen_types_number_and_passcode() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[("scope", "openid profile")]));
    assert!(page.url.path().ends_with("/login"));
    let page = browser.log_in(&page, adult());
    assert!(page.url.path().ends_with("/consent"));
    let answer = browser.consent(&page, Consent::All).answer();
    assert_eq!(answer.get("state"), Some("state-1"));
    assert_eq!(answer.get("iss"), Some(realm.issuer.as_str()), "RFC 9207");
    let claims = id_token(&realm, &client, answer.code());
    assert_eq!(claims["amr"], json!(["pin"]));
    assert_eq!(claims["acr"], "level2");
}

#[test]
fn a_citizen_is_picked_and_the_token_claims_no_proof() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    let number = adult().personal_number.as_str();
    let form = page.form("pick-form");
    assert!(form.buttons.iter().any(|button| button.value == number));
    let page = browser.submit(&page, &form, "", &[("pick", number)]);
    let answer = browser.consent(&page, Consent::All).answer();
    assert_eq!(id_token(&realm, &client, answer.code()).get("amr"), None);
}

#[test]
fn those_who_cannot_log_in_cannot_be_picked() {
    let (realm, client) = realm_and_client();
    let page = Browser::default().visit(&realm.authorize_url(&client, &[]));
    let offered: Vec<_> = page.form("pick-form").buttons.into_iter().map(|button| button.value).collect();
    for unavailable in [&["locked"][..], &["deceased"], &["adult", "no-account"]] {
        assert!(!offered.contains(&citizen(unavailable).personal_number), "{unavailable:?}");
    }
    assert!(offered.contains(&adult().personal_number));
}

#[test]
fn a_date_of_birth_is_typed_as_people_write_it_and_an_impossible_one_is_said() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    let mut search =
        |birthdate: &str| browser.visit(&format!("{}&birthdate={birthdate}", page.url)).response.text();
    let [year, month, day] = adult().birthdate.split('-').collect::<Vec<_>>().try_into().unwrap();
    for written in [&adult().birthdate, &format!("{day}/{month}/{year}"), year] {
        let found = search(written);
        assert!(found.contains("search-results") && !found.contains("nothing-found"), "{written}");
    }
    let refused = search("2026-02-30");
    assert!(refused.contains("2026-02-30") && refused.contains("aria-invalid"), "{refused}");
    assert!(refused.contains("expected a date or a period") && !refused.contains("search-results"));
}

#[test]
fn a_citizen_is_found_by_name_without_accents_and_date_of_birth() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    // Every given name of the nation has a last word; the search folds accents and case.
    let folded = folded(adult().name.split(' ').next_back().unwrap());
    let search = [("q", folded.as_str()), ("birthdate", adult().birthdate.as_str())];
    let results = browser.submit(&page, &page.form("search-form"), "", &search);
    let form = results.form("result-form");
    assert!(form.buttons.iter().any(|button| button.value == adult().personal_number), "{results:?}");
    let page = browser.submit(&results, &form, "", &[("pick", &adult().personal_number)]);
    assert!(page.url.path().ends_with("/consent"));
}

/// Vietnamese letters without their marks.
fn folded(name: &str) -> String {
    let plain = |c: char| match c {
        'à'..='å' | 'ạ'..='ặ' | 'ă' => 'a',
        'è'..='ê' | 'ẹ'..='ệ' => 'e',
        'ì'..='í' | 'ỉ' | 'ị' | 'ĩ' => 'i',
        'ò'..='õ' | 'ọ'..='ợ' | 'ơ' => 'o',
        'ù' | 'ú' | 'ụ'..='ự' | 'ũ' | 'ư' => 'u',
        'ý' | 'ỳ'..='ỹ' => 'y',
        'đ' => 'd',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}

#[test]
fn a_wrong_passcode_is_explained_and_can_be_corrected() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    let wrong = [("personal_number", adult().personal_number.as_str()), ("passcode", "000000")];
    let page = browser.submit(&page, &page.form("login-form"), "login", &wrong);
    assert_eq!(page.error_code().as_deref(), Some("passcode-wrong"));
    assert!(browser.cookie("dd_session").is_none());
    let typed = page.form("login-form").fields;
    assert!(
        typed.contains(&("personal_number".to_owned(), adult().personal_number.clone())),
        "kept as typed"
    );
    assert!(browser.log_in(&page, adult()).url.path().ends_with("/consent"));
}

#[test]
fn who_may_not_log_in_is_told_why() {
    let (realm, client) = realm_and_client();
    let acr = r#"{"id_token":{"acr":{"essential":true,"values":["level2"]}}}"#;
    let table = [
        (citizen(&["deceased"]).personal_number.as_str(), "", "citizen-deceased"),
        (&citizen(&["adult", "no-account"]).personal_number, "", "account-missing"),
        (&citizen(&["locked"]).personal_number, "", "account-locked"),
        (&citizen(&["level-1"]).personal_number, acr, "account-level-too-low"),
        ("901000000000", "", "citizen-unknown"),
        ("12", "", "citizen-unknown"),
        ("", "", "citizen-unknown"),
    ];
    for (number, claims, expected) in table {
        let mut browser = Browser::default();
        let page = browser.visit(&realm.authorize_url(&client, &[("claims", claims)]));
        let typed = [("personal_number", number), ("passcode", dinhdanh_harness::PASSCODE)];
        let page = browser.submit(&page, &page.form("login-form"), "login", &typed);
        assert_eq!(page.error_code().as_deref(), Some(expected), "{number}");
        assert!(browser.cookie("dd_session").is_none(), "{expected}");
    }
    assert_eq!(realm.events("login").len(), 0);
}

#[test]
fn a_citizen_who_leaves_or_refuses_sends_the_client_access_denied() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    let left = browser.submit(&page, &page.form("cancel-form"), "cancel", &[]);
    let page = browser.visit(&realm.authorize_url(&client, &[("scope", "openid profile")]));
    let page = browser.log_in(&page, adult());
    let refused = browser.consent(&page, Consent::Deny);
    for answer in [left.answer(), refused.answer()] {
        assert_eq!(answer.error(), "access_denied");
        assert_eq!(answer.get("state"), Some("state-1"));
        assert_eq!(answer.get("iss"), Some(realm.issuer.as_str()));
        assert_eq!(answer.get("code"), None);
    }
    assert_eq!(realm.events("consent").len(), 0);
}

#[test]
fn consent_is_given_per_attribute_and_nothing_is_ticked_beforehand() {
    let (realm, client) = realm_and_client();
    let claims = r#"{"userinfo":{"birthdate":{"essential":true}}}"#;
    let mut browser = Browser::default();
    let url = realm.authorize_url(&client, &[("scope", "openid profile phone"), ("claims", claims)]);
    let page = browser.visit(&url);
    let page = browser.log_in(&page, adult());
    let form = page.form("consent-form");
    assert_eq!(form.ticked, []);
    assert!(!form.boxes.iter().any(|(_, claim)| claim == "birthdate"), "what is essential is no choice");
    // A box that the page did not offer is not granted by sending it.
    let code = browser.consent(&page, Consent::Chosen(&["gender", "religion"])).answer();
    let tokens = realm.redeem(&client, code.code()).expect(200).json();
    let userinfo = realm.userinfo(text(&tokens, "access_token")).expect(200).json();
    let members: Vec<_> = userinfo.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, ["birthdate", "gender", "sub", "synthetic"]);
}

#[test]
fn a_consent_is_remembered_for_its_client_purpose_and_attributes() {
    let (realm, client) = realm_and_client();
    let other = realm.web_client("other", &json!({}));
    let mut browser = Browser::default();
    let profile = [("scope", "openid profile")];
    realm.sign_in(&mut browser, &client, adult(), &profile);
    let asks = |browser: &mut Browser, client, params: &[(&str, &str)]| {
        !browser.visit(&realm.authorize_url(client, params)).is_away()
    };
    assert!(!asks(&mut browser, &client, &profile), "remembered");
    assert!(asks(&mut browser, &client, &[("scope", "openid profile"), ("prompt", "consent")]));
    assert!(asks(&mut browser, &client, &[("scope", "openid profile phone")]), "another attribute");
    assert!(asks(&mut browser, &client, &[("scope", "openid profile"), ("purpose", "account-opening")]));
    assert!(asks(&mut browser, &other, &profile), "another client");
    // A consent ends after a year; the session before that.
    realm.advance(366 * 86_400);
    let page = browser.visit(&realm.authorize_url(&client, &profile));
    assert!(page.url.path().ends_with("/login"));
    assert!(browser.log_in(&page, adult()).url.path().ends_with("/consent"));
}

#[test]
fn a_refused_voluntary_attribute_is_remembered_too_but_an_essential_one_is_asked_again() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[("scope", "openid phone")]));
    let page = browser.log_in(&page, adult());
    browser.consent(&page, Consent::Chosen(&[])).answer();
    assert!(browser.visit(&realm.authorize_url(&client, &[("scope", "openid phone")])).is_away());
    let essential = r#"{"userinfo":{"phone_number":{"essential":true}}}"#;
    let page = browser.visit(&realm.authorize_url(&client, &[("claims", essential)]));
    assert!(page.url.path().ends_with("/consent"));
}

#[test]
fn a_form_from_another_browser_or_without_its_token_is_refused() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    let form = page.form("login-form");
    let number = [("personal_number", adult().personal_number.as_str())];

    let mut other = Browser::default();
    other.visit(&realm.authorize_url(&client, &[]));
    for stranger in [&mut Browser::default(), &mut other] {
        let refused = stranger.submit(&page, &form, "login", &number).response.expect(403);
        assert_eq!(reason(&refused), Reason::BrowserMismatch);
    }
    for csrf in ["", "x"] {
        let refused = browser.submit(&page, &form, "login", &[("csrf", csrf)]).response.expect(403);
        assert_eq!(reason(&refused), Reason::BrowserMismatch);
    }
    let mut forged = browser.clone();
    forged.forge_cookie("dd_browser", "guessed");
    assert_eq!(forged.visit(page.url.as_str()).response.expect(403).header("location"), None);
    assert_eq!(realm.events("login").len(), 0);
}

#[test]
fn a_login_ends_once_and_in_time() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let login = browser.visit(&realm.authorize_url(&client, &[]));
    let consent = browser.log_in(&login, adult());
    browser.consent(&consent, Consent::All).answer();
    // Back and again: the interaction is used up.
    let again = browser.consent(&consent, Consent::All).response.expect(400);
    assert_eq!(reason(&again), Reason::InteractionUnknown);
    let again = browser.log_in(&login, elder()).response.expect(400);
    assert_eq!(reason(&again), Reason::InteractionUnknown);

    let mut browser = Browser::default();
    let login = browser.visit(&realm.authorize_url(&client, &[]));
    realm.advance(1_801);
    let late = browser.log_in(&login, adult()).response.expect(400);
    assert_eq!(reason(&late), Reason::InteractionUnknown);
}

#[test]
fn the_consent_page_needs_somebody_logged_in() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let login = browser.visit(&realm.authorize_url(&client, &[("scope", "openid profile")]));
    // The same interaction, one page ahead.
    let ahead = login.url.as_str().replace("/login?", "/consent?");
    assert_eq!(reason(&browser.visit(&ahead).response.expect(400)), Reason::InteractionUnknown);
    let form = login.form("cancel-form");
    let mut skipped = form.clone();
    skipped.action = form.action.replace("/login", "/consent");
    let skipped = browser.submit(&login, &skipped, "", &[("allow", "all")]).response.expect(400);
    assert_eq!(reason(&skipped), Reason::InteractionUnknown);
}

#[test]
fn instant_login_needs_the_realm_to_allow_it() {
    let (realm, client) = realm_and_client();
    let hint = [("login_hint", adult().personal_number.as_str())];
    let page = Browser::default().visit(&realm.authorize_url(&client, &hint));
    let typed = page.form("login-form").fields;
    assert!(
        typed.contains(&("personal_number".to_owned(), adult().personal_number.clone())),
        "filled in only"
    );

    let instant = Gateway::shared().instant_realm();
    let client = instant.web_client("web", &json!({}));
    instant.instant(&client, adult(), &[("scope", "openid profile")]).code();
    let unknown =
        Browser::default().visit(&instant.authorize_url(&client, &[("login_hint", "901000000000")]));
    assert_eq!(unknown.answer().error(), "access_denied");
    let without = Browser::default().visit(&instant.authorize_url(&client, &[]));
    assert!(without.url.path().ends_with("/login"), "no hint, no instant login");
}

#[test]
fn the_built_in_application_shows_what_it_was_told() {
    let realm = Gateway::shared().realm();
    let mut browser = Browser::speaking("en");
    let page = browser.visit(&realm.url("/_sim/demo/login"));
    let page = browser.log_in(&page, adult());
    let page = browser.consent(&page, Consent::All);
    assert!(page.url.path().ends_with("/_sim/demo/callback"), "{page:?}");
    let shown = page.response.text();
    assert!(shown.contains(&adult().name) && shown.contains(&realm.issuer), "{shown}");
    // The address holds a used code: opening it again is explained, not believed.
    let again = browser.visit(page.url.as_str());
    assert!(!again.response.text().contains(&adult().name));
}
