//! Claims that are proven.

use std::fmt;

use super::claims::Registered;
use super::header::Header;

/// Claims whose signature, type, issuer, audience and times were checked. Only [`Unverified::verify`](crate::Unverified::verify) makes
/// one, so a function that takes a `Verified` cannot be called with anything else. `Debug` shows the header alone: claims are personal.
#[derive(Clone)]
pub struct Verified<T> {
    header: Header,
    registered: Registered,
    claims: T,
}

impl<T> Verified<T> {
    pub(super) fn new(header: Header, registered: Registered, claims: T) -> Self {
        Self { header, registered, claims }
    }

    /// The claims.
    #[must_use]
    pub fn claims(&self) -> &T {
        &self.claims
    }

    /// The claims, without the proof.
    #[must_use]
    pub fn into_claims(self) -> T {
        self.claims
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The registered claims, whether or not `T` has them.
    #[must_use]
    pub fn registered(&self) -> &Registered {
        &self.registered
    }
}

impl<T> fmt::Debug for Verified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").field("header", &self.header).finish_non_exhaustive()
    }
}
