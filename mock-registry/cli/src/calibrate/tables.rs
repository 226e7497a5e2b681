//! What the real nation shows, from the tables of the population crate and from publications.

/// Kinds of commune that are towns, as their names begin.
pub(super) const URBAN: [&str; 2] = ["Phường", "Thị trấn"];
/// Middle names that tell sex, time and region.
pub(super) const OF_WOMEN: &str = "Thị";
/// As above, of men.
pub(super) const OF_MEN: &str = "Văn";
/// The surname of a third of the nation.
pub(super) const COMMONEST: &str = "Nguyễn";
/// The majority.
pub(super) const MAJORITY: &str = "Kinh";

pub(super) const CENSUS_2019: &str = "census 2019";
pub(super) const CENSUS_2024: &str = "mid-term census 2024";
pub(super) const PROSPECTS: &str = "World Population Prospects 2024";
pub(super) const SURVEY_2008: &str = "population change survey 2008";
pub(super) const CIVIL_STATUS: &str = "civil-status report 2021-2023";
pub(super) const FAMILIES: &str = "family count 2017, 10 provinces";
pub(super) const SURNAMES: &str = "national surnames 2022";
pub(super) const CITY_BIRTHS: &str = "births in Ho Chi Minh City 2007-2011";
pub(super) const ACCOUNTS: &str = "75.7 million accounts, end of 2024";
pub(super) const RULE: &str = "rule of the design";

const PYRAMID: &str = include_str!("../../../population/data/age_sex_pyramid.csv");
const FERTILITY: &str = include_str!("../../../population/data/fertility_age_pattern.csv");
const GROUPS: &str = include_str!("../../../population/data/ethnic_groups.csv");
const RELIGIONS: &str = include_str!("../../../population/data/religions_2019.csv");
const FAMILY_NAMES: &str = include_str!("../../../population/data/surnames_national_2022.csv");
const PROVINCES: &str = include_str!("../../../population/data/province_weights.csv");

/// People of 2025 by sex, men first, and five-year group.
pub(super) fn pyramid() -> [Vec<f64>; 2] {
    let of_year = || cells(PYRAMID).filter(|row| row[0] == "2025");
    [2, 3].map(|column| of_year().map(|row| number(row[column])).collect())
}

/// Per cent of the births of 2020-2025 by the mother's five-year group from 15.
pub(super) fn fertility() -> Vec<f64> {
    cells(FERTILITY).filter_map(|row| row.last().map(|share| number(share))).collect()
}

/// Ethnic groups with their share of the people of 2019.
pub(super) fn ethnic_groups() -> Vec<(&'static str, f64)> {
    cells(GROUPS).map(|row| (row[1], number(row[3]))).collect()
}

/// Religions with per cent of the people of 2019.
pub(super) fn religions() -> Vec<(&'static str, f64)> {
    // The last name has commas of its own.
    let rows = RELIGIONS.lines().skip(1).filter_map(|line| line.rsplit_once(','));
    rows.map(|(name, share)| (name.trim_matches('"'), number(share))).collect()
}

/// Surnames, northern and southern form together, with per cent of the people.
pub(super) fn surnames() -> Vec<(Vec<&'static str>, f64)> {
    cells(FAMILY_NAMES).map(|row| (row[0].split('/').collect(), number(row[1]))).collect()
}

/// Codes of the 63 provinces with the residents of 2019.
pub(super) fn provinces() -> Vec<(&'static str, f64)> {
    cells(PROVINCES).map(|row| (row[0], number(row[1]))).collect()
}

/// Rows of a table without quotes, up to the columns used.
fn cells(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

/// A table that does not parse shows at once: no nation has the figure NaN.
fn number(text: &str) -> f64 {
    text.trim().parse().unwrap_or(f64::NAN)
}
