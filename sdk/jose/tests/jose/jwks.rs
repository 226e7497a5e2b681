//! Public keys from outside.

use dinhdanh_jose::{Alg, Jwk, JwkSet, KeyError, VerifyingKey};
use serde_json::{Value, json};

use super::key;

fn published(alg: Alg) -> Value {
    serde_json::to_value(key(alg).public_jwk()).unwrap()
}

fn with(mut jwk: Value, member: &str, value: Value) -> Value {
    jwk[member] = value;
    jwk
}

fn without(mut jwk: Value, member: &str) -> Value {
    jwk.as_object_mut().unwrap().remove(member);
    jwk
}

fn accept(jwk: Value) -> Result<Vec<Alg>, KeyError> {
    VerifyingKey::from_jwk(&Jwk::from_value(jwk)?).map(|key| key.algs().to_vec())
}

#[test]
fn intake() {
    let check = |jwk: Value, expected: Result<&[Alg], KeyError>| {
        assert_eq!(accept(jwk), expected.map(<[Alg]>::to_vec));
    };
    let (ed, ec, rsa) = (published(Alg::EdDSA), published(Alg::ES256), published(Alg::RS256));

    check(ed.clone(), Ok(&[Alg::EdDSA]));
    check(without(ed.clone(), "alg"), Ok(&[Alg::EdDSA]));
    // RFC 9864 section 2.2.
    check(with(ed.clone(), "alg", json!("Ed25519")), Ok(&[Alg::EdDSA]));
    check(rsa.clone(), Ok(&[Alg::RS256]));
    check(without(rsa.clone(), "alg"), Ok(&[Alg::PS256, Alg::RS256]));
    check(with(ec.clone(), "key_ops", json!(["verify"])), Ok(&[Alg::ES256]));
    check(without(without(ec.clone(), "use"), "kid"), Ok(&[Alg::ES256]));

    check(with(ed.clone(), "alg", json!("ES256")), Err(KeyError::AlgMismatch { kty: "OKP" }));
    check(with(ec.clone(), "alg", json!("Ed25519")), Err(KeyError::AlgMismatch { kty: "EC" }));
    check(with(rsa.clone(), "alg", json!("RS512")), Err(KeyError::AlgMismatch { kty: "RSA" }));
    check(with(rsa.clone(), "alg", json!("HS256")), Err(KeyError::AlgMismatch { kty: "RSA" }));
    check(with(ed.clone(), "use", json!("enc")), Err(KeyError::NotForSignatures { member: "use" }));
    check(
        with(ed.clone(), "key_ops", json!(["sign"])),
        Err(KeyError::NotForSignatures { member: "key_ops" }),
    );
    check(with(ed.clone(), "x", json!("AAA=")), Err(KeyError::Encoding { member: "x" }));
    check(
        with(ed.clone(), "crv", json!("P-256")),
        Err(KeyError::UnsupportedKey { got: "OKP on another curve" }),
    );
    check(
        with(ec.clone(), "crv", json!("P-384")),
        Err(KeyError::UnsupportedKey { got: "EC on another curve" }),
    );
    check(
        with(ec.clone(), "crv", json!("secp256k1")),
        Err(KeyError::UnsupportedKey { got: "another `kty` or `crv`" }),
    );
    check(with(ec.clone(), "y", ec["x"].clone()), Err(KeyError::NotOnCurve));
    check(json!("text"), Err(KeyError::NotAJwk));
    check(with(ed, "kid", json!(7)), Err(KeyError::NotAJwk));
}

#[test]
fn private_and_secret_members_never_come_in() {
    for member in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
        let got = Jwk::from_value(with(published(Alg::RS256), member, json!("AAAA"))).unwrap_err();
        assert_eq!(got, KeyError::PrivateMember { member });
    }
    assert!(serde_json::from_value::<Jwk>(key(Alg::EdDSA).private_jwk().unwrap()).is_err());
}

#[test]
fn a_strange_member_does_not_silence_the_set() {
    let set: JwkSet = serde_json::from_value(json!({ "keys": [
        { "kty": "AKP", "alg": "ML-DSA-44", "kid": "post-quantum", "pub": "AAAA" },
        { "kty": "oct", "k": "AAAA", "alg": "HS256", "kid": "secret" },
        { "no": "kty" }, 7, null,
        with(published(Alg::EdDSA), "use", json!("enc")),
        key(Alg::ES256).private_jwk().unwrap(),
        published(Alg::ES256),
    ]}))
    .unwrap();
    assert_eq!(set.keys().len(), 1);
    assert!(set.find(Some(key(Alg::ES256).kid()), Alg::ES256).is_some());
    assert!(serde_json::from_value::<JwkSet>(json!({ "keys": "none" })).is_err());
}

#[test]
fn a_key_is_found_by_kid_and_alg_together() {
    // Four keys under one kid, as a decoy set would publish.
    let decoys: JwkSet =
        serde_json::from_value(json!({ "keys": Alg::ALL.iter().map(|alg| with(published(*alg), "kid", json!("k"))).collect::<Vec<_>>() }))
            .unwrap();
    for alg in Alg::ALL {
        let found = decoys.find(Some("k"), *alg).unwrap();
        assert_eq!(found.thumbprint(), key(*alg).kid());
        assert!(decoys.find(Some("other"), *alg).is_none());
        // Alone of its algorithm, so no kid is needed.
        assert_eq!(decoys.find(None, *alg).unwrap().thumbprint(), key(*alg).kid());
    }
    let rsa = |alg| without(published(alg), "alg");
    let two: JwkSet = serde_json::from_value(json!({ "keys": [rsa(Alg::RS256), rsa(Alg::PS256)] })).unwrap();
    assert!(two.find(None, Alg::RS256).is_none(), "two candidates and no kid");
    assert!(two.find(Some(key(Alg::PS256).kid()), Alg::RS256).is_some());
}

#[test]
fn a_set_survives_the_wire() {
    let set = JwkSet::new(Alg::ALL.iter().map(|alg| key(*alg).verifying_key().clone()).collect());
    let wire = serde_json::to_value(&set).unwrap();
    let back: JwkSet = serde_json::from_value(wire.clone()).unwrap();
    assert_eq!(serde_json::to_value(&back).unwrap(), wire);
    assert_eq!(back.keys().len(), Alg::ALL.len());
}
