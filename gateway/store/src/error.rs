//! Why a store could not be opened: each message says what was expected, what was found and what to do.

use std::path::PathBuf;

/// Why [`Store::open`](crate::Store::open) refused.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process, or another store of this process, works in the directory.
    #[error(
        "data directory `{path}` is in use by {holder}: a data directory belongs to one process at a time; \
         stop that process or choose another directory"
    )]
    InUse {
        /// The data directory.
        path: PathBuf,
        /// The process that holds the lock, as far as it is known.
        holder: String,
    },
    /// The directory cannot be created, entered or written.
    #[error(
        "data directory `{path}` cannot be used: {reason}; expected a directory that this process may create and write; \
         correct its owner and mode, or choose another directory"
    )]
    Directory {
        /// The data directory.
        path: PathBuf,
        /// What the operating system said.
        reason: std::io::Error,
    },
    /// The file is not a SQLite database, or one that another program made.
    #[error(
        "`{path}` is not a store of this program: expected an absent or empty file, or a database that this program made; \
         choose another data directory, or move the file away"
    )]
    Foreign {
        /// The database file.
        path: PathBuf,
    },
    /// The database was written by a later version of this program.
    #[error(
        "`{path}` has schema version `{found}`, this program knows versions up to `{known}`: a schema is never taken back; \
         start the version of the program that wrote it, or choose another data directory"
    )]
    NewerSchema {
        /// The database file.
        path: PathBuf,
        /// Version in the file.
        found: u32,
        /// Latest version known here.
        known: u32,
    },
    /// There is no room for an empty store.
    #[error(
        "no room for the store `{path}`: the disk or the quota (`max_pages`) is full; free space or raise the quota"
    )]
    Full {
        /// The database file.
        path: PathBuf,
    },
    /// The database is damaged, or failed in some other way.
    #[error(
        "store `{path}` cannot be opened: {reason}; check the disk, or restore the data directory from a backup"
    )]
    Database {
        /// The database file.
        path: PathBuf,
        /// What the database said; never content.
        reason: String,
    },
    /// The writer's thread could not be started.
    #[error("the store's writer thread cannot be started: {0}; raise the limit on threads of this process")]
    Thread(std::io::Error),
}
