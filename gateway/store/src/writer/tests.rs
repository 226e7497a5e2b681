//! What a healthy database never does on request: transactions that fail to begin, get lost half-way, or fail to commit.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::channel;
use std::task::{Context, Waker};

use dinhdanh_core::storage::{AuditPage, Decision, StoreError};
use jiff::Timestamp;

use crate::backend::Session;
use crate::sqlite::{self, SqliteSession, Tx};
use crate::{Location, Scope, Store};

const SCOPE: Scope<'static> = Scope { realm: "r", now: Timestamp::UNIX_EPOCH };
const SOUND: u8 = 0;
const BEGIN_FAILS: u8 = 1;
const THIRD_KEEP_LOSES_ALL: u8 = 2;
const COMMIT_FAILS: u8 = 3;

/// A SQLite session that fails on request.
struct Faulty {
    inner: SqliteSession,
    fault: Arc<AtomicU8>,
    kept: u8,
}

impl Faulty {
    fn fails(&self, fault: u8) -> bool {
        self.fault.load(Ordering::Relaxed) == fault
    }

    fn lose_all(&mut self) -> Result<(), StoreError> {
        while self.inner.in_transaction() {
            self.inner.undo();
        }
        Err(StoreError::Full)
    }
}

impl Session for Faulty {
    type Tx<'a> = Tx<'a>;

    fn begin(&mut self) -> Result<(), StoreError> {
        self.kept = 0;
        if self.fails(BEGIN_FAILS) { Err(StoreError::Full) } else { self.inner.begin() }
    }
    fn in_transaction(&self) -> bool {
        self.inner.in_transaction()
    }
    fn savepoint(&mut self) -> Result<(), StoreError> {
        self.inner.savepoint()
    }
    fn tx<'a>(&'a self, scope: Scope<'a>) -> Tx<'a> {
        self.inner.tx(scope)
    }
    fn keep(&mut self) -> Result<(), StoreError> {
        self.kept += 1;
        if self.kept == 3 && self.fails(THIRD_KEEP_LOSES_ALL) { self.lose_all() } else { self.inner.keep() }
    }
    fn undo(&mut self) {
        self.inner.undo();
    }
    fn commit(&mut self) -> Result<(), StoreError> {
        if self.fails(COMMIT_FAILS) { self.lose_all() } else { self.inner.commit() }
    }
    fn checkpoint(&mut self) {
        self.inner.checkpoint();
    }
}

/// Polls once, which queues the write; `true` when its answer is still to come.
fn queue(write: &mut Pin<Box<impl Future>>) -> bool {
    write.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

/// Five writes of one batch under `fault`; the fourth decides to roll back. Returns the answers, then checks that the log holds the
/// acknowledged writes, that and no more, and that the writer still works.
async fn five_writes(fault: u8) -> String {
    let (inner, readers) = sqlite::open(Location::Ephemeral, 1, None).unwrap();
    let switch = Arc::new(AtomicU8::new(SOUND));
    let session = Faulty { inner, fault: Arc::clone(&switch), kept: 0 };
    let store = Store::start(session, readers, 16, 16).unwrap();

    // The writer waits inside a first closure until the five are queued behind it, so that they share a transaction.
    let (entered, is_in) = channel();
    let (open, gate) = channel::<()>();
    let mut first = Box::pin(store.write(SCOPE, move |_| {
        entered.send(()).unwrap();
        gate.recv().unwrap();
        Ok(Decision::Rollback(()))
    }));
    assert!(queue(&mut first));
    is_in.recv().unwrap();
    let mut writes: Vec<_> = (1..=5)
        .map(|number| {
            Box::pin(store.write(SCOPE, move |tx| {
                tx.append_audit("n", &number.to_string())?;
                Ok(if number == 4 { Decision::Rollback(number) } else { Decision::Commit(number) })
            }))
        })
        .collect();
    for write in &mut writes {
        assert!(queue(write));
    }
    switch.store(fault, Ordering::Relaxed);
    open.send(()).unwrap();
    // Its transaction changed nothing, and the fault may already have hit it.
    drop(first.await);

    let (mut answers, mut kept) = (Vec::new(), Vec::new());
    for write in writes {
        match write.await {
            Ok(number) => {
                answers.push(number.to_string());
                if number != 4 {
                    kept.push(number.to_string());
                }
            }
            Err(error) => answers.push(format!("{error:?}")),
        }
    }
    switch.store(SOUND, Ordering::Relaxed);
    store.write(SCOPE, |tx| tx.append_audit("n", "6").map(Decision::Commit)).await.unwrap();
    kept.push("6".to_owned());
    let log = store.read(SCOPE, |tx| tx.audit(AuditPage { from: 1, limit: 9 })).await.unwrap();
    assert_eq!(
        log.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>(),
        kept,
        "acknowledged, and nothing else"
    );
    assert!(log.iter().map(|entry| entry.sequence).eq(1..=log.len() as u64), "no gaps");
    answers.join(" ")
}

#[tokio::test]
async fn every_writer_of_a_failed_transaction_hears_of_it() {
    for (fault, answers) in [
        (SOUND, "1 2 3 4 5"),
        (BEGIN_FAILS, "Full Full Full Full Full"),
        (THIRD_KEEP_LOSES_ALL, "Full Full Full 4 5"),
        (COMMIT_FAILS, "Full Full Full Full Full"),
    ] {
        assert_eq!(five_writes(fault).await, answers, "fault {fault}");
    }
}
