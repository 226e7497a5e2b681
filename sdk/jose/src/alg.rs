//! Signature algorithms (RFC 7518 section 3.1, RFC 8037 section 3.1).

use std::fmt;
use std::str::FromStr;

use jsonwebtoken::Algorithm;
use serde::{Deserialize, Serialize};

use crate::error::{KeyError, clip};

/// A signature algorithm, written as its JOSE name. Symmetric algorithms and `none` cannot be expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Alg {
    /// Ed25519 (RFC 8037). Deterministic; the default for tokens issued here.
    EdDSA,
    /// ECDSA with P-256 and SHA-256. Randomised: the same input gives different bytes.
    ES256,
    /// RSASSA-PKCS1-v1_5 with SHA-256. Deterministic.
    RS256,
    /// RSASSA-PSS with SHA-256. Randomised.
    PS256,
}

impl Alg {
    /// Every algorithm, preferred first.
    pub const ALL: &'static [Self] = &[Self::EdDSA, Self::ES256, Self::PS256, Self::RS256];

    /// The JOSE name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EdDSA => "EdDSA",
            Self::ES256 => "ES256",
            Self::RS256 => "RS256",
            Self::PS256 => "PS256",
        }
    }

    pub(crate) const fn jsonwebtoken(self) -> Algorithm {
        match self {
            Self::EdDSA => Algorithm::EdDSA,
            Self::ES256 => Algorithm::ES256,
            Self::RS256 => Algorithm::RS256,
            Self::PS256 => Algorithm::PS256,
        }
    }
}

impl fmt::Display for Alg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Alg {
    type Err = KeyError;

    fn from_str(name: &str) -> Result<Self, KeyError> {
        Self::ALL
            .iter()
            .copied()
            .find(|alg| alg.as_str() == name)
            .ok_or_else(|| KeyError::UnknownAlg { got: clip(name) })
    }
}
