//! The form of a token, its header and its signature.

use dinhdanh_jose::{
    Alg, Audience, Draft, Expect, JwkSet, MAX_TOKEN_LEN, SignError, Typ, Unverified, VerifyingKey, sign,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{NOW, at, key};

fn expect() -> Expect<'static> {
    Expect::new(Typ::Any, None, Audience::Unchecked, at(NOW))
}

fn claims() -> Value {
    json!({ "iss": "https://id.example", "sub": "s1", "aud": "app", "exp": NOW + 60 })
}

fn everyones_keys() -> JwkSet {
    JwkSet::new(Alg::ALL.iter().map(|alg| key(*alg).verifying_key().clone()).collect())
}

/// "ok" or the code of the refusal.
fn outcome(token: &str, keys: &JwkSet, expect: &Expect<'_>) -> &'static str {
    match Unverified::<Value>::parse(token) {
        Err(refused) => refused.code(),
        Ok(token) => token.verify(keys, expect).map_or_else(|refused| refused.code(), |_| "ok"),
    }
}

#[test]
fn what_is_signed_is_what_is_verified() {
    for alg in Alg::ALL {
        let token = sign(key(*alg), Some("at+jwt"), &claims()).unwrap();
        let unverified = Unverified::<Value>::parse(&token).unwrap();
        assert_eq!(unverified.claimed_issuer().as_deref(), Some("https://id.example"));
        assert_eq!(unverified.claimed_subject().as_deref(), Some("s1"));
        let verified = unverified.verify(&everyones_keys(), &expect()).unwrap();
        assert_eq!(verified.header().kid.as_deref(), Some(key(*alg).kid()));
        assert_eq!((verified.header().alg, verified.header().typ.as_deref()), (*alg, Some("at+jwt")));
        assert_eq!(verified.registered().sub.as_deref(), Some("s1"));
        assert_eq!(verified.registered().aud, ["app"]);
        assert_eq!(verified.into_claims(), claims());
    }
}

#[test]
fn deterministic_algorithms_repeat_byte_for_byte() {
    for (alg, repeats) in [(Alg::EdDSA, true), (Alg::RS256, true), (Alg::ES256, false), (Alg::PS256, false)] {
        let token = || sign(key(alg), None, &claims()).unwrap();
        assert_eq!(token() == token(), repeats, "{alg}");
    }
}

#[test]
fn a_draft_without_changes_is_the_token() {
    let payload = serde_json::to_vec(&claims()).unwrap();
    let drafted = Draft::new(key(Alg::EdDSA), None, payload).sign(key(Alg::EdDSA)).unwrap();
    assert_eq!(outcome(&drafted, &everyones_keys(), &expect()), "ok");
    let signed = sign(key(Alg::EdDSA), None, &claims()).unwrap();
    assert_eq!(drafted.split('.').nth(1), signed.split('.').nth(1));
}

#[test]
fn claims_without_a_json_form_are_refused() {
    let claims = std::collections::HashMap::from([(vec![1_u8], 1)]);
    assert_eq!(sign(key(Alg::EdDSA), None, &claims).unwrap_err(), SignError::Claims);
}

#[test]
fn headers() {
    let check = |member: &str, value: Value, expected: &str| {
        let mut draft = Draft::new(key(Alg::EdDSA), None, serde_json::to_vec(&claims()).unwrap());
        draft.header.insert(member.to_owned(), value.clone());
        let got = outcome(&draft.sign(key(Alg::EdDSA)).unwrap(), &everyones_keys(), &expect());
        assert_eq!(got, expected, "{member}: {value}");
    };
    check("x5t", json!("unread"), "ok");
    check("x5t", json!(7), "header-json");
    check("jku", json!("https://attacker.example/jwks"), "ok");
    check("alg", json!("Ed25519"), "ok");
    check("alg", json!("none"), "alg-none");
    check("alg", json!("nOnE"), "alg-none");
    check("alg", json!("HS256"), "alg-unknown");
    check("alg", json!("ES384"), "alg-unknown");
    check("alg", json!(7), "header-member-type");
    check("alg", Value::Null, "header-member-type");
    check("kid", json!(["k"]), "header-member-type");
    check("kid", json!("unknown"), "key-unknown");
    check("typ", json!({}), "header-member-type");
    check("crit", json!(["exp"]), "header-extension");
    check("crit", json!([]), "header-extension");
    check("b64", json!(false), "header-extension");
    check("b64", json!(true), "header-extension");
    check("jwk", json!("text"), "header-jwk");
    check("jwk", key(Alg::EdDSA).private_jwk().unwrap(), "header-jwk");
    // The key stays EdDSA's, so another algorithm finds none under this kid.
    check("alg", json!("RS256"), "key-unknown");
}

#[test]
fn forms() {
    let token = sign(key(Alg::EdDSA), None, &claims()).unwrap();
    let [header, payload, signature]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let b64 = |json: &str| {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json)
    };
    let check = |text: String, expected: &str| {
        assert_eq!(outcome(&text, &everyones_keys(), &expect()), expected, "{text:.80}");
    };
    check(token.clone(), "ok");
    check(String::new(), "token-parts");
    check("a".to_owned(), "token-parts");
    check(format!("{header}.{payload}"), "token-parts");
    check(format!("{header}.{payload}."), "token-parts");
    check(format!("{}.{payload}.", b64(r#"{"alg":"none"}"#)), "alg-none");
    check(format!("{token}."), "token-parts");
    check(format!("{token}.a.b"), "token-encrypted");
    check(".".repeat(MAX_TOKEN_LEN), "token-parts");
    check("a".repeat(MAX_TOKEN_LEN + 1), "token-too-long");
    check(format!("{header}=.{payload}.{signature}"), "header-json");
    check(format!("{}.{payload}.{signature}", b64("[]")), "header-json");
    check(format!("{}.{payload}.{signature}", b64(r#"{"alg":"EdDSA","alg":"none"}"#)), "header-json");
    check(format!("{}.{payload}.{signature}", b64(r#"{"alg":"EdDSA","\u0061lg":"none"}"#)), "header-json");
    check(format!("{}.{payload}.{signature}", b64(r#"{"alg":"EdDSA","x":1,"x":2}"#)), "header-json");
    check(format!("{}.{payload}.{signature}", b64("{}")), "header-member-type");
    check(format!("{header}.{payload}.{signature}A"), "bad-signature");
    check(format!("{header}.{payload}.{}", b64("short")), "bad-signature");
    check(format!("{header}.{}.{signature}", b64("{}")), "bad-signature");
    check(format!("{header}.{payload}.{signature}\n"), "bad-signature");
}

/// RFC 9864 section 2.2: newer clients write `Ed25519` where older ones write `EdDSA`.
#[test]
fn the_newer_name_of_ed25519_is_verified_as_strictly() {
    let signed_by = |signer| {
        let mut draft = Draft::new(key(Alg::EdDSA), None, serde_json::to_vec(&claims()).unwrap());
        draft.header.insert("alg".to_owned(), json!("Ed25519"));
        draft.sign(key(signer)).unwrap()
    };
    let check = |token: &str, expected: &str| {
        assert_eq!(outcome(token, &everyones_keys(), &expect()), expected);
    };
    check(&signed_by(Alg::EdDSA), "ok");
    check(&signed_by(Alg::ES256), "bad-signature");
    check(&format!("{}A", signed_by(Alg::EdDSA)), "bad-signature");
}

#[test]
fn payloads() {
    let check = |payload: &[u8], expected: &str| {
        let token = Draft::new(key(Alg::EdDSA), None, payload.to_vec()).sign(key(Alg::EdDSA)).unwrap();
        let lax = Expect { require_exp: false, ..expect() };
        assert_eq!(
            outcome(&token, &everyones_keys(), &lax),
            expected,
            "{}",
            String::from_utf8_lossy(payload)
        );
    };
    check(b"{}", "ok");
    check(b" { \"a\" : 1 } ", "ok");
    check(b"[]", "payload-json");
    check(b"7", "payload-json");
    check(b"{", "payload-json");
    check(b"{\"a\":\"\xff\"}", "payload-json");
    check(br#"{"sub":"a","sub":"b"}"#, "payload-json");
    check(br#"{"a":1,"a":1}"#, "payload-json");
    check(br#"{"exp":9999999999,"\u0065xp":1}"#, "payload-json");
    // Too deep for the parser of the claims, and no stack is lost over it.
    check(format!("{{\"a\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000)).as_bytes(), "claims-shape");
}

#[test]
fn algorithms_cannot_be_confused() {
    for signer in Alg::ALL {
        for claimed in Alg::ALL.iter().filter(|claimed| *claimed != signer) {
            let mut draft = Draft::new(key(*signer), None, serde_json::to_vec(&claims()).unwrap());
            draft.header.insert("alg".to_owned(), json!(claimed));
            // Every key answers to every kid and algorithm the attacker may name, as far as its type allows.
            let open: Vec<VerifyingKey> = Alg::ALL
                .iter()
                .map(|alg| {
                    let mut jwk = serde_json::to_value(key(*alg).public_jwk()).unwrap();
                    jwk.as_object_mut().unwrap().remove("alg");
                    jwk["kid"] = json!(key(*signer).kid());
                    VerifyingKey::from_jwk(&serde_json::from_value(jwk).unwrap()).unwrap()
                })
                .collect();
            let got = outcome(&draft.sign(key(*signer)).unwrap(), &JwkSet::new(open), &expect());
            assert_eq!(got, "bad-signature", "{signer} as {claimed}");
        }
    }
    let only_es256 = Expect { algs: &[Alg::ES256], ..expect() };
    let token = sign(key(Alg::EdDSA), None, &claims()).unwrap();
    assert_eq!(outcome(&token, &everyones_keys(), &only_es256), "alg-not-allowed");
}

#[test]
fn types() {
    let check = |typ: Option<&str>, wanted: Typ<'_>, fits: bool| {
        let token = sign(key(Alg::EdDSA), typ, &claims()).unwrap();
        let got = outcome(&token, &everyones_keys(), &Expect { typ: wanted, ..expect() });
        assert_eq!(got, if fits { "ok" } else { "typ-mismatch" }, "{typ:?} for {wanted:?}");
    };
    check(Some("at+jwt"), Typ::Exact("at+jwt"), true);
    check(Some("AT+JWT"), Typ::Exact("at+jwt"), true);
    check(Some("application/at+jwt"), Typ::Exact("at+jwt"), true);
    check(Some("APPLICATION/at+jwt"), Typ::Exact("at+jwt"), true);
    check(Some("text/at+jwt"), Typ::Exact("at+jwt"), false);
    check(Some("application/application/at+jwt"), Typ::Exact("at+jwt"), false);
    check(Some("JWT"), Typ::Exact("at+jwt"), false);
    check(Some(""), Typ::Exact("at+jwt"), false);
    check(None, Typ::Exact("at+jwt"), false);
    check(None, Typ::Plain, true);
    check(Some("jwt"), Typ::Plain, true);
    check(Some("at+jwt"), Typ::Plain, false);
    check(Some("logout+jwt"), Typ::Plain, false);
    check(None, Typ::PlainOr("client-authentication+jwt"), true);
    check(Some("client-authentication+jwt"), Typ::PlainOr("client-authentication+jwt"), true);
    check(Some("oauth-authz-req+jwt"), Typ::PlainOr("client-authentication+jwt"), false);
    check(Some("anything"), Typ::Any, true);
}

#[test]
fn a_proof_of_possession_is_verified_with_the_key_it_brings() {
    let holder = key(Alg::ES256);
    let mut draft = Draft::new(holder, Some("dpop+jwt"), serde_json::to_vec(&claims()).unwrap());
    draft.header.insert("jwk".to_owned(), serde_json::to_value(holder.public_jwk()).unwrap());
    draft.header.insert("kid".to_owned(), json!("whatever"));
    let token = Unverified::<Value>::parse(&draft.sign(holder).unwrap()).unwrap();
    let brought = VerifyingKey::from_jwk(token.header().jwk.as_ref().unwrap()).unwrap();
    assert_eq!(brought.thumbprint(), holder.kid());
    token.verify(&brought, &expect()).unwrap();
}

#[test]
fn claims_of_another_shape_name_the_missing_field_and_nothing_else() {
    #[derive(Debug, Deserialize)]
    struct Wanted {
        #[expect(dead_code, reason = "only its presence matters")]
        client_id: u32,
    }
    let refuse = |claims: Value| {
        let token = sign(key(Alg::EdDSA), None, &claims).unwrap();
        Unverified::<Wanted>::parse(&token)
            .unwrap()
            .verify(&everyones_keys(), &expect())
            .unwrap_err()
            .to_string()
    };
    assert!(refuse(claims()).contains("without `client_id`"));
    let personal = refuse(json!({ "exp": NOW + 60, "client_id": "901199000001" }));
    assert!(!personal.contains("901199000001"), "{personal}");
}

#[test]
fn debug_shows_no_claim() {
    let token = sign(key(Alg::EdDSA), None, &claims()).unwrap();
    let unverified = Unverified::<Value>::parse(&token).unwrap();
    let mut shown = format!("{unverified:?}");
    shown.push_str(&format!("{:?}", unverified.verify(&everyones_keys(), &expect()).unwrap()));
    assert!(!shown.contains("s1") && !shown.contains(token.split('.').nth(1).unwrap()), "{shown}");
}

#[test]
fn messages_teach_and_cannot_be_dressed_up() {
    let mut draft = Draft::new(key(Alg::EdDSA), Some("at`\n+jwt"), serde_json::to_vec(&claims()).unwrap());
    let token = |draft: &Draft| Unverified::<Value>::parse(&draft.sign(key(Alg::EdDSA)).unwrap());
    let typ = token(&draft)
        .unwrap()
        .verify(&everyones_keys(), &Expect { typ: Typ::Exact("at+jwt"), ..expect() })
        .unwrap_err();
    assert!(typ.to_string().starts_with("expected typ `at+jwt`, got `at??+jwt`: "), "{typ}");
    draft.header.insert("alg".to_owned(), json!("X".repeat(5_000)));
    assert!(token(&draft).unwrap_err().to_string().len() < 300);
}
