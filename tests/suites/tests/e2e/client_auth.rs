//! Client authentication: secrets in headers and forms, assertions, and what is none of these.

use dinhdanh_harness::{Client, Credentials, Gateway, NOW, Request};
use dinhdanh_protocol::error::Reason;
use serde_json::{Value, json};

use crate::foreign::Signer;
use crate::support::{key_client, reason};

/// What is sent, and the status and reason of its refusal, if it is refused.
type Row = (&'static str, Request, Option<(u16, Reason)>);

#[test]
fn a_client_authenticates_in_one_way_and_the_registered_one() {
    let realm = Gateway::shared().instant_realm();
    let secret = "pa ss+word%41&=:é";
    realm.register("basic", &json!({ "client_secret": secret, "partner": "justice" }));
    let post = json!({ "client_secret": secret, "partner": "justice", "token_endpoint_auth_method": "client_secret_post" });
    realm.register("post", &post);
    let (key, _) = key_client(&realm, "key", &json!({ "partner": "justice" }));
    let public = realm.public_client("public");
    let url = realm.url("/token");
    let grant = ("grant_type", "client_credentials");
    let with = |more: &[(&'static str, &'static str)]| Request::post(&url).form(&[&[grant], more].concat());
    let plain = |userpass: &str| {
        let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, userpass);
        Request::post(&url).header("authorization", format!("Basic {encoded}")).form(&[grant])
    };
    let assertion = [
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", "a.b.c"),
    ];
    let no = |reason: Reason| Some((401, reason));
    let table: Vec<Row> = vec![
        ("right", with(&[]).basic("basic", secret), None),
        ("right", with(&[("client_id", "post"), ("client_secret", secret)]), None),
        ("right", key.request(&url, &realm.issuer, &[grant]), None),
        ("id repeated", with(&[("client_id", "basic")]).basic("basic", secret), None),
        ("nothing", with(&[]), no(Reason::ClientAuthenticationMissing)),
        ("only an id", with(&[("client_id", "basic")]), no(Reason::ClientAuthenticationMissing)),
        ("unknown", with(&[]).basic("nobody", secret), no(Reason::ClientUnknown)),
        ("no id at all", with(&[]).basic("", secret), no(Reason::ClientUnknown)),
        ("not an id", with(&[]).basic("No Body/..", secret), no(Reason::ClientUnknown)),
        ("wrong", with(&[]).basic("basic", "x"), no(Reason::ClientSecretWrong)),
        ("empty", with(&[]).basic("basic", ""), no(Reason::ClientSecretWrong)),
        ("prefix", with(&[]).basic("basic", "pa ss"), no(Reason::ClientSecretWrong)),
        ("other id", with(&[("client_id", "post")]).basic("basic", secret), no(Reason::ClientUnknown)),
        ("not form-encoded", plain(&format!("basic:{secret}")), no(Reason::ClientSecretWrong)),
        ("encoded by %20", plain("basic:pa%20ss%2Bword%2541%26%3D%3A%C3%A9"), None),
        ("encoded by +", plain("basic:pa+ss%2bword%2541%26%3d%3a%c3%a9"), None),
        ("id encoded", plain("b%61sic:pa+ss%2Bword%2541%26%3D%3A%C3%A9"), None),
        ("colon bare", plain("basic:pa+ss%2Bword%2541%26%3D:%C3%A9"), None),
        ("bad escape", plain("basic:%zz%"), no(Reason::ClientSecretWrong)),
        ("no colon", plain("basic"), no(Reason::ClientSecretWrong)),
        ("not base64", with(&[]).header("authorization", "Basic !!!"), no(Reason::ClientSecretWrong)),
        ("not UTF-8", with(&[]).header("authorization", "Basic /v8="), no(Reason::ClientSecretWrong)),
        ("bytes", with(&[]).header("authorization", b"Basic \xff\xfe"), no(Reason::ClientSecretWrong)),
        ("bearer", with(&[]).bearer("x"), no(Reason::ClientSecretWrong)),
        ("scheme only", with(&[]).header("authorization", "Basic"), no(Reason::ClientSecretWrong)),
        ("basic for post", with(&[]).basic("post", secret), no(Reason::ClientMethodWrong)),
        (
            "post for basic",
            with(&[("client_id", "basic"), ("client_secret", secret)]),
            no(Reason::ClientMethodWrong),
        ),
        ("secret for key", with(&[]).basic("key", secret), no(Reason::ClientMethodWrong)),
        ("secret for public", with(&[]).basic("public", secret), no(Reason::ClientMethodWrong)),
        (
            "basic and post",
            with(&[("client_id", "basic"), ("client_secret", secret)]).basic("basic", secret),
            Some((400, Reason::ClientAuthenticationTwice)),
        ),
        (
            "basic and key",
            with(&assertion).basic("basic", secret),
            Some((400, Reason::ClientAuthenticationTwice)),
        ),
        (
            "two headers",
            with(&[]).basic("basic", secret).basic("basic", secret),
            no(Reason::ClientSecretWrong),
        ),
        ("not a JWT", with(&assertion), no(Reason::ClientAssertionInvalid)),
        ("untyped", with(&assertion[1..]), no(Reason::ClientAssertionInvalid)),
        (
            "not allowed",
            public.request(&url, &realm.issuer, &[grant]),
            Some((400, Reason::GrantTypeNotAllowed)),
        ),
    ];
    for (what, request, expected) in table {
        let response = request.send();
        match expected {
            None => drop(response.expect(200)),
            Some((status, expected)) => {
                assert_eq!((response.status, reason(&response)), (status, expected), "{what}: {response:?}");
                assert_eq!(response.header("cache-control"), Some("no-store"), "{what}");
                let challenge = response.header("www-authenticate").unwrap_or_default();
                assert_eq!(challenge.starts_with("Basic "), status == 401, "{what}: RFC 6749 section 5.2");
            }
        }
    }
}

#[test]
fn an_assertion_is_checked_for_more_than_its_signature() {
    let realm = Gateway::shared().instant_realm();
    let (client, signer) = key_client(&realm, "key", &json!({ "partner": "justice" }));
    let (_, other) = key_client(&realm, "other", &json!({ "partner": "justice" }));
    let token = realm.url("/token");
    let send = |jwt: String| {
        let credentials = Credentials::Assertion(std::sync::Arc::new(move |_| jwt.clone()));
        realm.token(&Client { credentials, ..client.clone() }, &[("grant_type", "client_credentials")])
    };
    let made = |changes: &Value| signer.assertion("key", &realm.issuer, changes);
    let header = |header: &Value| {
        let claims = json!({ "iss": "key", "sub": "key", "aud": realm.issuer, "exp": NOW + 60, "jti": header.to_string() });
        signer.sign(header, &claims)
    };
    let good = [
        made(&json!({})),
        made(&json!({ "aud": token })),
        made(&json!({ "aud": [realm.issuer] })),
        made(&json!({ "aud": ["https://other.example", realm.issuer] })),
        made(&json!({ "iat": NOW + 8 })),
        made(&json!({ "nbf": NOW + 8 })),
        made(&json!({ "iat": null })),
        made(&json!({ "unknown": { "x": 1 } })),
        header(&json!({ "alg": "ES256" })),
        header(&json!({ "alg": "ES256", "kid": "client-key", "typ": "client-authentication+jwt" })),
        header(&json!({ "alg": "ES256", "kid": "client-key", "typ": "JWT" })),
    ];
    for jwt in good {
        send(jwt.clone()).expect(200);
        // Each was used now.
        let replayed = send(jwt).expect(401);
        assert_eq!(
            (reason(&replayed), &replayed.json()["error"]),
            (Reason::ClientAssertionReplayed, &json!("invalid_client"))
        );
    }
    let none = made(&json!({}));
    let parts: Vec<_> = none.split('.').collect();
    let bad = [
        ("aud of another", made(&json!({ "aud": "https://other.example" }))),
        ("aud of another realm", made(&json!({ "aud": Gateway::shared().ready.issuer }))),
        ("aud of another endpoint", made(&json!({ "aud": realm.url("/authorize") }))),
        ("aud with a slash", made(&json!({ "aud": format!("{}/", realm.issuer) }))),
        ("no aud", made(&json!({ "aud": null }))),
        ("empty aud", made(&json!({ "aud": [] }))),
        ("expired", made(&json!({ "exp": NOW - 60 }))),
        ("no exp", made(&json!({ "exp": null }))),
        ("exp as text", made(&json!({ "exp": "2030" }))),
        ("lives too long", made(&json!({ "exp": NOW + 86_400 }))),
        ("from the future", made(&json!({ "iat": NOW + 120 }))),
        ("not yet", made(&json!({ "nbf": NOW + 120 }))),
        ("no jti", made(&json!({ "jti": null }))),
        ("empty jti", made(&json!({ "jti": "" }))),
        ("endless jti", made(&json!({ "jti": "x".repeat(257) }))),
        ("no sub", made(&json!({ "sub": null }))),
        ("other sub", made(&json!({ "sub": "other" }))),
        ("other client's key", other.assertion("key", &realm.issuer, &json!({}))),
        ("somebody's key", Signer::generate().assertion("key", &realm.issuer, &json!({}))),
        ("unsigned", format!("eyJhbGciOiJub25lIn0.{}.", parts[1])),
        ("signature cut", format!("{}.{}.", parts[0], parts[1])),
        ("signature altered", format!("{}.{}.{}", parts[0], parts[1], "A".repeat(86))),
        ("other type", header(&json!({ "alg": "ES256", "kid": "client-key", "typ": "at+jwt" }))),
        ("critical header", header(&json!({ "alg": "ES256", "kid": "client-key", "crit": ["x"], "x": 1 }))),
        ("other kid", header(&json!({ "alg": "ES256", "kid": "unknown" }))),
        ("other alg", header(&json!({ "alg": "EdDSA", "kid": "client-key" }))),
        ("secret alg", header(&json!({ "alg": "HS256", "kid": "client-key" }))),
    ];
    for (what, jwt) in bad {
        let response = send(jwt).expect(401);
        assert_eq!(reason(&response), Reason::ClientAssertionInvalid, "{what}");
        assert_eq!(response.json()["error"], "invalid_client", "{what}");
    }
    // An issuer that is no client is not told from one that is not registered.
    let stranger = Signer::generate().assertion("nobody", &realm.issuer, &json!({}));
    assert_eq!(reason(&send(stranger).expect(401)), Reason::ClientUnknown);
}

#[test]
fn a_refused_exchange_does_not_give_the_assertion_back() {
    let realm = Gateway::shared().instant_realm();
    let (client, signer) = key_client(&realm, "key", &json!({ "partner": "justice" }));
    let jwt = signer.assertion("key", &realm.issuer, &json!({}));
    let fixed =
        Client { credentials: Credentials::Assertion(std::sync::Arc::new(move |_| jwt.clone())), ..client };
    let refused = realm.token(&fixed, &[("grant_type", "authorization_code"), ("code", "x")]);
    assert_eq!(reason(&refused.expect(400)), Reason::CodeUnknown);
    let replayed = realm.token(&fixed, &[("grant_type", "client_credentials")]);
    assert_eq!(reason(&replayed.expect(401)), Reason::ClientAssertionReplayed);
}
