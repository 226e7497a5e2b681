//! What signatures cost: `cargo run --release -p dinhdanh-jose --example measure-jose`.
//!
//! Prints medians in microseconds, each beside a bare Ed25519 signature measured in the same run.

use std::time::Instant;

use dinhdanh_jose::{Alg, Audience, Expect, SigningKey, Typ, Unverified, VerifyingKey, sign};
use ed25519_dalek::Signer as _;
use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use serde::{Deserialize, Serialize};

/// An access token bound to a key: about 600 characters once signed.
#[derive(Serialize, Deserialize)]
struct AccessToken {
    iss: String,
    sub: String,
    aud: String,
    client_id: String,
    scope: String,
    jti: String,
    iat: i64,
    exp: i64,
    cnf: Confirmation,
}

#[derive(Serialize, Deserialize)]
struct Confirmation {
    jkt: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let now: jiff::Timestamp = "2026-11-21T08:00:00Z".parse()?;
    let claims = AccessToken {
        iss: "https://id.example/r/class-7".to_owned(),
        sub: "0b9c7f6e-6f0e-4c1c-9f0e-3a52f7d3b1c4".to_owned(),
        aud: "https://id.example/r/class-7/sharing".to_owned(),
        client_id: "ministry-of-transport".to_owned(),
        scope: "person.core person.residence".to_owned(),
        jti: "1wq8Qx1Z2mYt5u0h3c4d5e".to_owned(),
        iat: now.as_second(),
        exp: now.as_second() + 300,
        cnf: Confirmation { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I".to_owned() },
    };
    let expect = Expect::new(Typ::Exact("at+jwt"), Some(&claims.iss), Audience::Contains(&claims.aud), now);

    let key = SigningKey::derive(Alg::EdDSA, b"measure", "key")?;
    let token = sign(&key, Some("at+jwt"), &claims)?;
    let message = token.rsplit_once('.').ok_or("a token has three parts")?.0;
    let dalek = ed25519_dalek::SigningKey::from_pkcs8_der(key.to_pkcs8()?.expose())?;
    let bare = median(4_000, || dalek.sign(message.as_bytes()));
    let show =
        |what: &str, micros: f64| println!("{what:<28}{micros:>10.1} us  {:>8.2} x bare", micros / bare);
    println!("token of {} characters", token.len());
    show("bare Ed25519 signature", bare);

    for (alg, rounds) in [(Alg::EdDSA, 4_000), (Alg::ES256, 4_000), (Alg::RS256, 200), (Alg::PS256, 200)] {
        let mut key = None;
        let derive = median(3, || key = SigningKey::derive(alg, b"measure", "key").ok());
        let key = key.ok_or("the key was derived")?;
        let token = sign(&key, Some("at+jwt"), &claims)?;
        let verify = |token: &str| {
            Unverified::<AccessToken>::parse(token)
                .ok()?
                .verify(key.verifying_key(), &expect)
                .ok()
                .map(|token| token.into_claims().sub)
        };
        // A wrong answer would be measured just as well.
        if verify(&token).as_deref() != Some(&claims.sub) {
            return Err(format!("expected a valid token under `{alg}`, got a refusal").into());
        }
        show(&format!("{alg} derive key"), derive);
        show(&format!("{alg} sign"), median(rounds, || sign(&key, Some("at+jwt"), &claims)));
        show(&format!("{alg} parse and verify"), median(4_000, || verify(&token)));
        show(&format!("{alg} key from JWK"), median(2_000, || VerifyingKey::from_jwk(&key.public_jwk())));
    }
    Ok(())
}

/// Microseconds per call: the median of `rounds` calls after as many tenths of warm-up.
#[expect(clippy::disallowed_methods, reason = "measuring time is what this example is for")]
fn median<T>(rounds: usize, mut call: impl FnMut() -> T) -> f64 {
    for _ in 0..rounds / 10 {
        std::hint::black_box(call());
    }
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(call());
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(rounds / 2).copied().unwrap_or_default()
}
