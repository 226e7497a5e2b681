//! The verbs with types: what use cases call.

use super::{Link, Page, RawRecord, RawWrite, ReadTx, Record, StoreError, WriteTx};

fn decode<R: Record>(raw: &RawRecord) -> Result<R, StoreError> {
    serde_json::from_str(&raw.body)
        .map_err(|e| StoreError::Corrupt { kind: R::KIND.to_owned(), reason: without_content(&e) })
}

/// serde's messages quote the offending value; only the place and the class are safe to log.
fn without_content(error: &serde_json::Error) -> String {
    format!("{:?} error at line {} column {}", error.classify(), error.line(), error.column())
}

/// Typed reading over any transaction.
pub trait Read: ReadTx {
    /// One live record, or `None`.
    fn get<R: Record>(&self, key: &str) -> Result<Option<R>, StoreError> {
        self.get_raw(R::KIND, key)?.as_ref().map(decode).transpose()
    }

    /// Live records in key order; see [`ReadTx::list_raw`].
    fn list<R: Record>(&self, link: Option<&Link>, page: Page<'_>) -> Result<Vec<R>, StoreError> {
        self.list_raw(R::KIND, link, page)?.iter().map(decode).collect()
    }
}

impl<T: ReadTx + ?Sized> Read for T {}

/// Typed writing over a write transaction.
pub trait Write: WriteTx + Read {
    /// Writes a record whether or not it existed; returns its new version.
    fn put<R: Record>(&mut self, record: &R) -> Result<u64, StoreError> {
        with_raw(record, |raw| self.put_raw(raw))
    }

    /// Writes a record only if no live one has its key; `false` when one had.
    fn create<R: Record>(&mut self, record: &R) -> Result<bool, StoreError> {
        with_raw(record, |raw| self.create_raw(raw))
    }

    /// Removes a live record and returns it: of two takers, one gets it.
    fn take<R: Record>(&mut self, key: &str) -> Result<Option<R>, StoreError> {
        self.take_raw(R::KIND, key)?.as_ref().map(decode).transpose()
    }

    /// Removes a record; `false` when none was live.
    fn delete<R: Record>(&mut self, key: &str) -> Result<bool, StoreError> {
        self.delete_raw(R::KIND, key)
    }
}

impl<T: WriteTx + ?Sized> Write for T {}

fn with_raw<R: Record, O>(
    record: &R,
    write: impl FnOnce(RawWrite<'_>) -> Result<O, StoreError>,
) -> Result<O, StoreError> {
    let body = serde_json::to_string(record).map_err(|e| StoreError::Backend(e.to_string()))?;
    let (key, links) = (record.key(), record.links());
    write(RawWrite { kind: R::KIND, key: &key, body: &body, links: &links, expires_at: record.expires_at() })
}
