//! What every dataset does with its records: hides them from logs, and turns them into JSON with a schema.

use serde::Serialize;
use serde_json::Value;

use crate::schema::{Field, FieldType};

/// Records as JSON, without the fields that have no value.
pub fn to_json<T: Serialize>(records: Vec<T>) -> Vec<Value> {
    // Records are plain structures with string keys: there is nothing in them that could fail.
    records.into_iter().filter_map(|record| Some(without_nulls(serde_json::to_value(record).ok()?))).collect()
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name, without_nulls(value)))
                .collect(),
        ),
        Value::Array(values) => values.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// A field of a schema, on one line.
pub(crate) const fn field(
    name: &'static str,
    field_type: FieldType,
    label_en: &'static str,
    label_vi: &'static str,
) -> Field {
    Field { name, field_type, label_en, label_vi }
}

/// Gives types whose fields are personal data a `Debug` that shows none.
macro_rules! redacted {
    ($($name:ident),* $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    )*};
}
pub(crate) use redacted;
