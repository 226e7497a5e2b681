//! Writes a mirror and its key, row by row.

use std::collections::VecDeque;

use anyhow::{Context, Result};
use dinhdanh_population::{Nation, Person, Stream, below};

use super::Arguments;
use super::defects::{Cell, DEFECTS, Effect};
use super::key::{self, Key};
use super::people::{People, Wanted};
use super::profile::MILLION;
use super::subject::Subject;
use crate::file::Unfinished;
use crate::progress::grouped;
use crate::table::{self, About, Column, Format, Index, Kind, Row, Table};

/// Told how many rows are done; an error stops the extract.
pub(super) type Watch<'a> = &'a mut dyn FnMut(u64) -> Result<()>;

/// Rows between two looks at the progress bar.
const STEP: u64 = 1 << 10;
/// How many rows back a duplicate may look: what is remembered.
const BACK: usize = 1_000;

/// Writes both files, and returns the number of defects.
pub(super) fn write(nation: &Nation, arguments: &Arguments, watch: Watch<'_>) -> Result<u64> {
    let format = arguments.format.map_or_else(|| Format::of(&arguments.out), Ok)?;
    anyhow::ensure!(
        format != Format::Sqlite,
        "expected a file of CSV, NDJSON or Parquet, as agencies send them, got SQLite; name `--out` or `--format` so"
    );
    anyhow::ensure!(arguments.out != arguments.key, "`--out` and `--key` are the same file; name two");
    let [out, sealed] = [&arguments.out, &arguments.key].map(|path| Unfinished::new(path, arguments.force));
    let (out, sealed) = (out?, sealed?);
    let written = files(nation, arguments, format, [&out, &sealed], watch);
    let lines = written.or_else(|error| {
        // Nothing here can be continued: the same command makes it all again.
        table::discard(out.partial())?;
        table::discard(sealed.partial())?;
        Err(error.context("nothing was written"))
    })?;
    // Whoever finds the file finds its key.
    sealed.publish()?;
    out.publish()?;
    Ok(lines)
}

fn files(
    nation: &Nation,
    arguments: &Arguments,
    format: Format,
    [out, sealed]: [&Unfinished; 2],
    watch: Watch<'_>,
) -> Result<u64> {
    let text = Kind::Text { repeats: false };
    let columns: Vec<Column> = arguments
        .agency
        .columns
        .iter()
        .map(|column| Column { name: column.name, kind: text, index: Index::None })
        .collect();
    let about = About::new()
        .with("seed", nation.spec().seed.to_string())
        .with("population", nation.spec().living.to_string())
        .with("as_of", arguments.as_of.to_string())
        .with("agency", arguments.agency.name);
    let mut rows = table::open(format, out.partial(), &columns, &about, None)?;
    let mut key = Key::new(table::open(Format::Csv, sealed.partial(), &key::COLUMNS, &about, None)?);
    Mirror::new(nation, arguments).write(&mut *rows, &mut key, watch)?;
    rows.finish()?;
    key.table.finish()?;
    Ok(key.lines)
}

/// A mirror while it is written.
struct Mirror<'a> {
    nation: &'a Nation,
    arguments: &'a Arguments,
    living: People<'a>,
    dead: People<'a>,
    /// One stream for each defect.
    streams: Vec<Stream>,
    /// The latest rows of living people who stand there for the first time.
    latest: VecDeque<(u64, Person)>,
}

/// What a row is about.
enum Origin {
    /// Somebody alive, for the first time.
    First(Person),
    /// Somebody dead.
    Dead(Person),
    /// Whoever stands in an earlier row.
    Again(Person, u64),
}

impl<'a> Mirror<'a> {
    fn new(nation: &'a Nation, arguments: &'a Arguments) -> Mirror<'a> {
        let people = |wanted| People::new(nation, arguments.agency, arguments.as_of, wanted);
        let stream = |name: &str| nation.stream(&format!("extract.defect.{}.{name}", arguments.agency.name));
        Mirror {
            nation,
            arguments,
            living: people(Wanted::Living),
            dead: people(Wanted::RecentlyDead),
            streams: DEFECTS.iter().map(|defect| stream(defect.name)).collect(),
            latest: VecDeque::with_capacity(BACK),
        }
    }

    fn write(mut self, table: &mut dyn Table, key: &mut Key, watch: Watch<'_>) -> Result<()> {
        let mut line = Row::default();
        for row in 1..=self.arguments.rows {
            if row.is_multiple_of(STEP) {
                watch(row)?;
            }
            let values = self.row(row, key).with_context(|| format!("stopped in row {}", grouped(row)))?;
            line.clear();
            for value in &values {
                line.maybe_text(Some(value.as_str()).filter(|value| !value.is_empty()));
            }
            table.push(&mut line).with_context(|| format!("stopped in row {}", grouped(row)))?;
        }
        Ok(())
    }

    /// The values of a row, with its defects in the key.
    fn row(&mut self, row: u64, key: &mut Key) -> Result<Vec<String>> {
        let origin = self.origin(row)?;
        let (Origin::First(person) | Origin::Dead(person) | Origin::Again(person, _)) = origin;
        let subject = Subject::new(self.nation, person, self.arguments.as_of);
        let number = subject.number();
        let mut values = self.arguments.agency.row(&subject);
        for (at, defect) in DEFECTS.iter().enumerate() {
            match (&defect.effect, &origin) {
                (Effect::Dead, Origin::Dead(_)) => {
                    let died = self.nation.date_of_death(person).to_string();
                    key.note(row, &number, defect.name, "", &died)?;
                }
                (Effect::Duplicate, Origin::Again(_, first)) => {
                    key.note(row, &number, defect.name, "", &first.to_string())?;
                }
                (Effect::Value(on, change), _) => {
                    let Some(word) = self.befalls(at, row) else { continue };
                    let columns = self.arguments.agency.columns;
                    // Every column it could befall is as likely; the next one if it cannot.
                    let fitting: Vec<usize> = (0..columns.len())
                        .filter(|i| on.contains(&columns[*i].content) && !values[*i].is_empty())
                        .collect();
                    let from = below(word.rotate_left(40), fitting.len() as u64) as usize;
                    let (tried, rest) = fitting.split_at(from);
                    let changed = rest.iter().chain(tried).find_map(|i| {
                        let cell = Cell {
                            text: &values[*i],
                            dates: self.arguments.agency.dates,
                            subject: &subject,
                            word,
                        };
                        change(&cell).map(|value| (*i, value))
                    });
                    if let Some((i, value)) = changed {
                        key.note(row, &number, defect.name, columns[i].name, &values[i])?;
                        values[i] = value;
                    }
                }
                _ => {}
            }
        }
        Ok(values)
    }

    fn origin(&mut self, row: u64) -> Result<Origin> {
        let by = |effect: fn(&Effect) -> bool| DEFECTS.iter().position(|defect| effect(&defect.effect));
        if let Some(word) = by(|e| matches!(e, Effect::Duplicate)).and_then(|at| self.befalls(at, row))
            && let Some((first, person)) = self.latest.get(below(word, self.latest.len() as u64) as usize)
        {
            return Ok(Origin::Again(*person, *first));
        }
        if by(|e| matches!(e, Effect::Dead)).and_then(|at| self.befalls(at, row)).is_some()
            && let Some(person) = self.dead.next()
        {
            return Ok(Origin::Dead(person));
        }
        let person = self.living.next().with_context(|| {
            format!(
                "expected at most {} rows: the nation has no more people whom this agency has on file ({}); ask for fewer `--rows`, or raise `--population`",
                grouped(row - 1),
                self.arguments.agency.people
            )
        })?;
        if self.latest.len() == BACK {
            self.latest.pop_front();
        }
        self.latest.push_back((row, person));
        Ok(Origin::First(person))
    }

    /// Whether a defect befalls a row, and the word that decides how.
    fn befalls(&self, defect: usize, row: u64) -> Option<u64> {
        let stream = self.streams[defect].child(row);
        let rate = u64::from(self.arguments.defects.rates()[defect]);
        (below(stream.word(0), u64::from(MILLION)) < rate).then(|| stream.word(1))
    }
}
