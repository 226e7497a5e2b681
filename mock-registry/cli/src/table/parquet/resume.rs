//! Continues an interrupted file: its whole row groups go into a new one, without decoding.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use parquet::column::writer::ColumnCloseResult;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::writer::SerializedFileWriter;

use crate::table::Mark;

/// Length of what follows the footer: its length, and the magic.
const TAIL: usize = 8;

/// The interrupted file, moved aside, and the footer of its whole row groups.
pub(super) fn interrupted(path: &Path, footer: &Path, mark: Mark) -> Result<(File, ParquetMetaData)> {
    let advice = || format!("cannot continue `{}`; begin anew with `--restart`", path.display());
    let bytes = std::fs::read(footer).with_context(advice)?;
    let inner = bytes.get(..bytes.len().saturating_sub(TAIL)).unwrap_or_default();
    let meta = ParquetMetaDataReader::decode_metadata(inner).with_context(advice)?;
    let whole = beside(path, "whole");
    // An interruption of the copying itself leaves the old file aside already.
    if !whole.exists() {
        std::fs::rename(path, &whole).with_context(advice)?;
    }
    let mut rows = 0;
    let groups: Vec<_> = meta
        .row_groups()
        .iter()
        .take_while(|group| {
            rows += group.num_rows() as u64;
            rows <= mark.rows
        })
        .cloned()
        .collect();
    let have: u64 = groups.iter().map(|group| group.num_rows() as u64).sum();
    anyhow::ensure!(
        have == mark.rows,
        "expected row groups of {} rows in `{}` as its journal says, got {have}: it has been changed since the interruption; begin anew with `--restart`",
        mark.rows,
        path.display()
    );
    let old = File::open(&whole).with_context(advice)?;
    Ok((old, ParquetMetaData::new(meta.file_metadata().clone(), groups)))
}

/// Copies row groups as they are.
pub(super) fn copy(
    old: &File,
    whole: &ParquetMetaData,
    to: &mut SerializedFileWriter<BufWriter<File>>,
) -> Result<()> {
    for group in whole.row_groups() {
        let mut writer = to.next_row_group()?;
        for column in group.columns() {
            writer.append_column(
                old,
                ColumnCloseResult {
                    bytes_written: column.compressed_size() as u64,
                    rows_written: group.num_rows() as u64,
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                },
            )?;
        }
        writer.close()?;
    }
    to.flush()?;
    Ok(())
}

/// A name with another ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
