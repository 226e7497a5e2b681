//! The audit log: written before an answer leaves, complete, in order, and without a value in it.

use dinhdanh_harness::{Browser, Consent, Gateway};
use serde_json::{Value, json};

use crate::support::{adult, answered, by_law, citizen, realm_and_client, text};

fn kinds(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| text(&line["event"], "event")).collect()
}

#[test]
fn a_disclosure_begins_before_it_ends_and_the_answer_names_it() {
    let realm = Gateway::shared().instant_realm();
    let token = realm.partner_token(&realm.partner_client("justice"));
    let query =
        by_law(&adult().personal_number, "civil-status", &["name", "spouse", "email", "date_of_death"]);
    let answer = answered(realm.query(&token, &query));
    let log = realm.audit();
    assert_eq!(kinds(&log), ["disclosure_begun", "disclosure_completed"]);
    assert_eq!(answer["txn"], log[0]["sequence"].to_string());
    let begun = &log[0]["event"];
    let expected = [
        ("client", json!("justice")),
        ("partner", json!("justice")),
        ("purpose", json!("civil-status")),
        ("legal_basis", json!("law")),
        ("case_reference", json!("CASE-1")),
        ("officer", json!("officer-1")),
        ("sub", answer["sub"].clone()),
        ("attributes", json!(["name", "spouse", "date_of_death"])),
        ("refused", json!([["email", "attribute-not-agreed"]])),
    ];
    for (member, value) in expected {
        assert_eq!(begun[member], value, "{member}");
    }
    let completed = json!({ "event": "disclosure_completed", "begun": log[0]["sequence"], "released": 2 });
    assert_eq!(log[1]["event"], completed);
}

#[test]
fn a_refused_query_stands_in_the_log_too() {
    let realm = Gateway::shared().instant_realm();
    let token = realm.partner_token(&realm.partner_client("justice"));
    let dead = &citizen(&["deceased"]).personal_number;
    for (number, purpose, asked) in [
        (adult().personal_number.as_str(), "tax-registration", "name"),
        (&adult().personal_number, "civil-status", "email"),
        ("901000000000", "civil-status", "name"),
        (dead, "civil-status", "name"),
    ] {
        realm.query(&token, &by_law(number, purpose, &[asked]));
    }
    let reasons: Vec<_> =
        realm.events("disclosure_refused").iter().map(|event| event["reason"].clone()).collect();
    assert_eq!(
        reasons,
        ["purpose-not-agreed", "attribute-not-agreed", "subject-unknown", "subject-deceased"]
    );
    assert_eq!(realm.audit().len(), 4);
}

#[test]
fn a_login_a_consent_and_a_reading_of_userinfo_stand_in_the_log_without_a_gap() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[("scope", "openid profile")]));
    let page = browser.log_in(&page, adult());
    let code = browser.consent(&page, Consent::Chosen(&["name"])).answer();
    let issued = realm.redeem(&client, code.code()).expect(200).json();
    realm.userinfo(text(&issued, "access_token")).expect(200);
    let log = realm.audit();
    assert_eq!(kinds(&log), ["login", "consent", "userinfo"]);
    let sequences: Vec<_> = log.iter().map(|line| line["sequence"].as_u64().unwrap()).collect();
    assert_eq!(sequences, [1, 2, 3]);
    assert_eq!(log[1]["event"]["granted"], json!(["name"]));
    assert_eq!(log[2]["event"]["attributes"], json!(["name"]), "what the citizen granted");
    assert!(log.iter().all(|line| line["at"] == "2026-06-01T00:00:00Z"), "the realm's time");
}

#[test]
fn what_an_id_token_shows_stands_in_the_log() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let claims = [("claims", r#"{"id_token":{"birthdate":null,"gender":null}}"#)];
    let page = browser.visit(&realm.authorize_url(&client, &claims));
    let page = browser.log_in(&page, adult());
    let code = browser.consent(&page, Consent::Chosen(&["birthdate"])).answer();
    let issued = realm.redeem(&client, code.code()).expect(200).json();
    realm.refresh(&client, text(&issued, "refresh_token")).expect(200);
    let shown = realm.events("id_token");
    assert_eq!(shown.len(), 2, "at the exchange and at the refresh");
    assert!(
        shown.iter().all(|event| event["attributes"] == json!(["birthdate"]) && event["client"] == "web")
    );
}

#[test]
fn the_log_holds_neither_numbers_nor_values_nor_secrets() {
    let realm = Gateway::shared().instant_realm();
    let partner = realm.partner_client("justice");
    let token = realm.partner_token(&partner);
    let asked = ["personal_number", "name", "birthdate", "permanent_address", "mother"];
    let answer = answered(realm.query(&token, &by_law(&adult().personal_number, "civil-status", &asked)));
    let code = realm.instant(&partner, adult(), &[("scope", "openid profile")]);
    let issued = realm.redeem(&partner, code.code()).expect(200).json();
    realm.userinfo(text(&issued, "access_token")).expect(200);
    let log = Value::from(realm.audit()).to_string();
    let mut secrets = vec![adult().personal_number.clone(), adult().name.clone(), adult().birthdate.clone()];
    secrets.push(answer["attributes"]["permanent_address"]["value"]["text"].to_string());
    for name in ["access_token", "refresh_token", "id_token"] {
        secrets.push(text(&issued, name).to_owned());
    }
    for secret in secrets {
        assert!(!log.contains(secret.trim_matches('"')), "`{secret}` stands in the log");
    }
}

#[test]
fn the_log_is_read_in_pages() {
    let realm = Gateway::shared().instant_realm();
    let token = realm.partner_token(&realm.partner_client("justice"));
    for _ in 0..3 {
        realm.query(&token, &by_law(&adult().personal_number, "civil-status", &["name"])).expect(200);
    }
    let page = |query: &str| {
        let page = realm.control("GET", &format!("/audit{query}")).send().expect(200).json();
        let items = page["items"].as_array().unwrap().clone();
        items.iter().map(|line| line["sequence"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(page(""), [1, 2, 3, 4, 5, 6]);
    assert_eq!(page("?from=3&limit=2"), [3, 4]);
    assert!(page("?from=7").is_empty());
    realm.control("GET", "/audit?from=first").send().expect(400);
}
