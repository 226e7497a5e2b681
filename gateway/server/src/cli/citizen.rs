//! `dinhdanh citizen`: the nation from the command line, without a gateway.

mod card;
mod events;
mod find;
mod personas;
mod terminal;
mod timeline;
mod tree;
mod words;

use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::{IdSpace, NationSpec, Registry};
use jiff::civil::Date;
use terminal::{Style, Terminal, TerminalArgs};

use crate::clock::real_now;
use crate::locale::Locale;
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
    /// Language of what is printed
    #[arg(long, global = true, value_enum, default_value_t = Language::En, value_name = "LANG")]
    lang: Language,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    En,
    Vi,
}

#[derive(Debug, Subcommand)]
enum CitizenCommand {
    /// Print a citizen as a card, the household as a tree and the life as a timeline
    Show {
        /// The 12-digit number, or another number of the citizen: 9-digit, mobile
        number: String,
        #[command(flatten)]
        terminal: TerminalArgs,
    },
    /// Find citizens by traits, name, date of birth or number; without a filter, a few that are worth knowing
    #[command(after_help = words::TRAITS)]
    Find(find::FindArgs),
    /// List what happened: in a province on a day, or to some citizens within a period; with --json one event a line
    Events(events::EventsArgs),
    /// List fifty citizens worth knowing, each for another reason, and how they are found
    Personas {
        #[command(flatten)]
        terminal: TerminalArgs,
    },
}

pub(super) fn run(args: &CitizenArgs) -> anyhow::Result<ExitCode> {
    let defaults = NationSpec::default();
    let registry = Registry::new(NationSpec {
        seed: args.seed.unwrap_or(defaults.seed),
        living: args.population.unwrap_or(defaults.living),
        id_space: if args.plausible_ids { IdSpace::Plausible } else { defaults.id_space },
    })?;
    let asked = Asked {
        registry: &registry,
        as_of: args.as_of.unwrap_or_else(|| vietnam_date(real_now())),
        json: args.json,
        locale: match args.lang {
            Language::En => Locale::En,
            Language::Vi => Locale::Vi,
        },
    };
    match &args.command {
        CitizenCommand::Show { number, terminal } => show(&asked, number, Terminal::of(terminal)),
        CitizenCommand::Find(args) => find::run(&asked, args),
        CitizenCommand::Events(args) => events::run(&asked, args),
        CitizenCommand::Personas { terminal } => personas::run(&asked, Terminal::of(terminal)),
    }
}

/// What every subcommand is asked with.
struct Asked<'a> {
    registry: &'a Registry,
    as_of: Date,
    json: bool,
    locale: Locale,
}

fn show(asked: &Asked<'_>, text: &str, terminal: Terminal) -> anyhow::Result<ExitCode> {
    let Asked { registry, as_of, json, locale } = *asked;
    let number = identified(asked, text)?;
    let values = number.as_ref().map(|number| registry.values(number, as_of, Attribute::ALL));
    let (Some(number), Some(values)) = (number, values.filter(|values| !values.is_empty())) else {
        eprintln!(
            "error: no citizen of this nation has this number on {as_of}\n\
             hint: numbers depend on `--seed`, `--population` and `--plausible-ids`; `dinhdanh citizen find` prints some that exist"
        );
        return Ok(ExitCode::FAILURE);
    };
    let events = registry.timeline(&number, as_of);
    if json {
        let mut record = serde_json::to_value(&values)?;
        record["events"] = serde_json::to_value(&events)?;
        say!("{}", serde_json::to_string_pretty(&record)?);
        return Ok(ExitCode::SUCCESS);
    }
    let home = registry.household(&number, as_of);
    let mut lines = card::card(&values, as_of, locale, terminal);
    let sections = [
        (words::register(locale), card::rest(&values, locale, terminal)),
        (words::household(locale), tree::tree(&home, number.expose(), as_of, locale, terminal)),
        (words::life(locale), timeline::timeline(&events, locale, terminal)),
    ];
    for (title, section) in sections.into_iter().filter(|(_, section)| !section.is_empty()) {
        lines.push(String::new());
        lines.push(terminal.paint(Style::Strong, title));
        lines.extend(section);
    }
    say!("{}", lines.join("\n"));
    Ok(ExitCode::SUCCESS)
}

/// The personal number of whom a number of any kind leads to.
fn identified(asked: &Asked<'_>, text: &str) -> anyhow::Result<Option<PersonalNumber>> {
    let search = dinhdanh_registry::Search { name: text, ..dinhdanh_registry::Search::default() };
    if text.chars().filter(char::is_ascii_digit).count() != 12 && asked.registry.is_identifier(text) {
        let found = asked.registry.search(&search, asked.as_of, 1)?;
        return Ok(found.people.into_iter().next().map(|person| person.number));
    }
    Ok(Some(PersonalNumber::parse(text)?))
}

#[cfg(test)]
mod tests;
