//! Nothing that a program may log shows a secret, a token, a name or a personal number.

use dinhdanh_sdk::{Attribute, PersonalNumber, Purpose, Url};
use serde_json::json;

use crate::fake::{Fake, NUMBER, QUERY, TOKEN, key};
use crate::query::ask;

#[tokio::test]
async fn debug_and_display_show_nothing_personal() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    let mut shown = vec![format!("{:?}", fake.builder().client_secret("top-secret")), format!("{client:?}")];

    let login = client.login(Url::parse("http://127.0.0.1/callback").unwrap()).login_hint(NUMBER);
    shown.push(format!("{login:?}"));
    let request = login.start();
    shown.push(format!("{request:?} {:?}", request.pending()));
    let pending = serde_json::to_value(request.pending()).unwrap();
    let (url, kept) = request.into_parts();
    let session = client.finish_login(kept, &fake.log_in(&url)).await.unwrap();
    shown.push(format!("{session:?} {:?}", session.userinfo().await.unwrap()));

    let number = PersonalNumber::parse(NUMBER).unwrap();
    let query = client
        .query()
        .by_law(&number)
        .purpose(Purpose::login())
        .case_reference("case of NGUYỄN VĂN A")
        .officer("officer-7");
    shown.push(format!("{query:?}"));
    let answer = ask(&client).await.unwrap();
    let name = answer.get(Attribute::Name).unwrap();
    shown.push(format!("{answer:?} {name:?} {:?}", name.value()));

    // A gateway that talks too much does not make the SDK talk too much.
    let chatty = json!({ "error": "invalid_request", "error_description": format!("no citizen {NUMBER}") })
        .to_string();
    fake.next(QUERY, 404, &[], chatty.clone());
    let error = ask(&client).await.unwrap_err();
    shown.push(format!("{error} {error:?}"));
    fake.next(QUERY, 200, &[("content-type", "application/jwt")], format!("{NUMBER}.{NUMBER}.{NUMBER}"));
    let error = ask(&client).await.unwrap_err();
    shown.push(format!("{error} {error:?}"));
    fake.next(TOKEN, 400, &[], chatty);
    let error = fake
        .client()
        .await
        .query()
        .by_law(&number)
        .purpose(Purpose::login())
        .case_reference("1")
        .officer("o");
    let error = error.attributes([Attribute::Name]).send().await.unwrap_err();
    shown.push(format!("{error} {error:?}"));

    let private = key("client").private_jwk().unwrap();
    let secrets = [
        NUMBER,
        "NGUYỄN",
        "1990-02-28",
        "top-secret",
        "access-1",
        "refresh-1",
        "officer-7",
        "citizen-1",
        session.id_token().as_jwt(),
        answer.as_jwt(),
        private["d"].as_str().unwrap(),
        pending["state"].as_str().unwrap(),
        pending["nonce"].as_str().unwrap(),
        pending["code_verifier"].as_str().unwrap(),
    ];
    for text in &shown {
        for secret in secrets {
            assert!(!text.contains(secret), "`{secret}` in {text}");
        }
    }
}
