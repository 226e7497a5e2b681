//! Exports against the nation they are of.

use clap::Parser;
use dinhdanh_population::{BirthDate, Nation};
use tempfile::{TempDir, tempdir};

use super::request::Request;
use super::write::{Done, write};
use super::*;
use crate::file::Journal;

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    arguments: Arguments,
}

/// Rows of a chunk in these tests; the progress is told every 4,096 people.
const CHUNK: u64 = 10_000;

struct Case {
    nation: Nation,
    arguments: Arguments,
}

/// An export of a small nation into a folder.
fn case(folder: &TempDir, file: &str, options: &str) -> Result<Case> {
    let to = folder.path().join(file);
    let start = ["x", "--to", to.to_str().unwrap(), "--seed", "7"];
    let population = if options.contains("--population") { "" } else { "--population 20000" };
    let words = start.into_iter().chain(options.split_whitespace()).chain(population.split_whitespace());
    let arguments = Command::try_parse_from(words)?.arguments;
    Ok(Case { nation: nation::grow(&arguments.nation.spec())?, arguments })
}

impl Case {
    fn run(&self, watch: &mut dyn FnMut(u64) -> Result<()>) -> Result<Done> {
        let request = Request { chunk: CHUNK, ..Request::new(&self.arguments)? };
        write(&self.nation, &request, &self.arguments, watch)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(&self.arguments.to).unwrap();
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

/// What is in a file, apart from how the format lays it out.
fn contents(path: &std::path::Path) -> Vec<u8> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    match path.extension().and_then(|e| e.to_str()) {
        Some("parquet") => {
            let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
            reader.get_row_iter(None).unwrap().flat_map(|row| row.unwrap().to_string().into_bytes()).collect()
        }
        Some("sqlite") => {
            let database = rusqlite::Connection::open(path).unwrap();
            let mut rows = database
                .prepare(
                    "SELECT number || full_name || coalesce(date_of_death, '') FROM persons ORDER BY rowid",
                )
                .unwrap();
            let rows = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
            rows.flat_map(|row| row.unwrap().into_bytes()).collect()
        }
        _ => std::fs::read(path).unwrap(),
    }
}

fn never(_: u64) -> Result<()> {
    Ok(())
}

fn count(folder: &TempDir) -> usize {
    std::fs::read_dir(folder.path()).unwrap().count()
}

#[test]
fn a_slice_is_everybody_it_names() {
    let folder = tempdir().unwrap();
    let options = "--province 79 --born 1980..1990 --sex f --alive --as-of 2030-06-15 --columns number,residence,date_of_birth";
    let case = case(&folder, "a.csv", options).unwrap();
    let done = case.run(&mut never).unwrap();
    let nation = &case.nation;
    let as_of = jiff::civil::date(2030, 6, 15);
    let people = (0..nation.registered()).map(|i| nation.person_at(i).unwrap()).filter(|p| {
        nation.birth_province(*p).digits() == "79"
            && (1980..=1990).contains(&nation.date_of_birth(*p).year())
            && nation.sex(*p) == dinhdanh_population::Sex::Female
            && nation.is_alive(*p, as_of)
    });
    let expect: Vec<Vec<String>> = people
        .map(|p| {
            let core = nation.core(p, as_of).unwrap();
            let home = crate::address::line(&core.permanent_residence);
            vec![core.number.digits(), home, core.date_of_birth.day().to_string(), "true".to_owned()]
        })
        .collect();
    assert!(expect.len() > 100);
    assert_eq!(case.rows(), expect);
    assert_eq!(done, Done { rows: expect.len() as u64, resumed_at: 0 });
    assert_eq!(count(&folder), 1, "nothing stays beside a whole file");
}

#[test]
fn residents_are_those_who_live_there() {
    let folder = tempdir().unwrap();
    let case =
        case(&folder, "a.csv", "--resident-in 79 --alive --columns number,residence_province").unwrap();
    case.run(&mut never).unwrap();
    let rows = case.rows();
    let nation = &case.nation;
    let living = (0..nation.registered())
        .filter_map(|i| nation.person_at(i))
        .filter(|p| nation.is_alive(*p, REFERENCE_DATE))
        .filter_map(|p| nation.permanent_residence(p, REFERENCE_DATE));
    assert_eq!(rows.len(), living.filter(|home| home.province.code == "79").count());
    assert!(rows.len() > 500 && rows.iter().all(|row| row[1] == "79"));
}

#[test]
fn the_dead_are_there_with_their_day_and_the_unborn_are_not() {
    let folder = tempdir().unwrap();
    let case = case(&folder, "a.csv", "--as-of 2001-03-04 --columns date_of_birth,date_of_death").unwrap();
    case.run(&mut never).unwrap();
    let rows = case.rows();
    assert!(rows.iter().all(|row| *row[0] <= *"2001-03-04" && *row[1] <= *"2001-03-04"));
    let dead = rows.iter().filter(|row| !row[1].is_empty()).count();
    assert!((rows.len() / 20..rows.len() / 2).contains(&dead), "{dead} of {}", rows.len());
}

#[test]
fn of_some_old_people_the_day_of_birth_is_not_known() {
    let folder = tempdir().unwrap();
    let case =
        case(&folder, "a.csv", "--born ..1970 --columns number,date_of_birth,birth_year_only").unwrap();
    case.run(&mut never).unwrap();
    let mut of_year = 0;
    for row in case.rows() {
        let person = case.nation.lookup(row[0].parse().unwrap()).unwrap();
        let known = matches!(case.nation.birth_date(person), BirthDate::Day(_));
        assert_eq!(row[2], if known { "0" } else { "1" });
        assert!(known || row[1].ends_with("-01-01"));
        of_year += usize::from(!known);
    }
    assert!(of_year > 20, "{of_year}");
}

#[test]
fn every_column_can_be_written_in_every_format() {
    for file in ["a.csv", "a.ndjson", "a.sqlite", "a.parquet"] {
        let folder = tempdir().unwrap();
        let case = case(&folder, file, "--columns all --limit 300 --born 1950..2000").unwrap();
        assert_eq!(case.run(&mut never).unwrap().rows, 300);
        assert_eq!(count(&folder), 1);
    }
}

#[test]
fn columns_come_in_the_order_asked_for_and_once() {
    let names = |text: &str| -> Vec<&str> {
        let names: Vec<String> = text.split(',').map(str::to_owned).collect();
        choice::chosen(&names).unwrap().iter().map(|field| field.column.name).collect()
    };
    assert_eq!(names("phone,number,phone"), ["phone", "number"]);
    assert_eq!(names("sex,basic")[..3], ["sex", "number", "full_name"]);
    assert_eq!(names("core").len(), 13);
    assert_eq!(names("all,basic").len(), columns::FIELDS.len());
    let error = choice::chosen(&["phones".to_owned()]).err().unwrap().to_string();
    assert!(error.contains("`phones`") && error.contains("`phone`"), "{error}");
}

#[test]
fn the_book_has_every_column() {
    let book = include_str!("../../../../docs/src/how-to/export.md");
    let columns = book.split("## Columns").nth(1).unwrap();
    for field in columns::FIELDS {
        assert!(columns.contains(&format!("`{}`", field.column.name)), "{}", field.column.name);
    }
}

#[test]
fn an_interrupted_export_continues_and_is_the_same() {
    for file in ["a.csv", "a.sqlite", "a.parquet", "a.ndjson"] {
        let folder = tempdir().unwrap();
        let options = "--population 40000 --columns number,full_name,date_of_death";
        let whole = case(&folder, &format!("whole-{file}"), options).unwrap();
        let rows = whole.run(&mut never).unwrap().rows;
        let case = case(&folder, file, options).unwrap();
        let mut stops = 0;
        let done = loop {
            let stop = |looked_at: u64| {
                // The first run dies before a chunk is whole, each other one chunk later.
                anyhow::ensure!(looked_at < CHUNK / 2 + stops * 2 * CHUNK, "killed");
                Ok(())
            };
            match case.run(&mut { stop }) {
                Ok(done) => break done,
                Err(error) => {
                    assert!(format!("{error:#}").contains("run the same command again"), "{error:#}");
                    assert!(!case.arguments.to.exists(), "nothing under the final name");
                }
            }
            stops += 1;
        };
        assert!(stops >= 3 && done.resumed_at >= CHUNK, "{stops} stops, {done:?}");
        assert_eq!(done.rows, rows);
        assert_eq!(count(&folder), 2, "{file}");
        let [a, b] = [&whole, &case].map(|case| contents(&case.arguments.to));
        assert!(a == b, "{file} differs from the uninterrupted one");
    }
}

#[test]
fn another_request_is_not_mixed_into_an_interrupted_one() {
    let folder = tempdir().unwrap();
    let options = "--population 40000 --columns number";
    let first = case(&folder, "a.csv", options).unwrap();
    let stop = |looked_at: u64| {
        anyhow::ensure!(looked_at < CHUNK * 3, "killed");
        Ok(())
    };
    first.run(&mut { stop }).unwrap_err();
    let second = case(&folder, "a.csv", &format!("{options},sex --as-of 2030-01-01")).unwrap();
    let error = second.run(&mut never).unwrap_err().to_string();
    assert!(error.contains("`as_of` was `\"2025-07-01\"` and is `\"2030-01-01\"`"), "{error}");
    assert!(error.contains("`columns` was `\"number\"` and is `\"number,sex\"`"), "{error}");
    let restarted = case(&folder, "a.csv", &format!("{options} --restart --limit 5")).unwrap();
    assert_eq!(restarted.run(&mut never).unwrap(), Done { rows: 5, resumed_at: 0 });
    assert_eq!(restarted.rows().len(), 5);
}

#[test]
fn what_exists_stays() {
    let folder = tempdir().unwrap();
    let case = |options: &str| case(&folder, "a.csv", options).unwrap();
    std::fs::write(folder.path().join("a.csv"), "precious").unwrap();
    let error = case("").run(&mut never).unwrap_err().to_string();
    assert!(error.contains("--force"), "{error}");
    assert_eq!(std::fs::read(folder.path().join("a.csv")).unwrap(), b"precious");
    assert_eq!(case("--force --limit 3").run(&mut never).unwrap().rows, 3);
}

#[test]
fn requests_that_make_no_sense_are_refused_with_advice() {
    let folder = tempdir().unwrap();
    let refuse = |file: &str, options: &str, part: &str| {
        let error = case(&folder, file, options).and_then(|case| case.run(&mut never)).unwrap_err();
        assert!(format!("{error:#}").contains(part), "{options}: {error:#}");
    };
    refuse("a.csv", "--as-of 2031-02-30", "from 1990-01-01 to 2045-12-31");
    refuse("a.csv", "--as-of 1989-12-31", "from 1990-01-01 to 2045-12-31");
    refuse("a.csv", "--born 1990..1980", "from 1905 to 2045");
    refuse("a.csv", "--born 2030 --as-of 2029-01-01", "a later day");
    refuse("a.csv", "--province 03", "01");
    refuse("a.csv", "--columns nothing", "`full_name`");
    refuse("a.csv", "--population 5", "--population");
    refuse("a.xlsx", "", "`.parquet`");
    refuse("no/such/a.csv", "", "create it");
    assert_eq!(count(&folder), 0);
}

#[test]
fn a_full_disk_is_said_and_the_journal_knows_how_far_it_got() {
    // The device takes nothing, like a full disk.
    let folder = tempdir().unwrap();
    let case = case(&folder, "a.csv", "--limit 5").unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.path().join("a.csv.partial")).unwrap();
    let mut journal = Journal {
        request: Request::new(&case.arguments).unwrap().facts(&case.nation).unwrap(),
        rows: 0,
        next: 1,
        bytes: 0,
    };
    journal.save(&folder.path().join("a.csv.partial")).unwrap();
    let error = format!("{:#}", case.run(&mut never).unwrap_err());
    assert!(
        error.contains("No space left on device") && error.contains("run the same command again"),
        "{error}"
    );
    assert!(!case.arguments.to.exists());
    journal.next = 1;
    assert_eq!(Journal::read(&folder.path().join("a.csv.partial")).unwrap(), Some(journal));
}
