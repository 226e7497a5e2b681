//! Which nation a command is about.

use anyhow::Result;
use dinhdanh_population::{IdSpace, Nation, NationSpec};

/// Options that name a nation: the same values give the same people on every machine.
#[derive(clap::Args, Clone, Copy)]
pub(crate) struct NationOptions {
    /// Seed of the nation; another seed makes other people of the same demography.
    #[arg(long, default_value_t = 2026)]
    pub(crate) seed: u64,
    /// Citizens alive on 1 July 2025, 1,000 to 1,200,000,000.
    #[arg(long, default_value_t = 101_000_000, value_name = "PEOPLE")]
    pub(crate) population: u64,
    /// Numbers that pass common validators, and may therefore belong to somebody, instead of reserved ones.
    #[arg(long)]
    pub(crate) plausible_ids: bool,
}

impl NationOptions {
    /// What the nation is grown from.
    pub(crate) fn spec(self) -> NationSpec {
        let id_space = if self.plausible_ids { IdSpace::Plausible } else { IdSpace::Reserved };
        NationSpec { seed: self.seed, living: self.population, id_space }
    }
}

/// Grows the nation, and says in the command's words what is wrong with its size.
pub(crate) fn grow(spec: &NationSpec) -> Result<Nation> {
    Nation::new(spec.clone()).map_err(|error| anyhow::anyhow!("`--population`: {error}"))
}

/// A word that differs if the people of two builds of this program differ: a digest of some records.
pub(crate) fn fingerprint(nation: &Nation) -> Result<String> {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for i in 0..16 {
        let person = nation.person_at(nation.registered() / 16 * i);
        let date = jiff::civil::date(2045, 12, 31);
        let record = serde_json::to_vec(&person.and_then(|person| nation.core(person, date)))?;
        // FNV-1a: this tells builds apart, and guards against nobody.
        hash = record.iter().fold(hash, |h, byte| (h ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }
    Ok(format!("{hash:016x}"))
}
