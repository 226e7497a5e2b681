//! The command `mock-registry`: calibrates the nation, and writes extracts and exports of it.

mod address;
mod calibrate;
mod dates;
mod export;
mod extract;
mod file;
mod invariants;
mod nation;
mod progress;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A nation that does not exist, as tables: measured against the real one, or written to files.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Calibrate(calibrate::Arguments),
    Invariants(invariants::Arguments),
    Export(export::Arguments),
    Extract(extract::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Calibrate(arguments) => calibrate::run(&arguments),
        Command::Invariants(arguments) => invariants::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
