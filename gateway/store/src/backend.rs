//! What a database must offer to carry a store. Queue, grouping, answers and panics are the same for every database and are not
//! found here; SQLite implements these traits in `sqlite`.

use dinhdanh_core::storage::{ReadTx, StoreError, WriteTx};

use crate::store::Scope;

/// The verbs the store itself needs besides those of the port.
pub(crate) trait AdminTx: WriteTx {
    /// Removes up to `limit` expired records of the realm with their links; returns how many.
    fn sweep(&mut self, limit: u32) -> Result<usize, StoreError>;
    /// Removes everything of the realm, its audit log included.
    fn drop_realm(&mut self) -> Result<(), StoreError>;
    /// The first error that a verb of this transaction met. A verb that failed may have done half its work, so a closure that
    /// swallowed the error must not be kept.
    fn failure(&self) -> Option<StoreError>;
}

/// The writer's connection.
pub(crate) trait Session: Send {
    /// Verbs over the open savepoint.
    type Tx<'a>: AdminTx
    where
        Self: 'a;

    /// Opens the transaction that the next closures share.
    fn begin(&mut self) -> Result<(), StoreError>;
    /// Whether it is still open: a database may give a transaction up when a statement fails.
    fn in_transaction(&self) -> bool;
    /// Opens the savepoint of one closure.
    fn savepoint(&mut self) -> Result<(), StoreError>;
    /// The verbs for that closure.
    fn tx<'a>(&'a self, scope: Scope<'a>) -> Self::Tx<'a>;
    /// Closes the savepoint and keeps its changes.
    fn keep(&mut self) -> Result<(), StoreError>;
    /// Closes the savepoint and undoes its changes, or gives up the whole transaction when that fails.
    fn undo(&mut self);
    /// Makes the transaction durable; after an error no transaction is open and nothing of it is kept.
    fn commit(&mut self) -> Result<(), StoreError>;
    /// Tidies up before the connection is closed. What is durable stays durable without it.
    fn checkpoint(&mut self);
}

/// The readers' connections.
pub(crate) trait Reader: Send + Sync {
    /// Calls `work` once over a consistent snapshot, on this thread.
    fn read(&self, scope: Scope<'_>, work: &mut dyn FnMut(&dyn ReadTx)) -> Result<(), StoreError>;
    /// Counts rows over all realms.
    fn counts(&self) -> Result<Counts, StoreError>;
    /// Refuses reads from now on.
    fn close(&self);
}

/// Rows over all realms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) records: u64,
    pub(crate) audit: u64,
    pub(crate) outbox: u64,
}
