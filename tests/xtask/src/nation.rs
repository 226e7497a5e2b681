//! The nation's long checks, which nobody waits for in CI.

use crate::workspace;

/// How much to look at.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Seeds to calibrate.
    #[arg(long, value_delimiter = ',', default_values_t = [2026, 7, 99])]
    seeds: Vec<u64>,
    /// People on whom the invariants are checked.
    #[arg(long, default_value_t = 10_000_000)]
    people: u64,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    for seed in &options.seeds {
        mock_registry(&["calibrate", "--seed", &seed.to_string()])?;
    }
    mock_registry(&["invariants", "--people", &options.people.to_string()])
}

fn mock_registry(arguments: &[&str]) -> anyhow::Result<()> {
    let mut command =
        workspace::cargo(&["run", "--quiet", "--release", "--locked", "--package", "mock-registry", "--"])?;
    command.args(arguments);
    workspace::run(command)
}
