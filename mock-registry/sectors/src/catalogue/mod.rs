//! The share catalogue: which data group the law lets who share with the population database (annex of Decree 58/2026/ND-CP),
//! and what of it is served here.
//!
//! Two tables: the annex as it is, and one line for each of its rows. A row without a line, or a line that names what does not
//! exist, fails a test.

use serde::Serialize;

/// A row of the annex with its line.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueRow {
    /// List of the annex: 1 for management and analysis, 2 for procedures, 3 against crime.
    pub list: u8,
    /// Item of that list.
    pub item: u16,
    /// Who shares the group.
    pub owner: Box<str>,
    /// The group of data.
    pub group: Box<str>,
    /// Whether it is served.
    pub status: Status,
    /// Datasets and attributes that serve it; none if it is not served.
    pub sources: Vec<Source>,
    /// What is missing, or why it is not served; empty where there is nothing to add.
    pub note: Box<str>,
}

/// Whether a group of data is served.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// All of it, as far as it concerns one person.
    Served,
    /// Some of it; the note says what not.
    InPart,
    /// Not: about an enterprise, office or building: of enterprises the nation knows name, seat, representative and account only.
    Organisations,
    /// Not: papers of a profession that few have; the nation knows no such papers.
    Professions,
    /// Not: about ships, aircraft, works or inventions, of which the nation has none.
    Objects,
    /// Not: happens abroad, where the nation does not reach.
    Abroad,
    /// Not: an event or state that does not occur in the nation.
    NotSimulated,
    /// Not: left out on purpose, since even invented data of the kind invite harm.
    LeftOut,
}

/// What serves a group of data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// A dataset, by name.
    Dataset(Box<str>),
    /// An attribute of the population database, by name.
    Attribute(Box<str>),
}

impl Status {
    /// Every status, in the order of this list.
    pub const ALL: [Status; 8] = [
        Status::Served,
        Status::InPart,
        Status::Organisations,
        Status::Professions,
        Status::Objects,
        Status::Abroad,
        Status::NotSimulated,
        Status::LeftOut,
    ];

    /// Name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Status::Served => "served",
            Status::InPart => "in_part",
            Status::Organisations => "organisations",
            Status::Professions => "professions",
            Status::Objects => "objects",
            Status::Abroad => "abroad",
            Status::NotSimulated => "not_simulated",
            Status::LeftOut => "left_out",
        }
    }

    /// What it means, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Status::Served => "served, as far as it concerns one person",
            Status::InPart => "served in part; the last column says what not",
            Status::Organisations => {
                "not served: about enterprises, of which the nation knows little, or offices and buildings, of which it has none"
            }
            Status::Professions => "not served: papers of professions, which the nation does not know",
            Status::Objects => {
                "not served: about ships, aircraft, works or inventions, of which the nation has none"
            }
            Status::Abroad => "not served: happens abroad, where the nation does not reach",
            Status::NotSimulated => "not served: does not occur in the nation",
            Status::LeftOut => {
                "not served: left out on purpose, since even invented data of the kind invite harm"
            }
        }
    }

    /// Whether anything is served.
    pub fn is_served(self) -> bool {
        matches!(self, Status::Served | Status::InPart)
    }
}

const ANNEX: &str = include_str!("../../data/npd_share_catalog.csv");
const LINES: &str = include_str!("../../data/share_catalogue.csv");

/// Every row of the annex, in its order. A row whose line is missing or does not parse is left out; the tests count them.
pub fn share_catalogue() -> Vec<CatalogueRow> {
    let lines: Vec<[Box<str>; 5]> = rows(LINES);
    let row = |[list, item, _, owner, group, _]: [Box<str>; 6]| {
        let [_, _, status, source, note] = lines.iter().find(|line| line[0] == list && line[1] == item)?;
        Some(CatalogueRow {
            list: list.parse().ok()?,
            item: item.parse().ok()?,
            owner,
            group,
            status: Status::ALL.into_iter().find(|known| known.name() == &**status)?,
            sources: source.split_whitespace().map(parse_source).collect::<Option<_>>()?,
            note: note.clone(),
        })
    };
    rows(ANNEX).into_iter().filter_map(row).collect()
}

fn parse_source(text: &str) -> Option<Source> {
    match text.split_once(':')? {
        ("dataset", name) => Some(Source::Dataset(name.into())),
        ("attribute", name) => Some(Source::Attribute(name.into())),
        _ => None,
    }
}

/// The rows of a table of N columns, without the header.
fn rows<const N: usize>(text: &str) -> Vec<[Box<str>; N]> {
    let records = csv::Reader::from_reader(text.as_bytes()).into_records().filter_map(Result::ok);
    let cells = |record: csv::StringRecord| {
        (record.len() == N).then(|| std::array::from_fn(|at| record.get(at).unwrap_or_default().into()))
    };
    records.filter_map(cells).collect()
}

#[cfg(test)]
mod tests;
