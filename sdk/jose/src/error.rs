//! Errors that say what was expected, what came, by which rule, and what to do. None of them shows a secret, a subject or a claim's value.

use thiserror::Error;

use crate::alg::Alg;

/// A key that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KeyError {
    /// An algorithm outside [`Alg`].
    #[error(
        "expected alg `EdDSA`, `ES256`, `PS256` or `RS256`, got `{got}`: register one of these algorithms"
    )]
    UnknownAlg {
        /// What came, shortened.
        got: String,
    },
    /// A key type or curve outside the supported ones.
    #[error(
        "expected an OKP key on Ed25519, an EC key on P-256 or an RSA key, got {got}: publish a key of one of these types"
    )]
    UnsupportedKey {
        /// The type or curve that came.
        got: &'static str,
    },
    /// The JWK is bound to another algorithm than its key type allows.
    #[error(
        "expected a JWK `alg` that fits kty `{kty}`, got another one (RFC 7517 section 4.4): correct or omit `alg`"
    )]
    AlgMismatch {
        /// The key's type.
        kty: &'static str,
    },
    /// The JWK is published for something other than verifying signatures.
    #[error(
        "expected a key for signatures, got a JWK whose `{member}` says otherwise (RFC 7517 sections 4.2 and 4.3): publish a key with `use` `sig`"
    )]
    NotForSignatures {
        /// `use` or `key_ops`.
        member: &'static str,
    },
    /// A private or secret member where a public key belongs.
    #[error(
        "expected a public JWK, got private member `{member}`: treat that key as disclosed, replace it, and publish only public members"
    )]
    PrivateMember {
        /// The member that must not be there.
        member: &'static str,
    },
    /// Not a JWK.
    #[error(
        "expected a JWK as RFC 7517 section 4 describes, got something else: check `kty` and the types of its members"
    )]
    NotAJwk,
    /// A member is missing from a private JWK.
    #[error(
        "expected member `{member}` in the private JWK, got none (RFC 7518 section 6): export the key with all its members"
    )]
    Missing {
        /// The member.
        member: &'static str,
    },
    /// A member is not base64url without padding.
    #[error("expected `{member}` as base64url without padding (RFC 7515 section 2), got another encoding")]
    Encoding {
        /// The member.
        member: &'static str,
    },
    /// A coordinate or private value of the wrong length.
    #[error(
        "expected `{member}` of {expected} bytes, got {got}: pad with leading zeros to the full length (RFC 7518 section 6.2.1.2, RFC 8037 section 2)"
    )]
    Length {
        /// The member.
        member: &'static str,
        /// Bytes the curve needs.
        expected: usize,
        /// Bytes that came.
        got: usize,
    },
    /// A point of small order: signatures under it can be forged by anybody.
    #[error(
        "expected an Ed25519 key of full order, got a weak one under which anybody can forge signatures: generate a new key"
    )]
    Weak,
    /// Coordinates that are not a point of the curve.
    #[error(
        "expected a point on the curve, got coordinates that are none: check that `x` and `y` belong together"
    )]
    NotOnCurve,
    /// RSA size outside 2048 to 8192 bits.
    #[error(
        "expected an RSA modulus of 2048 to 8192 bits, got {bits} (RFC 7518 section 3.3): generate a longer key"
    )]
    RsaSize {
        /// Bits that came.
        bits: usize,
    },
    /// RSA public numbers that no sound generator makes.
    #[error(
        "expected an odd RSA modulus and an odd exponent of 65537 or more, without leading zeros, got others: generate a new key"
    )]
    RsaNumbers,
    /// The public and private members of a private JWK belong to different keys.
    #[error(
        "expected public and private members of one key, got members of different keys: export the key again"
    )]
    Mismatch,
    /// A private key that its backend refuses.
    #[error(
        "expected a consistent private key for `{alg}` as PKCS#8 DER, got another one: export the key as unencrypted PKCS#8"
    )]
    Private {
        /// The algorithm the key was to serve.
        alg: Alg,
    },
    /// No RSA primes where the seed led.
    #[error("expected two primes from the seed, found none: choose another seed or label")]
    NoPrimes,
    /// The ring has no key that may sign.
    #[error(
        "expected an active key for `{alg}` in the ring, found none at that time: add one, or rotate before the last one ends"
    )]
    NoneActive {
        /// The algorithm asked for.
        alg: Alg,
    },
    /// The ring does not know the key id.
    #[error("expected the id of a key in the ring, got an unknown one: list the ring's keys first")]
    UnknownKid,
}

/// A token that could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SignError {
    /// The claims have no JSON form.
    #[error(
        "expected claims that serialise to JSON, got a type that does not: use string keys and finite numbers"
    )]
    Claims,
    /// The backend refused to sign.
    #[error(
        "expected a signature, got a refusal of the cryptographic backend: check the process's memory and entropy"
    )]
    Backend,
}

/// Text that is not a token worth verifying.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Too long to look at.
    #[error("expected a token of at most {limit} bytes, got {got}: send less in it")]
    TooLong {
        /// The limit in bytes.
        limit: usize,
        /// The length in bytes.
        got: usize,
    },
    /// Not `header.payload.signature`.
    #[error(
        "expected three non-empty parts separated by dots (RFC 7515 section 7.1), got {got}: send the compact form of a signed token"
    )]
    Parts {
        /// Non-empty parts found.
        got: usize,
    },
    /// A JWE.
    #[error(
        "expected a signed token, got five parts, which is an encrypted one (RFC 7516): send it signed only"
    )]
    Encrypted,
    /// The header is not a JSON object with unique members in base64url.
    #[error(
        "expected a header that is base64url of a JSON object with unique members of their registered types (RFC 7515 section 4), got something else"
    )]
    Header,
    /// A header member of the wrong JSON type.
    #[error("expected header member `{member}` as a string, got another JSON type (RFC 7515 section 4.1)")]
    HeaderMember {
        /// The member.
        member: &'static str,
    },
    /// No signature at all.
    #[error("expected a signed token, got alg `none` (RFC 8725 section 3.2): sign it with a registered key")]
    AlgNone,
    /// An algorithm outside [`Alg`], symmetric ones among them.
    #[error("expected alg `EdDSA`, `ES256`, `PS256` or `RS256`, got `{got}`: sign with one of these")]
    UnknownAlg {
        /// What came, shortened.
        got: String,
    },
    /// Extensions nobody here understands.
    #[error(
        "expected no `{member}` in the header, got one: no extension that must be understood is supported (RFC 7515 section 4.1.11, RFC 7797)"
    )]
    Extension {
        /// `crit` or `b64`.
        member: &'static str,
    },
    /// The header carries a key that is none.
    #[error("expected a public key in header member `jwk`")]
    Jwk(#[source] KeyError),
}

impl TokenError {
    /// A stable kebab-case name for logs, tests and clients.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "token-too-long",
            Self::Parts { .. } => "token-parts",
            Self::Encrypted => "token-encrypted",
            Self::Header => "header-json",
            Self::HeaderMember { .. } => "header-member-type",
            Self::AlgNone => "alg-none",
            Self::UnknownAlg { .. } => "alg-unknown",
            Self::Extension { .. } => "header-extension",
            Self::Jwk(_) => "header-jwk",
        }
    }
}

/// A token that must not be believed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The algorithm is supported but not allowed here.
    #[error("expected alg {expected}, got `{got}`: sign with the registered algorithm")]
    AlgNotAllowed {
        /// Allowed algorithms, listed.
        expected: String,
        /// The header's algorithm.
        got: Alg,
    },
    /// A token of another kind (RFC 8725 section 3.11).
    #[error(
        "expected typ {expected}, got {got}: a token serves one purpose only (RFC 8725 section 3.11); send the kind asked for"
    )]
    Typ {
        /// What would have fitted.
        expected: String,
        /// The header's `typ`, shortened.
        got: String,
    },
    /// No key fits.
    #[error(
        "expected one key with kid {kid} for alg `{alg}` in the key set, found none: publish the key before signing with it, and name it by `kid` when the set has several"
    )]
    KeyUnknown {
        /// The header's `kid`, shortened.
        kid: String,
        /// The header's algorithm.
        alg: Alg,
    },
    /// The signature is not the key's signature over these bytes.
    #[error(
        "expected the signature of key `{kid}` over these very bytes, got another one: send the token unchanged, signed with that key"
    )]
    BadSignature {
        /// The key that was tried.
        kid: String,
    },
    /// The payload is not what a JWT carries.
    #[error(
        "expected a payload that is a JSON object with unique members (RFC 7519 section 4), got something else"
    )]
    Payload,
    /// A registered claim of the wrong JSON type (RFC 7519 section 4.1; CVE-2026-25537 is what happens when this passes as absent).
    #[error("expected claim `{claim}` as {expected}, got another JSON type (RFC 7519 section 4.1)")]
    ClaimType {
        /// The claim.
        claim: &'static str,
        /// The type it must have.
        expected: &'static str,
    },
    /// A claim that this use needs.
    #[error("expected claim `{claim}`, got none: include it")]
    Missing {
        /// The claim.
        claim: &'static str,
    },
    /// Another issuer.
    #[error(
        "expected iss `{expected}`, got `{got}`: compare issuers as exact strings, trailing slash included"
    )]
    Issuer {
        /// The issuer trusted here.
        expected: String,
        /// The claim, shortened.
        got: String,
    },
    /// Made for somebody else.
    #[error("expected aud {expected}, got `{got}`: ask for a token made for this recipient")]
    Audience {
        /// What would have fitted.
        expected: String,
        /// The claim, shortened.
        got: String,
    },
    /// Over.
    #[error(
        "expected a token valid at {now}, got exp {exp} with {leeway} s leeway: ask for a new token, and check the clock"
    )]
    Expired {
        /// `exp` in Unix seconds.
        exp: i64,
        /// The moment of verification in Unix seconds.
        now: i64,
        /// Tolerance in seconds.
        leeway: i64,
    },
    /// Too early.
    #[error(
        "expected a token valid at {now}, got {claim} {at} with {leeway} s leeway: wait, and check the clock"
    )]
    NotYet {
        /// `nbf` or `iat`.
        claim: &'static str,
        /// The claim in Unix seconds.
        at: i64,
        /// The moment of verification in Unix seconds.
        now: i64,
        /// Tolerance in seconds.
        leeway: i64,
    },
    /// Made too long ago for this use.
    #[error("expected iat at most {max} s ago, got {age} s: make a fresh token for each use")]
    TooOld {
        /// Seconds since `iat`.
        age: i64,
        /// Seconds allowed.
        max: i64,
    },
    /// Valid for longer than this use allows.
    #[error("expected a lifetime of at most {max} s, got {lifetime} s: set `exp` nearer")]
    Lifetime {
        /// Seconds from `iat` (or from now, without it) to `exp`.
        lifetime: i64,
        /// Seconds allowed.
        max: i64,
    },
    /// The claims do not have the expected shape.
    #[error("expected claims of the agreed shape, got others{}: compare the payload with the documentation of this token", .missing.as_ref().map(|field| format!(" without `{field}`")).unwrap_or_default())]
    Shape {
        /// The missing claim, when that is the reason. Nothing else of the payload is shown.
        missing: Option<String>,
    },
}

impl VerifyError {
    /// A stable kebab-case name for logs, tests and clients.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlgNotAllowed { .. } => "alg-not-allowed",
            Self::Typ { .. } => "typ-mismatch",
            Self::KeyUnknown { .. } => "key-unknown",
            Self::BadSignature { .. } => "bad-signature",
            Self::Payload => "payload-json",
            Self::ClaimType { .. } => "claim-type",
            Self::Missing { .. } => "claim-missing",
            Self::Issuer { .. } => "issuer-mismatch",
            Self::Audience { .. } => "audience-mismatch",
            Self::Expired { .. } => "expired",
            Self::NotYet { .. } => "not-yet-valid",
            Self::TooOld { .. } => "too-old",
            Self::Lifetime { .. } => "lifetime-too-long",
            Self::Shape { .. } => "claims-shape",
        }
    }
}

/// An attacker's text, fit to be shown: short and without control characters or backticks.
pub(crate) fn clip(text: &str) -> String {
    text.chars().take(80).map(|c| if c.is_control() || c == '`' { '?' } else { c }).collect()
}
