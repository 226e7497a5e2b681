//! A received token that nothing is known about.

use std::fmt;
use std::marker::PhantomData;

use jsonwebtoken::Validation;
use jsonwebtoken::errors::ErrorKind;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::claims::Registered;
use super::expect::Expect;
use super::header::Header;
use super::object::Object;
use super::verified::Verified;
use crate::encoding::from_b64url;
use crate::error::{TokenError, VerifyError, clip};
use crate::key::{KeySource, VerifyingKey};
use crate::provider::install;

/// Longest token [`Unverified::parse`] looks at, in bytes: room for a whole answer of the data-sharing API with evidence.
pub const MAX_TOKEN_LEN: usize = 64 * 1024;

/// A compact token whose form is right and whose content is unproven. `T` is what the claims will be.
pub struct Unverified<T> {
    compact: String,
    header: Header,
    claims: PhantomData<fn() -> T>,
}

impl<T> Unverified<T> {
    /// Checks the form: length, three parts, and a header without duplicates, `crit`, `b64`, `none` or unknown algorithms.
    ///
    /// # Errors
    /// [`TokenError`] names what is wrong.
    pub fn parse(compact: &str) -> Result<Self, TokenError> {
        if compact.len() > MAX_TOKEN_LEN {
            return Err(TokenError::TooLong { limit: MAX_TOKEN_LEN, got: compact.len() });
        }
        let parts: Vec<&str> = compact.split('.').take(6).collect();
        let &[header, payload, signature] = parts.as_slice() else {
            return Err(if parts.len() == 5 {
                TokenError::Encrypted
            } else {
                TokenError::Parts { got: parts.len() }
            });
        };
        let filled = [header, payload, signature].iter().filter(|part| !part.is_empty()).count();
        let header = from_b64url(header).ok_or(TokenError::Header).and_then(|json| Header::parse(&json))?;
        if filled < 3 {
            return Err(TokenError::Parts { got: filled });
        }
        // `verify` hands the whole token to `jsonwebtoken`; what that cannot read must fail here, where the reason is still known.
        if !header.rfc_9864 {
            jsonwebtoken::decode_header(compact).map_err(|_| TokenError::Header)?;
        }
        Ok(Self { compact: compact.to_owned(), header, claims: PhantomData })
    }

    /// The header, as unproven as the rest.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Who the token *says* issued it: good for choosing whose keys to try, and for nothing else.
    #[must_use]
    pub fn claimed_issuer(&self) -> Option<String> {
        self.claimed("iss")
    }

    /// Whom the token *says* it is about: good for choosing whose keys to try, and for nothing else.
    #[must_use]
    pub fn claimed_subject(&self) -> Option<String> {
        self.claimed("sub")
    }

    fn claimed(&self, claim: &str) -> Option<String> {
        Object::parse(&self.payload()?)?.get(claim)?.ok()
    }

    fn payload(&self) -> Option<Vec<u8>> {
        from_b64url(self.compact.split('.').nth(1)?)
    }
}

impl<T: DeserializeOwned> Unverified<T> {
    /// Checks algorithm and type, finds the key, checks the signature, then the registered claims, then the shape of `T`.
    ///
    /// # Errors
    /// [`VerifyError`] says what was expected and what came, in that order of checks.
    pub fn verify(
        self,
        keys: &(impl KeySource + ?Sized),
        expect: &Expect<'_>,
    ) -> Result<Verified<T>, VerifyError> {
        expect.check_header(&self.header)?;
        let kid = self.header.kid.as_deref();
        let key = keys.find_key(kid, self.header.alg, expect.now).ok_or_else(|| VerifyError::KeyUnknown {
            kid: kid.map_or_else(|| "none".to_owned(), |kid| format!("`{}`", clip(kid))),
            alg: self.header.alg,
        })?;
        let payload = self.signed_payload(key)?;
        let registered = Registered::parse(payload.get().as_bytes())?;
        expect.check_claims(&registered)?;
        let claims = serde_json::from_str(payload.get()).map_err(|error| shape(&error))?;
        Ok(Verified::new(self.header, registered, claims))
    }

    /// The payload's text, once its signature is proven.
    fn signed_payload(&self, key: &VerifyingKey) -> Result<Box<RawValue>, VerifyError> {
        let alg = self.header.alg;
        if install() && !self.header.rfc_9864 {
            // Its own checks are off: it takes a claim of the wrong type for an absent one, and cannot compare `aud` strictly.
            let mut signature_only = Validation::new(alg.jsonwebtoken());
            signature_only.required_spec_claims.clear();
            signature_only.validate_exp = false;
            signature_only.validate_aud = false;
            let decoded = jsonwebtoken::decode(&self.compact, key.decoding_key(), &signature_only);
            return decoded.map(|token| token.claims).map_err(|error| match error.kind() {
                // A refusal in any case; our own reading only tells which claim is to blame.
                ErrorKind::Json(_) | ErrorKind::Utf8(_) => self
                    .payload()
                    .and_then(|payload| Registered::parse(&payload).err())
                    .unwrap_or(VerifyError::Payload),
                _ => VerifyError::BadSignature { kid: key.kid().to_owned() },
            });
        }
        let bad_signature = || VerifyError::BadSignature { kid: key.kid().to_owned() };
        let (message, signature) = self.compact.rsplit_once('.').ok_or_else(bad_signature)?;
        key.verify_bytes(alg, message.as_bytes(), &from_b64url(signature).ok_or_else(bad_signature)?)?;
        let payload = self.payload().ok_or(VerifyError::Payload)?;
        serde_json::from_slice(&payload).map_err(|_| VerifyError::Payload)
    }
}

/// serde names a missing field by our own word for it, but quotes the payload in its other messages; those stay inside.
fn shape(error: &serde_json::Error) -> VerifyError {
    let message = error.to_string();
    let missing = message
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split_once('`'))
        .map(|(field, _)| field.to_owned());
    VerifyError::Shape { missing }
}

impl<T> fmt::Debug for Unverified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unverified").field("header", &self.header).finish_non_exhaustive()
    }
}
