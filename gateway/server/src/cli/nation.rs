//! The nation that a command asks, without a gateway.

use clap::{Args, ValueEnum};
use dinhdanh_registry::{IdSpace, NationSpec, Registry};
use jiff::civil::Date;

use crate::clock::real_now;
use crate::locale::Locale;
use crate::registry::vietnam_date;

#[derive(Debug, Args)]
pub(super) struct NationArgs {
    /// Seed of the nation
    #[arg(long, env = "DINHDANH_SEED", global = true)]
    seed: Option<u64>,
    /// Living citizens
    #[arg(long, env = "DINHDANH_POPULATION", global = true)]
    population: Option<u64>,
    /// Numbers that pass common validators
    #[arg(long, env = "DINHDANH_PLAUSIBLE_IDS", global = true)]
    plausible_ids: bool,
    /// Date of the record [default: today in Vietnam]
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<Date>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    /// Language of what is printed
    #[arg(long, global = true, value_enum, default_value_t = Language::En, value_name = "LANG")]
    lang: Language,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    En,
    Vi,
}

/// What every subcommand is asked with.
pub(super) struct Asked {
    pub(super) registry: Registry,
    pub(super) as_of: Date,
    pub(super) json: bool,
    pub(super) locale: Locale,
}

impl NationArgs {
    /// Builds the nation.
    pub(super) fn asked(&self) -> anyhow::Result<Asked> {
        let defaults = NationSpec::default();
        let spec = NationSpec {
            seed: self.seed.unwrap_or(defaults.seed),
            living: self.population.unwrap_or(defaults.living),
            id_space: if self.plausible_ids { IdSpace::Plausible } else { defaults.id_space },
        };
        Ok(Asked {
            registry: Registry::new(spec)?,
            as_of: self.as_of.unwrap_or_else(|| vietnam_date(real_now())),
            json: self.json,
            locale: match self.lang {
                Language::En => Locale::En,
                Language::Vi => Locale::Vi,
            },
        })
    }
}
