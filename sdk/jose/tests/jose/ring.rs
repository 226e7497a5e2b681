//! A realm's keys over time.

use std::thread;

use dinhdanh_jose::{
    Alg, Audience, Expect, KeyError, KeyRing, KeyState, RingEntry, RingKey, SigningKey, StoredKey,
    StoredMaterial, Typ, Unverified, sign,
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{NOW, at, key};

const SEED: &[u8] = b"tests";

fn named(label: &str) -> SigningKey {
    SigningKey::derive(Alg::EdDSA, SEED, label).unwrap()
}

fn kids(ring: &KeyRing, second: i64) -> Vec<String> {
    ring.jwks(at(second)).unwrap().keys().iter().map(|key| key.kid().to_owned()).collect()
}

fn verifies(ring: &KeyRing, token: &str, second: i64) -> bool {
    let expect =
        Expect { require_exp: false, ..Expect::new(Typ::Any, None, Audience::Unchecked, at(second)) };
    Unverified::<Value>::parse(token).unwrap().verify(ring, &expect).is_ok()
}

#[test]
fn a_rotation_from_beginning_to_end() {
    let (a, b, c) = (named("a"), named("b"), named("c"));
    let mut ring = KeyRing::new(vec![RingEntry::active(a.clone(), at(NOW))]);
    let signer = |ring: &KeyRing, second| ring.signing(Alg::EdDSA, at(second)).unwrap().kid().to_owned();

    // A clock moved to before the beginning still finds the first key.
    assert_eq!(signer(&ring, NOW - 1), a.kid());
    assert_eq!(ring.signing(Alg::ES256, at(NOW)).unwrap_err(), KeyError::NoneActive { alg: Alg::ES256 });
    assert_eq!(signer(&ring, NOW), a.kid());

    // The next key is published before it signs.
    ring.add(RingEntry { state: KeyState::Pending, ..RingEntry::active(b.clone(), at(NOW)) });
    assert_eq!(signer(&ring, NOW), a.kid());
    assert_eq!(kids(&ring, NOW), [a.kid(), b.kid()]);
    let by_a = sign(&a, None, &json!({})).unwrap();

    ring.rotate(c.clone(), at(NOW + 10), SignedDuration::from_secs(100));
    assert_eq!(signer(&ring, NOW + 10), b.kid());
    assert_eq!(kids(&ring, NOW + 10), [a.kid(), b.kid(), c.kid()]);
    assert!(verifies(&ring, &by_a, NOW + 109));
    assert!(!verifies(&ring, &by_a, NOW + 110));
    assert_eq!(kids(&ring, NOW + 110), [b.kid(), c.kid()]);

    ring.rotate(named("d"), at(NOW + 20), SignedDuration::from_secs(100));
    assert_eq!(signer(&ring, NOW + 20), c.kid());

    let by_c = sign(&c, None, &json!({})).unwrap();
    assert!(verifies(&ring, &by_c, NOW + 20));
    ring.revoke(c.kid()).unwrap();
    assert!(!verifies(&ring, &by_c, NOW + 20));
    assert!(ring.signing(Alg::EdDSA, at(NOW + 20)).is_err());
    assert_eq!(ring.revoke("unknown").unwrap_err(), KeyError::UnknownKid);

    assert_eq!(ring.entries().len(), 4);
    ring.prune(at(NOW + 110));
    assert_eq!(ring.entries().len(), 3);
}

#[test]
fn rotation_without_a_pending_key_takes_effect_at_once_and_leaves_other_algorithms_alone() {
    let mut ring = KeyRing::new(vec![
        RingEntry::active(named("a"), at(NOW)),
        RingEntry::active(key(Alg::ES256).clone(), at(NOW)),
    ]);
    ring.rotate(named("b"), at(NOW + 1), SignedDuration::ZERO);
    assert_eq!(ring.signing(Alg::EdDSA, at(NOW + 1)).unwrap().kid(), named("b").kid());
    assert_eq!(ring.signing(Alg::ES256, at(NOW + 1)).unwrap().kid(), key(Alg::ES256).kid());
}

#[test]
fn of_several_active_keys_the_one_that_started_last_signs() {
    let entry = |label, second| RingEntry::active(named(label), at(second));
    let ring = KeyRing::new(vec![
        entry("middle", NOW - 5),
        entry("future", NOW + 5),
        entry("newest", NOW),
        entry("old", NOW - 9),
    ]);
    assert_eq!(ring.signing(Alg::EdDSA, at(NOW)).unwrap().kid(), named("newest").kid());
    assert_eq!(ring.signing(Alg::EdDSA, at(NOW + 5)).unwrap().kid(), named("future").kid());
}

#[test]
fn a_ring_survives_its_store() {
    let mut ring = KeyRing::new(vec![
        RingEntry::active(named("a"), at(NOW)),
        RingEntry::active(RingKey::derived(Alg::ES256, SEED, "es").unwrap(), at(NOW)),
        RingEntry::active(key(Alg::RS256).clone(), at(NOW)),
    ]);
    ring.rotate(named("b"), at(NOW), SignedDuration::from_secs(9));
    let stored = serde_json::to_string(&ring.to_stored().unwrap()).unwrap();
    let read: Vec<StoredKey> = serde_json::from_str(&stored).unwrap();
    let back = KeyRing::from_stored(&read, SEED).unwrap();
    assert_eq!(kids(&back, NOW), kids(&ring, NOW));
    assert_eq!(kids(&back, NOW + 9), kids(&ring, NOW + 9));
    assert_eq!(serde_json::to_string(&back.to_stored().unwrap()).unwrap(), stored);

    // A derived key keeps no secret in the store, and another seed does not pass for it.
    assert!(matches!(&read[1].material, StoredMaterial::Derived(label) if label == "es"));
    assert_eq!(KeyRing::from_stored(&read, b"another seed").unwrap_err(), KeyError::Mismatch);

    let StoredMaterial::Pkcs8(secret) = &read[0].material else { panic!("a given key is stored whole") };
    let shown = format!("{read:?} {ring:?}");
    assert!(!shown.contains(&format!("{:?}", secret.expose())) && shown.contains("[redacted]"), "{shown}");
}

#[test]
fn an_rsa_key_is_computed_at_its_first_use_and_once() {
    let lazy =
        KeyRing::new(vec![RingEntry::active(RingKey::derived(Alg::RS256, SEED, "key").unwrap(), at(NOW))]);
    let kid = |ring: &KeyRing| ring.to_stored().unwrap()[0].kid.clone();

    // Neither storing it nor a token of another algorithm needs the key.
    assert!(!verifies(&lazy, &sign(key(Alg::EdDSA), None, &json!({})).unwrap(), NOW));
    assert_eq!(kid(&lazy), None);

    let signers: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| lazy.signing(Alg::RS256, at(NOW)).unwrap().kid().to_owned()))
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert!(signers.iter().all(|kid| kid == key(Alg::RS256).kid()));
    assert_eq!(kid(&lazy).as_deref(), Some(key(Alg::RS256).kid()));
}
