//! Signatures checked and made without the crate that the gateway signs with: what another party's library would see.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, KeyPair as _,
    RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use dinhdanh_harness::NOW;
use serde_json::{Value, json};

/// The S256 challenge of a PKCE verifier (RFC 7636 section 4.2).
pub(crate) fn s256(verifier: &str) -> String {
    B64.encode(digest::digest(&digest::SHA256, verifier.as_bytes()))
}

/// `at_hash` of an access token (OpenID Connect Core section 3.1.3.6); Ed25519 goes with SHA-512.
pub(crate) fn at_hash(alg: &str, access_token: &str) -> String {
    let hash = if alg == "EdDSA" { &digest::SHA512 } else { &digest::SHA256 };
    let digest = digest::digest(hash, access_token.as_bytes());
    B64.encode(&digest.as_ref()[..digest.as_ref().len() / 2])
}

/// A token's header and claims, unverified.
pub(crate) fn decoded(jwt: &str) -> (Value, Value) {
    let parts: Vec<_> = jwt.split('.').collect();
    assert_eq!(parts.len(), 3, "a compact JWS");
    let part = |at: usize| serde_json::from_slice(&bytes(parts[at])).unwrap();
    (part(0), part(1))
}

/// A token's header and claims, if a key of the set verifies it.
pub(crate) fn verified(jwt: &str, jwks: &Value) -> Option<(Value, Value)> {
    let (header, claims) = decoded(jwt);
    let (signed, signature) = jwt.rsplit_once('.').unwrap();
    let named = |key: &&Value| key["kid"] == header["kid"] && key["alg"] == header["alg"];
    let key = jwks["keys"].as_array().unwrap().iter().find(named)?;
    let member = |name: &str| bytes(key[name].as_str().unwrap());
    let (message, signature) = (signed.as_bytes(), bytes(signature));
    let outcome = match header["alg"].as_str().unwrap() {
        "RS256" => RsaPublicKeyComponents { n: member("n"), e: member("e") }.verify(
            &RSA_PKCS1_2048_8192_SHA256,
            message,
            &signature,
        ),
        "ES256" => {
            let point = [vec![4], member("x"), member("y")].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, &signature)
        }
        "EdDSA" => UnparsedPublicKey::new(&ED25519, member("x")).verify(message, &signature),
        other => panic!("{other} is not a signature of this gateway"),
    };
    outcome.ok().map(|()| (header, claims))
}

fn bytes(text: &str) -> Vec<u8> {
    B64.decode(text).unwrap()
}

/// A client's own ES256 key.
pub(crate) struct Signer {
    key: EcdsaKeyPair,
}

impl Signer {
    /// A new key.
    pub(crate) fn generate() -> Self {
        Self { key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap() }
    }

    /// The key set to register.
    pub(crate) fn jwks(&self) -> Value {
        let point = self.key.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        json!({ "keys": [{ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "client-key",
            "x": B64.encode(x), "y": B64.encode(y) }] })
    }

    /// A compact JWS over these claims.
    pub(crate) fn sign(&self, header: &Value, claims: &Value) -> String {
        let signed = format!("{}.{}", B64.encode(header.to_string()), B64.encode(claims.to_string()));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", B64.encode(signature))
    }

    /// A client assertion (RFC 7523 section 3) with these members in place of the right ones; `null` leaves one out.
    pub(crate) fn assertion(&self, client: &str, audience: &str, changes: &Value) -> String {
        static JTI: AtomicU64 = AtomicU64::new(0);
        let jti = format!("assertion-{}", JTI.fetch_add(1, Ordering::Relaxed));
        let mut claims = json!({ "iss": client, "sub": client, "aud": audience, "jti": jti,
            "iat": NOW, "exp": NOW + 60 });
        for (name, value) in changes.as_object().into_iter().flatten() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        self.sign(&json!({ "alg": "ES256", "kid": "client-key" }), &claims)
    }
}
