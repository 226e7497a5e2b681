//! Where a store lives and how much it may take.

use std::path::PathBuf;

/// Where the data is kept, and with it whether it outlives the process.
#[derive(Debug, Clone)]
pub enum Location {
    /// A directory of its own, created with mode 0700 when it is missing. An acknowledged write is on disk.
    Directory(PathBuf),
    /// A private temporary directory, removed when the store is closed or dropped. Never waits for the disk: for tests and for
    /// the in-process sandbox.
    Ephemeral,
}

/// How to open a store.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the data is kept.
    pub path: Location,
    /// Read-only connections kept open. A read that finds none idle opens one more for itself, so no read ever waits.
    pub readers: usize,
    /// Quota in database pages of 4 KiB, `None` for as much as the disk holds. Beyond it writes answer `StoreError::Full`.
    pub max_pages: Option<u32>,
    /// Writes that may wait for the writer; beyond it they answer `StoreError::Busy` at once. 0 counts as 1.
    pub queue: usize,
    /// Writes that may share one transaction. 0 counts as 1.
    pub batch: usize,
}

impl Options {
    /// A durable store in `path` with the usual limits.
    pub fn directory(path: impl Into<PathBuf>) -> Self {
        Self { path: Location::Directory(path.into()), ..Self::ephemeral() }
    }

    /// A store that vanishes with its last handle, with the usual limits.
    pub const fn ephemeral() -> Self {
        Self { path: Location::Ephemeral, readers: 8, max_pages: None, queue: 1024, batch: 256 }
    }
}
