//! The verbs of the port in SQL.

use std::cell::RefCell;

use dinhdanh_core::storage::{
    AuditEntry, AuditPage, Link, OutboxMessage, Page, RawRecord, RawWrite, ReadTx, StoreError, WriteTx,
};
use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::error::translate;
use super::sql;
use crate::backend::AdminTx;
use crate::store::Scope;

/// The open transaction of `connection`, seen from one realm at one instant.
pub(crate) struct Tx<'a> {
    connection: &'a Connection,
    scope: Scope<'a>,
    now: i64,
    failure: RefCell<Option<StoreError>>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(connection: &'a Connection, scope: Scope<'a>) -> Self {
        Self { connection, scope, now: scope.now.as_microsecond(), failure: RefCell::new(None) }
    }

    fn change(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        self.note(self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(params)))
    }

    fn row<T>(&self, sql: &str, params: impl Params, decode: Decode<T>) -> Result<Option<T>, StoreError> {
        self.note(
            self.connection
                .prepare_cached(sql)
                .and_then(|mut statement| statement.query_row(params, decode).optional()),
        )
    }

    fn rows<T>(&self, sql: &str, params: impl Params, decode: Decode<T>) -> Result<Vec<T>, StoreError> {
        self.note(
            self.connection
                .prepare_cached(sql)
                .and_then(|mut statement| statement.query_map(params, decode)?.collect()),
        )
    }

    /// Gives out the realm's next number.
    fn next(&self, sql: &str) -> Result<u64, StoreError> {
        self.row(sql, [self.scope.realm], unsigned)?
            .ok_or_else(|| StoreError::Backend("a number was not given out".to_owned()))
    }

    fn link(&self, write: RawWrite<'_>) -> Result<(), StoreError> {
        let realm = self.scope.realm;
        self.change(sql::UNLINK, (realm, write.kind, write.key))?;
        for link in write.links {
            self.change(sql::LINK, (realm, write.kind, write.key, link.name, &link.value))?;
        }
        Ok(())
    }

    fn upsert(&self, sql: &str, write: RawWrite<'_>) -> Result<Option<u64>, StoreError> {
        let expires_at = write.expires_at.map(Timestamp::as_microsecond);
        let params = params![self.scope.realm, write.kind, write.key, self.now, write.body, expires_at];
        let version = self.row(sql, params, unsigned)?;
        if version.is_some() {
            self.link(write)?;
        }
        Ok(version)
    }

    fn note<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|error| {
            let error = translate(&error);
            self.failure.borrow_mut().get_or_insert_with(|| error.clone());
            error
        })
    }
}

impl ReadTx for Tx<'_> {
    fn now(&self) -> Timestamp {
        self.scope.now
    }

    fn get_raw(&self, kind: &str, key: &str) -> Result<Option<RawRecord>, StoreError> {
        self.row(sql::GET, (self.scope.realm, kind, key, self.now), record)
    }

    fn list_raw(
        &self,
        kind: &str,
        link: Option<&Link>,
        page: Page<'_>,
    ) -> Result<Vec<RawRecord>, StoreError> {
        // The next key in byte order is the last one with a zero byte behind it; so one statement serves first and later pages.
        let from = page.after.map(|key| format!("{key}\0")).unwrap_or_default();
        match link {
            None => self.rows(sql::LIST, (self.scope.realm, kind, from, self.now, page.limit), record),
            Some(link) => self.rows(
                sql::LIST_BY_LINK,
                (self.scope.realm, kind, from, self.now, page.limit, link.name, &link.value),
                record,
            ),
        }
    }

    fn audit(&self, page: AuditPage) -> Result<Vec<AuditEntry>, StoreError> {
        self.rows(sql::AUDIT, (self.scope.realm, signed(page.from), page.limit), |row| {
            Ok(AuditEntry {
                sequence: unsigned(row)?,
                at: instant(row.get(1)?)?,
                kind: row.get(2)?,
                body: row.get(3)?,
            })
        })
    }

    fn outbox(&self, limit: u32) -> Result<Vec<OutboxMessage>, StoreError> {
        self.rows(sql::OUTBOX, (self.scope.realm, limit), |row| {
            Ok(OutboxMessage { id: unsigned(row)?, topic: row.get(1)?, body: row.get(2)? })
        })
    }
}

impl WriteTx for Tx<'_> {
    fn put_raw(&mut self, write: RawWrite<'_>) -> Result<u64, StoreError> {
        self.upsert(sql::PUT, write)?
            .ok_or_else(|| StoreError::Backend("a record was not written".to_owned()))
    }

    fn create_raw(&mut self, write: RawWrite<'_>) -> Result<bool, StoreError> {
        Ok(self.upsert(sql::CREATE, write)?.is_some())
    }

    fn take_raw(&mut self, kind: &str, key: &str) -> Result<Option<RawRecord>, StoreError> {
        self.row(sql::TAKE, (self.scope.realm, kind, key, self.now), record)
    }

    fn delete_raw(&mut self, kind: &str, key: &str) -> Result<bool, StoreError> {
        Ok(self.take_raw(kind, key)?.is_some())
    }

    fn append_audit(&mut self, kind: &str, body: &str) -> Result<u64, StoreError> {
        let sequence = self.next(sql::NEXT_AUDIT)?;
        self.change(sql::APPEND_AUDIT, (self.scope.realm, signed(sequence), self.now, kind, body))?;
        Ok(sequence)
    }

    fn enqueue(&mut self, topic: &str, body: &str) -> Result<u64, StoreError> {
        let id = self.next(sql::NEXT_OUTBOX)?;
        self.change(sql::ENQUEUE, (self.scope.realm, signed(id), topic, body))?;
        Ok(id)
    }

    fn dequeue(&mut self, id: u64) -> Result<bool, StoreError> {
        Ok(self.change(sql::DEQUEUE, (self.scope.realm, signed(id)))? > 0)
    }
}

impl AdminTx for Tx<'_> {
    fn sweep(&mut self, limit: u32) -> Result<usize, StoreError> {
        self.change(sql::SWEEP, (self.scope.realm, self.now, limit))
    }

    fn drop_realm(&mut self) -> Result<(), StoreError> {
        for sql in sql::DROP_REALM {
            self.change(sql, [self.scope.realm])?;
        }
        Ok(())
    }

    fn failure(&self) -> Option<StoreError> {
        self.failure.borrow().clone()
    }
}

type Decode<T> = fn(&Row<'_>) -> rusqlite::Result<T>;

fn record(row: &Row<'_>) -> rusqlite::Result<RawRecord> {
    Ok(RawRecord { key: row.get(0)?, body: row.get(1)?, version: row.get(2).map(i64::cast_unsigned)? })
}

/// Numbers given out here start at 1 and never come near the sign.
fn unsigned(row: &Row<'_>) -> rusqlite::Result<u64> {
    row.get(0).map(i64::cast_unsigned)
}

/// A number from outside; one that SQLite cannot hold belongs to no row, and neither does the greatest that it can.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn instant(microseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(microseconds)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, Type::Integer, Box::new(error)))
}
