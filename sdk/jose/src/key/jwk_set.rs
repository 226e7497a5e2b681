//! Key sets, and how a token finds its key.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{Jwk, VerifyingKey};
use crate::alg::Alg;

/// Usable public keys (RFC 7517 section 5). Members that are of no use here (other types, encryption keys, broken or weak ones, decoys)
/// are left out when a set is read, as that section asks, so that one strange key does not silence the others.
#[derive(Clone, Debug, Default)]
pub struct JwkSet {
    keys: Vec<VerifyingKey>,
}

impl JwkSet {
    /// A set of these keys.
    #[must_use]
    pub fn new(keys: Vec<VerifyingKey>) -> Self {
        Self { keys }
    }

    /// The keys, in the published order.
    #[must_use]
    pub fn keys(&self) -> &[VerifyingKey] {
        &self.keys
    }

    /// The key for a header's `kid` **and** `alg`; see [`KeySource`].
    #[must_use]
    pub fn find(&self, kid: Option<&str>, alg: Alg) -> Option<&VerifyingKey> {
        pick(self.keys.iter(), kid, alg)
    }
}

/// Where a token's key comes from.
///
/// Sets and rings look a key up by `kid` and `alg` together. Without a `kid` exactly one key must fit the algorithm (OpenID Connect Core
/// 10.1). A single [`VerifyingKey`] is its caller's choice, whatever `kid` says: a DPoP proof's own `jwk`, for instance.
pub trait KeySource {
    /// The key to verify with at a given time; `None` when there is none or more than one candidate.
    fn find_key(&self, kid: Option<&str>, alg: Alg, now: Timestamp) -> Option<&VerifyingKey>;
}

impl KeySource for JwkSet {
    fn find_key(&self, kid: Option<&str>, alg: Alg, _: Timestamp) -> Option<&VerifyingKey> {
        self.find(kid, alg)
    }
}

impl KeySource for [VerifyingKey] {
    fn find_key(&self, kid: Option<&str>, alg: Alg, _: Timestamp) -> Option<&VerifyingKey> {
        pick(self.iter(), kid, alg)
    }
}

impl KeySource for VerifyingKey {
    fn find_key(&self, _: Option<&str>, alg: Alg, _: Timestamp) -> Option<&VerifyingKey> {
        self.algs().contains(&alg).then_some(self)
    }
}

pub(crate) fn pick<'a>(
    keys: impl Iterator<Item = &'a VerifyingKey>,
    kid: Option<&str>,
    alg: Alg,
) -> Option<&'a VerifyingKey> {
    let mut fitting = keys.filter(|key| key.algs().contains(&alg));
    match kid {
        Some(kid) => fitting.find(|key| key.kid() == kid),
        None => fitting.next().filter(|_| fitting.next().is_none()),
    }
}

impl Serialize for JwkSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Wire<'a> {
            keys: Vec<&'a Jwk>,
        }
        Wire { keys: self.keys.iter().map(VerifyingKey::jwk).collect() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for JwkSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            keys: Vec<Value>,
        }
        let usable = |value| VerifyingKey::from_jwk(&Jwk::from_value(value).ok()?).ok();
        Ok(Self::new(Wire::deserialize(deserializer)?.keys.into_iter().filter_map(usable).collect()))
    }
}
