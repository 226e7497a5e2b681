//! What holds for every input.

use dinhdanh_jose::{Alg, Audience, Expect, Jwk, SigningKey, Typ, Unverified, sign};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NOW, at, key};

fn lax() -> Expect<'static> {
    Expect { require_exp: false, ..Expect::new(Typ::Any, None, Audience::Unchecked, at(NOW)) }
}

fn verify(token: &str, key: &SigningKey) -> Option<Value> {
    Some(Unverified::parse(token).ok()?.verify(key.verifying_key(), &lax()).ok()?.into_claims())
}

fn members() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".*".prop_map(Value::from)
    ];
    let nested = leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(".*", inner, 0..4).prop_map(|m| json!(m))
        ]
    });
    // Names that cannot collide with a registered claim.
    prop::collection::btree_map("x[a-zđ]{0,8}", nested, 0..6).prop_map(|members| json!(members))
}

fn fast_alg() -> impl Strategy<Value = Alg> {
    prop_oneof![Just(Alg::EdDSA), Just(Alg::ES256)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn claims_come_back_as_they_went(claims in members(), alg in fast_alg()) {
        let token = sign(key(alg), None, &claims).unwrap();
        prop_assert_eq!(verify(&token, key(alg)), Some(claims));
    }

    #[test]
    fn a_token_with_any_byte_changed_is_refused(alg in prop::sample::select(Alg::ALL), at in any::<prop::sample::Index>(), to in 0x20_u8..0x7f) {
        let token = sign(key(alg), Some("at+jwt"), &json!({ "sub": "s1" })).unwrap();
        let mut bytes = token.clone().into_bytes();
        bytes[at.index(token.len())] = to;
        let changed = String::from_utf8(bytes).unwrap();
        prop_assume!(changed != token);
        prop_assert_eq!(verify(&changed, key(alg)), None);
    }

    #[test]
    fn a_token_cut_or_lengthened_is_refused(cut in any::<prop::sample::Index>(), tail in "[A-Za-z0-9_-]{1,4}") {
        let token = sign(key(Alg::EdDSA), None, &json!({ "sub": "s1" })).unwrap();
        prop_assert_eq!(verify(&token[..cut.index(token.len())], key(Alg::EdDSA)), None);
        prop_assert_eq!(verify(&format!("{token}{tail}"), key(Alg::EdDSA)), None);
    }

    #[test]
    fn another_key_verifies_nothing(label in "[a-z]{1,8}", alg in fast_alg()) {
        let other = SigningKey::derive(alg, b"others", &label).unwrap();
        prop_assert_eq!(verify(&sign(&other, None, &json!({})).unwrap(), key(alg)), None);
    }

    #[test]
    fn a_token_is_valid_exactly_inside_its_window(exp in -200_i64..200, nbf in -200_i64..200, leeway in 0_i64..100) {
        let token = sign(key(Alg::EdDSA), None, &json!({ "exp": NOW + exp, "nbf": NOW + nbf })).unwrap();
        let expect = Expect { leeway, ..Expect::new(Typ::Any, None, Audience::Unchecked, at(NOW)) };
        let valid = Unverified::<Value>::parse(&token).unwrap().verify(key(Alg::EdDSA).verifying_key(), &expect).is_ok();
        prop_assert_eq!(valid, exp + leeway > 0 && nbf <= leeway);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC*", header in "\\PC*") {
        let _ = Unverified::<Value>::parse(&text);
        let _ = Unverified::<Value>::parse(&format!("{header}.{text}.{text}"));
        let _ = Jwk::from_value(json!({ "kty": text, "crv": header, "x": text, "y": header, "n": text, "e": header }));
    }

    #[test]
    fn a_private_jwk_and_a_der_survive_the_round_trip(label in "[a-z]{1,8}", alg in fast_alg()) {
        let key = SigningKey::derive(alg, b"round trip", &label).unwrap();
        let from_jwk = SigningKey::from_private_jwk(&key.private_jwk().unwrap()).unwrap();
        let from_der = SigningKey::from_pkcs8(alg, key.to_pkcs8().unwrap().expose()).unwrap();
        prop_assert_eq!(from_jwk.kid(), key.kid());
        prop_assert_eq!(from_der.kid(), key.kid());
    }
}
