//! File formats and the endings that name them.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

/// A file format.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// A SQLite database with indexes.
    Sqlite,
    /// Comma-separated values with a header line, UTF-8.
    Csv,
    /// One JSON object per line.
    Ndjson,
    /// Apache Parquet, compressed with Snappy.
    Parquet,
}

const ENDINGS: [(&str, Format); 7] = [
    ("sqlite", Format::Sqlite),
    ("sqlite3", Format::Sqlite),
    ("db", Format::Sqlite),
    ("csv", Format::Csv),
    ("ndjson", Format::Ndjson),
    ("jsonl", Format::Ndjson),
    ("parquet", Format::Parquet),
];

impl Format {
    /// The format that the ending of a file name stands for.
    ///
    /// # Errors
    /// If it stands for none.
    pub(crate) fn of(path: &Path) -> anyhow::Result<Format> {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format).ok_or_else(|| {
            let known: Vec<String> = ENDINGS.iter().map(|(known, _)| format!("`.{known}`")).collect();
            anyhow::anyhow!(
                "expected a file name that ends in {}, got `{}`; give another name, or say `--format`",
                known.join(", "),
                path.display()
            )
        })
    }
}
