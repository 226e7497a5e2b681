//! The storage port: everything mutable is a [`Record`], and a store offers a handful of verbs over records.
//!
//! A feature adds a struct that implements [`Record`], not SQL. Backends (in `dinhdanh-store`) implement the
//! object-safe verbs of [`ReadTx`] and [`WriteTx`] once; use cases speak through [`Read`] and [`Write`], which add types.
//! A transaction sees one realm at one instant of that realm's clock: a use case cannot reach another realm's records, and
//! a record whose expiry has passed is as good as absent for every verb.

mod audit;
mod typed;

pub use audit::{AuditEntry, AuditPage};
use jiff::Timestamp;
pub use typed::{Read, Write};

/// Something the gateway keeps: a serde struct with a kind, a key, links and perhaps an expiry.
pub trait Record: serde::Serialize + serde::de::DeserializeOwned {
    /// Name of the collection, stable for ever: it is written to disk.
    const KIND: &'static str;

    /// Primary key, unique within the kind and the realm.
    fn key(&self) -> String;

    /// Named secondary keys, by which [`Read::list`] finds the record.
    fn links(&self) -> Vec<Link> {
        Vec::new()
    }

    /// From this instant of the realm's clock on, the record no longer exists.
    fn expires_at(&self) -> Option<Timestamp> {
        None
    }
}

/// A named secondary key of a record: `("client", "vn-moh")`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Which relation this is; stable, it is written to disk.
    pub name: &'static str,
    /// The key of the thing pointed at.
    pub value: String,
}

impl Link {
    /// A link named `name` to `value`.
    pub fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into() }
    }
}

/// A stored record before it is decoded: its key, its JSON body and its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRecord {
    /// Primary key within kind and realm.
    pub key: String,
    /// JSON text.
    pub body: String,
    /// Counts the writes of this record from 1; caches compare it.
    pub version: u64,
}

/// What a backend needs to store a record.
#[derive(Debug, Clone, Copy)]
pub struct RawWrite<'a> {
    /// [`Record::KIND`].
    pub kind: &'a str,
    /// [`Record::key`].
    pub key: &'a str,
    /// JSON text.
    pub body: &'a str,
    /// Replaces all links the record had.
    pub links: &'a [Link],
    /// Replaces the expiry the record had.
    pub expires_at: Option<Timestamp>,
}

/// A page of a listing: keys after `after` (exclusive, in byte order), at most `limit`.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Last key of the page before, `None` for the first page.
    pub after: Option<&'a str>,
    /// At most this many rows.
    pub limit: u32,
}

impl Page<'_> {
    /// The first `limit` rows.
    pub const fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }
}

/// The verbs that do not change anything, over one realm at one instant.
pub trait ReadTx {
    /// The realm's time that decides which records have expired.
    fn now(&self) -> Timestamp;
    /// One live record, or `None`.
    fn get_raw(&self, kind: &str, key: &str) -> Result<Option<RawRecord>, StoreError>;
    /// Live records of a kind in key order, all of them or those that carry `link`.
    fn list_raw(&self, kind: &str, link: Option<&Link>, page: Page<'_>)
    -> Result<Vec<RawRecord>, StoreError>;
    /// Audit entries in order, from sequence number `page.from` on.
    fn audit(&self, page: AuditPage) -> Result<Vec<AuditEntry>, StoreError>;
    /// Messages not yet delivered, oldest first.
    fn outbox(&self, limit: u32) -> Result<Vec<OutboxMessage>, StoreError>;
}

/// The verbs that change something. All of one transaction's changes become durable together or not at all.
pub trait WriteTx: ReadTx {
    /// Writes a record whether or not it existed; returns its new version.
    fn put_raw(&mut self, write: RawWrite<'_>) -> Result<u64, StoreError>;
    /// Writes a record only if no live one has its key; `false` when one had.
    fn create_raw(&mut self, write: RawWrite<'_>) -> Result<bool, StoreError>;
    /// Removes a live record and returns it: of two takers, one gets it.
    fn take_raw(&mut self, kind: &str, key: &str) -> Result<Option<RawRecord>, StoreError>;
    /// Removes a record; `false` when none was live.
    fn delete_raw(&mut self, kind: &str, key: &str) -> Result<bool, StoreError>;
    /// Appends to the realm's audit log; returns the sequence number (from 1, without gaps).
    fn append_audit(&mut self, kind: &str, body: &str) -> Result<u64, StoreError>;
    /// Leaves a message for delivery after the commit; returns its id.
    fn enqueue(&mut self, topic: &str, body: &str) -> Result<u64, StoreError>;
    /// Removes a delivered message; `false` when it was gone.
    fn dequeue(&mut self, id: u64) -> Result<bool, StoreError>;
}

/// A message that waits for delivery outside the transaction that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxMessage {
    /// Grows within a realm.
    pub id: u64,
    /// What kind of message; decides who delivers it.
    pub topic: String,
    /// JSON text.
    pub body: String,
}

/// What a write closure decided: both carry an answer, only one keeps the changes.
///
/// A refusal is often worth keeping (the replay record of a reused assertion, the revocation after a reused code), so it is not an
/// `Err`; the closure says explicitly which of the two it means.
#[derive(Debug)]
pub enum Decision<T> {
    /// Make the changes durable, then answer.
    Commit(T),
    /// Undo the changes, then answer.
    Rollback(T),
}

/// Why a store could not do its work. Carries no status code and no record content.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The disk or the quota is full: nothing was written; the same request may succeed later.
    #[error(
        "the store is full: nothing was written; free space in the data directory and repeat the request"
    )]
    Full,
    /// The queue to the writer is full or the writer is busy beyond its deadline: repeat later.
    #[error("the store is busy: nothing was written; repeat the request after a moment")]
    Busy,
    /// The store was closed, or its writer is gone.
    #[error("the store is closed")]
    Closed,
    /// A stored record does not have the shape this version expects.
    #[error("stored record of kind `{kind}` cannot be read: {reason}")]
    Corrupt {
        /// The record's kind.
        kind: String,
        /// What serde said; never the record's content.
        reason: String,
    },
    /// Anything else the backend reported.
    #[error("the store failed: {0}")]
    Backend(String),
}

impl StoreError {
    /// Whether the same request may succeed later without anybody changing it.
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Full | Self::Busy)
    }
}
