//! The writer's thread: takes what is queued, runs it in one transaction, commits once, then answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use dinhdanh_core::storage::StoreError;
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};

use crate::backend::{AdminTx, Session};
use crate::job::{Answer, Fate, Job};
use crate::store::Scope;

/// A job and the realm and instant it runs at.
pub(crate) struct Queued {
    pub(crate) realm: String,
    pub(crate) now: Timestamp,
    pub(crate) job: Box<dyn Job>,
}

/// What the writer has done since it was started.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) writes: AtomicU64,
    pub(crate) batches: AtomicU64,
}

/// The way to the writer's thread. Dropping it waits until everything queued is written.
pub(crate) struct Writer {
    // Before `_thread`: the thread ends when the queue does, and fields are dropped in order.
    queue: mpsc::Sender<Message>,
    pub(crate) counters: Arc<Counters>,
    _thread: Joined,
}

enum Message {
    Write(Queued),
    Close(oneshot::Sender<()>),
}

impl Writer {
    /// Starts the thread. `queue` jobs may wait, `batch` may share a transaction.
    pub(crate) fn start<S: Session + 'static>(
        session: S,
        queue: usize,
        batch: usize,
    ) -> std::io::Result<Self> {
        let (sender, receiver) = mpsc::channel(queue.max(1));
        let counters = Arc::<Counters>::default();
        let of_thread = Arc::clone(&counters);
        let thread = std::thread::Builder::new()
            // At most 15 bytes, or the kernel cuts it off.
            .name("dd-store-writer".to_owned())
            .spawn(move || serve(session, receiver, batch.max(1), &of_thread))?;
        Ok(Self { queue: sender, counters, _thread: Joined(Some(thread)) })
    }

    /// Queues a job, or says at once why not.
    pub(crate) fn submit(&self, queued: Queued) -> Result<(), StoreError> {
        self.queue.try_send(Message::Write(queued)).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })
    }

    /// Refuses new jobs, finishes the queued ones, closes the database, and returns when its files are free.
    pub(crate) async fn close(&self) {
        let (reply, closed) = oneshot::channel();
        if self.queue.send(Message::Close(reply)).await.is_ok() {
            // An error here means that the thread is gone, which is what was asked for.
            drop(closed.await);
        }
    }
}

/// Waits for the thread when it is dropped, so that whoever opens the directory next finds it free.
struct Joined(Option<JoinHandle<()>>);

impl Drop for Joined {
    fn drop(&mut self) {
        // A write closure may own the last handle of the store; the writer cannot wait for itself.
        if let Some(thread) = self.0.take()
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the store's writer thread panicked");
        }
    }
}

fn serve<S: Session>(mut session: S, mut queue: mpsc::Receiver<Message>, batch: usize, counters: &Counters) {
    let mut closing = Vec::new();
    let mut messages = Vec::with_capacity(batch);
    while queue.blocking_recv_many(&mut messages, batch) > 0 {
        let mut jobs = Vec::with_capacity(messages.len());
        for message in messages.drain(..) {
            match message {
                Message::Write(queued) => jobs.push(queued),
                Message::Close(reply) => {
                    queue.close();
                    closing.push(reply);
                }
            }
        }
        commit_together(&mut session, jobs, counters);
    }
    session.checkpoint();
    drop(session);
    for reply in closing {
        // Whoever asked may have stopped waiting.
        let _ = reply.send(());
    }
}

/// Runs `jobs` in one transaction, each in its savepoint, and answers all of them after the commit. A job that was undone waits for
/// the commit too: its decision may rest on what an earlier job of the same transaction wrote.
fn commit_together<S: Session>(session: &mut S, jobs: Vec<Queued>, counters: &Counters) {
    let mut waiting: Vec<(Answer, Result<(), StoreError>)> = Vec::with_capacity(jobs.len());
    for Queued { realm, now, job } in jobs {
        let ready = if session.in_transaction() { Ok(()) } else { session.begin() };
        if let Err(error) = ready.and_then(|()| session.savepoint()) {
            job.refuse(error);
            continue;
        }
        let mut tx = session.tx(Scope { realm: &realm, now });
        let (fate, answer) = job.run(&mut tx);
        let failure = tx.failure();
        drop(tx);
        let kept = match (failure, fate) {
            (None, Fate::Keep) => session.keep(),
            (None, Fate::Undo) => {
                session.undo();
                Ok(())
            }
            (Some(error), _) => {
                session.undo();
                Err(error)
            }
        };
        if session.in_transaction() {
            waiting.push((answer, kept));
            continue;
        }
        // The database gave the transaction up, and with it the changes of every job so far. Later jobs get a new one.
        let lost =
            kept.err().unwrap_or_else(|| StoreError::Backend("the transaction was given up".to_owned()));
        tracing::error!(error = %lost, writes = waiting.len() + 1, "store transaction lost");
        for answer in waiting.drain(..).map(|(answer, _)| answer).chain([answer]) {
            answer(Err(lost.clone()));
        }
    }
    if !session.in_transaction() {
        return;
    }
    let committed = session.commit();
    match &committed {
        Ok(()) => {
            counters.batches.fetch_add(1, Ordering::Relaxed);
            counters.writes.fetch_add(waiting.len() as u64, Ordering::Relaxed);
        }
        Err(error) => tracing::error!(%error, writes = waiting.len(), "store commit failed"),
    }
    for (answer, kept) in waiting {
        answer(kept.and(committed.clone()));
    }
}

#[cfg(test)]
mod tests;
