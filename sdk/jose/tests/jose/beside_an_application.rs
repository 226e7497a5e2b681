//! An application that uses `jsonwebtoken` itself keeps working after this crate installed its provider.

use dinhdanh_jose::{Alg, install};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde_json::{Value, json};

use super::key;

#[test]
fn its_own_keys_still_work() {
    assert!(install());
    let ed = key(Alg::EdDSA).to_pkcs8().unwrap();
    let es = key(Alg::ES256).to_pkcs8().unwrap();
    let public = |alg| {
        DecodingKey::from_jwk(
            &serde_json::from_value(serde_json::to_value(key(alg).public_jwk()).unwrap()).unwrap(),
        )
        .unwrap()
    };
    for (algorithm, signing, verifying) in [
        (Algorithm::HS256, EncodingKey::from_secret(b"secret"), DecodingKey::from_secret(b"secret")),
        (Algorithm::EdDSA, EncodingKey::from_ed_der(ed.expose()), public(Alg::EdDSA)),
        (Algorithm::ES256, EncodingKey::from_ec_der(es.expose()), public(Alg::ES256)),
    ] {
        let token = encode(&Header::new(algorithm), &json!({ "a": 1 }), &signing).unwrap();
        let mut validation = Validation::new(algorithm);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        assert_eq!(decode::<Value>(&token, &verifying, &validation).unwrap().claims["a"], 1);
    }
}

/// A shared secret is anybody's choice; one that spells a handle must not reach the key behind it.
#[test]
fn a_secret_that_looks_like_a_handle_is_a_secret() {
    assert!(install());
    let kept_alive = key(Alg::EdDSA);
    for number in 0..64_u64 {
        let secret = [b"dinhdanh-jose key ".as_slice(), &number.to_be_bytes()].concat();
        let got =
            jsonwebtoken::crypto::sign(b"message", &EncodingKey::from_secret(&secret), Algorithm::HS256)
                .unwrap();
        // HMAC-SHA-256 has 32 bytes, 43 characters; a signature of any key here is longer.
        assert_eq!(got.len(), 43, "{}", kept_alive.kid());
    }
}
