//! Registered claims: who, for whom, when.

use dinhdanh_jose::{Alg, Audience, Expect, Typ, Unverified, sign};
use serde_json::{Value, json};

use super::{NOW, at, key};

fn outcome(claims: &Value, expect: &Expect<'_>) -> &'static str {
    let token = sign(key(Alg::EdDSA), None, claims).unwrap();
    let verified =
        Unverified::<Value>::parse(&token).unwrap().verify(key(Alg::EdDSA).verifying_key(), expect);
    verified.map_or_else(|refused| refused.code(), |_| "ok")
}

fn strict(audience: Audience<'static>, issuer: Option<&'static str>) -> Expect<'static> {
    Expect { leeway: 0, ..Expect::new(Typ::Any, issuer, audience, at(NOW)) }
}

#[test]
fn issuers_are_compared_as_exact_strings() {
    let check = |iss: Value, expected: &str| {
        let expect = strict(Audience::Unchecked, Some("https://id.example/r/class"));
        let mut claims = json!({ "exp": NOW + 1 });
        if !iss.is_null() {
            claims["iss"] = iss;
        }
        assert_eq!(outcome(&claims, &expect), expected, "{claims}");
    };
    check(json!("https://id.example/r/class"), "ok");
    check(json!("https://id.example/r/class/"), "issuer-mismatch");
    check(json!("https://ID.example/r/class"), "issuer-mismatch");
    check(json!(""), "issuer-mismatch");
    check(json!(["https://id.example/r/class"]), "claim-type");
    check(Value::Null, "claim-missing");
}

#[test]
fn audiences() {
    use Audience::{AnyOf, Contains, SoleString, Unchecked};
    let check = |aud: Value, audience: Audience<'static>, expected: &str| {
        let claims = json!({ "exp": NOW + 1, "aud": aud });
        assert_eq!(outcome(&claims, &strict(audience, None)), expected, "{claims} for {audience:?}");
    };
    check(json!("app"), Contains("app"), "ok");
    check(json!(["other", "app"]), Contains("app"), "ok");
    check(json!(["other"]), Contains("app"), "audience-mismatch");
    check(json!("application"), Contains("app"), "audience-mismatch");
    check(json!([]), Contains("app"), "claim-missing");
    check(json!("app"), SoleString("app"), "ok");
    check(json!(["app"]), SoleString("app"), "audience-mismatch");
    check(json!("other"), SoleString("app"), "audience-mismatch");
    check(json!("b"), AnyOf(&["a", "b"]), "ok");
    check(json!(["c", "a"]), AnyOf(&["a", "b"]), "ok");
    check(json!("c"), AnyOf(&["a", "b"]), "audience-mismatch");
    check(json!("a"), AnyOf(&[]), "audience-mismatch");
    check(json!("anybody"), Unchecked, "ok");
    check(json!(7), Unchecked, "claim-type");
    check(json!(["app", 7]), Contains("app"), "claim-type");
    check(Value::Null, Unchecked, "claim-type");
    assert_eq!(outcome(&json!({ "exp": NOW + 1 }), &strict(Contains("app"), None)), "claim-missing");
}

/// CVE-2026-25537: a time of the wrong type passed as an absent one, so a token with `"exp": "0"` never expired.
#[test]
fn a_claim_of_the_wrong_type_is_never_an_absent_one() {
    let lax = Expect { require_exp: false, ..strict(Audience::Unchecked, None) };
    for claim in ["exp", "nbf", "iat"] {
        for value in [json!("0"), json!(""), json!(true), json!([1]), json!({}), json!(1e300), Value::Null] {
            assert_eq!(outcome(&json!({ claim: value }), &lax), "claim-type", "{claim} {value}");
        }
    }
    for claim in ["iss", "sub", "jti"] {
        for value in [json!(1), json!(["x"]), Value::Null] {
            assert_eq!(outcome(&json!({ claim: value }), &lax), "claim-type", "{claim} {value}");
        }
    }
}

#[test]
fn times_at_their_edges() {
    let check = |claims: Value, leeway: i64, expected: &str| {
        let expect = Expect { leeway, ..strict(Audience::Unchecked, None) };
        assert_eq!(outcome(&claims, &expect), expected, "{claims} with {leeway}");
    };
    check(json!({ "exp": NOW + 1 }), 0, "ok");
    check(json!({ "exp": NOW }), 0, "expired");
    check(json!({ "exp": NOW }), 1, "ok");
    check(json!({ "exp": NOW - 60 }), 60, "expired");
    check(json!({ "exp": NOW - 59 }), 60, "ok");
    check(json!({ "exp": NOW as f64 + 1.9 }), 0, "ok");
    check(json!({ "exp": NOW as f64 + 0.9 }), 0, "expired");
    check(json!({ "exp": -1 }), 0, "expired");
    check(json!({ "exp": i64::MAX }), 0, "claim-type");
    check(json!({}), 60, "claim-missing");
    check(json!({ "exp": NOW + 9, "nbf": NOW }), 0, "ok");
    check(json!({ "exp": NOW + 9, "nbf": NOW + 1 }), 0, "not-yet-valid");
    check(json!({ "exp": NOW + 9, "nbf": NOW + 1 }), 1, "ok");
    check(json!({ "exp": NOW + 9, "iat": NOW + 2 }), 1, "not-yet-valid");
    check(json!({ "exp": NOW + 9, "iat": 0 }), 0, "ok");
}

#[test]
fn lifetime_and_age() {
    let bounded = Expect { max_lifetime: Some(300), max_age: None, ..strict(Audience::Unchecked, None) };
    let check = |claims: Value, expect: &Expect<'_>, expected: &str| {
        assert_eq!(outcome(&claims, expect), expected, "{claims}");
    };
    check(json!({ "iat": NOW, "exp": NOW + 300 }), &bounded, "ok");
    check(json!({ "iat": NOW, "exp": NOW + 301 }), &bounded, "lifetime-too-long");
    check(json!({ "iat": NOW - 100, "exp": NOW + 201 }), &bounded, "lifetime-too-long");
    check(json!({ "exp": NOW + 300 }), &bounded, "ok");
    check(json!({ "exp": NOW + 301 }), &bounded, "lifetime-too-long");
    check(json!({ "iat": NOW }), &Expect { require_exp: false, ..bounded }, "claim-missing");

    let fresh = Expect { max_age: Some(60), require_exp: false, ..strict(Audience::Unchecked, None) };
    check(json!({ "iat": NOW - 60 }), &fresh, "ok");
    check(json!({ "iat": NOW - 61 }), &fresh, "too-old");
    check(json!({ "iat": NOW - 61 }), &Expect { leeway: 1, ..fresh }, "ok");
    check(json!({}), &fresh, "claim-missing");
}
