//! Walks a slice and writes it, chunk by chunk.

use anyhow::{Context, Result};
use dinhdanh_population::{Nation, ProvinceCode};
use serde_json::{Map, Value};

use super::Arguments;
use super::facts::Facts;
use super::request::{Request, is_stdout};
use crate::file::{Journal, Unfinished};
use crate::progress::grouped;
use crate::table::{self, Column, Mark, Row, Table};

/// People between two looks at the progress bar.
const STEP: u64 = 1 << 12;

/// What was written.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Done {
    pub(super) rows: u64,
    /// Rows that an earlier run had written.
    pub(super) resumed_at: u64,
}

/// Told how many people of the slice were looked at; an error stops the export as an interruption would.
pub(super) type Watch<'a> = &'a mut dyn FnMut(u64) -> Result<()>;

/// Writes the file, or continues it.
pub(super) fn write(
    nation: &Nation,
    request: &Request,
    arguments: &Arguments,
    watch: Watch<'_>,
) -> Result<Done> {
    let columns: Vec<Column> = request.columns.iter().map(|field| field.column).collect();
    let facts = request.facts(nation)?;
    if is_stdout(&arguments.to) {
        let mut table = table::stdout(&columns)?;
        let start = Journal { request: facts, rows: 0, next: 0, bytes: 0 };
        let rows = walk(nation, request, &start, &mut *table, watch, &mut |_, _, _| Ok(()))
            .and_then(|rows| table.finish().map(|()| rows))
            .context("standard output takes no more; what it took is not whole")?;
        return Ok(Done { rows, resumed_at: 0 });
    }
    let file = Unfinished::new(&arguments.to, arguments.force)?;
    let start = begin(&file, facts, arguments.restart)?;
    let kept = format!(
        "what is whole is kept in `{}`: run the same command again to continue, or delete it and its journal",
        file.partial().display()
    );
    let mark = (start.next > 0).then_some(Mark { rows: start.rows, bytes: start.bytes });
    let about = request.about(&start.request);
    let partial = file.partial().to_owned();
    let run = |watch: Watch<'_>| -> Result<u64> {
        let mut table = table::open(request.format, &partial, &columns, &about, mark)?;
        let mut save = |rows, next, bytes| Journal { rows, next, bytes, ..start.clone() }.save(&partial);
        let rows = walk(nation, request, &start, &mut *table, watch, &mut save)?;
        table.finish()?;
        Ok(rows)
    };
    let rows = run(watch).context(kept)?;
    file.publish()?;
    Journal::remove(&partial)?;
    Ok(Done { rows, resumed_at: start.rows })
}

/// Where to begin: at the first person, or after the last chunk of an interrupted run.
fn begin(file: &Unfinished, request: Map<String, Value>, restart: bool) -> Result<Journal> {
    let partial = file.partial();
    // Before the first whole chunk there is nothing to continue.
    let interrupted = if restart { None } else { Journal::read(partial)?.filter(|journal| journal.next > 0) };
    if let Some(journal) = interrupted {
        journal.check(&request)?;
        return Ok(journal);
    }
    Journal::remove(partial)?;
    table::discard(partial)?;
    let journal = Journal { request, rows: 0, next: 0, bytes: 0 };
    journal.save(partial)?;
    Ok(journal)
}

/// Called after each whole chunk with the rows so far, the index of the next person, and the bytes.
type Save<'a> = &'a mut dyn FnMut(u64, u64, u64) -> Result<()>;

fn walk(
    nation: &Nation,
    request: &Request,
    start: &Journal,
    table: &mut dyn Table,
    watch: Watch<'_>,
    save: Save<'_>,
) -> Result<u64> {
    let whole = request.columns.iter().any(|field| field.core) || request.resident_in.is_some();
    let home = request.resident_in.map(ProvinceCode::digits);
    let mut row = Row::default();
    let (mut rows, mut looked_at, mut saved) = (start.rows, 0, start.rows);
    for range in request.slice.ranges(nation) {
        looked_at += start.next.clamp(range.start, range.end) - range.start;
        let rest = range.start.max(start.next)..range.end;
        for (index, person) in rest.clone().zip(nation.people(rest)) {
            if rows >= request.limit {
                return Ok(rows);
            }
            if looked_at.is_multiple_of(STEP) {
                watch(looked_at).with_context(|| format!("stopped after {} rows", grouped(rows)))?;
            }
            looked_at += 1;
            let Some(facts) = Facts::new(nation, person, request.as_of, whole) else { continue };
            let lives_here =
                |code: &str| facts.core().is_some_and(|core| core.permanent_residence.province.code == code);
            if request.alive && facts.date_of_death().is_some() || !home.as_deref().is_none_or(lives_here) {
                continue;
            }
            row.clear();
            for field in &request.columns {
                (field.write)(&facts, &mut row);
            }
            table.push(&mut row).with_context(|| format!("stopped after {} rows", grouped(rows)))?;
            rows += 1;
            if rows - saved == request.chunk {
                let bytes =
                    table.checkpoint().with_context(|| format!("stopped after {} rows", grouped(rows)))?;
                save(rows, index + 1, bytes)?;
                saved = rows;
            }
        }
    }
    Ok(rows)
}
