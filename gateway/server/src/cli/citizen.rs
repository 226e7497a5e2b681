//! `dinhdanh citizen`: the nation from the command line, without a gateway.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::{IdSpace, NationSpec, Registry, Search, Summary};
use jiff::civil::Date;

use crate::clock::real_now;
use crate::registry::vietnam_date;

#[derive(Debug, Args)]
pub(super) struct CitizenArgs {
    #[command(subcommand)]
    command: CitizenCommand,
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
}

#[derive(Debug, Subcommand)]
enum CitizenCommand {
    /// Print everything the register holds of one citizen
    Show {
        /// The 12-digit number
        number: String,
    },
    /// Find citizens; without a filter, a few that are worth knowing
    Find {
        /// Name or part of it, with or without accents
        #[arg(long)]
        name: Option<String>,
        /// Date of birth, e.g. 1990-05-17
        #[arg(long)]
        birthdate: Option<Date>,
        /// Two-digit code of the present province
        #[arg(long)]
        province: Option<String>,
        /// At most this many
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
}

pub(super) fn run(args: &CitizenArgs) -> anyhow::Result<ExitCode> {
    let defaults = NationSpec::default();
    let registry = Registry::new(NationSpec {
        seed: args.seed.unwrap_or(defaults.seed),
        living: args.population.unwrap_or(defaults.living),
        id_space: if args.plausible_ids { IdSpace::Plausible } else { defaults.id_space },
    })?;
    let as_of = args.as_of.unwrap_or_else(|| vietnam_date(real_now()));
    match &args.command {
        CitizenCommand::Show { number } => show(&registry, number, as_of, args.json),
        CitizenCommand::Find { name, birthdate, province, limit } => {
            let search = Search {
                name: name.as_deref().unwrap_or_default(),
                birthdate: *birthdate,
                province: province.as_deref(),
            };
            find(&registry, &search, as_of, *limit, args.json)
        }
    }
}

fn show(registry: &Registry, number: &str, as_of: Date, json: bool) -> anyhow::Result<ExitCode> {
    let number = PersonalNumber::parse(number)?;
    let values = registry.values(&number, as_of, Attribute::ALL);
    if values.is_empty() {
        eprintln!(
            "error: no citizen of this nation has this number on {as_of}\n\
             hint: numbers depend on `--seed`, `--population` and `--plausible-ids`; `dinhdanh citizen find` prints some that exist"
        );
        return Ok(ExitCode::FAILURE);
    }
    if json {
        say!("{}", serde_json::to_string_pretty(&values)?);
        return Ok(ExitCode::SUCCESS);
    }
    say!("as of {as_of} (synthetic)");
    let width =
        Attribute::ALL.iter().map(|attribute| attribute.info().label_en.len()).max().unwrap_or_default();
    for (attribute, value) in &values {
        let label = attribute.info().label_en;
        say!("{label:width$}  {}", crate::preview::preview(*attribute, value, crate::locale::Locale::En));
    }
    Ok(ExitCode::SUCCESS)
}

fn find(
    registry: &Registry,
    search: &Search<'_>,
    as_of: Date,
    limit: usize,
    json: bool,
) -> anyhow::Result<ExitCode> {
    let filtered = !search.name.is_empty() || search.birthdate.is_some() || search.province.is_some();
    let (people, looked_at, complete) = if filtered {
        let found = registry.search(search, as_of, limit);
        (found.people, found.looked_at, found.complete)
    } else {
        let people: Vec<_> = registry.personas(as_of).into_iter().take(limit).collect();
        let count = people.len() as u64;
        (people, count, true)
    };
    if json {
        let rows: Vec<_> = people.iter().map(row).collect();
        say!("{}", serde_json::to_string_pretty(&rows).context("cannot write JSON")?);
    } else {
        for person in &people {
            say!(
                "{}  {}  {:6}  {}  ({}; {})",
                person.number.expose(),
                person.birthdate,
                if person.female { "female" } else { "male" },
                person.name,
                person.place,
                person.traits.join(" ")
            );
        }
    }
    if !complete {
        eprintln!("looked at {looked_at} people and stopped; hint: add `--birthdate` or `--province`");
    }
    Ok(if people.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn row(person: &Summary) -> serde_json::Value {
    serde_json::json!({
        "personal_number": person.number.expose(),
        "name": person.name,
        "birthdate": person.birthdate,
        "gender": if person.female { "female" } else { "male" },
        "place": person.place,
        "traits": person.traits,
    })
}
