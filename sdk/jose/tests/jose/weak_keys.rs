//! Keys under which anybody can sign, or whose shape made a backend panic. Each was reproduced on a stock `jsonwebtoken` backend.

use dinhdanh_jose::{
    Alg, Audience, Expect, Jwk, JwkSet, KeyError, SigningKey, Typ, Unverified, VerifyingKey, install,
};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Value, json};

use super::{NOW, at, key};

fn b64url(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// y = 1: the neutral element. With R the same point and s = 0, the loose equation holds for every message.
fn identity_point() -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[0] = 1;
    bytes
}

fn forged_token() -> (String, String) {
    let header = b64url(br#"{"alg":"EdDSA","typ":"JWT"}"#);
    let payload = b64url(format!(r#"{{"sub":"anybody","exp":{}}}"#, NOW + 60).as_bytes());
    let signature = b64url(&[identity_point(), [0; 32]].concat());
    (format!("{header}.{payload}"), signature)
}

fn okp(x: &[u8]) -> Value {
    json!({ "kty": "OKP", "crv": "Ed25519", "kid": "k", "x": b64url(x) })
}

fn from_jwk(jwk: Value) -> Result<VerifyingKey, KeyError> {
    VerifyingKey::from_jwk(&Jwk::from_value(jwk)?)
}

#[test]
fn a_forgery_under_the_identity_point_finds_no_key() {
    assert_eq!(from_jwk(okp(&identity_point())).unwrap_err(), KeyError::Weak);

    let set: JwkSet = serde_json::from_value(json!({ "keys": [okp(&identity_point())] })).unwrap();
    let (message, signature) = forged_token();
    let token = Unverified::<Value>::parse(&format!("{message}.{signature}")).unwrap();
    let refused = token.verify(&set, &Expect::new(Typ::Any, None, Audience::Unchecked, at(NOW))).unwrap_err();
    assert_eq!(refused.code(), "key-unknown");
}

#[test]
fn the_installed_provider_refuses_the_forgery_even_for_foreign_keys() {
    assert!(install());
    let (message, signature) = forged_token();
    let verify = |x: &[u8]| {
        jsonwebtoken::crypto::verify(
            &signature,
            message.as_bytes(),
            &DecodingKey::from_ed_der(x),
            Algorithm::EdDSA,
        )
    };
    assert!(verify(&identity_point()).is_err());
    assert!(verify(&[7; 5]).is_err());
}

/// All eight points of small order, and the non-canonical spellings that decode to them.
#[test]
fn every_point_of_small_order_is_weak() {
    for hex in [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ] {
        let x: Vec<u8> =
            (0..64).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect();
        assert_eq!(from_jwk(okp(&x)).unwrap_err(), KeyError::Weak, "{hex}");
    }
}

#[test]
fn short_and_long_keys_are_refused_without_a_panic() {
    for length in [0, 1, 31, 33, 64] {
        let got = from_jwk(okp(&vec![7; length])).unwrap_err();
        assert_eq!(got, KeyError::Length { member: "x", expected: 32, got: length });
    }
    let ec = |x: usize, y: usize| json!({ "kty": "EC", "crv": "P-256", "x": b64url(&vec![7; x]), "y": b64url(&vec![7; y]) });
    assert_eq!(from_jwk(ec(31, 32)).unwrap_err(), KeyError::Length { member: "x", expected: 32, got: 31 });
    assert_eq!(from_jwk(ec(32, 33)).unwrap_err(), KeyError::Length { member: "y", expected: 32, got: 33 });
    assert_eq!(from_jwk(ec(32, 32)).unwrap_err(), KeyError::NotOnCurve);
}

#[test]
fn rsa_numbers_are_checked() {
    let rsa =
        |n: &[u8], e: &[u8]| from_jwk(json!({ "kty": "RSA", "n": b64url(n), "e": b64url(e) })).map(|_| ());
    let modulus = |bytes: usize, top: u8, last: u8| {
        let mut n = vec![0xa5; bytes];
        n[0] = top;
        *n.last_mut().unwrap() = last;
        n
    };
    let good = [1, 0, 1];
    assert_eq!(rsa(&modulus(256, 0x80, 1), &good), Ok(()));
    for (n, e, expected) in [
        (modulus(128, 0x80, 1), &good[..], KeyError::RsaSize { bits: 1024 }),
        (modulus(256, 0x7f, 1), &good[..], KeyError::RsaSize { bits: 2047 }),
        (modulus(1025, 0x80, 1), &good[..], KeyError::RsaSize { bits: 8200 }),
        (modulus(256, 0x80, 2), &good[..], KeyError::RsaNumbers),
        (modulus(257, 0, 1), &good[..], KeyError::RsaNumbers),
        (modulus(256, 0x80, 1), &[3][..], KeyError::RsaNumbers),
        (modulus(256, 0x80, 1), &[1, 0, 0][..], KeyError::RsaNumbers),
        (modulus(256, 0x80, 1), &[0, 1, 1][..], KeyError::RsaNumbers),
        (modulus(256, 0x80, 1), &[1, 0, 0, 0, 1][..], KeyError::RsaNumbers),
        (Vec::new(), &good[..], KeyError::RsaNumbers),
    ] {
        assert_eq!(rsa(&n, e), Err(expected));
    }
}

#[test]
fn a_key_verifies_only_with_its_own_algorithm() {
    for signing in Alg::ALL.iter().map(|alg| key(*alg)) {
        let signature = signing.sign_bytes(b"message").unwrap();
        for alg in Alg::ALL {
            let accepted = signing.verifying_key().verify_bytes(*alg, b"message", &signature).is_ok();
            assert_eq!(accepted, *alg == signing.alg(), "{} under {alg}", signing.alg());
        }
    }
}

/// RFC 7517 section 4.4: an RSA key published for one padding is not trusted with the other, even by its own holder.
#[test]
fn a_key_published_for_one_padding_verifies_only_that_one() {
    let mut jwk = key(Alg::RS256).private_jwk().unwrap();
    jwk["alg"] = json!("PS256");
    let same_key = SigningKey::from_private_jwk(&jwk).unwrap();
    assert_eq!(same_key.kid(), key(Alg::RS256).kid());
    let signature = same_key.sign_bytes(b"message").unwrap();
    same_key.verifying_key().verify_bytes(Alg::PS256, b"message", &signature).unwrap();
    key(Alg::RS256).verifying_key().verify_bytes(Alg::PS256, b"message", &signature).unwrap_err();
}

/// The holder of a sound key can make signatures over a small-order R that only loose verifiers accept, and so have two parties disagree
/// about one token.
#[test]
fn a_small_order_commitment_is_refused_under_a_sound_key() {
    use ed25519_dalek::Verifier as _;
    use sha2::{Digest as _, Sha512};

    let secret = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
    let public = secret.verifying_key();
    let a = secret.to_scalar();
    let digest = Sha512::new()
        .chain_update(identity_point())
        .chain_update(public.as_bytes())
        .chain_update(b"message")
        .finalize();
    // The digest as a little-endian number modulo the group's order.
    let k = digest.iter().rev().fold(a - a, |sum, byte| sum * scalar(256, a) + scalar(u16::from(*byte), a));
    let signature = [identity_point(), (k * a).to_bytes()].concat();

    let loose = ed25519_dalek::Signature::from_slice(&signature).unwrap();
    public.verify(b"message", &loose).expect("the forgery is well made");
    let key = from_jwk(okp(public.as_bytes())).unwrap();
    assert!(key.verify_bytes(Alg::EdDSA, b"message", &signature).is_err());
}

/// The type of scalars belongs to a crate that is no dependency here; `_like` names it.
fn scalar<S: From<u16>>(small: u16, _like: S) -> S {
    small.into()
}
