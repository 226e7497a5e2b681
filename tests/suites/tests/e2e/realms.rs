//! Realms share nothing: what one issued means nothing in another, clocks differ, and a realm can be emptied.

use dinhdanh_harness::{Browser, FROZEN_AT, Gateway, Request};
use dinhdanh_protocol::error::Reason;
use serde_json::json;

use crate::foreign::decoded;
use crate::support::{adult, by_consent, by_law, instant_realm_and_client, reason, text, tokens};

#[test]
fn what_one_realm_issued_is_nothing_in_another() {
    let (here, client) = instant_realm_and_client();
    let there = Gateway::shared().instant_realm();
    // The same client with the same secret: only the realm differs.
    there.web_client("web", &json!({}));
    let partner = here.partner_client("justice");
    let same = |client: &dinhdanh_harness::Client| {
        let dinhdanh_harness::Credentials::Basic(secret) = &client.credentials else { panic!("a secret") };
        let settings =
            json!({ "client_secret": secret, "partner": (client.id == "justice").then_some("justice") });
        there.register(&client.id, &settings);
    };
    same(&client);
    same(&partner);

    let issued = tokens(&here, &client, adult(), &[]);
    let access = text(&issued, "access_token");
    assert_eq!(reason(&there.userinfo(access).expect(401)), Reason::TokenInvalid);
    let refresh = there.refresh(&client, text(&issued, "refresh_token")).expect(400);
    assert_eq!(reason(&refresh), Reason::RefreshTokenUnknown);
    let code = here.instant(&client, adult(), &[]);
    assert_eq!(reason(&there.redeem(&client, code.code()).expect(400)), Reason::CodeUnknown);

    let law = by_law(&adult().personal_number, "civil-status", &["name"]);
    let foreign = here.partner_token(&partner);
    assert_eq!(reason(&there.query(&foreign, &law).expect(401)), Reason::TokenInvalid);
    let citizen = tokens(&here, &partner, adult(), &[("scope", "openid profile")]);
    let consent = by_consent(text(&citizen, "access_token"), "login", &["name"]);
    let refused = there.query(&there.partner_token(&partner), &consent).expect(403);
    assert_eq!(reason(&refused), Reason::ConsentTokenInvalid);

    let hint = url::Url::parse_with_params(
        &there.url("/end_session"),
        [("id_token_hint", text(&issued, "id_token"))],
    );
    let page = Browser::default().visit(hint.unwrap().as_str());
    assert_eq!(reason(&page.response.expect(400)), Reason::IdTokenHintInvalid);
    // And the citizen cannot be followed from one to the other.
    let sub = |realm: &dinhdanh_harness::Realm| {
        decoded(text(&tokens(realm, &client, adult(), &[]), "id_token")).1["sub"].clone()
    };
    assert_ne!(sub(&here), sub(&there));
}

#[test]
fn a_session_of_one_realm_is_none_in_another() {
    let (here, there) = (Gateway::shared().realm(), Gateway::shared().realm());
    let client = here.web_client("web", &json!({}));
    let mut browser = Browser::default();
    here.sign_in(&mut browser, &client, adult(), &[]);
    there.web_client("web", &json!({}));
    let none = [("prompt", "none")];
    assert_eq!(browser.visit(&there.authorize_url(&client, &none)).answer().error(), "login_required");
    // Even when the cookie is renamed and sent along by hand.
    let cookie = browser.cookie(&format!("dd_session_{}", here.name)).unwrap();
    let request = Request::get(&there.authorize_url(&client, &none));
    let answer = request.header("cookie", format!("dd_session_{}={cookie}", there.name)).send().expect(303);
    assert_eq!(reason(&answer), Reason::LoginRequired);
    browser.visit(&here.authorize_url(&client, &none)).answer().code();
}

#[test]
fn clocks_are_moved_one_by_one() {
    let (here, client) = instant_realm_and_client();
    let (there, other) = instant_realm_and_client();
    let (mine, yours) = (tokens(&here, &client, adult(), &[]), tokens(&there, &other, adult(), &[]));
    here.advance(1_000);
    here.userinfo(text(&mine, "access_token")).expect(401);
    there.userinfo(text(&yours, "access_token")).expect(200);
    let now =
        |realm: &dinhdanh_harness::Realm| realm.control("GET", "").send().expect(200).json()["now"].clone();
    assert_eq!((now(&here), now(&there)), (json!("2026-06-01T00:16:40Z"), json!(FROZEN_AT)));
    // Back in time the token is not yet valid, or valid again: time is what the clock says.
    here.freeze("2026-05-31T23:59:59Z");
    assert_eq!(reason(&here.userinfo(text(&mine, "access_token")).expect(401)), Reason::TokenInvalid);
    here.freeze(FROZEN_AT);
    here.userinfo(text(&mine, "access_token")).expect(200);
}

#[test]
fn a_reset_forgets_everything_that_happened() {
    let (realm, client) = instant_realm_and_client();
    let issued = tokens(&realm, &client, adult(), &[("scope", "openid profile")]);
    assert!(!realm.audit().is_empty());
    realm.advance(60);
    let view = realm.control("POST", "/reset").send().expect(200).json();
    assert_eq!((&view["login"], &view["now"]), (&json!("instant"), &json!(FROZEN_AT)), "as it was created");
    assert_eq!(realm.audit(), Vec::<serde_json::Value>::new());
    assert_eq!(
        reason(&realm.refresh(&client, text(&issued, "refresh_token")).expect(401)),
        Reason::ClientUnknown
    );
    let refused = realm.userinfo(text(&issued, "access_token")).expect(401);
    assert_eq!(reason(&refused), Reason::TokenRevoked);
}

#[test]
fn a_deleted_realm_is_gone_and_its_successor_knows_nothing_of_it() {
    let gateway = Gateway::shared();
    let realm = gateway.instant_realm();
    let partner = realm.partner_client("justice");
    let token = realm.partner_token(&partner);
    let query = by_law(&adult().personal_number, "civil-status", &["name"]);
    realm.query(&token, &query).expect(200);
    realm.control("DELETE", "").send().expect(204);
    assert_eq!(reason(&realm.query(&token, &query).expect(404)), Reason::RealmUnknown);
    assert_eq!(Request::get(&realm.url("/jwks")).send().status, 404);

    // Another realm of the same name has other keys: it must not know the token, not even from a cache.
    let control = &gateway.ready.control;
    let again = json!({ "name": realm.name, "frozen_at": FROZEN_AT });
    Request::post(&format!("{}/realms", control.url)).bearer(&control.token).json(&again).send().expect(201);
    realm.partner_client("justice");
    assert_eq!(reason(&realm.query(&token, &query).expect(401)), Reason::TokenInvalid);
}

#[test]
fn names_are_taken_once_and_the_default_realm_stays() {
    let gateway = Gateway::shared();
    let realm = gateway.realm();
    let control = &gateway.ready.control;
    let create = |name: &str| {
        let request = Request::post(&format!("{}/realms", control.url)).bearer(&control.token);
        request.json(&json!({ "name": name })).send()
    };
    assert_eq!(reason(&create(&realm.name).expect(409)), Reason::RealmExists);
    assert_eq!(reason(&create("default").expect(409)), Reason::RealmExists);
    assert_eq!(reason(&create("Not a name").expect(400)), Reason::ParameterInvalid);
    let refused = gateway.default_realm().control("DELETE", "").send().expect(409);
    assert_eq!(reason(&refused), Reason::RealmProtected);
}

#[test]
fn the_default_realm_answers_at_the_root_only() {
    let gateway = Gateway::shared();
    let issuer = &gateway.ready.issuer;
    let configuration = |at: &str| Request::get(&format!("{at}/.well-known/openid-configuration")).send();
    assert_eq!(configuration(issuer).expect(200).json()["issuer"], *issuer);
    let nested = configuration(&format!("{issuer}/r/default"));
    // An issuer has one address (OpenID Connect Discovery section 4.3).
    assert!(nested.status == 404 || nested.json()["issuer"] == format!("{issuer}/r/default"), "{nested:?}");
    assert_eq!(configuration(&format!("{issuer}/r/nobody")).status, 404);
}
