use std::collections::BTreeSet;

use super::*;
use crate::datasets;

/// Text of the attribute catalogue: this crate may not depend on the crate that has it.
const ATTRIBUTES: &str = include_str!("../../../../sdk/protocol/src/attribute/table.rs");

#[test]
fn every_row_of_the_annex_has_one_line() {
    let annex: Vec<[Box<str>; 6]> = rows(ANNEX);
    let lines: Vec<[Box<str>; 5]> = rows(LINES);
    let count = |list: &str| annex.iter().filter(|row| &*row[0] == list).count();
    assert_eq!([count("1"), count("2"), count("3")], [42, 144, 18]);
    let keys: BTreeSet<(&str, &str)> = lines.iter().map(|line| (&*line[0], &*line[1])).collect();
    assert_eq!((lines.len(), keys.len()), (204, 204), "a row has two lines, or none");
    assert_eq!(share_catalogue().len(), 204, "a line names an unknown status or source");
}

#[test]
fn every_line_names_what_serves_it_or_says_why_not() {
    for row in share_catalogue() {
        let at = format!("list {} item {}", row.list, row.item);
        assert_eq!(row.status.is_served(), !row.sources.is_empty(), "{at}");
        assert!(row.status == Status::Served || !row.note.trim().is_empty(), "{at}: say it in words");
        for source in row.sources {
            let known = match &source {
                Source::Dataset(name) => datasets().iter().any(|dataset| dataset.name == &**name),
                Source::Attribute(name) => ATTRIBUTES.contains(&format!(" = \"{name}\", ")),
            };
            assert!(known, "{at}: {source:?} does not exist");
        }
    }
}

#[test]
fn every_status_is_used_and_every_dataset_serves_something() {
    let rows = share_catalogue();
    for status in Status::ALL {
        assert!(rows.iter().any(|row| row.status == status), "{status:?}");
    }
    // Membership is listed in no row as such: row 1.19 is about the organisations.
    for dataset in datasets().iter().filter(|dataset| dataset.name != "associations") {
        let serves = |row: &CatalogueRow| row.sources.contains(&Source::Dataset(dataset.name.into()));
        assert!(rows.iter().any(serves), "{}", dataset.name);
    }
}
