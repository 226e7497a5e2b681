//! Randomness as an argument: from the operating system, or repeatable from a realm's seed.

use aws_lc_rs::hmac::{self, HMAC_SHA256};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use zeroize::Zeroizing;

use crate::encoding::b64url;

/// A source of cryptographically strong bytes.
pub trait Entropy {
    /// Fills the whole buffer.
    fn fill(&mut self, buffer: &mut [u8]);
}

/// The operating system's source could not be read; nothing secret may be made without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected 32 bytes from the operating system's random source, got an error: start the process where that source is readable"
)]
pub struct EntropyError;

/// ChaCha20 keyed once from the operating system, so that [`Entropy::fill`] cannot fail and needs no system call.
pub struct SystemEntropy(ChaCha20Rng);

impl SystemEntropy {
    /// Reads 32 bytes from the operating system.
    ///
    /// # Errors
    /// [`EntropyError`] when the operating system refuses.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the operating system's random source"
    )]
    pub fn new() -> Result<Self, EntropyError> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut_slice()).map_err(|_| EntropyError)?;
        Ok(Self(ChaCha20Rng::from_seed(*key)))
    }
}

impl Entropy for SystemEntropy {
    fn fill(&mut self, buffer: &mut [u8]) {
        self.0.fill_bytes(buffer);
    }
}

/// A ChaCha20 stream fixed by a seed and a label: the same pair gives the same bytes on every machine and in every version.
pub struct SeededEntropy(ChaCha20Rng);

impl SeededEntropy {
    /// The stream named `label` below `seed`.
    #[must_use]
    pub fn new(seed: &[u8], label: &str) -> Self {
        Self::in_domain("entropy", seed, label)
    }

    /// Domains keep a caller's label from ever naming a key's stream.
    pub(crate) fn in_domain(domain: &str, seed: &[u8], label: &str) -> Self {
        Self(ChaCha20Rng::from_seed(*expand(domain, seed, label)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&mut self, buffer: &mut [u8]) {
        self.0.fill_bytes(buffer);
    }
}

/// 32 bytes fixed by a seed and a label (HKDF with SHA-256, RFC 5869). Different labels give unrelated bytes.
#[must_use]
pub fn derive_bytes(seed: &[u8], label: &str) -> [u8; 32] {
    *expand("bytes", seed, label)
}

/// `prefix` followed by the base64url of `bytes` random bytes; 32 for a bearer string (RFC 6749 section 10.10 asks for 16).
#[must_use]
pub fn random_token(rng: &mut dyn Entropy, prefix: &str, bytes: usize) -> String {
    let mut buffer = Zeroizing::new(vec![0; bytes]);
    rng.fill(&mut buffer);
    format!("{prefix}{}", *Zeroizing::new(b64url(&*buffer)))
}

/// HKDF-SHA256 (RFC 5869) for exactly one block, where expansion is one HMAC and cannot fail.
/// Changing the salt, the domain or their order changes every derived key of every seeded realm.
fn expand(domain: &str, seed: &[u8], label: &str) -> Zeroizing<[u8; 32]> {
    let pseudorandom = hmac::sign(&hmac::Key::new(HMAC_SHA256, b"dinhdanh/v1"), seed);
    let mut block = hmac::Context::with_key(&hmac::Key::new(HMAC_SHA256, pseudorandom.as_ref()));
    for part in [domain.as_bytes(), b"\0", label.as_bytes(), b"\x01"] {
        block.update(part);
    }
    let mut out = Zeroizing::new([0; 32]);
    out.iter_mut().zip(block.sign().as_ref()).for_each(|(to, from)| *to = *from);
    out
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};

    use super::*;

    #[test]
    fn derive_bytes_is_hkdf() {
        let mut expected = [0; 32];
        let prk = Salt::new(HKDF_SHA256, b"dinhdanh/v1").extract(b"seed");
        prk.expand(&[b"bytes\0label"], HKDF_SHA256).unwrap().fill(&mut expected).unwrap();
        assert_eq!(derive_bytes(b"seed", "label"), expected);
    }

    #[test]
    fn streams_repeat_and_differ_by_seed_label_and_domain() {
        let take = |mut stream: SeededEntropy| {
            let mut bytes = [0; 40];
            stream.fill(&mut bytes);
            bytes
        };
        let base = take(SeededEntropy::new(b"seed", "a"));
        assert_eq!(base, take(SeededEntropy::new(b"seed", "a")));
        for other in [
            SeededEntropy::new(b"seed", "b"),
            SeededEntropy::new(b"sood", "a"),
            SeededEntropy::in_domain("key", b"seed", "a"),
        ] {
            assert_ne!(base, take(other));
        }
    }

    #[test]
    fn a_random_token_has_its_prefix_and_all_its_bytes() {
        let token = random_token(&mut SeededEntropy::new(b"seed", "t"), "at_", 32);
        assert_eq!(token.len(), 3 + 43);
        assert!(token.starts_with("at_"));
        let mut system = SystemEntropy::new().unwrap();
        assert_ne!(random_token(&mut system, "", 32), random_token(&mut system, "", 32));
    }
}
