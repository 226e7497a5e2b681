//! Opening: directory, lock, identity, journal, schema, in the order in which a refusal leaves everything as it was.

use std::path::Path;

use rusqlite::{Connection, Error, ErrorCode, OpenFlags};

use super::home::Home;
use super::migrate::{Identity, STEPS, identify, migrate};
use super::readers::Readers;
use super::session::SqliteSession;
use super::sql;
use crate::{Location, OpenError};

/// What the log may keep on disk after a checkpoint; while readers hold an old snapshot it can grow beyond.
const LOG_LIMIT: u32 = 64 << 20;

/// Opens or creates the database: the writer's connection and the pool of readers.
pub(crate) fn open(
    location: Location,
    readers: usize,
    max_pages: Option<u32>,
) -> Result<(SqliteSession, Readers), OpenError> {
    let synchronous = match location {
        // Each commit waits until the log is on disk: this is what makes an acknowledged write durable.
        Location::Directory(_) => "FULL",
        Location::Ephemeral => "OFF",
    };
    let home = Home::open(location)?;
    let path = &home.database;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
        .map_err(|error| refusal(path, &error))?;
    let taken = match identify(&connection).map_err(|error| refusal(path, &error))? {
        Identity::Foreign => return Err(OpenError::Foreign { path: path.clone() }),
        Identity::Ours(found) if found as usize > STEPS.len() => {
            return Err(OpenError::NewerSchema { path: path.clone(), found, known: STEPS.len() as u32 });
        }
        Identity::Ours(found) => found,
    };
    configure(&connection, synchronous, max_pages)
        .and_then(|()| migrate(&mut connection, taken))
        .map_err(|error| refusal(path, &error))?;
    let readers = Readers::new(path.clone(), readers);
    Ok((SqliteSession::new(connection, home), readers))
}

/// A connection that is used by one thread at a time, which the pool and the writer see to.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_prepared_statement_cache_capacity(sql::CACHED);
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

fn configure(connection: &Connection, synchronous: &str, max_pages: Option<u32>) -> rusqlite::Result<()> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        let reason = "the file system does not support write-ahead logging (shared memory files)".to_owned();
        return Err(Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN),
            Some(reason),
        ));
    }
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "journal_size_limit", LOG_LIMIT)?;
    if let Some(pages) = max_pages {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    Ok(())
}

fn refusal(path: &Path, error: &Error) -> OpenError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::Foreign { path },
        Some(ErrorCode::DiskFull) => OpenError::Full { path },
        _ => OpenError::Database { path, reason: error.to_string() },
    }
}
