//! Another provider came first. In a binary of its own, because a process has one provider for ever.

use dinhdanh_jose::{Alg, Audience, Expect, SigningKey, Typ, Unverified, install, sign};
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use serde_json::{Value, json};

#[test]
fn signing_and_verifying_work_past_a_foreign_provider() {
    DEFAULT_PROVIDER.install_default().unwrap();
    assert!(!install());

    let now = jiff::Timestamp::from_second(1_795_248_000).unwrap();
    let expect = Expect { require_exp: false, ..Expect::new(Typ::Any, None, Audience::Unchecked, now) };
    for alg in [Alg::EdDSA, Alg::ES256] {
        let key = SigningKey::derive(alg, b"tests", "key").unwrap();
        let token = sign(&key, Some("at+jwt"), &json!({ "sub": "s1" })).unwrap();
        let verify =
            |text: &str| Unverified::<Value>::parse(text).unwrap().verify(key.verifying_key(), &expect);

        let verified = verify(&token).unwrap();
        assert_eq!(verified.header().typ.as_deref(), Some("at+jwt"));
        assert_eq!(verified.claims()["sub"], "s1");

        let (message, signature) = token.rsplit_once('.').unwrap();
        let other = sign(&key, None, &json!({ "sub": "s2" })).unwrap();
        let swapped = format!("{}.{signature}", other.rsplit_once('.').unwrap().0);
        assert_eq!(verify(&swapped).unwrap_err().code(), "bad-signature");
        assert_eq!(verify(&format!("{message}.AAAA")).unwrap_err().code(), "bad-signature");
        assert_eq!(verify(&format!("{message}.!")).unwrap_err().code(), "bad-signature");
    }
}
