//! Group commit and the bounded queue: the writer is held inside a closure until exactly the wanted writes wait behind it.

use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Waker};

use dinhdanh_core::storage::{Decision, StoreError};
use dinhdanh_store::{Options, Store};

use crate::support::{here, queue};

/// Holds the writer until the returned sender is used or dropped.
fn hold(store: &Store) -> Sender<()> {
    let (entered, is_in) = channel();
    let (open, gate) = channel();
    let mut holding = Box::pin(store.write(here(), move |_| {
        entered.send(()).unwrap();
        let _ = gate.recv();
        Ok(Decision::Rollback(()))
    }));
    queue(&mut holding);
    is_in.recv().unwrap();
    open
}

#[tokio::test]
async fn writes_that_wait_together_share_a_transaction() {
    for (batch, transactions) in [(1, 100), (40, 3), (100, 1), (256, 1)] {
        let store = Store::open(Options { batch, ..Options::ephemeral() }).unwrap();
        let open = hold(&store);
        let mut writes: Vec<_> = (1..=100)
            .map(|_| Box::pin(store.write(here(), |tx| tx.append_audit("kind", "{}").map(Decision::Commit))))
            .collect();
        writes.iter_mut().for_each(|write| assert!(queue(write)));
        open.send(()).unwrap();
        for (write, sequence) in writes.into_iter().zip(1..) {
            assert_eq!(write.await.unwrap(), sequence, "in the order in which they came");
        }
        let stats = store.stats().await.unwrap();
        // The write that held the writer is one more, with a transaction of its own.
        assert_eq!((stats.writes, stats.batches), (101, transactions + 1), "batch {batch}");
    }
}

#[tokio::test]
async fn a_refusal_among_others_does_not_touch_them() {
    let store = Store::open(Options::ephemeral()).unwrap();
    let open = hold(&store);
    let mut writes: Vec<_> = (0..90)
        .map(|number| {
            Box::pin(store.write(here(), move |tx| {
                let sequence = tx.append_audit("kind", "{}")?;
                match number % 6 {
                    1 => Ok(Decision::Rollback(0)),
                    3 => Err(StoreError::Backend("on purpose".to_owned())),
                    5 => panic!("on purpose"),
                    _ => Ok(Decision::Commit(sequence)),
                }
            }))
        })
        .collect();
    writes.iter_mut().for_each(|write| assert!(queue(write)));
    open.send(()).unwrap();
    let mut kept = 0;
    for (number, write) in writes.into_iter().enumerate() {
        let answer = write.await;
        match number % 6 {
            1 => assert_eq!(answer.unwrap(), 0),
            3 | 5 => assert!(matches!(answer, Err(StoreError::Backend(_)))),
            _ => {
                kept += 1;
                assert_eq!(answer.unwrap(), kept);
            }
        }
    }
    let stats = store.stats().await.unwrap();
    assert_eq!((stats.audit, stats.batches), (kept, 2));
}

#[tokio::test]
async fn a_full_queue_answers_busy_at_once_and_loses_nothing() {
    let store = Store::open(Options { queue: 3, ..Options::ephemeral() }).unwrap();
    let open = hold(&store);
    let write = || store.write(here(), |tx| tx.append_audit("kind", "{}").map(Decision::Commit));
    let mut waiting: Vec<_> = (0..3).map(|_| Box::pin(write())).collect();
    waiting.iter_mut().for_each(|write| assert!(queue(write)));
    let mut refused = Box::pin(write());
    match refused.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(busy @ StoreError::Busy)) => assert!(busy.is_temporary()),
        other => panic!("{other:?}"),
    }
    open.send(()).unwrap();
    for (write, sequence) in waiting.into_iter().zip(1..) {
        assert_eq!(write.await.unwrap(), sequence);
    }
    assert_eq!(write().await.unwrap(), 4, "there is room again");
}

#[test]
fn the_last_handle_may_be_dropped_inside_a_write() {
    let store = Store::open(Options::ephemeral()).unwrap();
    let open = hold(&store);
    let (done, is_done) = channel();
    let of_closure = store.clone();
    let mut write = Box::pin(store.write(here(), move |_| {
        drop(of_closure);
        done.send(()).unwrap();
        Ok(Decision::Commit(()))
    }));
    queue(&mut write);
    drop(write);
    drop(store);
    drop(open);
    is_done.recv().unwrap();
}
