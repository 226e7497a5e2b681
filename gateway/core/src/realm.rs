//! A realm: everything mutable belongs to one; two realms share nothing but the process.

use std::fmt;

use dinhdanh_jose::{SeededEntropy, derive_bytes, random_token};
use dinhdanh_protocol::control::LoginPolicy;
use dinhdanh_protocol::{PersonalNumber, RealmName};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::RealmClock;
use crate::storage::Record;

/// The realm under which the gateway keeps its own records. The blank keeps it apart from every [`RealmName`].
pub const SYSTEM: &str = " system";

/// The passcode of every synthetic citizen, shown on the login page.
pub const PASSCODE: &str = "123456";

/// Lifetimes in seconds. Each says what breaks if it grows.
pub mod lifetime {
    /// An authorization code. OpenID conformance wants it dead after a minute; RFC 9700 wants it short.
    pub const CODE: i64 = 60;
    /// How long a redeemed code is remembered, so that reuse is noticed and revokes (RFC 6749 section 4.1.2).
    pub const REDEEMED_CODE: i64 = 3_600;
    /// An access token. Revocation of a grant is checked at once here, but other resource servers wait this long.
    pub const ACCESS_TOKEN: i64 = 900;
    /// An ID token: only has to live until the client has read it.
    pub const ID_TOKEN: i64 = 600;
    /// A refresh token, from its issue.
    pub const REFRESH_TOKEN: i64 = 30 * 86_400;
    /// A login that nobody finishes.
    pub const INTERACTION: i64 = 1_800;
    /// A session of a citizen's browser.
    pub const SESSION: i64 = 12 * 3_600;
    /// A remembered consent.
    pub const CONSENT: i64 = 365 * 86_400;
    /// A signed attribute answer: whoever relies on an older one relies on data that may have changed.
    pub const ATTRIBUTE_ANSWER: i64 = 300;
    /// The longest a client assertion may live: its replay record is kept as long.
    pub const CLIENT_ASSERTION: i64 = 3_600;
    /// Clock skew tolerated in assertions; conformance accepts 10 s and refuses 60 s.
    pub const LEEWAY: i64 = 10;
}

/// 32 bytes from which a realm's keys, client secrets, subject identifiers and, if seeded, all its randomness derive.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootSecret([u8; 32]);

impl RootSecret {
    /// Wraps random bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The root of a seeded realm: the same seed and name give the same realm for ever.
    pub fn from_seed(seed: u64, realm: &RealmName) -> Self {
        Self(derive_bytes(&seed.to_le_bytes(), &format!("realm/{realm}")))
    }

    /// For key derivation.
    pub const fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The realm's subject identifier of a citizen: opaque, stable, different in every realm (OpenID Connect Core section 8).
    pub fn subject(&self, number: &PersonalNumber) -> String {
        self.derived_token(&format!("subject/{}", number.expose()))
    }

    /// The secret of a seeded client.
    pub fn client_secret(&self, client_id: &str) -> String {
        self.derived_token(&format!("client-secret/{client_id}"))
    }

    fn derived_token(&self, label: &str) -> String {
        random_token(&mut SeededEntropy::new(&self.0, label), "", 32)
    }
}

impl fmt::Debug for RootSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootSecret(redacted)")
    }
}

/// A realm as it is stored, in the system realm.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Realm {
    /// Name in `/r/{realm}`.
    pub name: RealmName,
    /// Where keys and identifiers come from.
    pub root: RootSecret,
    /// Whether requests draw their randomness from the root, so that a run can be repeated byte for byte.
    pub seeded: bool,
    /// How citizens log in.
    pub login: LoginPolicy,
    /// The realm's time.
    pub clock: RealmClock,
    /// Grows at each start of the process and each reset: keeps seeded randomness from repeating over old records.
    pub epoch: u64,
    /// Where the clock stood when the realm was made; a reset returns to it.
    pub first_clock: RealmClock,
    /// Real time of creation or of the last reset. Keeps the records of one life of the realm apart from those of another of the same name.
    pub born_at: Timestamp,
}

impl Realm {
    /// The name under which the realm's records are stored. A blank and `#` are in no [`RealmName`].
    pub fn scope(&self) -> String {
        format!("{}#{}", self.name, self.born_at.as_nanosecond())
    }
}

impl Record for Realm {
    const KIND: &'static str = "realm";

    fn key(&self) -> String {
        self.name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_differ_by_realm_and_repeat_by_seed() {
        let number = PersonalNumber::parse("901090000001").unwrap();
        let default = RealmName::default_realm();
        let other = RealmName::parse("class-1").unwrap();
        let subject = |seed, realm: &RealmName| RootSecret::from_seed(seed, realm).subject(&number);
        assert_eq!(subject(1, &default), subject(1, &default));
        assert_ne!(subject(1, &default), subject(2, &default));
        assert_ne!(subject(1, &default), subject(1, &other));
        assert!(!subject(1, &default).contains("901090"));
    }
}
