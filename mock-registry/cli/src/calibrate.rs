//! The nation beside the figures it is to meet.

/// Prints every target beside what a sample shows, and fails if one is missed.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Seed of the nation.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    anyhow::bail!("not calibrated yet (seed {})", arguments.seed)
}
