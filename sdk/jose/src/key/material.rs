//! Parsed keys of the two backends: ed25519-dalek for Ed25519, aws-lc-rs for the rest.

use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, EcdsaKeyPair, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
    RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair, RsaPublicKeyComponents,
};
use ed25519_dalek::Signer as _;

use crate::alg::Alg;
use crate::error::KeyError;

/// A parsed private key.
pub(crate) enum SigningMaterial {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    P256(EcdsaKeyPair),
    Rsa { pair: RsaKeyPair, padding: Padding },
}

/// The two RSA signature schemes; a private key serves one of them only, so that neither weakens the other.
#[derive(Clone, Copy)]
pub(crate) enum Padding {
    Pkcs1,
    Pss,
}

impl SigningMaterial {
    pub(crate) fn alg(&self) -> Alg {
        match self {
            Self::Ed25519(_) => Alg::EdDSA,
            Self::P256(_) => Alg::ES256,
            Self::Rsa { padding: Padding::Pkcs1, .. } => Alg::RS256,
            Self::Rsa { padding: Padding::Pss, .. } => Alg::PS256,
        }
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Unspecified> {
        match self {
            Self::Ed25519(key) => Ok(key.sign(message).to_bytes().to_vec()),
            Self::P256(pair) => Ok(pair.sign(&SystemRandom::new(), message)?.as_ref().to_vec()),
            Self::Rsa { pair, padding } => {
                let scheme: &dyn RsaEncoding = match padding {
                    Padding::Pkcs1 => &RSA_PKCS1_SHA256,
                    Padding::Pss => &RSA_PSS_SHA256,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(scheme, &SystemRandom::new(), message, &mut signature)?;
                Ok(signature)
            }
        }
    }
}

/// A parsed public key that passed every check.
pub(crate) enum VerifyingMaterial {
    Ed25519(ed25519_dalek::VerifyingKey),
    P256(ParsedPublicKey),
    /// One per scheme, because aws-lc-rs binds a parsed key to its scheme.
    Rsa {
        pkcs1: ParsedPublicKey,
        pss: ParsedPublicKey,
    },
}

impl VerifyingMaterial {
    /// A short key makes one stock backend of `jsonwebtoken` panic, and a weak one makes both accept forgeries: neither gets past here.
    pub(crate) fn ed25519(x: &[u8]) -> Result<Self, KeyError> {
        let x: &[u8; 32] =
            x.try_into().map_err(|_| KeyError::Length { member: "x", expected: 32, got: x.len() })?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(x).map_err(|_| KeyError::NotOnCurve)?;
        if key.is_weak() { Err(KeyError::Weak) } else { Ok(Self::Ed25519(key)) }
    }

    pub(crate) fn p256(x: &[u8], y: &[u8]) -> Result<Self, KeyError> {
        for (member, coordinate) in [("x", x), ("y", y)] {
            if coordinate.len() != 32 {
                return Err(KeyError::Length { member, expected: 32, got: coordinate.len() });
            }
        }
        let point = [&[0x04], x, y].concat();
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
            .map(Self::P256)
            .map_err(|_| KeyError::NotOnCurve)
    }

    pub(crate) fn rsa(n: &[u8], e: &[u8]) -> Result<Self, KeyError> {
        let is_odd = |number: &[u8]| number.last().is_some_and(|byte| byte & 1 == 1);
        // aws-lc-rs refuses leading zeros; even numbers and exponents below 65537 or above 32 bits it would take.
        let (Some(&top), [_, _, _] | [_, _, _, _], true, true) = (n.first(), e, is_odd(n), is_odd(e)) else {
            return Err(KeyError::RsaNumbers);
        };
        let bits = n.len() * 8 - top.leading_zeros() as usize;
        if !(2048..=8192).contains(&bits) {
            return Err(KeyError::RsaSize { bits });
        }
        let parse = |scheme| {
            RsaPublicKeyComponents { n, e }.to_parsed_public_key(scheme).map_err(|_| KeyError::RsaNumbers)
        };
        Ok(Self::Rsa { pkcs1: parse(&RSA_PKCS1_2048_8192_SHA256)?, pss: parse(&RSA_PSS_2048_8192_SHA256)? })
    }

    /// False for another algorithm than the key's, too.
    pub(crate) fn verify(&self, alg: Alg, message: &[u8], signature: &[u8]) -> bool {
        match (self, alg) {
            (Self::Ed25519(key), Alg::EdDSA) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            (Self::P256(key), Alg::ES256)
            | (Self::Rsa { pkcs1: key, .. }, Alg::RS256)
            | (Self::Rsa { pss: key, .. }, Alg::PS256) => key.verify_sig(message, signature).is_ok(),
            _ => false,
        }
    }
}
