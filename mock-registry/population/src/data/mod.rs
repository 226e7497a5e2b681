//! The tables under `data/`, parsed once per process.
//!
//! They are embedded, so a file that does not parse is a defect of the build and not of a run: rows that do not fit
//! are passed over here and counted by the tests of this module.

mod demographic;
mod names;
mod pick;
mod prefixes;
mod provinces;
mod society;
mod wards;

pub(crate) use names::Names;
pub(crate) use prefixes::OldPrefixes;
pub(crate) use society::Society;
pub(crate) use wards::Wards;

pub(crate) use demographic::{AGE_GROUPS, Demographic};
pub(crate) use provinces::{PROVINCES, Provinces};

use std::sync::LazyLock;

/// The provinces before and after 1 July 2025.
pub(crate) fn provinces() -> &'static Provinces {
    static TABLE: LazyLock<Provinces> = LazyLock::new(Provinces::read);
    &TABLE
}

/// Age pyramid, mortality and fertility.
pub(crate) fn demographic() -> &'static Demographic {
    static TABLE: LazyLock<Demographic> = LazyLock::new(Demographic::read);
    &TABLE
}

/// Surnames, middle names, given names.
pub(crate) fn names() -> &'static Names {
    static TABLE: LazyLock<Names> = LazyLock::new(Names::read);
    &TABLE
}

/// Ethnic groups and religions.
pub(crate) fn society() -> &'static Society {
    static TABLE: LazyLock<Society> = LazyLock::new(Society::read);
    &TABLE
}

/// Communes.
pub(crate) fn wards() -> &'static Wards {
    static TABLE: LazyLock<Wards> = LazyLock::new(Wards::read);
    &TABLE
}

/// Number spaces of 9-digit ID numbers.
pub(crate) fn old_prefixes() -> &'static OldPrefixes {
    static TABLE: LazyLock<OldPrefixes> = LazyLock::new(OldPrefixes::read);
    &TABLE
}

/// Prefixes of mobile numbers that operators hold, without the leading 0.
pub(crate) fn mobile_prefixes() -> &'static [u16] {
    static TABLE: LazyLock<Vec<u16>> = LazyLock::new(prefixes::mobile);
    &TABLE
}

/// The named columns of every row of a CSV text with a header line.
fn rows<const N: usize>(text: &'static str, columns: [&str; N]) -> impl Iterator<Item = [Box<str>; N]> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let at = columns.map(|name| header.iter().position(|cell| cell == name).unwrap_or(usize::MAX));
    reader.into_records().filter_map(move |row| {
        let row = row.ok()?;
        at.iter().all(|&i| i < row.len()).then(|| at.map(|i| row.get(i).unwrap_or_default().into()))
    })
}

/// A number of a table; text that is none counts as zero, which the sums in the tests would show.
fn number<T: std::str::FromStr + Default>(text: &str) -> T {
    text.parse().unwrap_or_default()
}
