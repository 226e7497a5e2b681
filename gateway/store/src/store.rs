//! The store as the rest of the gateway sees it.

use std::fmt;
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};

use dinhdanh_core::storage::{Decision, ReadTx, StoreError, WriteTx};
use jiff::Timestamp;
use tokio::sync::oneshot;

use crate::backend::{AdminTx, Reader, Session};
use crate::job::Task;
use crate::writer::{Queued, Writer};
use crate::{OpenError, Options, sqlite};

/// Expired records removed in one transaction: a longer one would make writers wait behind housekeeping.
const SWEEP: u32 = 1000;

/// Records, audit log and outbox of all realms. Cloning is cheap; clones are the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    // Before `writer`: an ephemeral store removes its files with the writer.
    reader: Box<dyn Reader>,
    writer: Writer,
}

/// Which realm a transaction sees, and when.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Name of the realm; a realm comes into being with its first write.
    pub realm: &'a str,
    /// The realm's time. Kept in microseconds: what is finer is cut off.
    pub now: Timestamp,
}

/// How much is stored, and how well writes are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Records of all realms, those included that have expired and wait for [`Store::sweep`].
    pub records: u64,
    /// Audit entries of all realms.
    pub audit: u64,
    /// Messages of all realms that wait for delivery.
    pub outbox: u64,
    /// Write closures that reached a commit since the store was opened, kept or undone.
    pub writes: u64,
    /// Transactions that carried them. In a durable store each that changed something flushed the disk once.
    pub batches: u64,
}

impl Store {
    /// Opens or creates a store and takes it for this process alone. Blocks; for start-up.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let Options { path, readers, max_pages, queue, batch } = options;
        let (session, readers) = sqlite::open(path, readers, max_pages)?;
        Self::start(session, readers, queue, batch)
    }

    pub(crate) fn start<S, R>(session: S, reader: R, queue: usize, batch: usize) -> Result<Self, OpenError>
    where
        S: Session + 'static,
        R: Reader + 'static,
    {
        let writer = Writer::start(session, queue, batch).map_err(OpenError::Thread)?;
        Ok(Self(Arc::new(Inner { reader: Box::new(reader), writer })))
    }

    /// Runs `f` over one consistent snapshot and returns what it returns.
    ///
    /// SQLite answers a point read within microseconds, so `f` runs where it is called. Long listings belong on a blocking thread.
    pub async fn read<T, F>(&self, scope: Scope<'_>, f: F) -> Result<T, StoreError>
    where
        F: FnOnce(&dyn ReadTx) -> Result<T, StoreError>,
    {
        self.read_blocking(scope, f)
    }

    /// [`Store::read`] for start-up, command line and tests.
    pub fn read_blocking<T, F>(&self, scope: Scope<'_>, f: F) -> Result<T, StoreError>
    where
        F: FnOnce(&dyn ReadTx) -> Result<T, StoreError>,
    {
        let (mut f, mut result) = (Some(f), Err(StoreError::Closed));
        self.0.reader.read(scope, &mut |tx| {
            if let Some(f) = f.take() {
                result = f(tx);
            }
        })?;
        result
    }

    /// Runs `f` on the writer's thread and answers after its changes are durable.
    ///
    /// `Err` undoes the changes, and so does [`Decision::Rollback`], which still answers. A verb that failed undoes them whatever
    /// `f` made of the failure. [`StoreError::Busy`] is answered at once when too many writes wait. Once the future was polled, `f`
    /// runs even if the future is dropped.
    pub async fn write<T, F>(&self, scope: Scope<'_>, f: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut dyn WriteTx) -> Result<Decision<T>, StoreError> + Send + 'static,
    {
        self.administer(scope, |tx| f(tx)).await
    }

    /// [`Store::write`] for start-up, command line and tests. Not for use inside a write closure: the writer would wait for itself.
    pub fn write_blocking<T, F>(&self, scope: Scope<'_>, f: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut dyn WriteTx) -> Result<Decision<T>, StoreError> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(scope, |tx| f(tx), move |result| drop(reply.send(result)))?;
        answer.recv().unwrap_or(Err(StoreError::Closed))
    }

    /// Removes the records of the realm that have expired; returns how many. Verbs do not see them anyhow: this frees room.
    pub async fn sweep(&self, scope: Scope<'_>) -> Result<usize, StoreError> {
        let mut total = 0;
        loop {
            let removed = self.administer(scope, |tx| tx.sweep(SWEEP).map(Decision::Commit)).await?;
            total += removed;
            if removed < SWEEP as usize {
                return Ok(total);
            }
        }
    }

    /// Removes everything of a realm, its audit log included, in one transaction; other writers wait meanwhile.
    pub async fn drop_realm(&self, realm: &str) -> Result<(), StoreError> {
        // Removal does not ask what has expired.
        let scope = Scope { realm, now: Timestamp::UNIX_EPOCH };
        self.administer(scope, |tx| tx.drop_realm().map(Decision::Commit)).await
    }

    /// Whether reads work and the writer answers; changes nothing and touches no disk.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let scope = Scope { realm: "", now: Timestamp::UNIX_EPOCH };
        self.read(scope, |tx| tx.outbox(1)).await?;
        self.write(scope, |_| Ok(Decision::Rollback(()))).await
    }

    /// Counts what is stored, on a blocking thread: time grows with the number of rows. For the benchmark and the status page.
    pub async fn stats(&self) -> Result<Stats, StoreError> {
        let of_thread = self.clone();
        let counting = tokio::task::spawn_blocking(move || of_thread.0.reader.counts());
        let counts = counting.await.map_err(|stopped| StoreError::Backend(stopped.to_string()))??;
        let counters = &self.0.writer.counters;
        Ok(Stats {
            records: counts.records,
            audit: counts.audit,
            outbox: counts.outbox,
            writes: counters.writes.load(Ordering::Relaxed),
            batches: counters.batches.load(Ordering::Relaxed),
        })
    }

    /// Finishes what is queued, checkpoints, and gives the directory free. Other handles answer [`StoreError::Closed`] from then on.
    ///
    /// Dropping the last handle does the same, but blocks its thread meanwhile.
    pub async fn close(self) {
        self.0.reader.close();
        self.0.writer.close().await;
    }

    async fn administer<T, F>(&self, scope: Scope<'_>, f: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut dyn AdminTx) -> Result<Decision<T>, StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.submit(scope, f, move |result| drop(reply.send(result)))?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }

    fn submit<T, F, R>(&self, scope: Scope<'_>, work: F, reply: R) -> Result<(), StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut dyn AdminTx) -> Result<Decision<T>, StoreError> + Send + 'static,
        R: FnOnce(Result<T, StoreError>) + Send + 'static,
    {
        let job = Box::new(Task { work, reply });
        self.0.writer.submit(Queued { realm: scope.realm.to_owned(), now: scope.now, job })
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("counters", &self.0.writer.counters).finish_non_exhaustive()
    }
}
