//! Records and audit log of the gateway on SQLite.
//!
//! [`Store`] implements the storage port of `dinhdanh_core::storage`: a handler gives it a synchronous closure over a
//! transaction, and the closure speaks in records. Three rules make it fast and safe at once:
//!
//! * **Reads** run on the calling thread, each over one consistent snapshot, beside the writer and without waiting for it.
//! * **Writes** go to one thread. What is queued there shares one transaction and one flush to disk (group commit), each closure
//!   inside its own savepoint, so that a refusal, an error or a panic in one undoes nothing of the others.
//! * **An answer means durable.** No closure's result is handed back before the transaction that carries it is on disk.
//!
//! ```
//! use dinhdanh_core::storage::{Decision, StoreError};
//! use dinhdanh_store::{Options, Scope, Store};
//!
//! let store = Store::open(Options::ephemeral())?;
//! let scope = Scope { realm: "default", now: jiff::Timestamp::UNIX_EPOCH };
//! let sequence = store.write_blocking(scope, |tx| tx.append_audit("started", "{}").map(Decision::Commit))?;
//! assert_eq!(sequence, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
// A missing element is a decision to take here, never a crash under load.
#![deny(clippy::indexing_slicing)]

mod backend;
mod error;
mod job;
mod options;
mod sqlite;
mod store;
mod writer;

pub use error::OpenError;
pub use options::{Location, Options};
pub use store::{Scope, Stats, Store};
