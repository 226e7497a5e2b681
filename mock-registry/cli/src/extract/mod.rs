//! `mock-registry extract`: what an agency has on file, with defects and an answer key.

mod agencies;
mod columns;
mod defects;
mod key;
mod people;
mod profile;
mod subject;
mod write;

use std::path::PathBuf;

use anyhow::Result;
use dinhdanh_population::REFERENCE_DATE;
use jiff::civil::Date;

use crate::dates;
use crate::nation::{self, NationOptions};
use crate::progress::{Progress, grouped};
use crate::table::Format;
use agencies::Agency;
use profile::Profile;

/// Writes an agency's file of people, with named defects, and the key that tells what is wrong with it.
///
/// The nation is exact; its mirrors are not. The same seed, agency, number of rows and defects give the same two files,
/// byte for byte. They appear under their names when both are whole.
#[derive(clap::Args)]
#[command(after_long_help = defects::help())]
pub(crate) struct Arguments {
    /// Whose file: it says which people and which columns; below is what there is.
    #[arg(long, value_parser = agencies::named)]
    agency: &'static Agency,
    /// Rows, duplicates among them.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
    rows: u64,
    /// A profile (none, standard, heavy), or rates such as upper-case=0.1,wrong-sex=0.01, or both: what comes later counts.
    #[arg(long, default_value = "standard", value_parser = profile::parse)]
    defects: Profile,
    /// File to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// File for the answer key, CSV. Whoever cleans the other file must not see it.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// csv, ndjson or parquet, if the ending of the file does not say it.
    #[arg(long)]
    format: Option<Format>,
    /// State of the nation on this day, 1990-01-01 to 2045-12-31.
    #[arg(long, value_name = "DATE", default_value_t = REFERENCE_DATE, value_parser = dates::as_of)]
    as_of: Date,
    /// Replace files of these names.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    nation: NationOptions,
}

/// Extracts.
///
/// # Errors
/// If the nation has too few such people, or a file cannot be written; then nothing is left of either.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let nation = nation::grow(&arguments.nation.spec())?;
    let progress = Progress::new(arguments.rows, "rows");
    let defects = write::write(&nation, arguments, &mut |rows| {
        progress.at(rows);
        Ok(())
    })?;
    drop(progress);
    eprintln!(
        "{} rows in `{}`, and {} defects in the key `{}`. Nobody in them exists.",
        grouped(arguments.rows),
        arguments.out.display(),
        grouped(defects),
        arguments.key.display()
    );
    Ok(())
}

#[cfg(test)]
mod tests;
