//! Connecting: whose metadata is believed.

use dinhdanh_sdk::{Client, ClientId, ErrorKind};
use serde_json::json;

use crate::fake::{Fake, METADATA, TOKEN, key};

#[tokio::test]
async fn metadata_of_this_very_issuer_is_believed() {
    let fake = Fake::start().await;
    let client = fake.client().await;
    assert_eq!(client.issuer(), fake.issuer);
}

/// Each: a member of the metadata, what stands there, a part of the message.
#[tokio::test]
async fn metadata_that_cannot_be_trusted_is_refused() {
    for (member, value, expect) in [
        ("issuer", json!("https://other.example"), "expected the issuer"),
        ("issuer", json!("SLASH"), "slashes at the end included"),
        (
            "token_endpoint",
            json!("http://other.example/token"),
            "expected `token_endpoint` on the issuer's origin",
        ),
        ("jwks_uri", json!("http://127.0.0.1:1/jwks"), "expected `jwks_uri` on the issuer's origin"),
        ("authorization_endpoint", json!("javascript:alert(1)"), "expected `authorization_endpoint`"),
        ("id_token_signing_alg_values_supported", json!(["none", "HS256"]), "expected one of EdDSA"),
        ("token_endpoint", json!(null), "the metadata of an OpenID Provider"),
    ] {
        let fake = Fake::start().await;
        let value = if value == json!("SLASH") { json!(format!("{}/", fake.issuer)) } else { value };
        fake.edit(METADATA, move |document| document[member] = value.clone());
        let error = fake.builder().connect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Discovery, "{member}: {error}");
        assert!(error.to_string().contains(expect), "{member}: {error}");
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn a_redirect_of_the_metadata_is_not_followed() {
    let fake = Fake::start().await;
    let elsewhere = Fake::start().await;
    fake.next(METADATA, 302, &[("location", &format!("{}{METADATA}", elsewhere.issuer))], "");
    let error = fake.builder().connect().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Discovery, 302));
    assert!(error.to_string().contains("redirects are not followed"), "{error}");
    assert!(elsewhere.seen(METADATA).is_empty());
}

#[tokio::test]
async fn a_body_without_end_is_not_read() {
    let fake = Fake::start().await;
    fake.next(METADATA, 200, &[], vec![b' '; 300 * 1024]);
    let error = fake.builder().connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.to_string().contains("at most `262144` bytes"), "{error}");
}

#[tokio::test]
async fn nobody_there_is_told_apart_from_nonsense() {
    // Bound and never listening: nobody else can get the port, and nobody answers at it.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let issuer = format!("http://{}", socket.local_addr().unwrap());
    let builder = Client::builder(issuer, ClientId::parse("health").unwrap()).public().retries(1);
    let error = builder.connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_retryable() && std::error::Error::source(&error).is_some(), "{error:?}");

    let fake = Fake::start().await;
    fake.next(METADATA, 200, &[], "<html>");
    let error = fake.builder().connect().await.unwrap_err();
    assert!(error.kind() == ErrorKind::Discovery && !error.is_retryable(), "{error:?}");
}

#[tokio::test]
async fn settings_are_checked_before_anything_is_sent() {
    let fake = Fake::start().await;
    let builder = || Client::builder(&fake.issuer, ClientId::parse("health").unwrap());
    let jwk = key("client").private_jwk().unwrap();
    let secret = jwk["d"].as_str().unwrap();
    let mut broken = jwk.clone();
    broken["x"] = key("other").private_jwk().unwrap()["x"].clone();
    for (builder, expect) in [
        (builder(), "expected a means of authentication, got none"),
        (builder().private_key_jwk("{"), "expected a private JWK as JSON"),
        (builder().private_key_jwk(broken.to_string()), "expected a private JWK as JSON"),
        (
            builder().private_key_jwk(jwk.to_string().replace("Ed25519", "Ed448")),
            "expected a private JWK as JSON",
        ),
    ] {
        let error = builder.connect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().starts_with(expect), "{error}");
        assert!(!format!("{error:?}").contains(secret), "{error:?}");
    }
    assert!(fake.seen(METADATA).is_empty() && fake.seen(TOKEN).is_empty());
}
