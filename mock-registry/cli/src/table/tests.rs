//! Every format gives back the rows it was given, also after an interruption.

use std::path::Path;

use super::*;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use jiff::civil::date;
use tempfile::tempdir;

const COLUMNS: [Column; 4] = [
    Column { name: "number", kind: Kind::Text { repeats: false }, index: Index::Unique },
    Column { name: "name", kind: Kind::Text { repeats: true }, index: Index::None },
    Column { name: "day", kind: Kind::Date, index: Index::Many },
    Column { name: "n", kind: Kind::Integer, index: Index::None },
];

/// The row with a number; every third has no name, every fifth no day.
fn fill(row: &mut Row, n: i64) {
    row.clear();
    row.text(&format!("{n:05}"));
    row.maybe_text((n % 3 != 0).then_some("Đặng, \"Ý\""));
    row.maybe_date((n % 5 != 0).then_some(date(1905 + n as i16 % 140, 2, 28)));
    row.integer(-n);
}

fn expected(n: i64) -> Vec<String> {
    let name = if n % 3 != 0 { "Đặng, \"Ý\"" } else { "" };
    let day = if n % 5 != 0 { format!("{}-02-28", 1905 + n % 140) } else { String::new() };
    vec![format!("{n:05}"), name.to_owned(), day, (-n).to_string()]
}

fn read(format: Format, path: &Path) -> Vec<Vec<String>> {
    match format {
        Format::Csv => {
            let mut reader = csv::Reader::from_path(path).unwrap();
            assert_eq!(reader.headers().unwrap(), &["number", "name", "day", "n", "synthetic"][..]);
            let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
            rows.map(|mut row: Vec<String>| {
                assert_eq!(row.pop().unwrap(), "true");
                row
            })
            .collect()
        }
        Format::Ndjson => {
            let text = std::fs::read_to_string(path).unwrap();
            let rows = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            rows.map(|row| {
                assert_eq!(row["synthetic"], true);
                let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
                vec![text("number"), text("name"), text("day"), row["n"].to_string()]
            })
            .collect()
        }
        Format::Sqlite => {
            let database = rusqlite::Connection::open(path).unwrap();
            let about: String = database
                .query_row("SELECT value FROM about WHERE name = 'synthetic'", [], |row| row.get(0))
                .unwrap();
            assert_eq!(about, "true");
            let indexes: Vec<(String, bool)> = database
                .prepare("SELECT name, \"unique\" FROM pragma_index_list('persons') ORDER BY name")
                .unwrap()
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            assert_eq!(indexes, [("persons_day".to_owned(), false), ("persons_number".to_owned(), true)]);
            let mut rows = database.prepare("SELECT number, coalesce(name, ''), coalesce(day, ''), CAST(n AS TEXT) FROM persons ORDER BY rowid").unwrap();
            let rows = rows.query_map([], |row| (0..4).map(|i| row.get(i)).collect());
            rows.unwrap().map(Result::unwrap).collect()
        }
        Format::Parquet => {
            let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
            let about = reader.metadata().file_metadata().key_value_metadata().unwrap();
            assert_eq!((about[0].key.as_str(), about[0].value.as_deref()), ("synthetic", Some("true")));
            let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
            rows.map(|row| {
                let text = |value: String| if value == "null" { String::new() } else { value };
                let cell = |(_, field): (&String, &::parquet::record::Field)| match field {
                    ::parquet::record::Field::Str(s) => s.clone(),
                    other => text(other.to_string()),
                };
                row.get_column_iter().map(cell).collect()
            })
            .collect()
        }
    }
}

const FORMATS: [Format; 4] = [Format::Csv, Format::Ndjson, Format::Sqlite, Format::Parquet];

#[test]
fn rows_come_back() {
    for format in FORMATS {
        let folder = tempdir().unwrap();
        let path = folder.path().join("table");
        let mut table = open(format, &path, &COLUMNS, &About::new(), None).unwrap();
        let mut row = Row::default();
        for n in 0..100 {
            fill(&mut row, n);
            table.push(&mut row).unwrap();
        }
        table.finish().unwrap();
        assert_eq!(read(format, &path), (0..100).map(expected).collect::<Vec<_>>(), "{format:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{format:?} leaves nothing beside");
    }
}

#[test]
fn an_interrupted_table_goes_on_after_its_last_whole_chunk() {
    for format in FORMATS {
        let folder = tempdir().unwrap();
        let path = folder.path().join("table");
        let mut row = Row::default();
        let mut mark = None;
        // Each run makes chunks of ten rows and dies in the middle of its third.
        for (first, last) in [(0, 25), (20, 45), (40, 65)] {
            let mut table = open(format, &path, &COLUMNS, &About::new(), mark).unwrap();
            for n in first..last {
                fill(&mut row, n);
                table.push(&mut row).unwrap();
                if (n + 1) % 10 == 0 {
                    mark = Some(Mark { rows: n as u64 + 1, bytes: table.checkpoint().unwrap() });
                }
            }
            drop(table);
        }
        let mut table = open(format, &path, &COLUMNS, &About::new(), mark).unwrap();
        for n in 60..70 {
            fill(&mut row, n);
            table.push(&mut row).unwrap();
        }
        table.finish().unwrap();
        assert_eq!(read(format, &path), (0..70).map(expected).collect::<Vec<_>>(), "{format:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{format:?} leaves nothing beside");
    }
}

#[test]
fn chunks_the_journal_does_not_know_of_are_taken_back() {
    for format in FORMATS {
        let folder = tempdir().unwrap();
        let path = folder.path().join("table");
        let mut row = Row::default();
        let mut marks = Vec::new();
        let mut table = open(format, &path, &COLUMNS, &About::new(), None).unwrap();
        for n in 0..30 {
            fill(&mut row, n);
            table.push(&mut row).unwrap();
            if (n + 1) % 10 == 0 {
                marks.push(Mark { rows: n as u64 + 1, bytes: table.checkpoint().unwrap() });
            }
        }
        drop(table);
        // Killed between the end of a chunk and the note of it, and then again while the old rows are taken over.
        drop(open(format, &path, &COLUMNS, &About::new(), Some(marks[0])).unwrap());
        let mut table = open(format, &path, &COLUMNS, &About::new(), Some(marks[0])).unwrap();
        for n in 10..15 {
            fill(&mut row, n);
            table.push(&mut row).unwrap();
        }
        table.finish().unwrap();
        assert_eq!(read(format, &path), (0..15).map(expected).collect::<Vec<_>>(), "{format:?}");
    }
}

#[test]
fn a_file_that_was_changed_meanwhile_is_not_continued() {
    for format in FORMATS {
        let folder = tempdir().unwrap();
        let path = folder.path().join("table");
        let mut table = open(format, &path, &COLUMNS, &About::new(), None).unwrap();
        let mut row = Row::default();
        fill(&mut row, 1);
        table.push(&mut row).unwrap();
        let bytes = table.checkpoint().unwrap();
        drop(table);
        let mark = Mark { rows: 2, bytes: bytes + 1 };
        let error = open(format, &path, &COLUMNS, &About::new(), Some(mark)).err().unwrap();
        assert!(format!("{error:#}").contains("--restart"), "{format:?}: {error:#}");
    }
}

#[test]
fn one_process_writes_a_file_at_a_time() {
    for format in FORMATS {
        let folder = tempdir().unwrap();
        let path = folder.path().join("table");
        let first = open(format, &path, &COLUMNS, &About::new(), None).unwrap();
        let error = open(format, &path, &COLUMNS, &About::new(), None).err().unwrap();
        assert!(format!("{error:#}").contains("another run writes it, wait"), "{format:?}: {error:#}");
        drop(first);
    }
}
