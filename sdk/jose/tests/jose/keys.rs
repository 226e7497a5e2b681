//! Private keys: derivation, export, import.

use dinhdanh_jose::{Alg, KeyError, Secret, SeededEntropy, SigningKey, SystemEntropy, ct_eq};
use serde_json::json;

use super::key;

/// If one of these changes, every seeded realm in the world gets other keys: never update them, mend the derivation.
#[test]
fn derived_keys_never_change() {
    for (alg, kid) in [
        (Alg::EdDSA, "ZSF3aXFvw5ONaRcJgPDYEJkQefNdUJ2rQp5XOgV5uaQ"),
        (Alg::ES256, "utfdVatDL7xEgZje0prbnKwOVMmvR4UXO_UiRk8TQN0"),
        (Alg::RS256, "qcIgisDC8iEoPIzDkekhMAkFKdnOD0JD60LH0JXp3c4"),
        (Alg::PS256, "8S6GAxnf_IYvlFZXXr-oVGBa0MyX8_QxeeC6qnjJYls"),
    ] {
        assert_eq!(key(alg).kid(), kid, "{alg}");
    }
}

#[test]
fn seed_label_and_algorithm_all_matter() {
    let kid = |seed: &[u8], label| SigningKey::derive(Alg::EdDSA, seed, label).unwrap().kid().to_owned();
    assert_eq!(kid(b"tests", "key"), key(Alg::EdDSA).kid());
    assert_ne!(kid(b"tests", "other"), key(Alg::EdDSA).kid());
    assert_ne!(kid(b"other", "key"), key(Alg::EdDSA).kid());
    assert_ne!(key(Alg::RS256).public_jwk(), key(Alg::PS256).public_jwk());
}

#[test]
fn generated_keys_follow_the_callers_randomness() {
    let generate = |label| SigningKey::generate(Alg::ES256, &mut SeededEntropy::new(b"s", label)).unwrap();
    assert_eq!(generate("a").kid(), generate("a").kid());
    assert_ne!(generate("a").kid(), generate("b").kid());
    let mut system = SystemEntropy::new().unwrap();
    let (one, two) =
        (SigningKey::generate(Alg::EdDSA, &mut system), SigningKey::generate(Alg::EdDSA, &mut system));
    assert_ne!(one.unwrap().kid(), two.unwrap().kid());
}

#[test]
fn pkcs8_and_private_jwk_bring_the_same_key_back() {
    for alg in Alg::ALL {
        let original = key(*alg);
        let from_der = SigningKey::from_pkcs8(*alg, original.to_pkcs8().unwrap().expose()).unwrap();
        let from_jwk = SigningKey::from_private_jwk(&original.private_jwk().unwrap()).unwrap();
        for copy in [from_der, from_jwk] {
            assert_eq!((copy.kid(), copy.alg()), (original.kid(), *alg));
            let signature = copy.sign_bytes(b"message").unwrap();
            original.verifying_key().verify_bytes(*alg, b"message", &signature).unwrap();
        }
    }
}

#[test]
fn a_public_jwk_has_its_names_and_no_private_member() {
    for alg in Alg::ALL {
        let jwk = serde_json::to_value(key(*alg).public_jwk()).unwrap();
        assert_eq!(jwk["kid"], key(*alg).kid());
        assert_eq!(jwk["alg"], alg.as_str());
        assert_eq!(jwk["use"], "sig");
        for member in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(jwk.get(member).is_none(), "{alg} {member}");
        }
    }
}

#[test]
fn private_jwks_that_lie_are_refused() {
    let altered = |alg, edit: fn(&mut serde_json::Value)| {
        let mut jwk = key(alg).private_jwk().unwrap();
        edit(&mut jwk);
        SigningKey::from_private_jwk(&jwk).map(|_| ()).unwrap_err()
    };
    let other_x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    assert_eq!(
        altered(Alg::EdDSA, |jwk| jwk["x"] = json!("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")),
        KeyError::Mismatch
    );
    assert_eq!(altered(Alg::ES256, |jwk| jwk["y"] = jwk["x"].clone()), KeyError::Mismatch);
    assert_eq!(
        altered(Alg::EdDSA, |jwk| jwk["d"] = json!("AAAA")),
        KeyError::Length { member: "d", expected: 32, got: 3 }
    );
    assert_eq!(
        altered(Alg::EdDSA, |jwk| jwk["d"] = json!("not base64url!")),
        KeyError::Encoding { member: "d" }
    );
    assert_eq!(altered(Alg::EdDSA, |jwk| jwk["d"] = json!(7)), KeyError::Missing { member: "d" });
    assert_eq!(
        altered(Alg::EdDSA, |jwk| jwk["crv"] = json!("X25519")),
        KeyError::UnsupportedKey { got: "another curve" }
    );
    assert_eq!(altered(Alg::RS256, |jwk| jwk["p"] = jwk["q"].clone()), KeyError::Private { alg: Alg::RS256 });
    assert_eq!(altered(Alg::RS256, |jwk| jwk["alg"] = json!("ES256")), KeyError::AlgMismatch { kty: "RSA" });
    assert_eq!(
        altered(Alg::RS256, |jwk| jwk["kty"] = json!("oct")),
        KeyError::UnsupportedKey { got: "another `kty`" }
    );
    assert!(SigningKey::from_pkcs8(Alg::EdDSA, other_x.as_bytes()).is_err());
    assert!(SigningKey::from_pkcs8(Alg::ES256, key(Alg::EdDSA).to_pkcs8().unwrap().expose()).is_err());
}

#[test]
fn debug_and_errors_show_no_secret() {
    for alg in Alg::ALL {
        let private = key(*alg).private_jwk().unwrap();
        let shown = format!("{:?} {:?}", key(*alg), key(*alg).to_pkcs8().unwrap());
        assert!(shown.contains(key(*alg).kid()));
        assert!(!shown.contains(private["d"].as_str().unwrap()), "{alg}");
        let mut broken = private.clone();
        broken["d"] = json!(format!("{}!", private["d"].as_str().unwrap()));
        let message = format!("{:?}", SigningKey::from_private_jwk(&broken).unwrap_err());
        assert!(!message.contains(private["d"].as_str().unwrap()), "{message}");
    }
    assert_eq!(format!("{:?}", Secret::new("hunter2".to_owned())), "Secret([redacted])");
}

#[test]
fn secrets_compare_by_value() {
    let secret = |text: &str| Secret::new(text.to_owned());
    assert_eq!(secret("a"), secret("a"));
    assert_ne!(secret("a"), secret("b"));
    assert_eq!(secret("a").expose(), "a");
    assert!(ct_eq(b"", b"") && !ct_eq(b"a", b"ab") && !ct_eq(b"a", b"b"));
}
