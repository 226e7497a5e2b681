//! Apache Parquet: one row group per chunk, so that what is written stays valid when a run is interrupted.
//!
//! A Parquet file ends with a footer that says where everything is. While the file grows, its footer so far stands in a
//! second file beside it; to continue, the whole row groups are copied, without decoding, into a new file.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::metadata::{
    FileMetaData, KeyValue, ParquetMetaData, ParquetMetaDataReader, ParquetMetaDataWriter,
};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnPath, Type};

use super::{About, Column, Kind, Mark, Row, Table, Value, delimited};

/// The writer with the rows that are not yet in the file.
pub(super) struct Parquet {
    writer: SerializedFileWriter<BufWriter<File>>,
    footer: PathBuf,
    columns: Vec<Pending>,
    rows: usize,
}

/// Values of a column before they are encoded.
struct Pending {
    /// 1 for a value, 0 for none.
    present: Vec<i16>,
    values: Values,
}

enum Values {
    Text { bytes: String, ends: Vec<usize> },
    Days(Vec<i32>),
    Integers(Vec<i64>),
}

/// Rows that are collected before they are encoded, if nobody asks for it sooner.
const GROUP: usize = 1 << 18;
/// Length of what follows the footer: its length, and the magic.
const TAIL: usize = 8;

impl Parquet {
    pub(super) fn open(
        path: &Path,
        columns: &[Column],
        about: &About,
        mark: Option<Mark>,
    ) -> Result<Parquet> {
        let footer = beside(path, "footer");
        let whole = mark.map(|mark| interrupted(path, &footer, mark)).transpose()?;
        let file = delimited::file(path, 0)?;
        let buffered = BufWriter::with_capacity(1 << 20, file);
        let mut writer = SerializedFileWriter::new(
            buffered,
            Arc::new(schema(columns)?),
            Arc::new(properties(columns, about)),
        )?;
        if let Some((old, groups)) = whole {
            copy(&old, &groups, &mut writer)?;
            std::fs::remove_file(beside(path, "whole"))?;
        }
        let columns = columns.iter().map(|column| Pending::new(column.kind)).collect();
        let mut parquet = Parquet { writer, footer, columns, rows: 0 };
        // The footer speaks of the new file from here on, whatever happens next.
        parquet.save_footer()?;
        Ok(parquet)
    }

    fn flush(&mut self) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for pending in &mut self.columns {
            let column = group.next_column()?.context("the schema has fewer columns than the table")?;
            pending.write(column)?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    fn save_footer(&mut self) -> Result<()> {
        let groups = self.writer.flushed_row_groups().to_vec();
        let rows = groups.iter().map(parquet::file::metadata::RowGroupMetaData::num_rows).sum();
        let schema = self.writer.schema_descr().clone();
        let file = FileMetaData::new(1, rows, None, None, Arc::new(schema), None);
        let mut bytes = Vec::new();
        ParquetMetaDataWriter::new(&mut bytes, &ParquetMetaData::new(file, groups)).finish()?;
        let new = beside(&self.footer, "new");
        std::fs::write(&new, bytes)?;
        Ok(std::fs::rename(new, &self.footer)?)
    }
}

/// The interrupted file, moved aside, and the footer of its whole row groups.
fn interrupted(path: &Path, footer: &Path, mark: Mark) -> Result<(File, ParquetMetaData)> {
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

fn copy(old: &File, whole: &ParquetMetaData, to: &mut SerializedFileWriter<BufWriter<File>>) -> Result<()> {
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

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn schema(columns: &[Column]) -> Result<Type> {
    let fields = columns.iter().map(|column| {
        let (physical, logical) = match column.kind {
            Kind::Text { .. } => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Integer => (Physical::INT64, None),
        };
        let field = Type::primitive_type_builder(column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        Ok(Arc::new(field.build()?))
    });
    let fields = fields.collect::<Result<Vec<_>>>()?;
    Ok(Type::group_type_builder("persons").with_fields(fields).build()?)
}

fn properties(columns: &[Column], about: &About) -> WriterProperties {
    let about = about.lines().map(|(name, value)| KeyValue::new(name.to_owned(), value.to_owned()));
    let start = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_created_by(concat!("mock-registry ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(about.collect()));
    // A dictionary of values that hardly repeat is built in vain, and given up halfway.
    let without = columns.iter().filter(|column| column.kind == Kind::Text { repeats: false });
    without
        .fold(start, |all, column| all.set_column_dictionary_enabled(ColumnPath::from(column.name), false))
        .build()
}

impl Pending {
    fn new(kind: Kind) -> Pending {
        let values = match kind {
            Kind::Text { .. } => Values::Text { bytes: String::new(), ends: Vec::new() },
            Kind::Date => Values::Days(Vec::new()),
            Kind::Integer => Values::Integers(Vec::new()),
        };
        Pending { present: Vec::new(), values }
    }

    fn push(&mut self, value: Value<'_>) -> Result<()> {
        match (&mut self.values, value) {
            (_, Value::Absent) => {
                self.present.push(0);
                return Ok(());
            }
            (Values::Text { bytes, ends }, Value::Text(text)) => {
                bytes.push_str(text);
                ends.push(bytes.len());
            }
            (Values::Days(days), Value::Date(date)) => {
                let epoch = jiff::civil::date(1970, 1, 1);
                days.push((date - epoch).get_days());
            }
            (Values::Integers(all), Value::Integer(n)) => all.push(n),
            _ => anyhow::bail!("a value is not of the kind of its column"),
        }
        self.present.push(1);
        Ok(())
    }

    fn write(&mut self, mut column: SerializedColumnWriter<'_>) -> Result<()> {
        let present = Some(self.present.as_slice());
        match &mut self.values {
            Values::Text { bytes, ends } => {
                // One allocation holds the text of all; each value is a view of it.
                let all = Bytes::from(std::mem::take(bytes));
                let mut from = 0;
                let values: Vec<ByteArray> =
                    ends.drain(..).map(|to| all.slice(std::mem::replace(&mut from, to)..to).into()).collect();
                column.typed::<ByteArrayType>().write_batch(&values, present, None)?;
            }
            Values::Days(days) => {
                column.typed::<Int32Type>().write_batch(days, present, None)?;
                days.clear();
            }
            Values::Integers(all) => {
                column.typed::<Int64Type>().write_batch(all, present, None)?;
                all.clear();
            }
        }
        self.present.clear();
        Ok(column.close()?)
    }
}

impl Table for Parquet {
    fn push(&mut self, row: &Row) -> Result<()> {
        for (pending, value) in self.columns.iter_mut().zip(row.values()) {
            pending.push(value)?;
        }
        self.rows += 1;
        if self.rows >= GROUP { self.flush() } else { Ok(()) }
    }

    fn checkpoint(&mut self) -> Result<u64> {
        self.flush()?;
        self.writer.flush()?;
        self.save_footer()?;
        Ok(0)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.flush()?;
        self.writer.finish()?;
        self.writer.inner().get_ref().sync_all()?;
        std::fs::remove_file(&self.footer)?;
        Ok(())
    }
}
