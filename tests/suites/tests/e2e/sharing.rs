//! Data sharing: by law and by consent, within the agreement, signed, and explained when refused.

use dinhdanh_harness::{Gateway, NOW, Realm, Request};
use dinhdanh_protocol::error::Reason;
use serde_json::{Value, json};

use crate::foreign::verified;
use crate::support::{adult, answered, by_consent, by_law, citizen, elder, reason, released, text, tokens};

const CLAIM: &str = "health-insurance-claim";

fn refused(answer: &Value) -> Vec<(&str, &str)> {
    let rows = answer["refused"].as_array().into_iter().flatten();
    rows.map(|row| (text(row, "attribute"), text(row, "reason"))).collect()
}

/// A realm with the ministry of health's client and its token.
fn health() -> (Realm, String) {
    let realm = Gateway::shared().instant_realm();
    let token = realm.partner_token(&realm.partner_client("health"));
    (realm, token)
}

#[test]
fn an_answer_by_law_is_signed_and_says_where_each_value_comes_from() {
    let (realm, token) = health();
    let asked = ["name", "birthdate", "blood_group", "religion"];
    let response = realm.query(&token, &by_law(&adult().personal_number, CLAIM, &asked)).expect(200);
    assert_eq!(response.header("content-type"), Some("application/jwt"));
    assert_eq!(response.header("cache-control"), Some("no-store"));
    let jwks = Request::get(&realm.url("/jwks")).send().expect(200).json();
    let (header, answer) = verified(&response.text(), &jwks).expect("a signature that verifies");
    assert_eq!((&header["alg"], &header["typ"]), (&json!("EdDSA"), &json!("attributes+jwt")));
    let expected = [
        ("iss", json!(realm.issuer)),
        ("aud", json!("health")),
        ("iat", json!(NOW)),
        ("exp", json!(NOW + 300)),
        ("synthetic", json!(true)),
        ("purpose", json!(CLAIM)),
        ("legal_basis", json!("law")),
        ("case_reference", json!("CASE-1")),
    ];
    for (member, value) in expected {
        assert_eq!(answer[member], value, "{member}");
    }
    assert_eq!(answer.get("officer"), None, "who asked at the ministry is the log's business");
    assert_eq!(released(&answer), ["birthdate", "blood_group", "name"]);
    assert_eq!(refused(&answer), [("religion", "attribute-not-agreed")]);
    let name = &answer["attributes"]["name"];
    assert_eq!(name["value"], adult().name);
    assert_eq!(name["retrieved_at"], "2026-06-01T00:00:00Z");
    for (attribute, released) in answer["attributes"].as_object().unwrap() {
        assert!(
            !text(released, "source").is_empty() && !text(released, "assurance").is_empty(),
            "{attribute}"
        );
    }
    // The citizen is named by the realm's own identifier, not by the number that was asked with.
    assert!(!answer.to_string().contains(&adult().personal_number));
}

#[test]
fn an_answer_by_consent_stays_within_the_consent() {
    let realm = Gateway::shared().realm();
    let bank = realm.partner_client("bank");
    let mut browser = dinhdanh_harness::Browser::default();
    let params = [("scope", "openid profile phone"), ("purpose", "account-opening")];
    let page = browser.visit(&realm.authorize_url(&bank, &params));
    let page = browser.log_in(&page, adult());
    let code =
        browser.consent(&page, dinhdanh_harness::Consent::Chosen(&["name", "phone_number", "family_name"]));
    let issued = realm.redeem(&bank, code.answer().code()).expect(200).json();
    let asked = ["name", "phone_number", "birthdate", "family_name", "marital_status"];
    let query = by_consent(text(&issued, "access_token"), "account-opening", &asked);
    let answer = answered(realm.query(&realm.partner_token(&bank), &query));
    assert_eq!(released(&answer), ["name", "phone_number"]);
    let expected = [
        ("birthdate", "attribute-not-consented"),
        // Consented to, but not in the agreement.
        ("family_name", "attribute-not-agreed"),
        ("marital_status", "attribute-not-consented"),
    ];
    assert_eq!(refused(&answer), expected);
}

#[test]
fn consent_is_to_one_client_and_one_purpose_and_ends_with_its_token() {
    let realm = Gateway::shared().instant_realm();
    let (bank, telecom) = (realm.partner_client("bank"), realm.partner_client("telecom"));
    let opening = [("scope", "openid profile"), ("purpose", "account-opening")];
    let issued = tokens(&realm, &bank, adult(), &opening);
    let access = text(&issued, "access_token");
    let (bank_token, telecom_token) = (realm.partner_token(&bank), realm.partner_token(&telecom));
    let ask = |token: &str, purpose: &str| realm.query(token, &by_consent(access, purpose, &["name"]));
    ask(&bank_token, "account-opening").expect(200);
    assert_eq!(reason(&ask(&bank_token, "login").expect(403)), Reason::ConsentOtherPurpose);
    assert_eq!(reason(&ask(&telecom_token, "login").expect(403)), Reason::ConsentTokenInvalid);
    assert_eq!(reason(&ask(&bank_token, "subscriber-verification").expect(403)), Reason::PurposeNotAgreed);
    // A partner's own token is no citizen's; the asker's own authentication is not at fault.
    let own = by_consent(&bank_token, "account-opening", &["name"]);
    assert_eq!(reason(&realm.query(&bank_token, &own).expect(403)), Reason::ConsentTokenInvalid);
    // The grant is revoked: nothing is answered on its strength any more.
    let code = realm.instant(&bank, adult(), &opening);
    let second = realm.redeem(&bank, code.code()).expect(200).json();
    realm.redeem(&bank, code.code()).expect(400);
    let query = by_consent(text(&second, "access_token"), "account-opening", &["name"]);
    assert_eq!(reason(&realm.query(&bank_token, &query).expect(403)), Reason::ConsentTokenInvalid);
    realm.advance(900);
    let late = realm.query(&realm.partner_token(&bank), &by_consent(access, "account-opening", &["name"]));
    assert_eq!(reason(&late.expect(403)), Reason::ConsentTokenInvalid);
}

#[test]
fn an_agreement_holds_from_its_first_day_to_its_last_in_vietnam() {
    let (realm, _) = health();
    let ask = |at: &str| {
        realm.freeze(at);
        let token = realm.partner_token(&realm.partner_client("health"));
        realm.query(&token, &by_law(&elder().personal_number, CLAIM, &["name", "date_of_death"]))
    };
    // 17:00 UTC is midnight in Vietnam.
    for outside in ["2025-06-30T16:59:59Z", "2030-06-30T17:00:00Z"] {
        assert_eq!(reason(&ask(outside).expect(403)), Reason::AgreementExpired, "{outside}");
    }
    for inside in ["2025-06-30T17:00:00Z", "2030-06-30T16:59:59Z"] {
        ask(inside).expect(200);
    }
}

#[test]
fn of_the_dead_only_the_death_is_told() {
    let (realm, token) = health();
    let dead = &citizen(&["deceased"]).personal_number;
    let ask = |asked: &[&str]| realm.query(&token, &by_law(dead, CLAIM, asked));
    assert_eq!(reason(&ask(&["name", "birthdate"]).expect(403)), Reason::SubjectDeceased);
    let answer = answered(ask(&["name", "date_of_death", "blood_group"]));
    assert_eq!(released(&answer), ["date_of_death", "name"]);
    assert_eq!(refused(&answer), [("blood_group", "subject-deceased")]);
    // The living have no such date, and the answer says that there is none rather than nothing.
    let living =
        answered(realm.query(&token, &by_law(&adult().personal_number, CLAIM, &["name", "date_of_death"])));
    assert_eq!(refused(&living), [("date_of_death", "attribute-absent")]);
}

#[test]
fn who_may_not_ask_does_not_learn_whether_a_number_exists() {
    let (realm, token) = health();
    let nobody = "901000000000";
    let ask = |number: &str, purpose: &str| realm.query(&token, &by_law(number, purpose, &["name"]));
    assert_eq!(reason(&ask(nobody, CLAIM).expect(404)), Reason::SubjectUnknown);
    let (there, not_there) =
        (ask(&adult().personal_number, "tax-registration"), ask(nobody, "tax-registration"));
    assert_eq!(reason(&there), Reason::PurposeNotAgreed);
    let without_id = |response: dinhdanh_harness::Response| {
        let mut body = response.expect(403).json();
        body["request_id"] = Value::Null;
        body
    };
    assert_eq!(without_id(there), without_id(not_there));
    let unagreed = |number: &str| realm.query(&token, &by_law(number, CLAIM, &["religion"]));
    assert_eq!(
        unagreed(&adult().personal_number).status,
        unagreed(nobody).status,
        "nothing agreed was asked"
    );
}

#[test]
fn a_refusal_is_a_problem_document_that_teaches() {
    let (realm, token) = health();
    let response = realm.query(&token, &by_law(&adult().personal_number, CLAIM, &["religion"])).expect(403);
    assert_eq!(response.header("content-type"), Some("application/problem+json"));
    let problem = response.json();
    for member in ["type", "title", "title_vi", "detail", "code", "rule", "remedy", "remedy_vi", "request_id"]
    {
        assert!(!text(&problem, member).is_empty(), "{member}");
    }
    assert_eq!(problem["request_id"], response.header("x-request-id").unwrap());
    assert_eq!(problem["refused"][0]["attribute"], "religion");
    assert!(!problem.to_string().contains(&adult().personal_number));
}

#[test]
fn legal_basis_and_subject_go_together() {
    let realm = Gateway::shared().instant_realm();
    let health = realm.partner_client("health");
    let token = realm.partner_token(&health);
    let issued = tokens(&realm, &health, adult(), &[("scope", "openid profile")]);
    let law = |mut query: Value, basis: &str| {
        query["legal_basis"] = json!(basis);
        reason(&realm.query(&token, &query).expect(403))
    };
    let number = &adult().personal_number;
    let by_token = by_consent(text(&issued, "access_token"), "login", &["name"]);
    assert_eq!(law(by_law(number, CLAIM, &["name"]), "consent"), Reason::LegalBasisNotAgreed);
    assert_eq!(law(by_token, "law"), Reason::LegalBasisNotAgreed);
    // The agreement has this purpose on the basis of consent only.
    assert_eq!(law(by_law(number, "health-book", &["name"]), "law"), Reason::LegalBasisNotAgreed);
}

#[test]
fn a_withdrawn_consent_ends_at_once_and_for_its_purpose_only() {
    let realm = Gateway::shared().instant_realm();
    let bank = realm.partner_client("bank");
    let token = realm.partner_token(&bank);
    let login = |purpose: &str| {
        let params = [("scope", "openid profile"), ("purpose", purpose)];
        text(&tokens(&realm, &bank, adult(), &params), "access_token").to_owned()
    };
    let (opening, signing_in) = (login("account-opening"), login("login"));
    let ask = |access: &str, purpose: &str| realm.query(&token, &by_consent(access, purpose, &["name"]));
    let withdraw = |body: Value| realm.control("POST", "/withdrawals").json(&body).send().expect(200).json();
    let number = &adult().personal_number;
    let one = json!({ "personal_number": number, "client_id": "bank", "purpose": "account-opening" });
    assert_eq!(withdraw(one.clone())["consents"], 1);
    assert_eq!(reason(&ask(&opening, "account-opening").expect(403)), Reason::ConsentTokenInvalid);
    assert_eq!(realm.userinfo(&opening).status, 401);
    ask(&signing_in, "login").expect(200);
    // Nobody else's, and nothing twice.
    assert_eq!(withdraw(one)["consents"], 0);
    assert_eq!(
        withdraw(json!({ "personal_number": elder().personal_number, "client_id": "bank" }))["consents"],
        0
    );
    assert_eq!(withdraw(json!({ "personal_number": number, "client_id": "bank" }))["consents"], 1);
    assert_eq!(reason(&ask(&signing_in, "login").expect(403)), Reason::ConsentTokenInvalid);
}

#[test]
fn a_narrower_consent_holds_for_tokens_that_were_issued_before() {
    let realm = Gateway::shared().realm();
    let bank = realm.partner_client("bank");
    let token = realm.partner_token(&bank);
    let mut browser = dinhdanh_harness::Browser::default();
    let params = [("scope", "openid profile"), ("purpose", "account-opening"), ("prompt", "consent")];
    let mut consent = |consent| {
        let mut page = browser.visit(&realm.authorize_url(&bank, &params));
        if page.url.path().ends_with("/login") {
            page = browser.log_in(&page, adult());
        }
        let code = browser.consent(&page, consent).answer();
        text(&realm.redeem(&bank, code.code()).expect(200).json(), "access_token").to_owned()
    };
    let first = consent(dinhdanh_harness::Consent::All);
    let ask = |access: &str| {
        let query = by_consent(access, "account-opening", &["name", "birthdate"]);
        let answer = answered(realm.query(&token, &query));
        released(&answer).iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ask(&first), ["birthdate", "name"]);
    let second = consent(dinhdanh_harness::Consent::Chosen(&["name"]));
    assert_eq!(ask(&second), ["name"]);
    assert_eq!(ask(&first), ["name"], "the citizen has changed their mind");
    assert_eq!(realm.userinfo(&first).expect(200).json().get("birthdate"), None);
}

#[test]
fn a_partners_login_stays_within_its_agreement() {
    let realm = Gateway::shared().realm();
    let bank = realm.partner_client("bank");
    let begin = |params: &[(&str, &str)]| {
        dinhdanh_harness::Browser::default().visit(&realm.authorize_url(&bank, params))
    };
    for purpose in ["health-book", "civil-status", "anything-else"] {
        let refused = begin(&[("purpose", purpose)]);
        assert_eq!(refused.answer().error(), "access_denied", "{purpose}");
        assert_eq!(reason(&refused.response), Reason::PurposeNotAgreed, "{purpose}");
    }
    // What the clause does not name is not even shown to the citizen.
    let claims = r#"{"userinfo":{"religion":{"essential":true},"marital_status":null}}"#;
    let mut browser = dinhdanh_harness::Browser::default();
    let page =
        browser.visit(&realm.authorize_url(&bank, &[("purpose", "account-opening"), ("claims", claims)]));
    let page = browser.log_in(&page, adult());
    let offered: Vec<_> = page.form("consent-form").boxes.into_iter().map(|(_, claim)| claim).collect();
    assert_eq!(offered, ["marital_status"]);
    assert!(!page.response.text().contains("essential-religion"));
}

#[test]
fn an_amended_agreement_holds_at_once_in_its_realm() {
    let (realm, token) = health();
    let (other, other_token) = health();
    let listed = realm.control("GET", "/agreements").send().expect(200).json();
    let agreements = listed["items"].as_array().unwrap();
    assert!(agreements.len() >= 12);
    let mut own = agreements.iter().find(|agreement| agreement["partner"] == "health").unwrap().clone();
    let clause =
        own["clauses"].as_array_mut().unwrap().iter_mut().find(|clause| clause["purpose"] == CLAIM).unwrap();
    clause["attributes"] = json!(["religion"]);
    realm.control("PUT", "/agreements/health").json(&own).send().expect(204);
    realm.control("PUT", "/agreements/justice").json(&own).send().expect(400);
    let ask = |realm: &Realm, token: &str| {
        let answer =
            answered(realm.query(token, &by_law(&adult().personal_number, CLAIM, &["name", "religion"])));
        released(&answer).iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ask(&realm, &token), ["religion"]);
    assert_eq!(ask(&other, &other_token), ["name"]);
}

#[test]
fn the_seeded_clients_of_every_realm_work_as_they_stand() {
    for realm in [Gateway::shared().default_realm(), Gateway::shared().realm()] {
        seeded_clients_get_tokens(&realm);
    }
}

fn seeded_clients_get_tokens(realm: &Realm) {
    let ready: dinhdanh_protocol::ready::ReadyFile =
        serde_json::from_value(realm.control("GET", "/ready").send().expect(200).json()).unwrap();
    assert_eq!(ready.issuer, realm.issuer);
    for client in ready.clients.iter().filter(|client| client.scope.contains("attributes")) {
        let Some(secret) = &client.client_secret else { continue };
        let credentials = match client.token_endpoint_auth_method {
            dinhdanh_protocol::oauth::ClientAuthMethod::ClientSecretBasic => {
                dinhdanh_harness::Credentials::Basic(secret.clone())
            }
            _ => dinhdanh_harness::Credentials::Post(secret.clone()),
        };
        let redirect_uri = client.redirect_uris[0].clone();
        let client = dinhdanh_harness::Client { id: client.client_id.clone(), redirect_uri, credentials };
        realm.partner_token(&client);
    }
}
