//! The tables under `data/`, parsed once per process.
//!
//! They are embedded, so a file that does not parse is a defect of the build and not of a run: rows that do not fit
//! are passed over here and counted by the tests of this module.

mod demographic;
mod names;
pub(crate) mod pick;
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_file_has_its_rows_and_no_row_twice() {
        let check = |name: &str, text: &'static str, expect: usize| {
            assert_eq!(rows(text, []).count(), expect, "{name}");
            let lines: HashSet<&str> = text.lines().collect();
            assert_eq!(lines.len(), text.lines().count(), "{name}");
        };
        check("age_sex_pyramid.csv", include_str!("../../data/age_sex_pyramid.csv"), 147);
        check("cmnd_prefixes.csv", include_str!("../../data/cmnd_prefixes.csv"), 63);
        check("districts_old.csv", include_str!("../../data/districts_old.csv"), 696);
        check("ethnic_groups.csv", include_str!("../../data/ethnic_groups.csv"), 56);
        check("ethnic_homes.csv", include_str!("../../data/ethnic_homes.csv"), 228);
        check("ethnic_surnames.csv", include_str!("../../data/ethnic_surnames.csv"), 31);
        check("fertility_age_pattern.csv", include_str!("../../data/fertility_age_pattern.csv"), 7);
        check("given_names_f.csv", include_str!("../../data/given_names_f.csv"), 519);
        check("given_names_m.csv", include_str!("../../data/given_names_m.csv"), 554);
        check("household_relations.csv", include_str!("../../data/household_relations.csv"), 23);
        check("middle_names.csv", include_str!("../../data/middle_names.csv"), 468);
        check("mobile_prefixes.csv", include_str!("../../data/mobile_prefixes.csv"), 36);
        check("mortality_history.csv", include_str!("../../data/mortality_history.csv"), 12);
        check("mortality_mx_2020_2025.csv", include_str!("../../data/mortality_mx_2020_2025.csv"), 22);
        check("name_length.csv", include_str!("../../data/name_length.csv"), 8);
        check("province_merge.csv", include_str!("../../data/province_merge.csv"), 63);
        check("province_weights.csv", include_str!("../../data/province_weights.csv"), 63);
        check("provinces_34.csv", include_str!("../../data/provinces_34.csv"), 34);
        check("provinces_34_regions.csv", include_str!("../../data/provinces_34_regions.csv"), 34);
        check("provinces_63.csv", include_str!("../../data/provinces_63.csv"), 63);
        check("religion_homes.csv", include_str!("../../data/religion_homes.csv"), 63);
        check("religions_2019.csv", include_str!("../../data/religions_2019.csv"), 6);
        check("surnames.csv", include_str!("../../data/surnames.csv"), 155);
        check("surnames_national_2022.csv", include_str!("../../data/surnames_national_2022.csv"), 15);
        check("ward_merge.csv", include_str!("../../data/ward_merge.csv"), 10_571);
        check("wards_2025.csv", include_str!("../../data/wards_2025.csv"), 3_321);
        check("wards_old.csv", include_str!("../../data/wards_old.csv"), 10_051);
    }
}
