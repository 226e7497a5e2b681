//! Putting, creating, taking, listing, and what time does to a record.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dinhdanh_core::storage::{Decision, Link, Page, RawWrite};
use dinhdanh_store::{Scope, Store};
use jiff::Timestamp;

use crate::support::{at, expiring, here, keys, plain, raw};

pub(super) async fn a_put_replaces_and_counts_versions(store: Store) {
    for version in 1..=3 {
        let body = format!("{{\"n\":{version}}}");
        let written = body.clone();
        let put =
            store.write(here(), move |tx| tx.put_raw(plain("k", "a", &written)).map(Decision::Commit)).await;
        assert_eq!(put.unwrap(), version);
        assert_eq!(
            store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(),
            Some(raw("a", &body, version))
        );
    }
}

pub(super) async fn a_create_yields_to_a_live_record(store: Store) {
    let create = async |body: &'static str| {
        store
            .write(here(), move |tx| tx.create_raw(plain("k", "a", body)).map(Decision::Commit))
            .await
            .unwrap()
    };
    assert!(create("first").await);
    assert!(!create("second").await);
    assert_eq!(store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(), Some(raw("a", "first", 1)));
}

pub(super) async fn a_refused_create_leaves_the_links_alone(store: Store) {
    let (old, new) = (Link::new("to", "old"), Link::new("to", "new"));
    let links = [old.clone(), new.clone()];
    store
        .write(here(), move |tx| {
            tx.put_raw(RawWrite { links: &links[..1], ..plain("k", "a", "{}") })?;
            tx.create_raw(RawWrite { links: &links[1..], ..plain("k", "a", "{}") }).map(Decision::Commit)
        })
        .await
        .unwrap();
    store
        .read(here(), |tx| {
            assert_eq!(keys(tx, "k", Some(&old), Page::first(9)), ["a"]);
            assert_eq!(keys(tx, "k", Some(&new), Page::first(9)), [""; 0]);
            Ok(())
        })
        .await
        .unwrap();
}

pub(super) async fn an_expired_record_is_absent_for_every_verb(store: Store) {
    let link = Link::new("to", "x");
    let of_all = [link.clone()];
    store
        .write(here(), move |tx| {
            for key in ["get", "take", "delete", "put", "create"] {
                tx.put_raw(RawWrite { links: &of_all, ..expiring("k", key, 200) })?;
                tx.put_raw(RawWrite { links: &of_all, ..expiring("k", key, 200) })?;
            }
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();

    let just_before = Scope { now: Timestamp::from_microsecond(199_999_999).unwrap(), ..here() };
    store
        .read(just_before, |tx| {
            assert_eq!(tx.get_raw("k", "get")?, Some(raw("get", "{}", 2)));
            assert_eq!(
                keys(tx, "k", Some(&link), Page::first(9)),
                ["create", "delete", "get", "put", "take"]
            );
            Ok(())
        })
        .await
        .unwrap();

    // From the very instant of its expiry on.
    let then = Scope { now: at(200), ..here() };
    store
        .read(then, |tx| {
            assert_eq!(tx.get_raw("k", "get")?, None);
            assert_eq!(keys(tx, "k", None, Page::first(9)), [""; 0]);
            assert_eq!(keys(tx, "k", Some(&link), Page::first(9)), [""; 0]);
            Ok(())
        })
        .await
        .unwrap();
    store
        .write(then, |tx| {
            assert_eq!(tx.take_raw("k", "take")?, None);
            assert!(!tx.delete_raw("k", "delete")?);
            assert_eq!(tx.put_raw(plain("k", "put", "new"))?, 1, "a new record, counted from 1");
            assert!(tx.create_raw(plain("k", "create", "new"))?);
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();
    store
        .read(then, |tx| {
            assert_eq!(
                tx.list_raw("k", None, Page::first(9))?,
                [raw("create", "new", 1), raw("put", "new", 1)]
            );
            assert_eq!(
                keys(tx, "k", Some(&link), Page::first(9)),
                [""; 0],
                "links of the expired ones are gone"
            );
            Ok(())
        })
        .await
        .unwrap();
}

pub(super) async fn a_put_replaces_the_expiry(store: Store) {
    store
        .write(here(), |tx| {
            tx.put_raw(expiring("k", "stays", 200))?;
            tx.put_raw(plain("k", "stays", "{}"))?;
            tx.put_raw(plain("k", "goes", "{}"))?;
            tx.put_raw(expiring("k", "goes", 200)).map(Decision::Commit)
        })
        .await
        .unwrap();
    let later = Scope { now: at(1000), ..here() };
    assert_eq!(store.read(later, |tx| Ok(keys(tx, "k", None, Page::first(9)))).await.unwrap(), ["stays"]);
}

pub(super) async fn every_instant_can_be_an_expiry(store: Store) {
    store
        .write(here(), |tx| {
            tx.put_raw(RawWrite { expires_at: Some(Timestamp::MAX), ..plain("k", "never", "{}") })?;
            tx.put_raw(RawWrite { expires_at: Some(Timestamp::MIN), ..plain("k", "always", "{}") })
                .map(Decision::Commit)
        })
        .await
        .unwrap();
    assert_eq!(store.read(here(), |tx| Ok(keys(tx, "k", None, Page::first(9)))).await.unwrap(), ["never"]);
    let end = Scope { now: Timestamp::MAX, ..here() };
    assert_eq!(store.read(end, |tx| Ok(keys(tx, "k", None, Page::first(9)))).await.unwrap(), [""; 0]);
}

pub(super) async fn a_take_gives_the_record_and_its_links_away(store: Store) {
    let link = Link::new("to", "x");
    let of_record = [link.clone()];
    let taken = store
        .write(here(), move |tx| {
            tx.put_raw(RawWrite { links: &of_record, ..plain("k", "a", "body") })?;
            let taken = (tx.take_raw("k", "a")?, tx.take_raw("k", "a")?);
            // The same key again, without the link: the old link must not find it.
            tx.put_raw(plain("k", "a", "{}"))?;
            Ok(Decision::Commit(taken))
        })
        .await
        .unwrap();
    assert_eq!(taken, (Some(raw("a", "body", 1)), None));
    assert_eq!(
        store.read(here(), |tx| Ok(keys(tx, "k", Some(&link), Page::first(9)))).await.unwrap(),
        [""; 0]
    );
}

pub(super) async fn of_many_takers_one_gets_it(store: Store) {
    for round in 0..20 {
        let key = round.to_string();
        let written = key.clone();
        store
            .write(here(), move |tx| tx.put_raw(plain("code", &written, "{}")).map(Decision::Commit))
            .await
            .unwrap();
        let winners = AtomicUsize::new(0);
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| {
                    let key = key.clone();
                    let take = store
                        .write_blocking(here(), move |tx| tx.take_raw("code", &key).map(Decision::Commit));
                    winners.fetch_add(usize::from(take.unwrap().is_some()), Ordering::Relaxed);
                });
            }
        });
        assert_eq!(winners.into_inner(), 1);
    }
}

pub(super) async fn of_many_creators_one_succeeds(store: Store) {
    let winners = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..64)
        .map(|_| {
            let (store, winners) = (store.clone(), Arc::clone(&winners));
            tokio::spawn(async move {
                let created = store
                    .write(here(), |tx| tx.create_raw(plain("k", "a", "{}")).map(Decision::Commit))
                    .await;
                winners.fetch_add(usize::from(created.unwrap()), Ordering::Relaxed);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(winners.load(Ordering::Relaxed), 1);
}

pub(super) async fn listings_are_in_byte_order_and_paged(store: Store) {
    let ordered = ["", "A", "a", "a\0", "a\0b", "ab", "z", "é", "đ", "ệ", "𝄞"];
    store
        .write(here(), move |tx| {
            for key in ordered.into_iter().rev() {
                tx.put_raw(plain("k", key, "{}"))?;
            }
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();
    store
        .read(here(), |tx| {
            assert_eq!(keys(tx, "k", None, Page::first(99)), ordered);
            assert_eq!(keys(tx, "k", None, Page::first(0)), [""; 0]);
            for (index, after) in ordered.iter().enumerate() {
                let next = &ordered[index + 1..ordered.len().min(index + 3)];
                assert_eq!(
                    keys(tx, "k", None, Page { after: Some(after), limit: 2 }),
                    next,
                    "after {after:?}"
                );
            }
            assert_eq!(
                keys(tx, "k", None, Page { after: Some("b"), limit: 1 }),
                ["z"],
                "`b` itself need not exist"
            );
            Ok(())
        })
        .await
        .unwrap();
}

pub(super) async fn a_link_finds_its_records_and_no_others(store: Store) {
    let links =
        |pairs: &[(&'static str, &str)]| pairs.iter().map(|(n, v)| Link::new(n, *v)).collect::<Vec<_>>();
    let writes = [
        ("k", "twice", links(&[("client", "x"), ("client", "x")])),
        ("k", "both", links(&[("client", "x"), ("client", "y"), ("subject", "x")])),
        ("k", "other", links(&[("client", "y")])),
        ("k", "none", links(&[])),
        ("other kind", "foreign", links(&[("client", "x")])),
        ("k", "moved", links(&[("client", "x")])),
        ("k", "moved", links(&[("client", "z")])),
        ("k", "deleted", links(&[("client", "x")])),
    ];
    store
        .write(here(), move |tx| {
            for (kind, key, links) in &writes {
                tx.put_raw(RawWrite { links, ..plain(kind, key, "{}") })?;
            }
            tx.delete_raw("k", "deleted").map(Decision::Commit)
        })
        .await
        .unwrap();
    let check = |kind: &str, name: &'static str, value: &str, page: Page<'_>, expect: &[&str]| {
        let found = store
            .read_blocking(here(), |tx| Ok(keys(tx, kind, Some(&Link::new(name, value)), page)))
            .unwrap();
        assert_eq!(found, expect, "{kind} {name} {value}");
    };
    check("k", "client", "x", Page::first(9), &["both", "twice"]);
    check("k", "client", "x", Page::first(1), &["both"]);
    check("k", "client", "x", Page { after: Some("both"), limit: 9 }, &["twice"]);
    check("k", "client", "y", Page::first(9), &["both", "other"]);
    check("k", "subject", "x", Page::first(9), &["both"]);
    check("k", "client", "z", Page::first(9), &["moved"]);
    check("k", "client", "", Page::first(9), &[]);
    check("other kind", "client", "x", Page::first(9), &["foreign"]);
}
