//! A SQLite database: the table `persons` with indexes, and the table `about`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::row::iso;
use super::{About, Column, Index, Kind, Mark, Row, Table, Value};

/// The database, in a transaction at all times.
pub(super) struct Sqlite {
    connection: Connection,
    path: PathBuf,
    insert: String,
    indexes: Vec<String>,
    /// Rows that are not yet inserted: the first `waiting`. The others are memory to be used again.
    rows: Vec<Row>,
    waiting: usize,
}

/// Nothing needs to survive a power cut before the file is whole, so that nothing waits for the disk; the rollback
/// journal stays, so that a killed run can be continued. Indexes are sorted in runs of the size of the cache, through
/// files: that is faster than a larger cache, and a nation would not fit into memory.
const SETTINGS: &str = "PRAGMA page_size = 16384; PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE;
     PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8192;";
/// Rows that are inserted at a time: the prepared statement is looked up once for all of them.
const BATCH: usize = 64;

impl Sqlite {
    pub(super) fn open(path: &Path, columns: &[Column], about: &About, mark: Option<Mark>) -> Result<Sqlite> {
        let connection =
            Connection::open(path).with_context(|| format!("cannot write `{}`", path.display()))?;
        // What fails at once is the lock, or the disk: the cause stands behind this.
        let begun =
            connection.execute_batch(SETTINGS).and_then(|()| connection.execute_batch("BEGIN EXCLUSIVE"));
        begun.with_context(|| {
            format!(
                "cannot write `{}`; if another run writes it, wait for that, or choose another name",
                path.display()
            )
        })?;
        match mark {
            None => create(&connection, columns, about)?,
            Some(mark) => cut(&connection, path, mark)?,
        }
        let marks = vec!["?"; columns.len()].join(", ");
        Ok(Sqlite {
            insert: format!("INSERT INTO persons VALUES ({marks})"),
            indexes: columns.iter().filter_map(index).collect(),
            connection,
            path: path.to_owned(),
            rows: (0..BATCH).map(|_| Row::default()).collect(),
            waiting: 0,
        })
    }
}

fn create(connection: &Connection, columns: &[Column], about: &About) -> Result<()> {
    let columns: Vec<String> = columns
        .iter()
        .map(|column| {
            let kind = if column.kind == Kind::Integer { "INTEGER" } else { "TEXT" };
            format!("{} {kind}", column.name)
        })
        .collect();
    connection.execute_batch(&format!(
        "CREATE TABLE persons ({}) STRICT; CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",
        columns.join(", ")
    ))?;
    for (name, value) in about.lines() {
        connection.execute("INSERT INTO about VALUES (?, ?)", [name, value])?;
    }
    Ok(())
}

/// Takes back the rows after the mark. Rows are numbered from 1 in the order in which they came.
fn cut(connection: &Connection, path: &Path, mark: Mark) -> Result<()> {
    let last: i64 = connection
        .query_row("SELECT coalesce(max(rowid), 0) FROM persons", [], |row| row.get(0))
        .with_context(|| {
            format!("`{}` is no interrupted export; begin anew with `--restart`", path.display())
        })?;
    let rows = i64::try_from(mark.rows)?;
    anyhow::ensure!(
        last >= rows,
        "expected at least {} rows in `{}` as its journal says, got {last}: it has been changed since the interruption; begin anew with `--restart`",
        rows,
        path.display()
    );
    connection.execute("DELETE FROM persons WHERE rowid > ?", [rows])?;
    Ok(())
}

fn index(column: &Column) -> Option<String> {
    let unique = match column.index {
        Index::None => return None,
        Index::Many => "",
        Index::Unique => "UNIQUE ",
    };
    let name = column.name;
    Some(format!("CREATE {unique}INDEX IF NOT EXISTS persons_{name} ON persons ({name})"))
}

impl Sqlite {
    fn insert(&mut self) -> Result<()> {
        let mut statement: CachedStatement<'_> = self.connection.prepare_cached(&self.insert)?;
        for row in &self.rows[..std::mem::take(&mut self.waiting)] {
            for (at, value) in (1..).zip(row.values()) {
                match value {
                    Value::Absent => statement.raw_bind_parameter(at, rusqlite::types::Null)?,
                    Value::Text(text) => statement.raw_bind_parameter(at, Text(text.as_bytes()))?,
                    Value::Date(date) => statement.raw_bind_parameter(at, Text(&iso(date)))?,
                    Value::Integer(n) => statement.raw_bind_parameter(at, n)?,
                }
            }
            statement.raw_execute()?;
        }
        Ok(())
    }
}

impl Table for Sqlite {
    fn push(&mut self, row: &mut Row) -> Result<()> {
        std::mem::swap(&mut self.rows[self.waiting], row);
        self.waiting += 1;
        if self.waiting == BATCH { self.insert() } else { Ok(()) }
    }

    fn checkpoint(&mut self) -> Result<u64> {
        self.insert()?;
        self.connection.execute_batch("COMMIT; BEGIN EXCLUSIVE")?;
        Ok(0)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.insert()?;
        for index in &self.indexes {
            self.connection.execute_batch(index)?;
        }
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, error)| error)?;
        Ok(std::fs::File::open(self.path)?.sync_all()?)
    }
}

/// Text that is known to be UTF-8: binding it copies once and checks nothing.
struct Text<'a>(&'a [u8]);

impl ToSql for Text<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0)))
    }
}
