//! A write on its way: the closure, run on the writer's thread, and the answer, given after the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dinhdanh_core::storage::{Decision, StoreError};

use crate::backend::AdminTx;

/// What becomes of a closure's changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Keep,
    Undo,
}

/// Tells the caller: its own result, or the error that befell the transaction.
pub(crate) type Answer = Box<dyn FnOnce(Result<(), StoreError>)>;

/// A write whose types are forgotten, so that different ones can share a queue.
pub(crate) trait Job: Send {
    /// Runs the closure. The answer must be called when the fate of the transaction is known.
    fn run(self: Box<Self>, tx: &mut dyn AdminTx) -> (Fate, Answer);
    /// Answers without having run.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// A closure and the way back to its caller.
pub(crate) struct Task<F, R> {
    pub(crate) work: F,
    pub(crate) reply: R,
}

impl<T, F, R> Job for Task<F, R>
where
    T: 'static,
    F: FnOnce(&mut dyn AdminTx) -> Result<Decision<T>, StoreError> + Send,
    R: FnOnce(Result<T, StoreError>) + Send + 'static,
{
    fn run(self: Box<Self>, tx: &mut dyn AdminTx) -> (Fate, Answer) {
        let Self { work, reply } = *self;
        // A panic must not take the writer with it. Whatever the closure left half done lies inside its savepoint, which is undone.
        let (fate, result) = match catch_unwind(AssertUnwindSafe(|| work(tx))) {
            Ok(Ok(Decision::Commit(value))) => (Fate::Keep, Ok(value)),
            Ok(Ok(Decision::Rollback(value))) => (Fate::Undo, Ok(value)),
            Ok(Err(error)) => (Fate::Undo, Err(error)),
            Err(_) => {
                (Fate::Undo, Err(StoreError::Backend("a write closure panicked: it was undone".to_owned())))
            }
        };
        (fate, Box::new(move |settled| reply(settled.and(result))))
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        (self.reply)(Err(error));
    }
}
