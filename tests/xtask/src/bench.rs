//! Measures the targets of the performance table on this machine. Absolute times differ from machine to machine: what counts is the ratio to a
//! reference measured in the same run, wherever there is one.

mod export;
mod http;
pub(crate) mod load;
mod nation;
mod report;
mod search;
mod server;
pub(crate) mod sign;
mod start_up;
mod token;

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;
use report::Row;

use crate::workspace;

/// What to measure, and what to do with it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure these alone.
    #[arg(long, value_delimiter = ',', ignore_case = true)]
    only: Vec<Target>,
    /// Write the rows here too, as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Fail when a target is missed.
    #[arg(long)]
    check: bool,
}

/// Targets, by their numbers in the performance table.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Start-up and idle memory.
    P1,
    /// The nation, one thread.
    P2,
    /// Search by name and day of birth.
    P3,
    /// The token endpoint, one core.
    P4,
    /// Exports, one core.
    P12,
}

/// Builds for release, measures, prints.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    workspace::run(workspace::cargo(&[
        "build",
        "--release",
        "--locked",
        "--package",
        "dinhdanh-server",
        "--package",
        "mock-registry",
    ])?)?;
    let release = workspace::target_dir()?.join("release");
    if cfg!(debug_assertions) {
        // The nation is measured, and load is made, by this very program.
        workspace::run(workspace::cargo(&["build", "--release", "--locked", "--package", "xtask"])?)?;
        let mut optimised = workspace::command(release.join("xtask"), &[])?;
        optimised.args(std::env::args_os().skip(1));
        return workspace::run(optimised);
    }
    let binary = release.join("dinhdanh");
    let mut rows: Vec<Row> = Vec::new();
    for target in Target::value_variants()
        .iter()
        .filter(|target| options.only.is_empty() || options.only.contains(target))
    {
        rows.extend(match target {
            Target::P1 => start_up::measure(&binary)?,
            Target::P2 => nation::measure()?,
            Target::P3 => search::measure()?,
            Target::P4 => token::measure(&binary)?,
            Target::P12 => export::measure(&release.join("mock-registry"))?,
        });
    }
    print!("{}", report::table(&rows));
    if let Some(path) = &options.json {
        std::fs::write(path, serde_json::to_string_pretty(&rows)? + "\n")?;
    }
    let missed: Vec<&str> = rows.iter().filter(|row| !row.ok).map(|row| row.id).collect();
    if options.check && !missed.is_empty() {
        bail!("missed: `{}`; the table above has value and target", missed.join("`, `"));
    }
    Ok(())
}
