//! Never more than asked, agreed and consented to: over random questions and consents.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use dinhdanh_harness::{Browser, Client, Consent, Gateway, Realm};
use dinhdanh_protocol::Attribute;
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::Value;

use crate::support::{adult, answered, by_consent, by_law, reason, released, text};

const PURPOSE: &str = "account-opening";

/// What the seeded agreement of the bank gives for the purpose.
const AGREED: [&str; 14] = [
    "personal_number",
    "name",
    "birthdate",
    "gender",
    "nationalities",
    "permanent_address",
    "current_address",
    "identity_card",
    "phone_number",
    "marital_status",
    "occupation",
    "employment",
    "loans",
    "credit_score",
];

fn names() -> Vec<&'static str> {
    Attribute::ALL.iter().map(|attribute| attribute.name()).collect()
}

fn some() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(names(), 1..=Attribute::ALL.len())
}

struct Bank {
    realm: Realm,
    client: Client,
    token: String,
}

/// One realm for all cases: a case is a new browser, and its consent replaces the one before.
fn bank() -> &'static Bank {
    static BANK: OnceLock<Bank> = OnceLock::new();
    BANK.get_or_init(|| {
        let realm = Gateway::shared().realm();
        let client = realm.partner_client("bank");
        let token = realm.partner_token(&client);
        Bank { realm, client, token }
    })
}

/// An access token behind which stands the consent to exactly these.
fn consented(bank: &Bank, attributes: &[&str]) -> String {
    // Every attribute is offered, by name.
    let demands: Vec<_> = names().iter().map(|name| format!("\"{name}\":null")).collect();
    let claims = format!("{{\"userinfo\":{{{}}}}}", demands.join(","));
    let mut browser = Browser::default();
    let params = [("purpose", PURPOSE), ("claims", claims.as_str()), ("prompt", "consent")];
    let page = browser.visit(&bank.realm.authorize_url(&bank.client, &params));
    let page = browser.log_in(&page, adult());
    let answer = browser.consent(&page, Consent::Chosen(attributes)).answer();
    let tokens = bank.realm.redeem(&bank.client, answer.code()).expect(200).json();
    text(&tokens, "access_token").to_owned()
}

fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    names.into_iter().collect()
}

fn refused(answer: &Value) -> Vec<(&str, &str)> {
    let rows = answer["refused"].as_array().into_iter().flatten();
    rows.map(|row| (text(row, "attribute"), text(row, "reason"))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_by_consent_is_the_intersection(asked in some(), granted in some()) {
        let bank = bank();
        let access = consented(bank, &granted);
        let response = bank.realm.query(&bank.token, &by_consent(&access, PURPOSE, &asked));
        let allowed: BTreeSet<_> =
            set(asked.iter().copied()).intersection(&set(AGREED)).copied().filter(|a| granted.contains(a)).collect();
        if allowed.is_empty() {
            reason(&response.expect(403));
            return Ok(());
        }
        let answer = answered(response);
        prop_assert_eq!(set(released(&answer)), allowed, "this citizen has all of these");
        let explained = refused(&answer);
        prop_assert_eq!(explained.len() + released(&answer).len(), asked.len(), "each asked one on one side");
        for (attribute, reason) in explained {
            let expected = if AGREED.contains(&attribute) { "attribute-not-consented" } else { "attribute-not-agreed" };
            prop_assert_eq!(reason, expected, "{}", attribute);
        }
        // UserInfo shows the consent, whatever was agreed with the partner.
        let userinfo = bank.realm.userinfo(&access).expect(200).json();
        for member in userinfo.as_object().unwrap().keys().filter(|name| Attribute::by_name(name).is_some()) {
            prop_assert!(granted.contains(&member.as_str()), "{}", member);
        }
    }

    #[test]
    fn an_answer_by_law_is_within_the_agreement(asked in some()) {
        let agreed = ["personal_number", "name", "birthdate", "gender", "nationalities", "permanent_address", "date_of_death", "driving_licences", "vehicles"];
        let bank = bank();
        let transport = bank.realm.partner_client("transport");
        let token = bank.realm.partner_token(&transport);
        let response = bank.realm.query(&token, &by_law(&adult().personal_number, "transport-licence", &asked));
        let allowed: BTreeSet<_> = set(asked.iter().copied()).intersection(&set(agreed)).copied().collect();
        if allowed.is_empty() {
            reason(&response.expect(403));
            return Ok(());
        }
        let answer = answered(response);
        let alive: BTreeSet<_> = allowed.into_iter().filter(|name| *name != "date_of_death").collect();
        prop_assert_eq!(set(released(&answer)), alive);
    }
}
