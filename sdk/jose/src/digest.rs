//! Hashes of tokens and secrets.

use sha2::{Digest as _, Sha256, Sha512};
use subtle::ConstantTimeEq as _;

use crate::alg::Alg;
use crate::encoding::b64url;

/// SHA-256 of a bearer string: what a store keeps and a cache is keyed by, so that neither can leak a usable token.
#[must_use]
pub fn token_digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Base64url of SHA-256: PKCE `S256` (RFC 7636 section 4.2), DPoP `ath` (RFC 9449 section 4.2), SD-JWT digests.
#[must_use]
pub fn sha256_b64url(bytes: &[u8]) -> String {
    b64url(Sha256::digest(bytes))
}

/// Compares secrets in a time that depends on their lengths alone.
#[must_use]
pub fn ct_eq(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// `at_hash`, `c_hash` and `s_hash` (OpenID Connect Core 3.1.3.6): the left half of the hash that `alg`, the ID token's algorithm, uses.
/// Ed25519 hashes with SHA-512.
#[must_use]
pub fn at_hash(alg: Alg, token: &str) -> String {
    match alg {
        Alg::EdDSA => b64url(Sha512::digest(token.as_bytes()).split_at(32).0),
        Alg::ES256 | Alg::RS256 | Alg::PS256 => b64url(Sha256::digest(token.as_bytes()).split_at(16).0),
    }
}
