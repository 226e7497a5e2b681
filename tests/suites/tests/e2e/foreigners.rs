//! A foreigner with a residence card logs in and is asked about like a citizen; organisations are read.

use dinhdanh_harness::{Browser, Consent, Gateway, Realm};
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::ready::ReadyCitizen;
use serde_json::{Value, json};

use crate::support::{
    adult, answered, by_consent, by_law, citizen, instant_realm_and_client, realm_and_client, reason,
    released, text, tokens,
};

fn foreigner() -> &'static ReadyCitizen {
    citizen(&["foreigner", "level-2"])
}

fn register(realm: &Realm, number: &str, as_of: &str) -> Value {
    let path = format!("/citizens/{number}?as_of={as_of}");
    realm.control("GET", &path).send().expect(200).json()["attributes"].clone()
}

#[test]
fn a_foreigner_logs_in_on_the_pages_and_consents_to_what_there_is() {
    let (realm, client) = realm_and_client();
    let mut browser = Browser::default();
    let params = [("scope", "openid profile identity residence"), ("acr_values", "level2")];
    let page = browser.visit(&realm.authorize_url(&client, &params));
    let page = browser.log_in(&page, foreigner());
    let page = browser.consent(&page, Consent::All);
    let issued = realm.redeem(&client, page.answer().code()).expect(200).json();
    let info = realm.userinfo(text(&issued, "access_token")).expect(200).json();
    assert_eq!(
        (&info["name"], &info["birthdate"]),
        (&json!(foreigner().name), &json!(foreigner().birthdate))
    );
    assert_eq!(foreigner().name.split(' ').count(), 2);
    for part in ["family_name", "given_name"] {
        assert!(foreigner().name.split(' ').any(|word| info[part] == word), "{part}");
    }
    assert_ne!(info["nationalities"], json!(["VNM"]));
    assert!(text(&info["identity_card"], "kind").ends_with("_residence_card"), "{info}");
    assert_eq!((&info["identity_card"]["valid"], &info["eid_account"]["level"]), (&json!(true), &json!(2)));
    assert!(info["current_address"].is_object());
    for absent in ["middle_name", "hometown", "household", "relation_to_head"] {
        assert_eq!(info.get(absent), None, "{absent}");
    }
}

#[test]
fn a_partner_is_told_what_applies_to_a_foreigner() {
    let (realm, _) = instant_realm_and_client();
    let justice = realm.partner_token(&realm.partner_client("justice"));
    let asked = ["name", "nationalities", "hometown", "marital_status"];
    let query = by_law(&foreigner().personal_number, "civil-status", &asked);
    let answer = answered(realm.query(&justice, &query));
    assert_eq!(released(&answer), ["name", "nationalities"]);
    assert_eq!(answer["attributes"]["name"]["value"], foreigner().name);
    for row in answer["refused"].as_array().unwrap() {
        assert_eq!(row["reason"], Reason::AttributeAbsent.code(), "{row}");
    }
    let bank = realm.partner_client("bank");
    let opening = [("scope", "openid profile identity"), ("purpose", "account-opening")];
    let issued = tokens(&realm, &bank, foreigner(), &opening);
    let query = by_consent(text(&issued, "access_token"), "account-opening", &["name", "identity_card"]);
    let answer = answered(realm.query(&realm.partner_token(&bank), &query));
    assert_eq!(released(&answer), ["identity_card", "name"]);
}

#[test]
fn a_foreigner_without_a_valid_card_cannot_log_in() {
    let (realm, client) = realm_and_client();
    let number = &foreigner().personal_number;
    // Some day the card has run out or the foreigner has left.
    let locked = |year: &i64| {
        let account = register(&realm, number, &format!("{}-06-01", 2026 + year))["eid_account"].clone();
        account["locked"] == true
    };
    let years = (1..45).find(locked).unwrap();
    realm.advance(years * 366 * 86_400);
    let mut browser = Browser::default();
    let page = browser.visit(&realm.authorize_url(&client, &[]));
    let page = browser.log_in(&page, foreigner());
    assert_eq!(page.error_code().as_deref(), Some(Reason::AccountLocked.code()));
}

#[test]
fn a_realm_with_changes_knows_its_foreigners_and_changes_none() {
    let (realm, client) = instant_realm_and_client();
    let event = |number: &str| {
        let body = json!({ "event": "death" });
        realm.control("POST", &format!("/citizens/{number}/events")).json(&body).send()
    };
    event(&adult().personal_number).expect(201);
    let issued = tokens(&realm, &client, foreigner(), &[("scope", "openid profile")]);
    let info = realm.userinfo(text(&issued, "access_token")).expect(200).json();
    assert_eq!(info["name"], foreigner().name);
    assert_eq!(reason(&event(&foreigner().personal_number).expect(404)), Reason::SubjectUnknown);
}

#[test]
fn organisations_are_read_by_tax_code_and_by_representative() {
    let realm = Gateway::shared().instant_realm();
    let get = |path: &str| realm.control("GET", path).send();
    let listed = get("/organisations").expect(200).json();
    let first = &listed["items"][0];
    let code = text(first, "tax_code");
    assert_eq!(&get(&format!("/organisations/{code}")).expect(200).json(), first);
    let who = text(&first["representative"], "personal_number");
    let represented = get(&format!("/organisations?representative={who}")).expect(200).json();
    assert!(represented["items"].as_array().unwrap().contains(first));
    // The representative's own record says so too.
    let named = register(&realm, who, "2026-06-01")["represented_organisations"].clone();
    assert!(named.as_array().unwrap().iter().any(|one| one["tax_code"] == code), "{named}");
    assert_eq!(
        get(&format!("/organisations?representative={}", foreigner().personal_number)).expect(200).json(),
        json!({ "items": [] })
    );
    for (path, expected) in [
        (format!("/organisations/{code}?as_of=1950-01-01"), Reason::OrganisationUnknown),
        ("/organisations/0100047517".to_owned(), Reason::ParameterInvalid),
        (format!("/organisations/{code}?as_of=today"), Reason::ParameterInvalid),
        ("/organisations?representative=12".to_owned(), Reason::ParameterInvalid),
    ] {
        assert_eq!(reason(&get(&path)), expected, "{path}");
    }
}

#[test]
fn an_organisation_is_represented_by_whom_the_realm_leaves_alive() {
    let (realm, other) = (Gateway::shared().instant_realm(), Gateway::shared().instant_realm());
    let first =
        |realm: &Realm| realm.control("GET", "/organisations").send().expect(200).json()["items"][0].clone();
    let before = first(&realm);
    let (code, who) = (text(&before, "tax_code"), text(&before["representative"], "personal_number"));
    let death = json!({ "event": "death" });
    realm.control("POST", &format!("/citizens/{who}/events")).json(&death).send().expect(201);
    let after = realm.control("GET", &format!("/organisations/{code}")).send().expect(200).json();
    assert!(after["representative"]["personal_number"] != who, "{after}");
    let represented = realm.control("GET", &format!("/organisations?representative={who}")).send();
    assert_eq!(represented.expect(200).json(), json!({ "items": [] }));
    assert_ne!(first(&realm), before);
    assert_eq!(first(&other), before);
}
