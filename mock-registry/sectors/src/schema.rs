//! What a dataset looks like from outside.

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

/// One dataset of one agency.
#[derive(Serialize)]
pub struct Dataset {
    /// Name on the wire, snake case; never changes.
    pub name: &'static str,
    /// Who holds it: the id of a seeded partner where there is one, for example `health`.
    pub agency: &'static str,
    /// Label in English.
    pub label_en: &'static str,
    /// Label in Vietnamese.
    pub label_vi: &'static str,
    /// The law or decree, with its article, that makes the agency keep it.
    pub legal_source: &'static str,
    /// Class of the dataset under the law on personal data protection (Decree 356/2025, articles 3 and 4).
    pub sensitivity: Sensitivity,
    /// Fields of a record, in order.
    pub fields: &'static [Field],
    /// The records of a person as of a date, oldest first; none before birth. What lies after the date is not told.
    #[serde(skip)]
    pub records: fn(&Nation, Person, Date) -> Vec<Value>,
}

/// One field of a record.
#[derive(Serialize)]
pub struct Field {
    /// Name on the wire, snake case.
    pub name: &'static str,
    /// Its shape.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Label in English.
    pub label_en: &'static str,
    /// Label in Vietnamese.
    pub label_vi: &'static str,
}

/// The shape of a field's JSON value. Absent fields are left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// A string.
    Text,
    /// A string `YYYY-MM-DD`.
    Date,
    /// A string `YYYY-MM-DD`, or `YYYY` of whom only the year is known.
    BirthDate,
    /// One of a few strings.
    Code,
    /// `true` or `false`.
    Flag,
    /// A whole number; amounts of money are in dong.
    Number,
    /// An array of strings.
    TextList,
    /// An object or an array of objects, described in the book.
    Nested,
}

/// Class under the law on personal data protection.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Basic personal data (article 3).
    Basic,
    /// Sensitive personal data (article 4).
    Sensitive,
}
