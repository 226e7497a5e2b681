//! The values of one column before they are encoded.

use anyhow::Result;
use bytes::Bytes;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::writer::SerializedColumnWriter;

use crate::table::{Kind, Value};

/// Views of texts that are made at a time: few enough to stay in the cache until they are encoded.
const BATCH: usize = 1 << 10;

/// Values of a column before they are encoded.
pub(super) struct Pending {
    /// 1 for a value, 0 for none.
    present: Vec<i16>,
    values: Values,
}

enum Values {
    Text { bytes: String, ends: Vec<usize> },
    Days(Vec<i32>),
    Integers(Vec<i64>),
}

impl Pending {
    pub(super) fn new(kind: Kind) -> Pending {
        let values = match kind {
            Kind::Text { .. } => Values::Text { bytes: String::new(), ends: Vec::new() },
            Kind::Date => Values::Days(Vec::new()),
            Kind::Integer => Values::Integers(Vec::new()),
        };
        Pending { present: Vec::new(), values }
    }

    pub(super) fn push(&mut self, value: Value<'_>) -> Result<()> {
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

    pub(super) fn write(&mut self, mut column: SerializedColumnWriter<'_>) -> Result<()> {
        let present = Some(self.present.as_slice());
        match &mut self.values {
            Values::Text { bytes, ends } => {
                // One allocation holds the text of all; each value is a view of it.
                let all = Bytes::from(std::mem::take(bytes));
                let mut from = 0;
                let mut values =
                    ends.drain(..).map(|to| all.slice(std::mem::replace(&mut from, to)..to).into());
                let mut batch: Vec<ByteArray> = Vec::with_capacity(BATCH);
                for present in self.present.chunks(BATCH) {
                    batch.clear();
                    batch.extend(values.by_ref().take(present.iter().filter(|one| **one > 0).count()));
                    column.typed::<ByteArrayType>().write_batch(&batch, Some(present), None)?;
                }
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
