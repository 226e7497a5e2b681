//! A public key that passed every check.

use std::fmt;
use std::sync::Arc;

use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, KeyAlgorithm, KeyOperations, PublicKeyUse};

use super::{Jwk, VerifyingMaterial};
use crate::alg::Alg;
use crate::encoding::from_b64url;
use crate::error::{KeyError, VerifyError};
use crate::provider::{Handle, VERIFYING};

/// A public key, parsed once; cheap to clone.
#[derive(Clone)]
pub struct VerifyingKey(Arc<Inner>);

struct Inner {
    jwk: Jwk,
    thumbprint: String,
    algs: Vec<Alg>,
    material: Arc<VerifyingMaterial>,
    decoding: DecodingKey,
    _handle: Handle<VerifyingMaterial>,
}

impl VerifyingKey {
    /// Checks a JWK (type, curve, length, weakness, RSA of 2048 bits or more, `alg`, `use`, `key_ops`) and parses it.
    ///
    /// # Errors
    /// [`KeyError`] names the member at fault.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, KeyError> {
        check_purpose(jwk)?;
        let (kty, family, material): (_, &[Alg], _) = match jwk.parameters() {
            AlgorithmParameters::OctetKeyPair(okp) if okp.curve == EllipticCurve::Ed25519 => {
                ("OKP", &[Alg::EdDSA], VerifyingMaterial::ed25519(&decode("x", &okp.x)?)?)
            }
            AlgorithmParameters::EllipticCurve(ec) if ec.curve == EllipticCurve::P256 => {
                ("EC", &[Alg::ES256], VerifyingMaterial::p256(&decode("x", &ec.x)?, &decode("y", &ec.y)?)?)
            }
            AlgorithmParameters::RSA(rsa) => (
                "RSA",
                &[Alg::PS256, Alg::RS256],
                VerifyingMaterial::rsa(&decode("n", &rsa.n)?, &decode("e", &rsa.e)?)?,
            ),
            AlgorithmParameters::OctetKey(_) => return Err(KeyError::PrivateMember { member: "k" }),
            AlgorithmParameters::OctetKeyPair(_) => {
                return Err(KeyError::UnsupportedKey { got: "OKP on another curve" });
            }
            AlgorithmParameters::EllipticCurve(_) => {
                return Err(KeyError::UnsupportedKey { got: "EC on another curve" });
            }
            _ => return Err(KeyError::UnsupportedKey { got: "another `kty` or `crv`" }),
        };
        let algs: Vec<Alg> = match jwk.common().key_algorithm {
            None => family.to_vec(),
            Some(named) => {
                family.iter().copied().filter(|alg| KeyAlgorithm::from(alg.jsonwebtoken()) == named).collect()
            }
        };
        let &[alg, ..] = algs.as_slice() else { return Err(KeyError::AlgMismatch { kty }) };
        let material = Arc::new(material);
        let handle = VERIFYING.register(&material);
        Ok(Self(Arc::new(Inner {
            jwk: jwk.clone(),
            thumbprint: jwk.thumbprint()?,
            algs,
            decoding: handle.decoding_key(alg),
            material,
            _handle: handle,
        })))
    }

    /// The JWK this key was made from.
    #[must_use]
    pub fn jwk(&self) -> &Jwk {
        &self.0.jwk
    }

    /// The published key id; the thumbprint when the publisher chose none.
    #[must_use]
    pub fn kid(&self) -> &str {
        self.0.jwk.kid().unwrap_or(&self.0.thumbprint)
    }

    /// The RFC 7638 thumbprint (SHA-256, base64url).
    #[must_use]
    pub fn thumbprint(&self) -> &str {
        &self.0.thumbprint
    }

    /// The algorithms this key may verify: the JWK's `alg`, or all of its family.
    #[must_use]
    pub fn algs(&self) -> &[Alg] {
        &self.0.algs
    }

    /// Verifies a bare signature, for formats that are no JWT (signed notes, SD-JWT disclosures, HTTP messages).
    ///
    /// # Errors
    /// [`VerifyError::BadSignature`], also for an algorithm this key is not for.
    pub fn verify_bytes(&self, alg: Alg, message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
        if self.algs().contains(&alg) && self.0.material.verify(alg, message, signature) {
            Ok(())
        } else {
            Err(VerifyError::BadSignature { kid: self.kid().to_owned() })
        }
    }

    pub(crate) fn decoding_key(&self) -> &DecodingKey {
        &self.0.decoding
    }
}

fn check_purpose(jwk: &Jwk) -> Result<(), KeyError> {
    if jwk.common().public_key_use.as_ref().is_some_and(|purpose| *purpose != PublicKeyUse::Signature) {
        return Err(KeyError::NotForSignatures { member: "use" });
    }
    if jwk
        .common()
        .key_operations
        .as_ref()
        .is_some_and(|operations| !operations.contains(&KeyOperations::Verify))
    {
        return Err(KeyError::NotForSignatures { member: "key_ops" });
    }
    Ok(())
}

fn decode(member: &'static str, text: &str) -> Result<Vec<u8>, KeyError> {
    from_b64url(text).ok_or(KeyError::Encoding { member })
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyingKey").field("kid", &self.kid()).field("algs", &self.algs()).finish()
    }
}
