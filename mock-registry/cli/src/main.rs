//! The command `mock-registry`: calibrates the nation, and writes extracts and exports of it.

mod calibrate;
mod invariants;

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
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Calibrate(arguments) => calibrate::run(&arguments),
        Command::Invariants(arguments) => invariants::run(&arguments),
    }
}
