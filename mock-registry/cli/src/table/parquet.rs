//! Apache Parquet: one row group per chunk, so that what is written stays valid when a run is interrupted.
//!
//! A Parquet file ends with a footer that says where everything is. While the file grows, its footer so far stands in a
//! second file beside it; to continue, the whole row groups are copied, without decoding, into a new file.

mod pending;
mod resume;

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::file::metadata::{
    FileMetaData, KeyValue, ParquetMetaData, ParquetMetaDataWriter, RowGroupMetaData,
};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type};

use self::pending::Pending;
use self::resume::{beside, copy, interrupted};
use super::{About, Column, Kind, Mark, Row, Table, delimited};

/// The writer with the rows that are not yet in the file.
pub(super) struct Parquet {
    writer: SerializedFileWriter<BufWriter<File>>,
    footer: PathBuf,
    columns: Vec<Pending>,
    rows: usize,
}

/// Rows that are collected before they are encoded, if nobody asks for it sooner.
const GROUP: usize = 1 << 18;
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
        let rows = groups.iter().map(RowGroupMetaData::num_rows).sum();
        let schema = self.writer.schema_descr().clone();
        let file = FileMetaData::new(1, rows, None, None, Arc::new(schema), None);
        let mut bytes = Vec::new();
        ParquetMetaDataWriter::new(&mut bytes, &ParquetMetaData::new(file, groups)).finish()?;
        let new = beside(&self.footer, "new");
        std::fs::write(&new, bytes)?;
        Ok(std::fs::rename(new, &self.footer)?)
    }
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

impl Table for Parquet {
    fn push(&mut self, row: &mut Row) -> Result<()> {
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
