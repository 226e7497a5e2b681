//! Private keys as JSON (RFC 7518 section 6, RFC 8037 section 2), for clients that authenticate with `private_key_jwt`.

use aws_lc_rs::encoding::{AsBigEndian, AsDer, EcPrivateKeyBin, Pkcs8V1Der};
use aws_lc_rs::rsa::KeyPairComponents;
use aws_lc_rs::signature::{RsaKeyPair, RsaPublicKeyComponents};
use serde_json::Value;
use zeroize::Zeroizing;

use super::{SigningKey, SigningMaterial};
use crate::alg::Alg;
use crate::encoding::{b64url, from_b64url};
use crate::error::KeyError;

/// RSA private members in the order of RFC 8017 appendix A.1.2, after version, modulus and public exponent.
const RSA_MEMBERS: [&str; 6] = ["d", "p", "q", "dp", "dq", "qi"];

impl SigningKey {
    /// The whole key as a JWK, private members included. It leaves the protection of this type: hand it to its owner only.
    ///
    /// # Errors
    /// [`KeyError::Private`] when the backend cannot export.
    pub fn private_jwk(&self) -> Result<Value, KeyError> {
        let failed = KeyError::Private { alg: self.alg() };
        let private: Vec<(&str, String)> = match self.material() {
            SigningMaterial::Ed25519(key) => vec![("d", b64url(key.as_bytes()))],
            SigningMaterial::P256(pair) => {
                let scalar: EcPrivateKeyBin<'_> =
                    pair.private_key().as_be_bytes().map_err(|_| failed.clone())?;
                vec![("d", b64url(scalar.as_ref()))]
            }
            SigningMaterial::Rsa { pair, .. } => {
                let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| failed.clone())?;
                rsa_members(der.as_ref()).ok_or_else(|| failed.clone())?
            }
        };
        let Ok(Value::Object(mut members)) = serde_json::to_value(self.public_jwk()) else {
            return Err(failed);
        };
        members.extend(private.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))));
        Ok(Value::Object(members))
    }

    /// Reads a private JWK. An RSA key needs its `alg` and all members of two-prime CRT; `kid` is computed anew.
    ///
    /// # Errors
    /// [`KeyError`] names the member at fault; [`KeyError::Mismatch`] when public and private members belong to different keys.
    pub fn from_private_jwk(jwk: &Value) -> Result<Self, KeyError> {
        let text = |member: &'static str| {
            jwk.get(member).and_then(Value::as_str).ok_or(KeyError::Missing { member })
        };
        let bytes =
            |member| from_b64url(text(member)?).map(Zeroizing::new).ok_or(KeyError::Encoding { member });
        match (text("kty")?, jwk.get("crv").and_then(Value::as_str)) {
            ("OKP", Some("Ed25519")) => {
                let d = bytes("d")?;
                let seed = d.as_slice().try_into().map_err(|_| KeyError::Length {
                    member: "d",
                    expected: 32,
                    got: d.len(),
                })?;
                Self::ed25519(ed25519_dalek::SigningKey::from_bytes(seed))?.having(jwk, &["x"])
            }
            ("EC", Some("P-256")) => Self::p256_from_scalar(&bytes("d")?)?.having(jwk, &["x", "y"]),
            ("RSA", _) => {
                let alg: Alg = text("alg")?.parse()?;
                if !matches!(alg, Alg::RS256 | Alg::PS256) {
                    return Err(KeyError::AlgMismatch { kty: "RSA" });
                }
                let (n, e) = (bytes("n")?, bytes("e")?);
                let components = KeyPairComponents {
                    public_key: RsaPublicKeyComponents { n: n.as_slice(), e: e.as_slice() },
                    d: bytes("d")?,
                    p: bytes("p")?,
                    q: bytes("q")?,
                    dP: bytes("dp")?,
                    dQ: bytes("dq")?,
                    qInv: bytes("qi")?,
                };
                Self::rsa(
                    alg,
                    RsaKeyPair::from_components(&components).map_err(|_| KeyError::Private { alg })?,
                )
            }
            ("OKP" | "EC", _) => Err(KeyError::UnsupportedKey { got: "another curve" }),
            _ => Err(KeyError::UnsupportedKey { got: "another `kty`" }),
        }
    }

    /// Refuses a JWK whose public members are not this key's.
    fn having(self, jwk: &Value, members: &[&str]) -> Result<Self, KeyError> {
        let own = serde_json::to_value(self.public_jwk()).unwrap_or_default();
        if members.iter().all(|member| own.get(member) == jwk.get(member)) {
            Ok(self)
        } else {
            Err(KeyError::Mismatch)
        }
    }
}

/// The private members of an RSA key in PKCS#8 (RFC 5958 section 2, RFC 8017 appendix A.1.2). The document comes from the backend.
fn rsa_members(pkcs8: &[u8]) -> Option<Vec<(&'static str, String)>> {
    let [_version, _algorithm, private_key] = elements(elements::<1>(pkcs8)?.first()?)?;
    let [_version, _modulus, _exponent, numbers @ ..] = elements::<9>(elements::<1>(private_key)?.first()?)?;
    let unsigned =
        |number: &'static str, bytes: &[u8]| (number, b64url(bytes.strip_prefix(&[0]).unwrap_or(bytes)));
    Some(RSA_MEMBERS.into_iter().zip(numbers).map(|(name, bytes)| unsigned(name, bytes)).collect())
}

/// The contents of the first `N` DER elements, each shorter than 64 KiB.
fn elements<const N: usize>(mut der: &[u8]) -> Option<[&[u8]; N]> {
    let mut found = [&[][..]; N];
    for element in &mut found {
        let (length, rest) = match der {
            [_, 0x82, high, low, rest @ ..] => (usize::from(u16::from_be_bytes([*high, *low])), rest),
            [_, 0x81, length, rest @ ..] => (usize::from(*length), rest),
            [_, length @ ..=0x7f, rest @ ..] => (usize::from(*length), rest),
            _ => return None,
        };
        (*element, der) = rest.split_at_checked(length)?;
    }
    Some(found)
}
