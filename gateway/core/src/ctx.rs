//! What a use case knows of the world: built once per request, so that nothing else reads a clock or the system's randomness.

use dinhdanh_jose::{Entropy, random_token};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// Bytes of every random identifier. 16 bytes of base64url fail the entropy check of the OpenID conformance suite; 32 never do.
const TOKEN_BYTES: usize = 32;

/// Vietnam has had one time zone without daylight saving since 1975: dates of documents and ages turn at its midnight.
const VIETNAM: Offset = Offset::constant(7);

/// One request's time, randomness and place.
pub struct Ctx {
    /// The realm's time.
    pub now: Timestamp,
    /// Issuer of the realm: base of its URLs, without a trailing slash.
    pub issuer: String,
    /// Secret from which the realm's identifiers derive.
    pub root: crate::realm::RootSecret,
    /// Randomness of this request; repeats with the realm's seed.
    pub rng: Box<dyn Entropy + Send>,
}

impl Ctx {
    /// A fresh unguessable identifier.
    pub fn token(&mut self, prefix: &str) -> String {
        random_token(self.rng.as_mut(), prefix, TOKEN_BYTES)
    }

    /// The calendar date in Vietnam.
    pub fn today(&self) -> Date {
        self.now.to_zoned(TimeZone::fixed(VIETNAM)).date()
    }

    /// Seconds since 1970, as tokens count.
    pub fn seconds(&self) -> i64 {
        self.now.as_second()
    }

    /// `seconds` after now, held at the end of representable time.
    pub fn after(&self, seconds: i64) -> Timestamp {
        Timestamp::from_second(self.now.as_second().saturating_add(seconds)).unwrap_or(Timestamp::MAX)
    }
}
