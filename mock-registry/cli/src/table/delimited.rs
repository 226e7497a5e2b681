//! Formats of one line per row: CSV and NDJSON.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::row::iso;
use super::{Column, Mark, Row, Table, Value};

/// Bytes that are collected before they go to the file.
const BUFFER: usize = 1 << 20;
/// The column that says of every row that nobody in it exists.
const SYNTHETIC: &str = "synthetic";

/// A file that is new, or cut off after the last whole chunk; locked, so that two processes do not write it at once.
pub(super) fn file(path: &Path, keep: u64) -> Result<File> {
    let name = || path.display();
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .with_context(|| format!("cannot write `{}`", name()))?;
    file.try_lock().with_context(|| {
        format!("`{}` is locked: if another run writes it, wait for that, or choose another name", name())
    })?;
    let have = file.metadata()?.len();
    anyhow::ensure!(
        have >= keep,
        "expected at least {keep} bytes in `{}` as its journal says, got {have}: it has been changed since the interruption; begin anew with `--restart`",
        name()
    );
    if have > keep {
        file.set_len(keep)?;
    }
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

/// Comma-separated values (RFC 4180, with line feeds), a header line first.
pub(super) struct Csv<W: Write = File> {
    writer: csv::Writer<W>,
    close: fn(W) -> Result<()>,
    position: fn(&W) -> Result<u64>,
}

impl Csv {
    pub(super) fn open(path: &Path, columns: &[Column], mark: Option<Mark>) -> Result<Csv> {
        let file = file(path, mark.map_or(0, |mark| mark.bytes))?;
        let writer = csv::WriterBuilder::new().buffer_capacity(BUFFER).from_writer(file);
        let mut csv = Csv {
            writer,
            close: |file| Ok(file.sync_all()?),
            position: |mut file| Ok(file.stream_position()?),
        };
        if mark.is_none() {
            csv.header(columns)?;
        }
        Ok(csv)
    }
}

impl Csv<std::io::Stdout> {
    pub(super) fn to_stdout(columns: &[Column]) -> Result<Csv<std::io::Stdout>> {
        let writer = csv::WriterBuilder::new().buffer_capacity(BUFFER).from_writer(std::io::stdout());
        let mut csv = Csv { writer, close: |mut out| Ok(out.flush()?), position: |_| Ok(0) };
        csv.header(columns)?;
        Ok(csv)
    }
}

impl<W: Write> Csv<W> {
    fn header(&mut self, columns: &[Column]) -> Result<()> {
        let names = columns.iter().map(|column| column.name);
        Ok(self.writer.write_record(names.chain([SYNTHETIC]))?)
    }
}

impl<W: Write> Table for Csv<W> {
    fn push(&mut self, row: &mut Row) -> Result<()> {
        for value in row.values() {
            match value {
                Value::Absent => self.writer.write_field(b"")?,
                Value::Text(text) => self.writer.write_field(text)?,
                Value::Date(date) => self.writer.write_field(iso(date))?,
                Value::Integer(n) => self.writer.write_field(n.to_string())?,
            }
        }
        self.writer.write_field(b"true")?;
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    fn checkpoint(&mut self) -> Result<u64> {
        self.writer.flush()?;
        (self.position)(self.writer.get_ref())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.writer.flush()?;
        let out = self.writer.into_inner().map_err(|e| anyhow::anyhow!("{}", e.error()))?;
        (self.close)(out)
    }
}

/// One JSON object per line; absent values are left out.
pub(super) struct Ndjson {
    writer: BufWriter<File>,
    names: Vec<String>,
}

impl Ndjson {
    pub(super) fn open(path: &Path, columns: &[Column], mark: Option<Mark>) -> Result<Ndjson> {
        let file = file(path, mark.map_or(0, |mark| mark.bytes))?;
        let names = columns.iter().map(|column| format!(",\"{}\":", column.name)).collect();
        Ok(Ndjson { writer: BufWriter::with_capacity(BUFFER, file), names })
    }
}

impl Table for Ndjson {
    fn push(&mut self, row: &mut Row) -> Result<()> {
        write!(self.writer, "{{\"{SYNTHETIC}\":true")?;
        for (name, value) in self.names.iter().zip(row.values()).filter(|(_, v)| *v != Value::Absent) {
            self.writer.write_all(name.as_bytes())?;
            match value {
                Value::Absent => {}
                Value::Text(text) => serde_json::to_writer(&mut self.writer, text)?,
                Value::Date(date) => {
                    self.writer.write_all(b"\"")?;
                    self.writer.write_all(&iso(date))?;
                    self.writer.write_all(b"\"")?;
                }
                Value::Integer(n) => write!(self.writer, "{n}")?,
            }
        }
        Ok(self.writer.write_all(b"}\n")?)
    }

    fn checkpoint(&mut self) -> Result<u64> {
        self.writer.flush()?;
        Ok(self.writer.get_mut().stream_position()?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.writer.flush()?;
        Ok(self.writer.get_ref().sync_all()?)
    }
}
