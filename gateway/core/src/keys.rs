//! A realm's keys as they are kept: nothing until somebody rotates, because the first ring derives from the root secret.

use dinhdanh_jose::{Alg, KeyError, KeyRing, RingEntry, RingKey, StoredKey};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::oidc::token::ID_TOKEN_ALGS;
use crate::realm::{RootSecret, lifetime};
use crate::storage::Record;

/// A ring that was changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredRing {
    /// Counts the rotations, so that no label is used twice.
    pub generation: u64,
    /// The keys; derived ones carry no secret.
    pub keys: Vec<StoredKey>,
}

impl Record for StoredRing {
    const KIND: &'static str = "key_ring";

    fn key(&self) -> String {
        "ring".to_owned()
    }
}

/// The ring every realm begins with: one active key per algorithm.
pub fn first_ring(root: &RootSecret) -> Result<KeyRing, KeyError> {
    let entries = ID_TOKEN_ALGS.iter().map(|alg| {
        // Active since ever: a realm's clock may be frozen long before its creation.
        Ok(RingEntry::active(derived(root, *alg, 0)?, Timestamp::MIN))
    });
    entries.collect::<Result<_, _>>().map(KeyRing::new)
}

/// The ring as it was stored.
pub fn stored_ring(root: &RootSecret, stored: &StoredRing) -> Result<KeyRing, KeyError> {
    KeyRing::from_stored(&stored.keys, root.bytes())
}

/// The ring after a rotation of `alg`'s keys: the old key verifies until every token it signed has expired.
pub fn rotated(
    root: &RootSecret,
    ring: &KeyRing,
    generation: u64,
    alg: Alg,
    now: Timestamp,
) -> Result<(KeyRing, StoredRing), KeyError> {
    let mut next = ring.clone();
    // A session outlives every token of it, and its ID token is the hint that ends it.
    let longest = lifetime::SESSION;
    next.rotate(derived(root, alg, generation)?, now, SignedDuration::from_secs(longest));
    next.prune(now);
    let stored = StoredRing { generation, keys: next.to_stored()? };
    Ok((next, stored))
}

fn derived(root: &RootSecret, alg: Alg, generation: u64) -> Result<RingKey, KeyError> {
    RingKey::derived(alg, root.bytes(), &format!("signing/{alg}/{generation}"))
}
