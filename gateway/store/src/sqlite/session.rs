//! The writer's connection.

use dinhdanh_core::storage::StoreError;
use rusqlite::Connection;

use super::error::translate;
use super::home::Home;
use super::sql;
use super::tx::Tx;
use crate::backend::Session;
use crate::store::Scope;

/// The one connection that writes, and the hold on the directory for as long as it may write.
pub(crate) struct SqliteSession {
    // Before `_home`: the files are closed before the lock is given free or the directory removed.
    connection: Connection,
    _home: Home,
}

impl SqliteSession {
    pub(super) fn new(connection: Connection, home: Home) -> Self {
        Self { connection, _home: home }
    }

    fn give_up(&self) {
        if self.in_transaction()
            && let Err(error) = execute(&self.connection, sql::ROLLBACK)
        {
            tracing::error!(%error, "store transaction cannot be rolled back");
        }
    }
}

impl Session for SqliteSession {
    type Tx<'a> = Tx<'a>;

    fn begin(&mut self) -> Result<(), StoreError> {
        execute(&self.connection, sql::BEGIN_WRITE)
    }

    fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    fn savepoint(&mut self) -> Result<(), StoreError> {
        execute(&self.connection, sql::SAVEPOINT)
    }

    fn tx<'a>(&'a self, scope: Scope<'a>) -> Tx<'a> {
        Tx::new(&self.connection, scope)
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        execute(&self.connection, sql::RELEASE)
    }

    fn undo(&mut self) {
        let undone =
            execute(&self.connection, sql::UNDO).and_then(|()| execute(&self.connection, sql::RELEASE));
        if undone.is_err() {
            self.give_up();
        }
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        let committed = execute(&self.connection, sql::COMMIT);
        if committed.is_err() {
            self.give_up();
        }
        committed
    }

    fn checkpoint(&mut self) {
        // Only shortens the next start: the log is read again when this fails.
        if let Err(error) = self.connection.query_row(sql::CHECKPOINT, [], |_| Ok(())) {
            tracing::warn!(%error, "store closed without a checkpoint");
        }
    }
}

/// Runs a statement without parameters or rows.
pub(super) fn execute(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.execute([]))
        .map(|_| ())
        .map_err(|error| translate(&error))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use crate::Location;
    use crate::sqlite::open;

    /// No test can cut the power; this one sees that SQLite was told to expect it.
    #[test]
    fn a_commit_waits_for_the_disk_when_the_store_is_to_last() {
        let home = TempDir::new().unwrap();
        // Numbers of SQLite's `PRAGMA synchronous`: 2 is FULL, 0 is OFF.
        for (location, expected) in
            [(Location::Directory(home.path().to_owned()), 2), (Location::Ephemeral, 0)]
        {
            let (session, _) = open(location, 1, None).unwrap();
            let pragma =
                |name| session.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(pragma("synchronous"), expected);
        }
    }
}
