//! Secrets: never shown, wiped on drop, compared in constant time.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroizing;

use crate::digest::ct_eq;
use crate::encoding::{b64url, from_b64url};

/// A secret string: a client secret, a bearer token, a passcode. No `Display`, no `Serialize`.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes over a secret string.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The secret itself. Whoever calls this answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        ct_eq(self.0.as_bytes(), other.0.as_bytes())
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// A private key as PKCS#8 DER. It serialises (as base64url) because a store has to keep it; nothing else shows it.
#[derive(Clone)]
pub struct SecretDer(Zeroizing<Vec<u8>>);

impl SecretDer {
    pub(crate) fn new(der: Vec<u8>) -> Self {
        Self(Zeroizing::new(der))
    }

    /// The DER bytes. Whoever calls this answers for where they go.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SecretDer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretDer([redacted])")
    }
}

impl Serialize for SecretDer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(b64url(self.expose())))
    }
}

impl<'de> Deserialize<'de> for SecretDer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        // No detail of the text: the message may end in a log.
        from_b64url(&text)
            .map(Self::new)
            .ok_or_else(|| de::Error::custom("expected a private key as base64url of PKCS#8 DER"))
    }
}
