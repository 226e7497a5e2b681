//! `mock-registry export`: a slice of the nation, as of a date, as a file.

mod choice;
mod columns;
mod facts;
mod labels;
mod request;
mod slice;
mod write;

use std::path::PathBuf;

use anyhow::Result;
use dinhdanh_population::{ProvinceCode, REFERENCE_DATE};
use jiff::civil::Date;

use crate::dates::{self, Years};
use crate::nation::{self, NationOptions};
use crate::progress::{Progress, grouped};
use crate::table::Format;

/// Writes a slice of the nation, as of a date, to SQLite, CSV, NDJSON or Parquet.
///
/// The file appears under its name when it is whole; until then it is called `FILE.partial`. After an interruption the
/// same command continues where the last whole chunk ended.
#[derive(clap::Args)]
#[command(after_long_help = choice::help())]
pub(crate) struct Arguments {
    /// File to write; its ending says the format: .sqlite, .csv, .ndjson or .parquet. `-` is CSV to standard output.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Format, if the ending of the file does not say it.
    #[arg(long)]
    format: Option<Format>,
    /// Only births registered in this province: two digits, one of the 63 before July 2025. It is the province in the number.
    #[arg(long, value_name = "CODE")]
    province: Option<ProvinceCode>,
    /// Only people whose permanent residence is in this province on the date: one of the 34 from July 2025 on, of the 63 before. Looks at everybody's home, which takes longer.
    #[arg(long, value_name = "CODE")]
    resident_in: Option<ProvinceCode>,
    /// Only people born in these years, both included: 1985, 1980..1990, 1980.. or ..1990.
    #[arg(long, value_name = "YEARS", value_parser = dates::years)]
    born: Option<Years>,
    /// Only men (m) or women (f).
    #[arg(long, value_enum)]
    sex: Option<slice::SexOption>,
    /// State of the nation on this day, 1990-01-01 to 2045-12-31; who is not yet born is left out.
    #[arg(long, value_name = "DATE", default_value_t = REFERENCE_DATE, value_parser = dates::as_of)]
    as_of: Date,
    /// Leave out the dead.
    #[arg(long)]
    alive: bool,
    /// Columns and sets of columns in the order wanted, separated by commas; below is what there is.
    #[arg(long, value_delimiter = ',', default_value = "basic", value_name = "COLUMNS")]
    columns: Vec<String>,
    /// At most this many people.
    #[arg(long, value_name = "PEOPLE")]
    limit: Option<u64>,
    /// Replace a file of this name.
    #[arg(long)]
    force: bool,
    /// Forget an interrupted export under this name and begin anew.
    #[arg(long)]
    restart: bool,
    #[command(flatten)]
    nation: NationOptions,
}

/// Exports.
///
/// # Errors
/// If the request asks for something that is not there, or the file cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let nation = nation::grow(&arguments.nation.spec())?;
    let request = request::Request::new(arguments)?;
    let total = request.slice.count(&nation);
    let progress = Progress::new(total, "people looked at");
    let done = write::write(&nation, &request, arguments, &mut |looked_at| {
        progress.at(looked_at);
        Ok(())
    })?;
    drop(progress);
    let resumed = match done.resumed_at {
        0 => String::new(),
        rows => format!("; the first {} were there already", grouped(rows)),
    };
    eprintln!(
        "{} people as of {} in `{}`{resumed}. Nobody in it exists.",
        grouped(done.rows),
        request.as_of,
        arguments.to.display()
    );
    Ok(())
}

#[cfg(test)]
mod tests;
