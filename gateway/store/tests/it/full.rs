//! A full disk, made with a quota: SQLite answers exactly as it does when the disk is full.

use dinhdanh_core::storage::{Decision, Link, Page, RawWrite, StoreError};
use dinhdanh_store::{OpenError, Options, Store};
use tempfile::TempDir;

use crate::support::{here, keys, plain};

/// One user's write: two records, one with a link, an audit line and a message, each of them big enough to be the one that no longer fits.
fn transaction(store: &Store, number: usize, swallow: bool) -> Result<(), StoreError> {
    store.write_blocking(here(), move |tx| {
        let (key, body) = (format!("{number:04}"), "x".repeat(700));
        let links = [Link::new("to", body.as_str())];
        let written = (|| {
            tx.put_raw(RawWrite { links: &links, ..plain("left", &key, &body) })?;
            tx.put_raw(plain("right", &key, &body))?;
            tx.append_audit("kind", &body)?;
            tx.enqueue("topic", &body)
        })();
        if swallow { Ok(Decision::Commit(())) } else { written.map(|_| Decision::Commit(())) }
    })
}

/// Writes until the store is full; returns how many transactions were acknowledged.
fn fill(store: &Store, from: usize, swallow: bool) -> usize {
    (from..10_000)
        .find(|number| match transaction(store, *number, swallow) {
            Ok(()) => false,
            Err(StoreError::Full) => true,
            Err(other) => panic!("{other}"),
        })
        .expect("the quota was reached")
}

/// The first `whole` transactions are there with all their parts, and nothing of any other.
fn assert_whole(store: &Store, whole: usize) {
    let expected: Vec<_> = (0..whole).map(|number| format!("{number:04}")).collect();
    let link = Link::new("to", "x".repeat(700));
    store
        .read_blocking(here(), |tx| {
            assert_eq!(keys(tx, "left", None, Page::first(u32::MAX)), expected);
            assert_eq!(keys(tx, "left", Some(&link), Page::first(u32::MAX)), expected);
            assert_eq!(keys(tx, "right", None, Page::first(u32::MAX)), expected);
            assert_eq!(tx.outbox(u32::MAX)?.len(), whole);
            let log = tx.audit(dinhdanh_core::storage::AuditPage { from: 1, limit: u32::MAX })?;
            assert!(log.iter().map(|entry| entry.sequence).eq(1..=whole as u64));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_full_store_refuses_whole_transactions_and_recovers() {
    let home = TempDir::new().unwrap();
    let quota = |max_pages| Options { max_pages, ..Options::directory(home.path()) };

    let store = Store::open(quota(Some(100))).unwrap();
    let first = fill(&store, 0, false);
    assert!(first > 10, "the quota leaves room for some: {first}");
    assert_whole(&store, first);
    assert!(StoreError::Full.is_temporary());

    // A closure that hides the failure is refused all the same.
    assert_eq!(fill(&store, first, true), first);
    assert_whole(&store, first);

    // Removal needs no room, and gives some.
    store
        .write_blocking(here(), move |tx| {
            for number in 0..first {
                tx.delete_raw("left", &format!("{number:04}"))?;
                tx.delete_raw("right", &format!("{number:04}"))?;
            }
            Ok(Decision::Commit(()))
        })
        .unwrap();
    let more = fill(&store, 0, false);
    assert!(more > 5, "freed room is used again: {more}");
    drop(store);

    // A raised quota gives more, and keeps what was there.
    let store = Store::open(quota(Some(300))).unwrap();
    let raised = fill(&store, more, false);
    assert!(raised > more + 30, "{raised}");
    drop(store);
    assert!(
        fill(&Store::open(quota(Some(100))).unwrap(), raised, false) == raised,
        "a lowered quota only refuses"
    );
    transaction(&Store::open(quota(None)).unwrap(), raised, false).unwrap();
}

#[test]
fn a_full_transaction_among_others_does_not_touch_them() {
    let store = Store::open(Options { max_pages: Some(100), ..Options::ephemeral() }).unwrap();
    let acknowledged = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|threads| {
        for thread in 0..8 {
            let (store, acknowledged) = (&store, &acknowledged);
            threads.spawn(move || {
                for number in 0..100 {
                    match transaction(store, thread * 100 + number, false) {
                        Ok(()) => acknowledged.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
                        Err(StoreError::Full) => return,
                        Err(other) => panic!("{other}"),
                    };
                }
            });
        }
    });
    let acknowledged = acknowledged.into_inner();
    assert!(acknowledged > 10);
    store
        .read_blocking(here(), |tx| {
            let left = keys(tx, "left", None, Page::first(u32::MAX));
            assert_eq!(left.len(), acknowledged);
            assert_eq!(left, keys(tx, "right", None, Page::first(u32::MAX)));
            assert_eq!(tx.outbox(u32::MAX)?.len(), acknowledged);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_quota_too_small_for_an_empty_store_is_refused_at_the_start() {
    let refused = Store::open(Options { max_pages: Some(3), ..Options::ephemeral() }).unwrap_err();
    assert!(matches!(refused, OpenError::Full { .. }), "{refused}");
}
