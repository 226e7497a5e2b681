//! The answer key: a line for each defect.

use anyhow::Result;

use crate::table::{Column, Index, Kind, Row, Table};

/// Columns of the key.
pub(super) const COLUMNS: [Column; 5] = [
    column("row", Kind::Integer),
    column("number", Kind::Text { repeats: false }),
    column("defect", Kind::Text { repeats: true }),
    column("column", Kind::Text { repeats: true }),
    column("original", Kind::Text { repeats: false }),
];

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, index: Index::None }
}

/// The key while it is written.
pub(super) struct Key {
    pub(super) table: Box<dyn Table>,
    pub(super) lines: u64,
    line: Row,
}

impl Key {
    pub(super) fn new(table: Box<dyn Table>) -> Key {
        Key { table, lines: 0, line: Row::default() }
    }

    /// Adds a line: row from 1, true number, defect, column (empty if it is the whole row), value before.
    pub(super) fn note(
        &mut self,
        row: u64,
        number: &str,
        defect: &'static str,
        column: &'static str,
        original: &str,
    ) -> Result<()> {
        self.line.clear();
        self.line.integer(row as i64);
        self.line.text(number);
        self.line.word(defect);
        self.line.word(column);
        self.line.text(original);
        self.lines += 1;
        self.table.push(&mut self.line)
    }
}
