//! The audit log and the outbox.

use dinhdanh_core::storage::{AuditEntry, AuditPage, Decision};
use dinhdanh_store::Store;

use crate::support::{at, here};

pub(super) async fn the_audit_log_is_numbered_without_gaps(store: Store) {
    let append = async |body: &'static str, keep: bool| {
        store
            .write(here(), move |tx| {
                let sequence = tx.append_audit("kind", body)?;
                Ok(if keep { Decision::Commit(sequence) } else { Decision::Rollback(sequence) })
            })
            .await
            .unwrap()
    };
    assert_eq!(append("one", true).await, 1);
    assert_eq!(append("undone", false).await, 2);
    assert_eq!(append("two", true).await, 2);
    assert_eq!(append("three", true).await, 3);
    let page = |from, limit| store.read_blocking(here(), |tx| tx.audit(AuditPage { from, limit })).unwrap();
    let entry = |sequence, body: &str| AuditEntry {
        sequence,
        at: at(100),
        kind: "kind".to_owned(),
        body: body.to_owned(),
    };
    assert_eq!(page(0, 9), [entry(1, "one"), entry(2, "two"), entry(3, "three")]);
    assert_eq!(page(2, 1), [entry(2, "two")]);
    assert_eq!(page(4, 9), []);
    assert_eq!(page(u64::MAX, 9), []);
}

pub(super) async fn the_outbox_never_gives_a_number_twice(store: Store) {
    let (first, again, second, left) = store
        .write(here(), |tx| {
            let first = tx.enqueue("topic", "one")?;
            assert!(tx.dequeue(first)?);
            let again = tx.dequeue(first)?;
            let second = tx.enqueue("topic", "two")?;
            tx.enqueue("topic", "three")?;
            assert!(!tx.dequeue(u64::MAX)?);
            let left = tx.outbox(9)?;
            Ok(Decision::Commit((first, again, second, left)))
        })
        .await
        .unwrap();
    assert!(!again, "a message is delivered once");
    assert!(second > first);
    assert_eq!(
        left.iter().map(|m| (m.topic.as_str(), m.body.as_str())).collect::<Vec<_>>(),
        [("topic", "two"), ("topic", "three")]
    );
    assert_eq!(store.read(here(), |tx| tx.outbox(1)).await.unwrap(), left[..1]);
}
