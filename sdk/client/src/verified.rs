//! What passed every check.

use std::fmt;
use std::ops::Deref;

/// A signed statement of the gateway that passed every check; reading it without them is impossible.
///
/// Only this SDK makes one, and only from a token whose signature, type, issuer, audience and times it has verified (`dinhdanh-jose`'s own
/// `Verified`), after comparing the content with what was asked for.
#[derive(Clone)]
pub struct Verified<T> {
    content: T,
    compact: String,
}

impl<T> Verified<T> {
    /// `wrap` gives the verified claims their accessors.
    pub(crate) fn new<C>(
        verified: dinhdanh_jose::Verified<C>,
        compact: String,
        wrap: impl FnOnce(C) -> T,
    ) -> Self {
        Self { content: wrap(verified.into_claims()), compact }
    }

    /// The signed token (a compact JWS) as it came: what to put on file as evidence. It shows personal data to whoever decodes it.
    pub fn as_jwt(&self) -> &str {
        &self.compact
    }
}

impl<T> Deref for Verified<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.content
    }
}

impl<T: fmt::Debug> fmt::Debug for Verified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Verified").field(&self.content).finish()
    }
}
