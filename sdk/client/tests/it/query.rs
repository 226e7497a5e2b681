//! Queries: what is sent, and which answers are believed.

use dinhdanh_jose::{Audience, Expect, Typ, Unverified};
use dinhdanh_sdk::{
    Attribute, AttributeResponse, Client, Date, Error, ErrorKind, PersonalNumber, Purpose, Reason, Verified,
};
use serde_json::{Value, json};

use crate::fake::{CLIENT, Fake, NOW, NUMBER, QUERY, TOKEN, key};

pub(crate) async fn ask(client: &Client) -> Result<Verified<AttributeResponse>, Error> {
    client
        .query()
        .by_law(&PersonalNumber::parse(NUMBER).unwrap())
        .purpose(Purpose::parse("health-insurance-claim").unwrap())
        .case_reference("2026/0117")
        .officer("officer-7")
        .attributes([Attribute::Name, Attribute::Birthdate, Attribute::Religion, Attribute::Name])
        .send()
        .await
}

#[tokio::test]
async fn a_query_names_subject_purpose_basis_case_and_officer() {
    let fake = Fake::start().await;
    ask(&fake.client().await).await.unwrap();
    let seen = &fake.seen(QUERY)[0];
    assert_eq!(seen.authorization.as_deref(), Some("Bearer access-1"));
    assert_eq!(
        serde_json::from_str::<Value>(&seen.body).unwrap(),
        json!({
            "subject": { "personal_number": NUMBER },
            "attributes": ["name", "birthdate", "religion"],
            "purpose": "health-insurance-claim",
            "legal_basis": "law",
            "case_reference": "2026/0117",
            "officer": "officer-7",
        })
    );
}

#[tokio::test]
async fn an_answer_is_read_by_attribute_with_its_provenance() {
    let fake = Fake::start().await;
    let answer = ask(&fake.client().await).await.unwrap();
    assert_eq!(answer.text(Attribute::Name), Some("NGUYỄN VĂN A"));
    assert_eq!(answer.date(Attribute::Birthdate), Some(Date { year: 1990, month: 2, day: 28 }));
    assert_eq!(answer.get(Attribute::Name).unwrap().source(), "ministry-of-public-security");
    assert!(answer.get(Attribute::Religion).is_none());
    assert_eq!(answer.refused()[0].reason, Reason::AttributeNotAgreed);
    assert_eq!((answer.transaction(), answer.released().count()), ("42", 2));
    assert_eq!(answer.as_jwt().split('.').count(), 3, "the evidence is kept");
}

#[tokio::test]
async fn the_client_proves_itself_with_a_fresh_assertion() {
    let fake = Fake::start().await;
    ask(&fake.client().await).await.unwrap();
    let seen = &fake.seen(TOKEN)[0];
    assert_eq!(seen.form("scope").as_deref(), Some("attributes"));
    assert_eq!(
        seen.form("client_assertion_type").as_deref(),
        Some("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    );
    let now = jiff::Timestamp::from_second(NOW).unwrap();
    let mut expect = Expect::new(
        Typ::Exact("client-authentication+jwt"),
        Some(CLIENT),
        Audience::SoleString(&fake.issuer),
        now,
    );
    expect.max_lifetime = Some(60);
    let assertion = Unverified::<Value>::parse(&seen.form("client_assertion").unwrap()).unwrap();
    let assertion = assertion.verify(key("client").verifying_key(), &expect).unwrap();
    assert_eq!(assertion.registered().sub.as_deref(), Some(CLIENT));
    assert!(assertion.claims()["jti"].as_str().unwrap().len() >= 22);
}

/// Each: a claim of the answer, what stands there, the error's code.
#[tokio::test]
async fn an_answer_that_is_not_to_this_query_is_refused() {
    for (claim, value, code) in [
        ("iss", json!("https://other.example"), "issuer-mismatch"),
        ("aud", json!("justice"), "audience-mismatch"),
        ("aud", json!([CLIENT, "justice"]), "audience-mismatch"),
        ("exp", json!(NOW - 31), "expired"),
        ("exp", json!("tomorrow"), "claim-type"),
        ("exp", Value::Null, "claim-type"),
        ("iat", json!(NOW + 31), "not-yet-valid"),
        ("iat", json!(NOW - 31), "answer-mismatch"),
        ("purpose", json!("benefit-payment"), "answer-mismatch"),
        ("legal_basis", json!("consent"), "answer-mismatch"),
        ("case_reference", json!("2026/0118"), "answer-mismatch"),
        ("synthetic", json!(false), "answer-mismatch"),
        (
            "attributes",
            json!({ "blood_group": { "value": "A+", "source": "x", "retrieved_at": "2027-01-15T08:00:00Z", "assurance": "declared" } }),
            "answer-mismatch",
        ),
        (
            "refused",
            json!([{ "attribute": "blood_group", "reason": "attribute-not-agreed", "title": "", "title_vi": "", "rule": "" }]),
            "answer-mismatch",
        ),
        ("attributes", json!([]), "claims-shape"),
    ] {
        let fake = Fake::start().await;
        let stands = value.clone();
        fake.edit(QUERY, move |claims| claims[claim] = stands.clone());
        let error = ask(&fake.client().await).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.code()),
            (ErrorKind::Verification, Some(code)),
            "{claim} {value}: {error}"
        );
        assert_eq!(error.request_id(), Some("req-1"), "{claim}");
        assert!(!error.is_retryable(), "{claim}");
    }
}

#[tokio::test]
async fn an_answer_signed_otherwise_is_refused() {
    let fake = Fake::start().await;
    fake.typ("at+jwt");
    assert_eq!(ask(&fake.client().await).await.unwrap_err().code(), Some("typ-mismatch"));
    fake.typ("attributes+jwt");
    fake.rotate(key("stranger"), false);
    assert_eq!(ask(&fake.client().await).await.unwrap_err().code(), Some("key-unknown"));
    let jwt = [("content-type", "application/jwt")];
    fake.next(QUERY, 200, &jwt, "eyJhbGciOiJub25lIn0.e30.");
    assert_eq!(ask(&fake.client().await).await.unwrap_err().code(), Some("alg-none"));
    fake.next(QUERY, 200, &[("content-type", "application/json")], "{}");
    let error = ask(&fake.client().await).await.unwrap_err();
    assert!(
        error.kind() == ErrorKind::Verification && error.to_string().contains("`application/jwt`"),
        "{error}"
    );
}

#[tokio::test]
async fn a_changed_answer_is_refused() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let genuine = ask(&client).await.unwrap().as_jwt().to_owned();
    let (head, signature) = genuine.rsplit_once('.').unwrap();
    let flipped = if signature.starts_with('A') { 'B' } else { 'A' };
    let forged = format!("{head}.{flipped}{}", &signature[1..]);
    fake.next(QUERY, 200, &[("content-type", "application/jwt")], forged);
    assert_eq!(ask(&client).await.unwrap_err().code(), Some("bad-signature"));
    // The genuine answer again, to a later query: still signed and not expired, and yet not the answer to this one.
    let clock = crate::fake::clock();
    let later = fake.builder().clock(clock.clone()).connect().await.unwrap();
    clock.advance(std::time::Duration::from_secs(60));
    fake.next(QUERY, 200, &[("content-type", "application/jwt")], genuine);
    assert_eq!(ask(&later).await.unwrap_err().code(), Some("answer-mismatch"));
}

#[tokio::test]
async fn a_refusal_carries_everything_the_gateway_said() {
    let fake = Fake::start().await;
    let problem = json!({
        "type": "https://docs.example/errors#purpose-not-agreed", "title": "the purpose is not in the agreement", "title_vi": "…",
        "status": 403, "detail": "expected `benefit-payment`, got `health-insurance-claim`", "code": "purpose-not-agreed",
        "rule": "Law 91/2025 art. 3", "remedy": "use a purpose that the agreement names", "remedy_vi": "…", "request_id": "req-9",
        "refused": [{ "attribute": "name", "reason": "purpose-not-agreed", "title": "", "title_vi": "", "rule": "" }],
    });
    let headers = [("content-type", "application/problem+json"), ("x-request-id", "req-9")];
    fake.next(QUERY, 403, &headers, problem.to_string());
    let error = ask(&fake.client().await).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Refused, 403));
    assert_eq!((error.code(), error.reason()), (Some("purpose-not-agreed"), Some(Reason::PurposeNotAgreed)));
    assert_eq!((error.request_id(), error.rule()), (Some("req-9"), Some("Law 91/2025 art. 3")));
    assert_eq!(error.refused()[0].attribute, Attribute::Name);
    insta::assert_snapshot!(error, @"the purpose is not in the agreement: expected `benefit-payment`, got `health-insurance-claim` (Law 91/2025 art. 3); use a purpose that the agreement names");
}

#[tokio::test]
async fn what_types_cannot_check_is_checked_before_sending() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let number = PersonalNumber::parse(NUMBER).unwrap();
    let query = |case: &str, officer: &str, attributes: &[Attribute]| {
        let purpose = Purpose::parse("health-insurance-claim").unwrap();
        let query = client.query().by_law(&number).purpose(purpose).case_reference(case).officer(officer);
        query.attributes(attributes.iter().copied()).send()
    };
    let long = "x".repeat(129);
    for (future, expect) in [
        (query("1", "o", &[]), "expected at least 1 attribute, got 0"),
        (
            query("", "o", &[Attribute::Name]),
            "expected a case reference of 1 to 128 printable characters, got 0",
        ),
        (query(" \n", "o", &[Attribute::Name]), "expected a case reference of 1 to 128 printable characters"),
        (
            query("1", &long, &[Attribute::Name]),
            "expected an officer's id of 1 to 128 printable characters, got 129",
        ),
    ] {
        let error = future.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().starts_with(expect), "{error}");
    }
    assert!(fake.seen(QUERY).is_empty() && fake.seen(TOKEN).is_empty());
}
