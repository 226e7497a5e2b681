//! Public keys as JSON (RFC 7517, RFC 7518 section 6, RFC 8037 section 2).

use std::fmt;

use jsonwebtoken::jwk::{
    AlgorithmParameters, CommonParameters, EllipticCurve, EllipticCurveKeyParameters, EllipticCurveKeyType,
    KeyAlgorithm, OctetKeyPairParameters, OctetKeyPairType, PublicKeyUse, RSAKeyParameters, RSAKeyType,
};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value};

use crate::alg::Alg;
use crate::digest::sha256_b64url;
use crate::encoding::b64url;
use crate::error::KeyError;

/// A public JWK. One with a private or secret member cannot be read into this type.
///
/// It is *syntactically* a JWK and no more; only a [`VerifyingKey`](crate::VerifyingKey) can verify.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Jwk(jsonwebtoken::jwk::Jwk);

/// Members that would disclose a key (RFC 7518 sections 6.2.2, 6.3.2 and 6.4, RFC 8037 section 2).
const PRIVATE_MEMBERS: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

impl Jwk {
    /// Reads a JWK from its JSON form.
    ///
    /// # Errors
    /// [`KeyError::PrivateMember`] and [`KeyError::NotAJwk`].
    pub fn from_value(value: Value) -> Result<Self, KeyError> {
        let Value::Object(mut members) = value else { return Err(KeyError::NotAJwk) };
        if let Some(member) = PRIVATE_MEMBERS.iter().find(|member| members.contains_key(**member)) {
            return Err(KeyError::PrivateMember { member });
        }
        accept_rfc_9864(&mut members);
        serde_json::from_value(Value::Object(members)).map(Self).map_err(|_| KeyError::NotAJwk)
    }

    /// The key id the publisher chose, if any.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.0.common.key_id.as_deref()
    }

    /// The RFC 7638 thumbprint (SHA-256, base64url): the `jkt` of DPoP and the default `kid`.
    ///
    /// # Errors
    /// [`KeyError::UnsupportedKey`] for types whose required members are unknown here.
    pub fn thumbprint(&self) -> Result<String, KeyError> {
        let canonical = match &self.0.algorithm {
            AlgorithmParameters::OctetKeyPair(okp) => Map::from_iter(
                [("crv", "Ed25519"), ("kty", "OKP"), ("x", &okp.x)]
                    .map(|(name, value)| (name.to_owned(), value.into())),
            ),
            AlgorithmParameters::EllipticCurve(ec) if ec.curve == EllipticCurve::P256 => Map::from_iter(
                [("crv", "P-256"), ("kty", "EC"), ("x", &ec.x), ("y", &ec.y)]
                    .map(|(name, value)| (name.to_owned(), value.into())),
            ),
            AlgorithmParameters::RSA(rsa) => Map::from_iter(
                [("e", rsa.e.as_str()), ("kty", "RSA"), ("n", &rsa.n)]
                    .map(|(name, value)| (name.to_owned(), value.into())),
            ),
            _ => return Err(KeyError::UnsupportedKey { got: "another type" }),
        };
        Ok(sha256_b64url(Value::Object(canonical).to_string().as_bytes()))
    }

    pub(super) fn ed25519(x: &[u8]) -> Self {
        Self::new(AlgorithmParameters::OctetKeyPair(OctetKeyPairParameters {
            key_type: OctetKeyPairType::OctetKeyPair,
            curve: EllipticCurve::Ed25519,
            x: b64url(x),
        }))
    }

    pub(super) fn p256(x: &[u8], y: &[u8]) -> Self {
        Self::new(AlgorithmParameters::EllipticCurve(EllipticCurveKeyParameters {
            key_type: EllipticCurveKeyType::EC,
            curve: EllipticCurve::P256,
            x: b64url(x),
            y: b64url(y),
        }))
    }

    pub(super) fn rsa(n: &[u8], e: &[u8]) -> Self {
        Self::new(AlgorithmParameters::RSA(RSAKeyParameters {
            key_type: RSAKeyType::RSA,
            n: b64url(n),
            e: b64url(e),
        }))
    }

    /// Names the key by its thumbprint and binds it to signatures with one algorithm.
    pub(super) fn published_for(mut self, alg: Alg) -> Result<Self, KeyError> {
        self.0.common = CommonParameters {
            key_id: Some(self.thumbprint()?),
            key_algorithm: Some(alg.jsonwebtoken().into()),
            public_key_use: Some(PublicKeyUse::Signature),
            ..CommonParameters::default()
        };
        Ok(self)
    }

    pub(super) fn parameters(&self) -> &AlgorithmParameters {
        &self.0.algorithm
    }

    pub(super) fn common(&self) -> &CommonParameters {
        &self.0.common
    }

    fn new(algorithm: AlgorithmParameters) -> Self {
        Self(jsonwebtoken::jwk::Jwk { common: CommonParameters::default(), algorithm })
    }
}

/// RFC 9864 renames `EdDSA` with this curve to `Ed25519`, which `jsonwebtoken` does not know yet; published keys already use it.
fn accept_rfc_9864(members: &mut Map<String, Value>) {
    if members.get("crv").is_some_and(|crv| crv == "Ed25519")
        && let Some(alg) = members.get_mut("alg").filter(|alg| **alg == "Ed25519")
        && let Ok(name) = serde_json::to_value(KeyAlgorithm::EdDSA)
    {
        *alg = name;
    }
}

impl<'de> Deserialize<'de> for Jwk {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(Value::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl fmt::Debug for Jwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Jwk").field(&self.kid()).finish()
    }
}
