//! All or nothing, snapshots, and callers that leave.

use dinhdanh_core::storage::{Decision, Link, RawWrite, StoreError};
use dinhdanh_store::Store;

use crate::support::{at, contents, here, plain, queue, raw};

pub(super) async fn what_is_not_committed_leaves_nothing(store: Store) {
    let link = Link::new("to", "x");
    let seen = || contents(&store, here(), &["k"], std::slice::from_ref(&link));
    let of_record = [link.clone()];
    store
        .write(here(), move |tx| {
            tx.put_raw(RawWrite { links: &of_record, ..plain("k", "old", "{}") })?;
            tx.enqueue("topic", "old")?;
            tx.append_audit("kind", "old").map(Decision::Commit)
        })
        .await
        .unwrap();
    let before = seen();

    type End = fn() -> Result<Decision<&'static str>, StoreError>;
    let ends: [(End, &str); 3] = [
        (|| Ok(Decision::Rollback("refused")), "Ok(\"refused\")"),
        (|| Err(StoreError::Busy), "Err(Busy)"),
        (|| panic!("on purpose"), "Err(Backend(\"a write closure panicked: it was undone\"))"),
    ];
    for (end, answer) in ends {
        let of_record = [link.clone()];
        let result = store
            .write(here(), move |tx| {
                tx.put_raw(RawWrite { links: &of_record, ..plain("k", "new", "{}") })?;
                tx.put_raw(RawWrite { body: "changed", ..plain("k", "old", "{}") })?;
                tx.take_raw("k", "old")?;
                tx.append_audit("kind", "new")?;
                tx.dequeue(1)?;
                tx.enqueue("topic", "new")?;
                end()
            })
            .await;
        assert_eq!(format!("{result:?}"), answer);
        assert_eq!(seen(), before, "{answer}");
    }
}

pub(super) async fn a_transaction_sees_its_own_changes_and_its_own_time(store: Store) {
    store
        .write(here(), |tx| {
            assert_eq!(tx.now(), at(100));
            tx.put_raw(plain("k", "a", "{}"))?;
            assert_eq!(tx.get_raw("k", "a")?, Some(raw("a", "{}", 1)));
            assert_eq!(tx.put_raw(plain("k", "a", "{}"))?, 2);
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();
    assert_eq!(store.read(here(), |tx| Ok(tx.now())).await.unwrap(), at(100));
}

pub(super) async fn a_reader_keeps_its_snapshot_beside_writers(store: Store) {
    let put = |body: &'static str| {
        store
            .write_blocking(here(), move |tx| {
                tx.put_raw(plain("k", "a", body))?;
                tx.put_raw(plain("k", "b", body)).map(Decision::Commit)
            })
            .unwrap();
    };
    let body =
        |key: &'static str| store.read_blocking(here(), |tx| tx.get_raw("k", key)).unwrap().unwrap().body;
    put("old");
    store
        .read(here(), |tx| {
            assert_eq!(tx.get_raw("k", "a")?.unwrap().body, "old");
            put("new");
            assert_eq!(tx.get_raw("k", "b")?.unwrap().body, "old", "as at the first read");
            assert_eq!(body("b"), "new", "a reader inside a reader has a snapshot of its own");
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!((body("a"), body("b")), ("new".to_owned(), "new".to_owned()));
}

pub(super) async fn a_reader_that_fails_or_panics_harms_nobody(store: Store) {
    store.write(here(), |tx| tx.put_raw(plain("k", "a", "1")).map(Decision::Commit)).await.unwrap();
    let failed: Result<(), _> =
        store.read(here(), |tx| tx.get_raw("k", "a").and(Err(StoreError::Busy))).await;
    assert!(matches!(failed, Err(StoreError::Busy)));
    let of_task = store.clone();
    let panicked = tokio::spawn(async move {
        of_task.read(here(), |tx| tx.get_raw("k", "a").map(|_| panic!("on purpose"))).await
    });
    assert!(panicked.await.unwrap_err().is_panic());
    // The connections used above must not show yesterday's data.
    store.write(here(), |tx| tx.put_raw(plain("k", "a", "2")).map(Decision::Commit)).await.unwrap();
    for _ in 0..3 {
        assert_eq!(store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(), Some(raw("a", "2", 2)));
    }
}

pub(super) async fn a_write_whose_caller_left_is_still_made(store: Store) {
    let mut left =
        Box::pin(store.write(here(), |tx| tx.put_raw(plain("k", "a", "{}")).map(Decision::Commit)));
    queue(&mut left);
    drop(left);
    store.ping().await.unwrap();
    assert_eq!(store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(), Some(raw("a", "{}", 1)));
}

pub(super) async fn a_closed_store_says_so(store: Store) {
    // Whatever was queued before is still written and answered.
    let mut before: Vec<_> = (0..50)
        .map(|_| Box::pin(store.write(here(), |tx| tx.append_audit("kind", "{}").map(Decision::Commit))))
        .collect();
    before.iter_mut().for_each(|write| {
        queue(write);
    });
    store.clone().close().await;
    for (write, sequence) in before.into_iter().zip(1..) {
        assert_eq!(write.await.unwrap(), sequence);
    }
    let closed =
        |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Closed)), "{result:?}");
    closed(store.write(here(), |_| Ok(Decision::Commit(()))).await);
    closed(store.write_blocking(here(), |_| Ok(Decision::Commit(()))));
    closed(store.read(here(), |_| Ok(())).await);
    closed(store.drop_realm("here").await);
    closed(store.sweep(here()).await.map(|_| ()));
    closed(store.stats().await.map(|_| ()));
    closed(store.ping().await);
    store.close().await;
}
