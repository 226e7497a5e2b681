//! Read-only connections, lent out for one transaction each.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use dinhdanh_core::storage::{ReadTx, StoreError};
use rusqlite::{Connection, OpenFlags};

use super::error::translate;
use super::open::connect;
use super::session::execute;
use super::sql;
use super::tx::Tx;
use crate::backend::{Counts, Reader};
use crate::store::Scope;

/// The pool. It starts empty and grows with the number of threads that read at once.
pub(crate) struct Readers {
    database: PathBuf,
    keep: usize,
    /// `None` once the store is closed.
    idle: Mutex<Option<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(database: PathBuf, keep: usize) -> Self {
        Self { database, keep, idle: Mutex::new(Some(Vec::new())) }
    }

    fn lend(&self) -> Result<Lent<'_>, StoreError> {
        let idle = match self.idle().as_mut() {
            None => return Err(StoreError::Closed),
            Some(idle) => idle.pop(),
        };
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.database, OpenFlags::SQLITE_OPEN_READ_ONLY)
                .map_err(|error| translate(&error))?,
        };
        let lent = Lent { pool: self, connection: Some(connection) };
        execute(lent.connection()?, sql::BEGIN_READ)?;
        Ok(lent)
    }

    fn idle(&self) -> MutexGuard<'_, Option<Vec<Connection>>> {
        // The list is whole at every instant, so a panic elsewhere cannot have broken it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader for Readers {
    fn read(&self, scope: Scope<'_>, work: &mut dyn FnMut(&dyn ReadTx)) -> Result<(), StoreError> {
        let lent = self.lend()?;
        work(&Tx::new(lent.connection()?, scope));
        Ok(())
    }

    fn counts(&self) -> Result<Counts, StoreError> {
        let lent = self.lend()?;
        let count = |row: &rusqlite::Row<'_>, column| row.get(column).map(i64::cast_unsigned);
        lent.connection()?
            .query_row(sql::COUNTS, [], |row| {
                Ok(Counts { records: count(row, 0)?, audit: count(row, 1)?, outbox: count(row, 2)? })
            })
            .map_err(|error| translate(&error))
    }

    fn close(&self) {
        self.idle().take();
    }
}

/// A connection with an open read transaction; dropping it ends the transaction and gives the connection back.
struct Lent<'a> {
    pool: &'a Readers,
    connection: Option<Connection>,
}

impl Lent<'_> {
    fn connection(&self) -> Result<&Connection, StoreError> {
        self.connection.as_ref().ok_or(StoreError::Closed)
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        // A connection that cannot end its transaction would show old data for ever: it is closed instead.
        if execute(&connection, sql::ROLLBACK).is_err() {
            return;
        }
        if let Some(idle) = self.pool.idle().as_mut()
            && idle.len() < self.pool.keep
        {
            idle.push(connection);
        }
    }
}
