//! The provider that `jsonwebtoken` signs and verifies with, and the table of parsed keys behind it.
//!
//! `jsonwebtoken` keeps a key as bytes and its stock backends parse them on every call (0.9 ms for RSA). Here an `EncodingKey` or
//! `DecodingKey` holds only a *handle*: a number that leads to the parsed key for as long as that key lives. Keys that are no handles,
//! which an application may use beside this crate, still work; Ed25519 ones get the same strict treatment as ours.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock, Weak};

use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER as STOCK;
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey, EncodingKey};

use crate::alg::Alg;
use crate::key::{SigningMaterial, VerifyingMaterial};

/// Makes `jsonwebtoken` use this crate's provider in the whole process; every signature made or checked here calls it first.
///
/// Returns false when another provider was installed before. Signing and verifying here still work then, and as strictly: they go
/// past `jsonwebtoken`'s `encode` and `decode`.
pub fn install() -> bool {
    static OURS: OnceLock<bool> = OnceLock::new();
    *OURS.get_or_init(|| PROVIDER.install_default().is_ok())
}

/// A parsed key's place in the table of its kind; the key leaves the table when this is dropped.
pub(crate) struct Handle<M: 'static> {
    id: u64,
    table: &'static Table<M>,
}

pub(crate) static SIGNING: LazyLock<Table<SigningMaterial>> = LazyLock::new(Table::default);
pub(crate) static VERIFYING: LazyLock<Table<VerifyingMaterial>> = LazyLock::new(Table::default);

/// Parsed keys by number. Weak, so that the table never keeps a private key alive.
pub(crate) struct Table<M> {
    next: AtomicU64,
    keys: RwLock<HashMap<u64, Weak<M>>>,
}

impl<M> Default for Table<M> {
    fn default() -> Self {
        Self { next: AtomicU64::new(0), keys: RwLock::default() }
    }
}

impl<M> Table<M> {
    pub(crate) fn register(&'static self, key: &Arc<M>) -> Handle<M> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        self.keys.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::downgrade(key));
        Handle { id, table: self }
    }

    fn find(&self, bytes: &[u8]) -> Option<Arc<M>> {
        let id = u64::from_be_bytes(bytes.strip_prefix(PREFIX)?.try_into().ok()?);
        self.keys.read().unwrap_or_else(PoisonError::into_inner).get(&id)?.upgrade()
    }
}

impl<M> Drop for Handle<M> {
    fn drop(&mut self) {
        self.table.keys.write().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// No DER document (they begin with 0x30), raw key (32 bytes) or point (0x04) can begin like this.
const PREFIX: &[u8] = b"dinhdanh-jose key ";

impl<M> Handle<M> {
    fn bytes(&self) -> Vec<u8> {
        [PREFIX, &self.id.to_be_bytes()].concat()
    }

    pub(crate) fn encoding_key(&self, alg: Alg) -> EncodingKey {
        match alg {
            Alg::EdDSA => EncodingKey::from_ed_der(&self.bytes()),
            Alg::ES256 => EncodingKey::from_ec_der(&self.bytes()),
            Alg::RS256 | Alg::PS256 => EncodingKey::from_rsa_der(&self.bytes()),
        }
    }

    /// Any algorithm of the key's family.
    pub(crate) fn decoding_key(&self, alg: Alg) -> DecodingKey {
        match alg {
            Alg::EdDSA => DecodingKey::from_ed_der(&self.bytes()),
            Alg::ES256 => DecodingKey::from_ec_der(&self.bytes()),
            Alg::RS256 | Alg::PS256 => DecodingKey::from_rsa_der(&self.bytes()),
        }
    }
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory,
    verifier_factory,
    key_utils: KeyUtils {
        rsa_pub_components_from_private_key: STOCK.key_utils.rsa_pub_components_from_private_key,
        rsa_pub_components_from_public_key: STOCK.key_utils.rsa_pub_components_from_public_key,
        ec_pub_components_from_private_key: STOCK.key_utils.ec_pub_components_from_private_key,
        ed_pub_components_from_private_key: STOCK.key_utils.ed_pub_components_from_private_key,
        compute_digest: STOCK.key_utils.compute_digest,
    },
};

struct Signer(Arc<SigningMaterial>);

fn signer_factory(algorithm: &Algorithm, key: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    match SIGNING.find(key.as_bytes()) {
        Some(material) if material.alg().jsonwebtoken() == *algorithm => Ok(Box::new(Signer(material))),
        // An HMAC secret that looks like a handle is still a secret.
        _ => (STOCK.signer_factory)(algorithm, key),
    }
}

impl signature::Signer<Vec<u8>> for Signer {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        self.0.sign(message).map_err(signature::Error::from_source)
    }
}

impl JwtSigner for Signer {
    fn algorithm(&self) -> Algorithm {
        self.0.alg().jsonwebtoken()
    }
}

struct Verifier {
    material: Arc<VerifyingMaterial>,
    alg: Alg,
}

fn verifier_factory(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    let raw = key.try_get_as_bytes().unwrap_or_default();
    let material = match VERIFYING.find(raw) {
        Some(material) => material,
        None if key.family() == AlgorithmFamily::Ed => {
            Arc::new(VerifyingMaterial::ed25519(raw).map_err(|_| ErrorKind::InvalidEddsaKey)?)
        }
        None => return (STOCK.verifier_factory)(algorithm, key),
    };
    match Alg::ALL.iter().find(|alg| alg.jsonwebtoken() == *algorithm) {
        Some(&alg) => Ok(Box::new(Verifier { material, alg })),
        None => Err(ErrorKind::InvalidAlgorithm.into()),
    }
}

impl signature::Verifier<Vec<u8>> for Verifier {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        if self.material.verify(self.alg, message, signature) { Ok(()) } else { Err(signature::Error::new()) }
    }
}

impl JwtVerifier for Verifier {
    fn algorithm(&self) -> Algorithm {
        self.alg.jsonwebtoken()
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::crypto::sign;

    use super::*;
    use crate::SigningKey;

    #[test]
    fn a_handle_outlives_no_key() {
        assert!(install());
        let key = SigningKey::derive(Alg::EdDSA, b"tests", "handle").unwrap();
        let (encoding, decoding) = (key.encoding_key().clone(), key.verifying_key().decoding_key().clone());
        let public = decoding.try_get_as_bytes().unwrap();
        assert!(sign(b"message", &encoding, Algorithm::EdDSA).is_ok());
        assert!(VERIFYING.find(public).is_some());

        drop(key);
        assert!(sign(b"message", &encoding, Algorithm::EdDSA).is_err());
        assert!(VERIFYING.find(public).is_none());
        // Nothing of it is left in the table either: realms come and go for as long as the process lives.
        let number =
            |bytes: &[u8]| u64::from_be_bytes(bytes.strip_prefix(PREFIX).unwrap().try_into().unwrap());
        assert!(!SIGNING.keys.read().unwrap().contains_key(&number(encoding.as_bytes())));
    }
}
