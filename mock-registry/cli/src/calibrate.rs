//! The nation beside the figures it is to meet.

mod census;
mod figures;
mod line;
mod tables;

use anyhow::ensure;
use dinhdanh_population::{Nation, NationSpec, REFERENCE_DATE};

use census::Census;

/// Prints every target beside what a sample shows, with its source; fails if one is outside its tolerance.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Seed of the nation.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Living people of the nation.
    #[arg(long, default_value_t = 101_000_000)]
    population: u64,
    /// Living people in the sample, about.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(10_000..))]
    sample: u64,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let spec = NationSpec { seed: arguments.seed, living: arguments.population, ..NationSpec::default() };
    let nation = Nation::new(spec)?;
    let census = Census::take(&nation, REFERENCE_DATE, arguments.sample.min(arguments.population));
    println!(
        "seed {}, {} living of {} people ever registered; sample of {} living on {REFERENCE_DATE}\n",
        arguments.seed,
        arguments.population,
        nation.registered(),
        census.living().count()
    );
    let lines = figures::all(&census);
    print!("{}", line::table(&lines));
    let missed = lines.iter().filter(|line| !line.is_met()).count();
    ensure!(missed == 0, "{missed} of {} figures are outside their tolerance: see MISSED above", lines.len());
    println!("\nall {} figures are within their tolerance", lines.len());
    Ok(())
}
