//! Mirrors against the nation and against their keys.

use std::collections::HashMap;

use clap::Parser;
use dinhdanh_population::Nation;
use tempfile::{TempDir, tempdir};

use super::agencies::AGENCIES;
use super::defects::{DEFECTS, Effect};
use super::subject::Subject;
use super::*;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    arguments: Arguments,
}

/// One line of a key.
struct Line {
    row: usize,
    number: String,
    defect: String,
    column: String,
    original: String,
}

struct Mirror {
    nation: Nation,
    agency: &'static Agency,
    rows: Vec<Vec<String>>,
    key: Vec<Line>,
    bytes: [Vec<u8>; 2],
}

fn arguments(folder: &TempDir, options: &str) -> Result<Arguments> {
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let start = ["x", "--seed", "7", "--out", &path("a.csv"), "--key", &path("a.key.csv")].map(str::to_owned);
    let words = start.into_iter().chain(options.split_whitespace().map(str::to_owned));
    let arguments = Command::try_parse_from(words)?.arguments;
    Ok(arguments)
}

fn extract(options: &str) -> Mirror {
    let folder = tempdir().unwrap();
    let arguments = arguments(&folder, &format!("--population 200000 {options}")).unwrap();
    let nation = nation::grow(&arguments.nation.spec()).unwrap();
    let lines = write::write(&nation, &arguments, &mut |_| Ok(())).unwrap();
    let records = |path: &std::path::Path| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.map(|mut row: Vec<String>| {
            assert_eq!(row.pop().unwrap(), "true", "every row says that it is synthetic");
            row
        })
        .collect()
    };
    let line = |line: Vec<String>| {
        let [row, number, defect, column, original] = line.try_into().unwrap();
        Line { row: row.parse().unwrap(), number, defect, column, original }
    };
    let key: Vec<Line> = records(&arguments.key).into_iter().map(line).collect();
    assert_eq!(key.len() as u64, lines);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else stays");
    let bytes = [&arguments.out, &arguments.key].map(|path| std::fs::read(path).unwrap());
    Mirror { nation, agency: arguments.agency, rows: records(&arguments.out), key, bytes }
}

/// The rows with every defect undone, and the true number of those whose row has lines in the key.
fn undone(mirror: &Mirror) -> (Vec<Vec<String>>, HashMap<usize, String>) {
    let mut rows = mirror.rows.clone();
    for line in mirror.key.iter().rev().filter(|line| !line.column.is_empty()) {
        let at = mirror.agency.columns.iter().position(|column| column.name == line.column).unwrap();
        let cell = &mut rows[line.row - 1][at];
        assert_ne!(*cell, line.original, "{}: a defect shows", line.defect);
        *cell = line.original.clone();
    }
    (rows, mirror.key.iter().map(|line| (line.row - 1, line.number.clone())).collect())
}

#[test]
fn the_key_undoes_every_defect_and_rows_without_a_line_are_exact() {
    for agency in AGENCIES {
        let mirror = extract(&format!("--rows 1500 --agency {} --defects heavy", agency.name));
        let (rows, numbers) = undone(&mirror);
        assert_eq!(rows.len(), 1500);
        let number_at = agency.columns.iter().position(|column| column.name == "number").unwrap();
        for (i, row) in rows.iter().enumerate() {
            let number = numbers.get(&i).unwrap_or(&row[number_at]);
            let person = mirror.nation.lookup(number.parse().unwrap()).unwrap();
            let exact = agency.row(&Subject::new(&mirror.nation, person, REFERENCE_DATE));
            assert_eq!(*row, exact, "row {} of {}", i + 1, agency.name);
        }
        assert!(numbers.len() > 300, "{} rows of {} have defects", numbers.len(), agency.name);
    }
}

#[test]
fn row_defects_are_what_they_say() {
    let mirror = extract("--rows 20000 --agency health --defects duplicate-row=0.05,dead-still-listed=0.05");
    let dead: Vec<&Line> = mirror.key.iter().filter(|line| line.defect == "dead-still-listed").collect();
    let again: Vec<&Line> = mirror.key.iter().filter(|line| line.defect == "duplicate-row").collect();
    assert!(dead.len() > 700 && again.len() > 700, "{} dead, {} twice", dead.len(), again.len());
    let person = |number: &str| mirror.nation.lookup(number.parse().unwrap()).unwrap();
    let mut phones = 0;
    for line in &dead {
        let died = mirror.nation.date_of_death(person(&line.number));
        assert_eq!(line.original, died.to_string());
        assert!(died <= REFERENCE_DATE && died.year() >= REFERENCE_DATE.year() - 5);
        let phone = mirror.nation.phone(person(&line.number), died.yesterday().unwrap());
        phones += usize::from(phone.is_some());
        let phone = phone.map(dinhdanh_population::PhoneNumber::digits).unwrap_or_default();
        assert_eq!(mirror.rows[line.row - 1][5], phone, "the row is as of the day before");
    }
    assert!(phones > dead.len() / 10, "{phones} of {} had a number", dead.len());
    for line in &again {
        let first: usize = line.original.parse().unwrap();
        assert!(first < line.row && mirror.rows[first - 1] == mirror.rows[line.row - 1]);
    }
    let noted: Vec<usize> = mirror.key.iter().map(|line| line.row).collect();
    let mut seen = std::collections::HashSet::new();
    for (i, row) in mirror.rows.iter().enumerate().filter(|(i, _)| !noted.contains(&(i + 1))) {
        assert!(seen.insert(&row[0]), "row {} repeats another and the key does not say so", i + 1);
        assert!(mirror.nation.is_alive(person(&row[0]), REFERENCE_DATE));
    }
}

#[test]
fn every_defect_occurs_at_its_rate() {
    const ROWS: usize = 6_000;
    // Rates are shares of the rows a defect could befall; these agencies have, for each, a column where it nearly always can.
    for defect in DEFECTS {
        let (agency, could) = match defect.name {
            "sim-of-another" => ("telecom", 0.99..1.0),
            "leading-zero-lost" => ("telecom", 0.99..1.0),
            // As far as day and month tell which is which, and the person has a paper of the old kind.
            "swapped-day-month" => ("health", 0.33..0.40),
            "old-number-as-number" => ("bank", 0.5..0.95),
            // Young children had no home then; and few names have the vowels.
            "old-address" => ("tax", 0.95..1.0),
            "tone-placement" => ("province", 0.1..0.7),
            "neighbour-commune" => ("health", 0.9..1.0),
            _ => ("health", 0.98..1.0),
        };
        let mirror = extract(&format!("--rows {ROWS} --agency {agency} --defects {}=0.2", defect.name));
        assert!(mirror.key.iter().all(|line| line.defect == defect.name));
        let share = mirror.key.len() as f64 / ROWS as f64 / 0.2;
        // Three standard deviations of 1,200 of 6,000 are 8 %.
        assert!(
            (could.start * 0.92..could.end * 1.08).contains(&share),
            "{}: {share} of the expected",
            defect.name
        );
        let column = |line: &Line| mirror.agency.columns.iter().find(|column| column.name == line.column);
        for line in &mirror.key {
            match &defect.effect {
                Effect::Value(on, _) => assert!(on.contains(&column(line).unwrap().content)),
                _ => assert!(line.column.is_empty()),
            }
        }
    }
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let options = "--rows 800 --agency bank --defects heavy";
    let first = extract(options).bytes;
    assert_eq!(extract(options).bytes, first);
    assert_ne!(extract(&options.replace("heavy", "standard")).bytes, first);
    assert_ne!(extract(&options.replace("bank", "tax")).bytes[0], first[0]);
}

#[test]
fn without_defects_the_key_is_empty() {
    let mirror = extract("--rows 500 --agency justice --defects none");
    assert_eq!(mirror.key.len(), 0);
    assert_eq!(mirror.rows.len(), 500);
}

#[test]
fn an_interrupted_extract_leaves_nothing_under_the_final_names() {
    let folder = tempdir().unwrap();
    for format in ["csv", "ndjson", "parquet"] {
        let options = format!("--population 200000 --rows 5000 --agency health --format {format}");
        let arguments = arguments(&folder, &options).unwrap();
        let nation = nation::grow(&arguments.nation.spec()).unwrap();
        let stop = |rows: u64| {
            let here: Vec<_> =
                std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
            assert!(here.iter().all(|name| name.to_str().unwrap().contains(".partial")), "{here:?}");
            anyhow::ensure!(rows < 3000, "interrupted");
            Ok(())
        };
        let error = write::write(&nation, &arguments, &mut { stop }).unwrap_err();
        assert_eq!(format!("{error:#}"), "nothing was written: interrupted");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn refusals_say_what_to_do() {
    let folder = tempdir().unwrap();
    let refuse = |options: &str, part: &str| {
        let error = arguments(&folder, options).and_then(|arguments| {
            let nation = nation::grow(&arguments.nation.spec())?;
            write::write(&nation, &arguments, &mut |_| Ok(()))
        });
        let error = format!("{:#}", error.unwrap_err());
        assert!(error.contains(part), "{options}: {error}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{options}");
    };
    refuse("--agency police --rows 1", "`social-insurance`");
    refuse("--agency health --rows 0", "--rows");
    refuse("--agency health --rows 1 --defects dirty", "`standard`");
    refuse("--agency health --rows 1 --as-of 2031-02-30", "from 1990-01-01 to 2045-12-31");
    refuse("--agency health --rows 1 --format sqlite", "CSV, NDJSON or Parquet");
    refuse("--agency education --rows 5000 --population 2000", "ask for fewer `--rows`");
}

#[test]
fn what_exists_stays() {
    let folder = tempdir().unwrap();
    let arguments = arguments(&folder, "--population 2000 --agency health --rows 5").unwrap();
    std::fs::write(&arguments.key, "precious").unwrap();
    let nation = nation::grow(&arguments.nation.spec()).unwrap();
    let error = write::write(&nation, &arguments, &mut |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!(std::fs::read(&arguments.key).unwrap(), b"precious");
    assert!(!arguments.out.exists());
}
