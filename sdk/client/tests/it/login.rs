//! A citizen's login: which callbacks and which ID tokens are believed.

use std::time::Duration;

use dinhdanh_sdk::{
    Attribute, CitizenSession, Client, Error, ErrorKind, Level, Login, PendingLogin, Purpose, Reason, Url,
};
use serde_json::{Value, json};

use crate::fake::{Fake, ID_TOKEN, NOW, QUERY, TOKEN, USERINFO, key};

fn login(client: &Client) -> Login {
    client.login(Url::parse("http://127.0.0.1/callback").unwrap()).scope("profile openid")
}

async fn log_in(fake: &Fake, login: Login, client: &Client) -> Result<CitizenSession, Error> {
    let (url, pending) = login.start().into_parts();
    let callback = fake.log_in(&url);
    client.finish_login(pending, &callback).await
}

#[tokio::test]
async fn a_citizen_logs_in_and_the_application_knows_who_it_is() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let session = log_in(&fake, login(&client), &client).await.unwrap();
    assert_eq!(session.subject(), "citizen-1");
    assert_eq!(session.id_token().level(), Some(Level::Two));
    assert_eq!(session.id_token().methods().collect::<Vec<_>>(), ["pwd", "otp"]);
    assert_eq!(session.scopes().collect::<Vec<_>>(), ["openid", "profile"]);
    let userinfo = session.userinfo().await.unwrap();
    assert_eq!(userinfo.text(Attribute::Name), Some("NGUYỄN VĂN A"));
    assert_eq!(fake.seen(USERINFO)[0].authorization.as_deref(), Some("Bearer access-1"));
    assert_eq!(fake.seen(TOKEN)[0].form("redirect_uri").as_deref(), Some("http://127.0.0.1/callback"));
}

#[tokio::test]
async fn the_address_carries_the_whole_request() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let request = login(&client)
        .claims([Attribute::Birthdate])
        .purpose(Purpose::parse("health-book").unwrap())
        .login_hint("hint")
        .prompt("login")
        .ui_locales("vi")
        .max_age(Duration::from_secs(60))
        .require_level(Level::Two)
        .start();
    let mut query: Vec<(String, String)> = request.url().query_pairs().into_owned().collect();
    for (name, value) in &mut query {
        if ["state", "nonce", "code_challenge"].contains(&name.as_str()) {
            assert_eq!(value.len(), 43, "{name}");
            *value = "[random]".to_owned();
        }
    }
    let shown: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    insta::assert_snapshot!(shown.join("\n"));
    // Kept in a session and read back, it is the same login.
    let kept: PendingLogin =
        serde_json::from_str(&serde_json::to_string(request.pending()).unwrap()).unwrap();
    assert_eq!(&kept, request.pending());
    let again = login(&client).start();
    assert_ne!(again.pending(), request.pending(), "every login has its own secrets");
}

#[tokio::test]
async fn a_callback_of_another_login_or_provider_is_refused_before_the_code_is_used() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let issuer = &fake.issuer;
    for (query, kind, expect) in [
        (
            format!("code=c&state=other&iss={issuer}"),
            ErrorKind::State,
            "`state` of the login that was started, got another",
        ),
        (format!("code=c&iss={issuer}"), ErrorKind::State, "`state` of the login that was started, got none"),
        (
            "code=c&state=STATE&iss=https://evil.example".to_owned(),
            ErrorKind::State,
            "got `https://evil.example`",
        ),
        (format!("code=c&state=STATE&iss={issuer}/"), ErrorKind::State, "RFC 9207"),
        ("code=c&state=STATE".to_owned(), ErrorKind::State, "got none (RFC 9207 section 2.4)"),
        (format!("state=STATE&iss={issuer}"), ErrorKind::State, "`code` or `error`, got neither"),
        (format!("code=c&code=d&state=STATE&iss={issuer}"), ErrorKind::State, "`code` twice"),
        ("error=access_denied&state=other".to_owned(), ErrorKind::State, "got another"),
        ("error=access_denied&state=STATE".to_owned(), ErrorKind::State, "RFC 9207"),
        (format!("error=access_denied&state=STATE&iss={issuer}"), ErrorKind::Refused, "`access_denied`"),
        (String::new(), ErrorKind::State, "got none"),
    ] {
        let (_, pending) = login(&client).start().into_parts();
        let state = serde_json::to_value(&pending).unwrap()["state"].as_str().unwrap().to_owned();
        let callback = format!("/callback?{}#fragment", query.replace("STATE", &state));
        let error = client.finish_login(pending, &callback).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{query}: {error}");
        assert!(error.to_string().contains(expect), "{query}: {error}");
    }
    assert!(fake.seen(TOKEN).is_empty());
}

#[tokio::test]
async fn a_refusal_in_the_callback_is_explained() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let (url, pending) = login(&client).start().into_parts();
    let state = url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let callback = format!(
        "/callback?error=access_denied&error_description=the+citizen+refused&error_uri=https%3A%2F%2Fdocs.example%2Ferrors%23consent-denied&state={state}&iss={}",
        fake.issuer
    );
    let error = client.finish_login(pending, &callback).await.unwrap_err();
    assert_eq!((error.kind(), error.reason()), (ErrorKind::Refused, Some(Reason::ConsentDenied)));
    insta::assert_snapshot!(error, @"`access_denied`: the citizen refused (RFC 6749 section 4.1.2.1); explain to the citizen what the data are for");
}

/// Each: a claim of the ID token, what stands there, the error's code.
#[tokio::test]
async fn an_id_token_of_somebody_or_something_else_is_refused() {
    for (claim, value, code) in [
        ("iss", json!("https://other.example"), "issuer-mismatch"),
        ("aud", json!("justice"), "audience-mismatch"),
        ("aud", json!(["health", "justice"]), "audience-mismatch"),
        ("exp", json!(NOW - 31), "expired"),
        ("iat", json!(NOW + 31), "not-yet-valid"),
        ("iat", json!(NOW - 331), "too-old"),
        ("nonce", json!("another"), "id-token-mismatch"),
        ("nonce", Value::Null, "id-token-mismatch"),
        ("at_hash", json!("another"), "id-token-mismatch"),
        ("acr", json!("level1"), "id-token-mismatch"),
        ("acr", json!("level9"), "id-token-mismatch"),
        ("acr", Value::Null, "id-token-mismatch"),
        ("auth_time", json!(NOW - 91), "id-token-mismatch"),
        ("auth_time", Value::Null, "id-token-mismatch"),
        ("synthetic", json!(false), "id-token-mismatch"),
        ("sub", Value::Null, "claim-type"),
    ] {
        let fake = Fake::start().await;
        let stands = value.clone();
        fake.edit(ID_TOKEN, move |claims| claims[claim] = stands.clone());
        let client = fake.client().await;
        let strict = login(&client).require_level(Level::Two).max_age(Duration::from_secs(60));
        let error = log_in(&fake, strict, &client).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.code()),
            (ErrorKind::Verification, Some(code)),
            "{claim} {value}: {error}"
        );
    }
}

#[tokio::test]
async fn a_token_of_another_kind_or_key_is_no_id_token() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    // An answer of the data-sharing API, signed by the same key, is not a login.
    let other = dinhdanh_jose::sign(&key("gateway"), Some("attributes+jwt"), &json!({ "sub": "x" })).unwrap();
    for (token, code) in
        [(other.as_str(), "typ-mismatch"), ("eyJhbGciOiJub25lIn0.e30.", "alg-none"), ("x", "token-parts")]
    {
        let token = token.to_owned();
        fake.edit(TOKEN, move |response| response["id_token"] = token.clone().into());
        assert_eq!(log_in(&fake, login(&client), &client).await.unwrap_err().code(), Some(code));
    }
    fake.edit(TOKEN, |response| _ = response.as_object_mut().unwrap().remove("id_token"));
    let error = log_in(&fake, login(&client), &client).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Verification && error.to_string().contains("got none"), "{error}");
    fake.edit(TOKEN, |response| response["token_type"] = "DPoP".into());
    let error = log_in(&fake, login(&client), &client).await.unwrap_err();
    assert!(error.to_string().contains("`Bearer`"), "{error}");
}

#[tokio::test]
async fn only_algorithms_that_discovery_announces_are_believed() {
    let fake = Fake::start().await;
    // Published, so the signature itself is in order.
    fake.rotate(
        dinhdanh_jose::SigningKey::derive(dinhdanh_jose::Alg::ES256, b"sdk tests", "es256").unwrap(),
        true,
    );
    let client = fake.client().await;
    assert_eq!(log_in(&fake, login(&client), &client).await.unwrap_err().code(), Some("alg-not-allowed"));
}

#[tokio::test]
async fn userinfo_about_somebody_else_is_refused() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let session = log_in(&fake, login(&client), &client).await.unwrap();
    fake.edit(USERINFO, |claims| claims["sub"] = "citizen-2".into());
    assert_eq!(session.userinfo().await.unwrap_err().kind(), ErrorKind::Verification);
}

#[tokio::test]
async fn a_refresh_replaces_the_tokens_and_keeps_the_citizen() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let mut session = log_in(&fake, login(&client), &client).await.unwrap();
    session.refresh().await.unwrap();
    assert_eq!(session.access_token().expose(), "access-2");
    assert_eq!(fake.seen(TOKEN)[1].form("refresh_token").as_deref(), Some("refresh-1"));
    for (claim, value) in
        [("sub", json!("citizen-2")), ("auth_time", json!(NOW)), ("nonce", json!("another"))]
    {
        fake.edit(ID_TOKEN, move |claims| claims[claim] = value.clone());
        let error = session.refresh().await.unwrap_err();
        assert_eq!(error.code(), Some("id-token-mismatch"), "{claim}");
        assert_eq!(session.access_token().expose(), "access-2", "{claim}");
    }
    // The newest refresh token was kept although the ID token beside it was refused.
    assert_eq!(fake.seen(TOKEN).last().unwrap().form("refresh_token").as_deref(), Some("refresh-4"));
}

#[tokio::test]
async fn consent_is_proven_with_the_citizens_token() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let session = log_in(&fake, login(&client), &client).await.unwrap();
    let ask = || {
        let query =
            client.query().by_consent(&session).purpose(Purpose::login()).case_reference("1").officer("o");
        query.attributes([Attribute::Name, Attribute::Birthdate, Attribute::Religion]).send()
    };
    let answer = ask().await.unwrap();
    assert_eq!(answer.subject(), session.subject());
    let body: Value = serde_json::from_str(&fake.seen(QUERY)[0].body).unwrap();
    assert_eq!(
        (&body["legal_basis"], &body["subject"]),
        (&json!("consent"), &json!({ "citizen_token": "access-1" }))
    );
    fake.edit(QUERY, |claims| claims["sub"] = "citizen-2".into());
    assert_eq!(ask().await.unwrap_err().code(), Some("answer-mismatch"));
}

#[tokio::test]
async fn logging_out_names_the_session_and_the_way_back() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let session = log_in(&fake, login(&client), &client).await.unwrap();
    let url = client.logout_url(&session, &Url::parse("http://127.0.0.1/").unwrap());
    let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    assert_eq!(url.path(), "/logout");
    assert_eq!(query[0], ("id_token_hint".to_owned(), session.id_token().as_jwt().to_owned()));
    assert_eq!(query[2], ("post_logout_redirect_uri".to_owned(), "http://127.0.0.1/".to_owned()));
}

#[tokio::test]
async fn secrets_reach_the_token_endpoint_as_registered() {
    let fake = Fake::start().await;
    let id = || dinhdanh_sdk::ClientId::parse("health").unwrap();
    let builder = || Client::builder(&fake.issuer, id()).clock(crate::fake::clock());
    // RFC 6749 section 2.3.1: form-encoded, then base64 of `health:a%3Ab+%25`.
    let client = builder().client_secret("a:b %").connect().await.unwrap();
    log_in(&fake, login(&client), &client).await.unwrap();
    let seen = fake.seen(TOKEN).pop().unwrap();
    assert_eq!(seen.authorization.as_deref(), Some("Basic aGVhbHRoOmElM0FiKyUyNQ=="));
    assert_eq!(seen.form("client_id"), None, "one method at a time");
    let client = builder().client_secret_post("a:b %").connect().await.unwrap();
    log_in(&fake, login(&client), &client).await.unwrap();
    let seen = fake.seen(TOKEN).pop().unwrap();
    assert_eq!((seen.authorization.as_deref(), seen.form("client_secret").as_deref()), (None, Some("a:b %")));
    let client = builder().public().connect().await.unwrap();
    log_in(&fake, login(&client), &client).await.unwrap();
    let seen = fake.seen(TOKEN).pop().unwrap();
    assert_eq!((seen.form("client_id").as_deref(), seen.form("client_secret")), (Some("health"), None));
}
