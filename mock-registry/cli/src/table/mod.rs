//! A table with named columns that is written row by row, in one of several formats.

mod about;
mod delimited;
mod format;
mod parquet;
mod row;
mod sqlite;

use std::path::Path;

use anyhow::{Context, Result};

pub(crate) use about::About;
pub(crate) use format::Format;
pub(crate) use row::{Row, Value};

/// What the values of a column are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Text. `repeats` if few values occur many times, so that a dictionary pays.
    Text {
        /// See above.
        repeats: bool,
    },
    /// A day.
    Date,
    /// A whole number; also 0 and 1 for no and yes.
    Integer,
}

/// How a column is found in a database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Index {
    /// Not at all.
    None,
    /// By an index with many rows to a value.
    Many,
    /// By an index with at most one row to a value.
    Unique,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// Name, snake case.
    pub(crate) name: &'static str,
    /// Shape of its values. Any value may be absent.
    pub(crate) kind: Kind,
    /// Index in a database.
    pub(crate) index: Index,
}

/// How much of an interrupted table is whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    /// Rows.
    pub(crate) rows: u64,
    /// Bytes of the file; 0 where rows are counted instead.
    pub(crate) bytes: u64,
}

/// Takes rows, and at last makes a whole file of them.
pub(crate) trait Table {
    /// Adds a row, which may stay in memory until the next checkpoint. What comes back is to be cleared.
    fn push(&mut self, row: &mut Row) -> Result<()>;

    /// Writes everything so far, so that the table can be continued from here, and returns the bytes of the file.
    fn checkpoint(&mut self) -> Result<u64>;

    /// Writes what a whole file ends with, and waits until the disk has it.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// A table in a new file at `path`, or the continuation of an interrupted one.
///
/// # Errors
/// If the file cannot be made, is being written by another process, or is not what `mark` says.
pub(crate) fn open(
    format: Format,
    path: &Path,
    columns: &[Column],
    about: &About,
    mark: Option<Mark>,
) -> Result<Box<dyn Table>> {
    Ok(match format {
        Format::Csv => Box::new(delimited::Csv::open(path, columns, mark)?),
        Format::Ndjson => Box::new(delimited::Ndjson::open(path, columns, mark)?),
        Format::Sqlite => Box::new(sqlite::Sqlite::open(path, columns, about, mark)?),
        Format::Parquet => Box::new(parquet::Parquet::open(path, columns, about, mark)?),
    })
}

/// Removes an unfinished table and what a format keeps beside it.
pub(crate) fn discard(path: &Path) -> Result<()> {
    // SQLite's rollback journal, and Parquet's footer so far and old file.
    for ending in ["", "-journal", ".footer", ".whole"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove `{}`", Path::new(&name).display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A CSV table on standard output.
pub(crate) fn stdout(columns: &[Column]) -> Result<Box<dyn Table>> {
    Ok(Box::new(delimited::Csv::to_stdout(columns)?))
}

#[cfg(test)]
mod tests;
