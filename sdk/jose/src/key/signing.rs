//! A private key for signatures.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RsaKeyPair, RsaPublicKeyComponents,
};
use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use jsonwebtoken::EncodingKey;
use zeroize::Zeroizing;

use super::material::Padding;
use super::{Jwk, SigningMaterial, VerifyingKey, rsa};
use crate::alg::Alg;
use crate::entropy::{Entropy, SeededEntropy};
use crate::error::{KeyError, SignError};
use crate::provider::{Handle, SIGNING};
use crate::secret::SecretDer;

/// A private key bound to one algorithm, parsed once; cheap to clone. `Debug` shows its id alone.
#[derive(Clone)]
pub struct SigningKey(Arc<Inner>);

struct Inner {
    material: Arc<SigningMaterial>,
    public: VerifyingKey,
    encoding: EncodingKey,
    _handle: Handle<SigningMaterial>,
}

impl SigningKey {
    /// A fresh key from the caller's randomness. RSA takes 0.1 to 0.5 s, the others some 100 µs.
    ///
    /// # Errors
    /// As [`SigningKey::derive`].
    pub fn generate(alg: Alg, rng: &mut dyn Entropy) -> Result<Self, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill(seed.as_mut_slice());
        Self::derive(alg, seed.as_slice(), "generated")
    }

    /// The key that `seed` and `label` name: the same one for ever, and unrelated to the key of any other algorithm or label.
    ///
    /// # Errors
    /// [`KeyError::NoPrimes`] or [`KeyError::Private`], each with a negligible chance.
    pub fn derive(alg: Alg, seed: &[u8], label: &str) -> Result<Self, KeyError> {
        let mut stream = SeededEntropy::in_domain(alg.as_str(), seed, label);
        match alg {
            Alg::EdDSA => {
                let mut secret = Zeroizing::new([0; 32]);
                stream.fill(secret.as_mut_slice());
                Self::ed25519(ed25519_dalek::SigningKey::from_bytes(&secret))
            }
            Alg::ES256 => {
                p256_scalar(&mut stream).and_then(|scalar| Self::p256_from_scalar(scalar.as_slice()))
            }
            Alg::RS256 | Alg::PS256 => Self::rsa(alg, rsa::from_stream(&mut stream)?),
        }
    }

    /// Reads an unencrypted PKCS#8 document (RFC 5958; RFC 8410 for Ed25519).
    ///
    /// # Errors
    /// [`KeyError::Private`] for another document, [`KeyError::RsaSize`] for RSA outside 2048 to 8192 bits.
    pub fn from_pkcs8(alg: Alg, der: &[u8]) -> Result<Self, KeyError> {
        match alg {
            Alg::EdDSA => Self::ed25519(
                ed25519_dalek::SigningKey::from_pkcs8_der(der).map_err(|_| KeyError::Private { alg })?,
            ),
            Alg::ES256 => Self::p256(
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der)
                    .map_err(|_| KeyError::Private { alg })?,
            ),
            Alg::RS256 | Alg::PS256 => {
                Self::rsa(alg, RsaKeyPair::from_pkcs8(der).map_err(|_| KeyError::Private { alg })?)
            }
        }
    }

    /// The key as PKCS#8 DER, for a store.
    ///
    /// # Errors
    /// [`KeyError::Private`] when the backend cannot export.
    pub fn to_pkcs8(&self) -> Result<SecretDer, KeyError> {
        let failed = |_| KeyError::Private { alg: self.alg() };
        Ok(SecretDer::new(match &*self.0.material {
            SigningMaterial::Ed25519(key) => [ED25519_PKCS8_PREFIX, key.as_bytes().as_slice()].concat(),
            SigningMaterial::P256(pair) => pair.to_pkcs8v1().map_err(failed)?.as_ref().to_vec(),
            SigningMaterial::Rsa { pair, .. } => {
                AsDer::<Pkcs8V1Der<'_>>::as_der(pair).map_err(failed)?.as_ref().to_vec()
            }
        }))
    }

    /// The algorithm this key signs with.
    #[must_use]
    pub fn alg(&self) -> Alg {
        self.0.material.alg()
    }

    /// The key id: its RFC 7638 thumbprint (SHA-256, base64url).
    #[must_use]
    pub fn kid(&self) -> &str {
        self.0.public.kid()
    }

    /// The public half as a JWK with `kid`, `alg` and `use`.
    #[must_use]
    pub fn public_jwk(&self) -> Jwk {
        self.0.public.jwk().clone()
    }

    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.0.public
    }

    /// A bare signature, for formats that are no JWT (signed notes, HTTP messages).
    ///
    /// # Errors
    /// [`SignError::Backend`].
    pub fn sign_bytes(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        self.0.material.sign(message).map_err(|_| SignError::Backend)
    }

    pub(crate) fn encoding_key(&self) -> &EncodingKey {
        &self.0.encoding
    }

    pub(super) fn material(&self) -> &SigningMaterial {
        &self.0.material
    }

    pub(super) fn ed25519(key: ed25519_dalek::SigningKey) -> Result<Self, KeyError> {
        let jwk = Jwk::ed25519(key.verifying_key().as_bytes());
        Self::assemble(SigningMaterial::Ed25519(Box::new(key)), jwk)
    }

    pub(super) fn p256_from_scalar(scalar: &[u8]) -> Result<Self, KeyError> {
        let failed = KeyError::Private { alg: Alg::ES256 };
        let der = PrivateKey::from_private_key(&ECDH_P256, scalar)
            .ok()
            .and_then(|key| AsDer::<Pkcs8V1Der<'_>>::as_der(&key).ok())
            .ok_or(failed)?;
        Self::from_pkcs8(Alg::ES256, der.as_ref())
    }

    pub(super) fn rsa(alg: Alg, pair: RsaKeyPair) -> Result<Self, KeyError> {
        let public = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
        let padding = if alg == Alg::PS256 { Padding::Pss } else { Padding::Pkcs1 };
        Self::assemble(SigningMaterial::Rsa { pair, padding }, Jwk::rsa(&public.n, &public.e))
    }

    fn p256(pair: EcdsaKeyPair) -> Result<Self, KeyError> {
        let jwk = match pair.public_key().as_ref().split_at_checked(33) {
            Some(([0x04, x @ ..], y)) => Jwk::p256(x, y),
            _ => return Err(KeyError::Private { alg: Alg::ES256 }),
        };
        Self::assemble(SigningMaterial::P256(pair), jwk)
    }

    fn assemble(material: SigningMaterial, jwk: Jwk) -> Result<Self, KeyError> {
        let public = VerifyingKey::from_jwk(&jwk.published_for(material.alg())?)?;
        let material = Arc::new(material);
        let handle = SIGNING.register(&material);
        Ok(Self(Arc::new(Inner {
            encoding: handle.encoding_key(material.alg()),
            material,
            public,
            _handle: handle,
        })))
    }
}

/// Version 1, the Ed25519 identifier, and the headers of the 32 bytes that follow (RFC 8410 section 7).
const ED25519_PKCS8_PREFIX: &[u8] =
    &[0x30, 0x2e, 0x02, 0x01, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// The first 32 bytes of the stream that are a scalar of the curve's group; all but one in 2^32 are.
fn p256_scalar(stream: &mut SeededEntropy) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let mut scalar = Zeroizing::new([0; 32]);
    for _ in 0..8 {
        stream.fill(scalar.as_mut_slice());
        if PrivateKey::from_private_key(&ECDH_P256, scalar.as_slice()).is_ok() {
            return Ok(scalar);
        }
    }
    Err(KeyError::Private { alg: Alg::ES256 })
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("alg", &self.alg())
            .field("kid", &self.kid())
            .finish_non_exhaustive()
    }
}
