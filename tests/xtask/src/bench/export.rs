//! P12: exports of a slice of the nation, on one core.

use std::path::Path;
use std::time::Instant;

use anyhow::ensure;
use rusqlite::Connection;

use super::report::{Row, Target};
use super::server::{on_core, two_cores};

/// A province of the default nation: Da Nang, some two million people ever registered.
const PROVINCE: &str = "48";
/// Exports of each kind; the quickest counts.
const ROUNDS: usize = 3;
/// File, figure and target, in people per second.
const KINDS: [(&str, &str, f64); 3] = [
    ("persons.sqlite", "P12.sqlite", 300_000.0),
    ("persons.csv", "P12.csv", 500_000.0),
    ("persons.parquet", "P12.parquet", 500_000.0),
];

/// People per second with the default columns.
pub(crate) fn measure(binary: &Path) -> anyhow::Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let core = two_cores().map(|[first, _]| first);
    let mut times = Vec::new();
    for (name, ..) in KINDS {
        let file = folder.path().join(name);
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let mut command = on_core(core, binary);
            let output =
                command.args(["export", "--province", PROVINCE, "--force", "--to"]).arg(&file).output()?;
            best = best.min(start.elapsed().as_secs_f64());
            let told = String::from_utf8_lossy(&output.stderr);
            ensure!(output.status.success(), "expected `mock-registry export` to succeed, got: {told}");
        }
        times.push(best);
    }
    // All three must hold the same people: two are counted, the third ends as a whole Parquet file does.
    let table = Connection::open(folder.path().join(KINDS[0].0))?;
    let people: f64 = table.query_row("SELECT count(*) FROM persons", [], |row| row.get(0))?;
    let lines = std::fs::read_to_string(folder.path().join(KINDS[1].0))?.lines().count() as f64 - 1.0;
    ensure!(
        people == lines && people > 1e6,
        "expected as many rows in SQLite as in CSV, got {people} and {lines}"
    );
    ensure!(
        std::fs::read(folder.path().join(KINDS[2].0))?.ends_with(b"PAR1"),
        "expected a whole Parquet file"
    );
    let rows = KINDS.iter().zip(times);
    Ok(rows
        .map(|((_, id, least), time)| Row::new(id, people / time, "/s", None, Target::AtLeast(*least)))
        .collect())
}
