//! P2: the nation on one thread, against an indexed SQLite lookup of the same rows.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context, ensure};
use dinhdanh_population::{IdNumber, Nation, NationSpec, REFERENCE_DATE};
use jiff::civil::Date;
use rusqlite::Connection;

use super::report::{Row, Target};

/// Rows in the SQLite table: all of them fit in memory, which is SQLite at its best.
const ROWS: usize = 100_000;
/// Every so-manieth row is looked up.
const STEP: usize = 5;
/// Rounds over the sample; the quickest counts, because nothing makes a round too quick.
const ROUNDS: usize = 7;

const CORE: &str = "SELECT core FROM person WHERE number = ?1";
const RECORD: &str = "SELECT record FROM person WHERE number = ?1";
const EXISTS: &str = "SELECT 1 FROM person WHERE number = ?1";

/// The three lookups in a nation of 10 thousand and of 101 million.
pub(crate) fn measure() -> anyhow::Result<Vec<Row>> {
    let great = Nation::new(NationSpec::default())?;
    let small = Nation::new(NationSpec { living: 10_000, ..NationSpec::default() })?;
    let as_of = REFERENCE_DATE;
    let rows = spread(&great, as_of);
    let folder = tempfile::tempdir()?;
    let table = table(&folder.path().join("persons.sqlite"), &great, &rows, as_of)?;

    let sample = |numbers: &[IdNumber]| numbers.iter().copied().step_by(STEP).collect::<Vec<_>>();
    let (of_great, of_small) = (sample(&rows), sample(&spread(&small, as_of)));
    let keys =
        of_great.iter().map(|number| Ok(number.digits().parse()?)).collect::<anyhow::Result<Vec<i64>>>()?;

    let core = |nation: &Nation, number| nation.core(nation.lookup(number)?, as_of).map(drop);
    let record = |nation: &Nation, number| nation.record(nation.lookup(number)?, as_of).map(drop);
    let exists = |nation: &Nation, number| nation.lookup(number).map(drop);
    let text = |sql| sqlite(&table, sql, &keys, |row| row.get::<_, String>(0).map(drop));
    let flag = || sqlite(&table, EXISTS, &keys, |row| row.get::<_, i64>(0).map(drop));
    Ok([
        lookup(
            ["P2.core", "P2.core.growth"],
            3.0,
            (&great, &of_great),
            (&small, &of_small),
            core,
            text(CORE)?,
        )?,
        lookup(
            ["P2.record", "P2.record.growth"],
            25.0,
            (&great, &of_great),
            (&small, &of_small),
            record,
            text(RECORD)?,
        )?,
        lookup(
            ["P2.exists", "P2.exists.growth"],
            0.2,
            (&great, &of_great),
            (&small, &of_small),
            exists,
            flag()?,
        )?,
    ]
    .concat())
}

/// One lookup in both nations, in turns, so that a slow moment of the machine slows both.
fn lookup(
    [id, growth]: [&'static str; 2],
    most: f64,
    (great, of_great): (&Nation, &[IdNumber]),
    (small, of_small): (&Nation, &[IdNumber]),
    work: impl Fn(&Nation, IdNumber) -> Option<()>,
    sqlite: f64,
) -> anyhow::Result<Vec<Row>> {
    let mut best = [f64::INFINITY; 2];
    for _ in 0..ROUNDS {
        for (best, (nation, numbers)) in best.iter_mut().zip([(great, of_great), (small, of_small)]) {
            let (found, time) = timed(numbers, |number| work(nation, number).is_some());
            ensure!(found == numbers.len(), "{id}: expected {} people, found {found}", numbers.len());
            *best = best.min(time);
        }
    }
    let [in_great, in_small] = best;
    Ok(vec![
        Row::new(id, in_great, "µs", Some(sqlite), Target::AtMost(most)),
        Row::new(growth, in_great, "µs", Some(in_small), Target::AtMostTimes(1.5)),
    ])
}

/// The same lookup in SQLite, in microseconds.
fn sqlite(
    table: &Connection,
    sql: &str,
    keys: &[i64],
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
) -> anyhow::Result<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let found =
            |key| table.prepare_cached(sql).and_then(|mut select| select.query_row([key], &read)).is_ok();
        let (found, time) = timed(keys, found);
        ensure!(found == keys.len(), "`{sql}`: expected {} rows, found {found}", keys.len());
        best = best.min(time);
    }
    Ok(best)
}

/// How many were found, and the mean time in microseconds.
fn timed<T: Copy>(of: &[T], find: impl Fn(T) -> bool) -> (usize, f64) {
    let start = Instant::now();
    let found = of.iter().filter(|key| black_box(find(black_box(**key)))).count();
    (found, start.elapsed().as_secs_f64() * 1e6 / of.len() as f64)
}

/// Numbers of people born by a date, from all over the nation, in no order.
fn spread(nation: &Nation, as_of: Date) -> Vec<IdNumber> {
    // Multiples of the golden ratio fall evenly; a sorted sample would profit from neighbours in the cache.
    let index = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % nation.registered();
    let people = (0..).filter_map(|i| nation.person_at(index(i)));
    people
        .filter(|person| nation.date_of_birth(*person) <= as_of)
        .take(ROWS)
        .map(|person| nation.number(person))
        .collect()
}

/// A table of the records as JSON, and proof that both sides give the same.
fn table(
    path: &std::path::Path,
    nation: &Nation,
    numbers: &[IdNumber],
    as_of: Date,
) -> anyhow::Result<Connection> {
    let mut table = Connection::open(path)?;
    table.execute_batch(
        "CREATE TABLE person (number INTEGER PRIMARY KEY, core TEXT NOT NULL, record TEXT NOT NULL)",
    )?;
    let json = |number: IdNumber| -> anyhow::Result<(String, String)> {
        let person = nation.lookup(number).context("a number of the nation must lead to a person")?;
        ensure!(
            nation.number(person) == number,
            "expected the person that the number leads to to have that number"
        );
        let core = nation.core(person, as_of).context("somebody born has a record")?;
        let record = nation.record(person, as_of).context("somebody born has a record")?;
        Ok((serde_json::to_string(&core)?, serde_json::to_string(&record)?))
    };
    let all = table.transaction()?;
    for number in numbers {
        let (core, record) = json(*number)?;
        let key: i64 = number.digits().parse()?;
        all.prepare_cached("INSERT OR IGNORE INTO person VALUES (?1, ?2, ?3)")?
            .execute((key, core, record))?;
    }
    all.commit()?;
    for number in numbers.iter().step_by(STEP * 20) {
        let key: i64 = number.digits().parse()?;
        let read = |sql| table.query_row(sql, [key], |row| row.get::<_, String>(0));
        ensure!(
            (read(CORE)?, read(RECORD)?) == json(*number)?,
            "expected the row in SQLite to be the nation's record"
        );
    }
    Ok(table)
}
