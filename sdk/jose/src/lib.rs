//! Signatures, keys and typed claims: the only crate that names a crypto backend.
//!
//! * A [`SigningKey`] is parsed once and named by handle; [`sign`] turns claims into a compact JWT.
//! * A [`VerifyingKey`] exists only after its JWK passed every check: type, curve, length, weakness, purpose.
//! * Claims of a token are reachable only from a [`Verified`], and only [`Unverified::verify`] makes one.
//! * Time and randomness come in as arguments ([`Expect::now`], [`Entropy`]).
//!
//! `EdDSA` runs on ed25519-dalek with strict verification, the other algorithms on aws-lc-rs; both behind `jsonwebtoken`,
//! whose process-wide provider this crate supplies ([`install`]).
//!
//! ```
//! use dinhdanh_jose::{Alg, Audience, Expect, SigningKey, Typ, Unverified, sign};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let now: jiff::Timestamp = "2026-11-21T08:00:00Z".parse()?;
//! let key = SigningKey::derive(Alg::EdDSA, b"a realm's seed", "issuer")?;
//! let claims = serde_json::json!({ "iss": "https://id.example", "aud": "app", "sub": "s1", "exp": now.as_second() + 60 });
//! let token = sign(&key, Some("at+jwt"), &claims)?;
//!
//! let expect = Expect::new(Typ::Exact("at+jwt"), Some("https://id.example"), Audience::Contains("app"), now);
//! let verified = Unverified::<serde_json::Value>::parse(&token)?.verify(key.verifying_key(), &expect)?;
//! assert_eq!(verified.registered().sub.as_deref(), Some("s1"));
//! # Ok(())
//! # }
//! ```
//!
//! Nobody else can make a `Verified`:
//!
//! ```compile_fail,E0451
//! fn forge(header: dinhdanh_jose::Header, registered: dinhdanh_jose::Registered) -> dinhdanh_jose::Verified<u8> {
//!     dinhdanh_jose::Verified { header, registered, claims: 0 }
//! }
//! ```

// Every byte here may come from an attacker: a slice index out of range would be a remote panic.
#![deny(clippy::indexing_slicing)]

mod alg;
mod digest;
mod encoding;
mod entropy;
mod error;
mod key;
mod provider;
mod ring;
mod secret;
mod token;

pub use alg::Alg;
pub use digest::{at_hash, ct_eq, sha256_b64url, token_digest};
pub use entropy::{Entropy, EntropyError, SeededEntropy, SystemEntropy, derive_bytes, random_token};
pub use error::{KeyError, SignError, TokenError, VerifyError};
pub use key::{Jwk, JwkSet, KeySource, SigningKey, VerifyingKey};
pub use provider::install;
pub use ring::{KeyRing, KeyState, RingEntry, RingKey, StoredKey, StoredMaterial};
pub use secret::{Secret, SecretDer};
pub use token::{
    Audience, Draft, Expect, Header, MAX_TOKEN_LEN, Registered, Typ, Unverified, Verified, sign,
};
