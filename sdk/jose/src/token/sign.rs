//! Signing (RFC 7515 section 5.1).

use serde::Serialize;
use serde_json::{Map, Value};

use crate::encoding::b64url;
use crate::error::SignError;
use crate::key::SigningKey;
use crate::provider::install;

/// Signs claims as a compact JWT whose header is `typ` (when given), `alg` and `kid`.
///
/// # Errors
/// [`SignError::Claims`] when the claims have no JSON form, [`SignError::Backend`] when the backend refuses.
pub fn sign<T: Serialize + ?Sized>(
    key: &SigningKey,
    typ: Option<&str>,
    claims: &T,
) -> Result<String, SignError> {
    let mut header = jsonwebtoken::Header::new(key.alg().jsonwebtoken());
    header.typ = typ.map(str::to_owned);
    header.kid = Some(key.kid().to_owned());
    if install() {
        return jsonwebtoken::encode(&header, &claims, key.encoding_key()).map_err(|error| {
            match error.kind() {
                jsonwebtoken::errors::ErrorKind::Json(_) => SignError::Claims,
                _ => SignError::Backend,
            }
        });
    }
    let header = serde_json::to_vec(&header).map_err(|_| SignError::Backend)?;
    compact(&header, &serde_json::to_vec(claims).map_err(|_| SignError::Claims)?, key)
}

/// A token before its signature, header and payload open to any change: for further headers (`jwk`, `x5c`), for payloads that are bytes
/// already, and the one seam where faults are put in. What is in it gets signed, sense or nonsense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Header members.
    pub header: Map<String, Value>,
    /// Payload bytes, normally JSON.
    pub payload: Vec<u8>,
}

impl Draft {
    /// A payload under the header [`sign`] would make.
    #[must_use]
    pub fn new(key: &SigningKey, typ: Option<&str>, payload: Vec<u8>) -> Self {
        let members = [("typ", typ), ("alg", Some(key.alg().as_str())), ("kid", Some(key.kid()))];
        let header =
            members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect();
        Self { header, payload }
    }

    /// The compact token, signed by `key` with `key`'s algorithm whatever the header says.
    ///
    /// # Errors
    /// [`SignError::Backend`] when the backend refuses.
    pub fn sign(&self, key: &SigningKey) -> Result<String, SignError> {
        compact(&serde_json::to_vec(&self.header).map_err(|_| SignError::Claims)?, &self.payload, key)
    }
}

fn compact(header: &[u8], payload: &[u8], key: &SigningKey) -> Result<String, SignError> {
    let mut token = format!("{}.{}", b64url(header), b64url(payload));
    let signature = key.sign_bytes(token.as_bytes())?;
    token.push('.');
    token.push_str(&b64url(signature));
    Ok(token)
}
