//! The crate from outside, as the gateway and the SDK use it.

#[cfg(test)]
mod beside_an_application;
#[cfg(test)]
mod claims;
#[cfg(test)]
mod jwks;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod ring;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod weak_keys;

/// One key per algorithm for the whole binary, because RSA takes a moment.
#[cfg(test)]
fn key(alg: dinhdanh_jose::Alg) -> &'static dinhdanh_jose::SigningKey {
    use dinhdanh_jose::{Alg, SigningKey};
    use std::sync::LazyLock;

    static KEYS: LazyLock<Vec<SigningKey>> = LazyLock::new(|| {
        Alg::ALL.iter().map(|alg| SigningKey::derive(*alg, b"tests", "key").unwrap()).collect()
    });
    KEYS.iter().find(|key| key.alg() == alg).unwrap()
}

/// 2026-11-21T08:00:00Z, when all tests run.
#[cfg(test)]
const NOW: i64 = 1_795_248_000;

#[cfg(test)]
fn at(second: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(second).unwrap()
}
