//! Attribute values, read in the shape that the catalogue states.

use std::fmt;
use std::time::{Duration, SystemTime};

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::sharing::{Assurance, ReleasedAttribute};

/// One value about a citizen. It has the shape of its attribute ([`Attribute::info`]); each accessor is `None` for other shapes.
#[derive(Clone, Copy, PartialEq)]
pub struct Value<'a>(pub(crate) &'a serde_json::Value);

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the common era.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl<'a> Value<'a> {
    /// Text, a code, or a date as `YYYY-MM-DD`.
    pub fn text(self) -> Option<&'a str> {
        self.0.as_str()
    }

    /// A date.
    pub fn date(self) -> Option<Date> {
        let date: jiff::civil::Date = self.text()?.parse().ok()?;
        Some(Date { year: date.year(), month: date.month(), day: date.day() })
    }

    /// Yes or no.
    pub fn flag(self) -> Option<bool> {
        self.0.as_bool()
    }

    /// A number.
    pub fn number(self) -> Option<i64> {
        self.0.as_i64()
    }

    /// The elements of a list; none for other shapes.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> {
        self.0.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(Value)
    }

    /// A member of an object.
    pub fn field(self, name: &str) -> Option<Value<'a>> {
        self.0.get(name).map(Value)
    }

    /// The value as JSON text.
    pub fn to_json(self) -> String {
        self.0.to_string()
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(redacted)")
    }
}

/// One released value with its provenance.
#[derive(Clone, Copy)]
pub struct Released<'a> {
    attribute: Attribute,
    inner: &'a ReleasedAttribute,
}

impl<'a> Released<'a> {
    pub(crate) fn new(attribute: Attribute, inner: &'a ReleasedAttribute) -> Self {
        Self { attribute, inner }
    }

    /// What it is.
    pub fn attribute(self) -> Attribute {
        self.attribute
    }

    /// The value.
    pub fn value(self) -> Value<'a> {
        Value(&self.inner.value)
    }

    /// The agency whose register is the source.
    pub fn source(self) -> &'a str {
        &self.inner.source
    }

    /// When the register was asked.
    pub fn retrieved_at(self) -> SystemTime {
        self.inner.retrieved_at.into()
    }

    /// How sure the source is.
    pub fn assurance(self) -> Assurance {
        self.inner.assurance
    }
}

impl fmt::Debug for Released<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Released").field("attribute", &self.attribute).finish_non_exhaustive()
    }
}

/// Seconds since 1970 as an instant; before 1970 counts as 1970.
pub(crate) fn instant(seconds: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or(0).min(253_402_300_799))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_shape_has_its_accessor_and_no_other() {
        let date = json!("1990-02-28");
        assert_eq!(Value(&date).date(), Some(Date { year: 1990, month: 2, day: 28 }));
        assert_eq!(Value(&date).flag(), None);
        for not_a_date in [json!("1990-02-30"), json!(19900228), json!(null)] {
            assert_eq!(Value(&not_a_date).date(), None, "{not_a_date}");
        }
        let list = json!(["VNM", "FRA"]);
        assert_eq!(Value(&list).items().filter_map(Value::text).collect::<Vec<_>>(), ["VNM", "FRA"]);
        assert_eq!(Value(&date).items().count(), 0);
        let object = json!({ "province": { "code": "901" } });
        assert_eq!(
            Value(&object).field("province").and_then(|p| p.field("code")).and_then(Value::text),
            Some("901")
        );
    }

    #[test]
    fn a_value_does_not_show_itself() {
        assert_eq!(format!("{:?}", Value(&json!("901090000001"))), "Value(redacted)");
    }
}
