//! Developer tasks: `cargo xtask ci`, `tidy`, `generate`, `bench`, `nation`.
#![expect(
    clippy::disallowed_methods,
    reason = "a tool, not the product: it measures time, waits for processes and reads the clock"
)]

/// The gateway's allocator: what is measured here must cost what it costs there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod bench;
mod ci;
mod generate;
mod nation;
mod tidy;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// Developer tasks of this workspace.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Task {
    /// Everything that CI checks, in CI's order.
    Ci(ci::Options),
    /// Rules of this repository that no compiler knows.
    Tidy,
    /// Documents derived from code: writes them, or compares.
    Generate(generate::Options),
    /// Measures the targets of the performance table on this machine.
    Bench(bench::Options),
    /// The nation's long checks: calibration on three seeds, and the invariants on ten million people. Minutes, not for CI.
    Nation(nation::Options),
    /// Load for one benchmark, in a process of its own.
    #[command(hide = true)]
    Load,
    /// Bare signatures for one benchmark, in a process of its own.
    #[command(hide = true)]
    Sign,
}

fn main() -> ExitCode {
    let result = match Task::parse() {
        Task::Ci(options) => ci::run(&options),
        Task::Tidy => tidy::run(),
        Task::Generate(options) => generate::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Nation(options) => nation::run(&options),
        Task::Load => bench::load::run(),
        Task::Sign => bench::sign::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
