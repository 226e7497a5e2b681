//! A realm's signing keys over time.
//!
//! A key is *pending* (published, so that caches meet it before its first signature), *active* (signs), *retiring* (still verifies what
//! it signed) and gone; *revoked* takes it out at once. Dates bound every state: nothing signs before `not_before`, nothing exists from
//! `not_after` on.

use std::fmt;
use std::sync::OnceLock;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::alg::Alg;
use crate::error::KeyError;
use crate::key::{JwkSet, KeySource, SigningKey, VerifyingKey, pick};
use crate::secret::SecretDer;

/// Where a key stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// Published, does not sign.
    Pending,
    /// Published, signs.
    Active,
    /// Published, no longer signs.
    Retiring,
    /// Neither published nor trusted.
    Revoked,
}

/// A key with its state and dates.
#[derive(Clone, Debug)]
pub struct RingEntry {
    /// The key.
    pub key: RingKey,
    /// Its state.
    pub state: KeyState,
    /// It signs nothing before this moment.
    pub not_before: Timestamp,
    /// It is neither published nor trusted from this moment on.
    pub not_after: Option<Timestamp>,
}

impl RingEntry {
    /// A key that signs from `not_before` on.
    #[must_use]
    pub fn active(key: impl Into<RingKey>, not_before: Timestamp) -> Self {
        Self { key: key.into(), state: KeyState::Active, not_before, not_after: None }
    }

    fn is_published(&self, now: Timestamp) -> bool {
        self.state != KeyState::Revoked && self.not_after.is_none_or(|end| now < end)
    }

    fn signs(&self, alg: Alg, now: Timestamp) -> bool {
        self.key.alg == alg
            && self.state == KeyState::Active
            && self.not_before <= now
            && self.is_published(now)
    }
}

/// A key of the ring. An RSA key named by seed and label is computed at its first use, because that takes up to half a second.
#[derive(Clone)]
pub struct RingKey {
    alg: Alg,
    label: Option<String>,
    seed: Zeroizing<Vec<u8>>,
    key: OnceLock<Result<SigningKey, KeyError>>,
}

impl RingKey {
    /// The key [`SigningKey::derive`] makes: at once for `EdDSA` and `ES256`, at first use for RSA.
    ///
    /// # Errors
    /// Those of [`SigningKey::derive`].
    pub fn derived(alg: Alg, seed: &[u8], label: &str) -> Result<Self, KeyError> {
        let key = Self {
            alg,
            label: Some(label.to_owned()),
            seed: Zeroizing::new(seed.to_vec()),
            key: OnceLock::new(),
        };
        if matches!(alg, Alg::EdDSA | Alg::ES256) {
            key.get()?;
        }
        Ok(key)
    }

    /// The key; the first call may compute it, and concurrent calls wait for that one.
    ///
    /// # Errors
    /// Those of [`SigningKey::derive`].
    pub fn get(&self) -> Result<&SigningKey, KeyError> {
        let label = self.label.as_deref().unwrap_or_default();
        self.key
            .get_or_init(|| SigningKey::derive(self.alg, &self.seed, label))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// The algorithm, known without computing the key.
    #[must_use]
    pub fn alg(&self) -> Alg {
        self.alg
    }
}

impl From<SigningKey> for RingKey {
    fn from(key: SigningKey) -> Self {
        Self { alg: key.alg(), label: None, seed: Zeroizing::default(), key: OnceLock::from(Ok(key)) }
    }
}

impl fmt::Debug for RingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RingKey").field("alg", &self.alg).field("label", &self.label).finish_non_exhaustive()
    }
}

/// The keys of one realm.
#[derive(Clone, Debug, Default)]
pub struct KeyRing {
    entries: Vec<RingEntry>,
}

impl KeyRing {
    /// A ring of these keys.
    #[must_use]
    pub fn new(entries: Vec<RingEntry>) -> Self {
        Self { entries }
    }

    /// Every key, whatever its state.
    #[must_use]
    pub fn entries(&self) -> &[RingEntry] {
        &self.entries
    }

    /// The key that signs now: of several, the one that started last; before all of them, the one that starts first.
    ///
    /// # Errors
    /// [`KeyError::NoneActive`].
    pub fn signing(&self, alg: Alg, now: Timestamp) -> Result<&SigningKey, KeyError> {
        let newest =
            self.entries.iter().filter(|entry| entry.signs(alg, now)).max_by_key(|entry| entry.not_before);
        // A simulated clock may be moved to before every key's beginning; the realm must still answer then.
        let active =
            self.entries.iter().filter(|entry| entry.key.alg == alg && entry.state == KeyState::Active);
        let earliest = active.min_by_key(|entry| entry.not_before);
        newest.or(earliest).ok_or(KeyError::NoneActive { alg })?.key.get()
    }

    /// The public keys to publish now: pending, active and retiring ones. Computes RSA keys that were not needed before.
    ///
    /// # Errors
    /// Those of [`SigningKey::derive`].
    pub fn jwks(&self, now: Timestamp) -> Result<JwkSet, KeyError> {
        let published = self.entries.iter().filter(|entry| entry.is_published(now));
        let keys = published.map(|entry| entry.key.get().map(|key| key.verifying_key().clone()));
        keys.collect::<Result<_, _>>().map(JwkSet::new)
    }

    /// Adds a key as it is.
    pub fn add(&mut self, entry: RingEntry) {
        self.entries.push(entry);
    }

    /// Moves the keys of `next`'s algorithm one step on: the active ones retire and verify for `keep` longer, the pending ones become
    /// active, and `next` is published as pending. Without a pending key `next` becomes active at once.
    ///
    /// `keep` must outlast every token the active key has signed.
    pub fn rotate(&mut self, next: impl Into<RingKey>, now: Timestamp, keep: SignedDuration) {
        let next = next.into();
        let mut state = KeyState::Active;
        for entry in
            self.entries.iter_mut().filter(|entry| entry.key.alg == next.alg && entry.is_published(now))
        {
            match entry.state {
                KeyState::Pending => {
                    (entry.state, entry.not_before) = (KeyState::Active, now);
                    state = KeyState::Pending;
                }
                KeyState::Active => {
                    entry.state = KeyState::Retiring;
                    entry.not_after = Some(now.saturating_add(keep).unwrap_or(Timestamp::MAX));
                }
                KeyState::Retiring | KeyState::Revoked => {}
            }
        }
        self.entries.push(RingEntry { key: next, state, not_before: now, not_after: None });
    }

    /// Takes a key out of use at once, for what it signs and for what it signed.
    ///
    /// # Errors
    /// [`KeyError::UnknownKid`].
    pub fn revoke(&mut self, kid: &str) -> Result<(), KeyError> {
        let has_kid = |entry: &&mut RingEntry| entry.key.get().is_ok_and(|key| key.kid() == kid);
        self.entries.iter_mut().find(has_kid).ok_or(KeyError::UnknownKid)?.state = KeyState::Revoked;
        Ok(())
    }

    /// Forgets keys whose time is over.
    pub fn prune(&mut self, now: Timestamp) {
        self.entries.retain(|entry| entry.not_after.is_none_or(|end| now < end));
    }

    /// The ring in the form a store keeps.
    ///
    /// # Errors
    /// [`KeyError::Private`] when a backend cannot export.
    pub fn to_stored(&self) -> Result<Vec<StoredKey>, KeyError> {
        self.entries.iter().map(StoredKey::from_entry).collect()
    }

    /// The ring a store kept. `seed` is the realm's; keys that are not derived ignore it.
    ///
    /// # Errors
    /// [`KeyError`] when a stored key cannot be read.
    pub fn from_stored(stored: &[StoredKey], seed: &[u8]) -> Result<Self, KeyError> {
        stored.iter().map(|key| key.to_entry(seed)).collect::<Result<_, _>>().map(Self::new)
    }
}

impl KeySource for KeyRing {
    fn find_key(&self, kid: Option<&str>, alg: Alg, now: Timestamp) -> Option<&VerifyingKey> {
        // By algorithm first, so that no token computes an RSA key it has no use for.
        let fitting = self.entries.iter().filter(|entry| entry.key.alg == alg && entry.is_published(now));
        pick(fitting.filter_map(|entry| entry.key.get().ok()).map(SigningKey::verifying_key), kid, alg)
    }
}

/// A key as a store keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredKey {
    /// The key id; absent for a derived RSA key that was never used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// The algorithm.
    pub alg: Alg,
    /// What the key is made from.
    pub material: StoredMaterial,
    /// Its state.
    pub state: KeyState,
    /// It signs nothing before this moment.
    pub not_before: Timestamp,
    /// It is neither published nor trusted from this moment on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Timestamp>,
}

/// What a stored key is made from. A derived key costs the store no secret: the realm's seed makes it anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredMaterial {
    /// The private key itself.
    Pkcs8(SecretDer),
    /// The label below the realm's seed.
    Derived(String),
}

impl StoredKey {
    fn from_entry(entry: &RingEntry) -> Result<Self, KeyError> {
        let RingEntry { ref key, state, not_before, not_after } = *entry;
        let material = match &key.label {
            Some(label) => StoredMaterial::Derived(label.clone()),
            None => StoredMaterial::Pkcs8(key.get()?.to_pkcs8()?),
        };
        let kid = key.key.get().and_then(|key| key.as_ref().ok()).map(|key| key.kid().to_owned());
        Ok(Self { kid, alg: key.alg, material, state, not_before, not_after })
    }

    fn to_entry(&self, seed: &[u8]) -> Result<RingEntry, KeyError> {
        let key = match &self.material {
            StoredMaterial::Pkcs8(der) => SigningKey::from_pkcs8(self.alg, der.expose())?.into(),
            StoredMaterial::Derived(label) => RingKey::derived(self.alg, seed, label)?,
        };
        // Another seed would make another key under the same name; whatever the old one signed would stop verifying without a word.
        if let (Some(kid), Some(Ok(made))) = (&self.kid, key.key.get())
            && made.kid() != kid
        {
            return Err(KeyError::Mismatch);
        }
        Ok(RingEntry { key, state: self.state, not_before: self.not_before, not_after: self.not_after })
    }
}
