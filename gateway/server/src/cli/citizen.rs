//! `dinhdanh citizen`: the nation from the command line, without a gateway.

mod card;
mod events;
mod find;
mod personas;
mod timeline;
mod tree;
mod words;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use dinhdanh_protocol::{Attribute, PersonalNumber};

use super::nation::{Asked, NationArgs};
use super::terminal::{self, Style, Terminal, TerminalArgs};

#[derive(Debug, Args)]
pub(super) struct CitizenArgs {
    #[command(subcommand)]
    command: CitizenCommand,
    #[command(flatten)]
    nation: NationArgs,
}

#[derive(Debug, Subcommand)]
enum CitizenCommand {
    /// Print a citizen or a foreigner as a card, the household as a tree and the life as a timeline
    Show {
        /// The 12-digit number, or another number of the person: 9-digit, mobile, passport, residence card
        number: String,
        #[command(flatten)]
        terminal: TerminalArgs,
    },
    /// Find citizens by traits, name, date of birth or number; without a filter, a few that are worth knowing
    #[command(after_help = words::TRAITS)]
    Find(find::FindArgs),
    /// List what happened: in a province on a day, or to some citizens within a period; with --json one event a line
    Events(events::EventsArgs),
    /// List more than fifty people worth knowing, each for another reason, and how they are found
    Personas {
        #[command(flatten)]
        terminal: TerminalArgs,
    },
}

pub(super) fn run(args: &CitizenArgs) -> anyhow::Result<ExitCode> {
    let asked = args.nation.asked()?;
    match &args.command {
        CitizenCommand::Show { number, terminal } => show(&asked, number, Terminal::of(terminal)),
        CitizenCommand::Find(args) => find::run(&asked, args),
        CitizenCommand::Events(args) => events::run(&asked, args),
        CitizenCommand::Personas { terminal } => personas::run(&asked, Terminal::of(terminal)),
    }
}

fn show(asked: &Asked, text: &str, terminal: Terminal) -> anyhow::Result<ExitCode> {
    let Asked { registry, as_of, json, locale } = asked;
    let (as_of, locale) = (*as_of, *locale);
    let number = identified(asked, text)?;
    let values = number.as_ref().map(|number| registry.values(number, as_of, Attribute::ALL));
    let (Some(number), Some(values)) = (number, values.filter(|values| !values.is_empty())) else {
        eprintln!(
            "error: nobody of this nation has this number on {as_of}\n\
             hint: numbers depend on `--seed`, `--population` and `--plausible-ids`; `dinhdanh citizen find` and `dinhdanh citizen find --foreigners` print some that exist"
        );
        return Ok(ExitCode::FAILURE);
    };
    let events = registry.timeline(&number, as_of);
    if *json {
        let mut record = serde_json::to_value(&values)?;
        record["events"] = serde_json::to_value(&events)?;
        say!("{}", serde_json::to_string_pretty(&record)?);
        return Ok(ExitCode::SUCCESS);
    }
    let home = registry.household(&number, as_of);
    let born = registry.find(&number, as_of).map(|person| person.birthdate.day());
    let mut lines = card::card(&values, as_of, locale, terminal);
    let sections = [
        (words::register(locale), card::rest(&values, locale, terminal)),
        (words::household(locale), tree::tree(&home, number.expose(), as_of, locale, terminal)),
        (words::life(locale), timeline::timeline(born, &events, locale, terminal)),
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
fn identified(asked: &Asked, text: &str) -> anyhow::Result<Option<PersonalNumber>> {
    let search = dinhdanh_registry::Search { name: text, ..dinhdanh_registry::Search::default() };
    if text.chars().filter(char::is_ascii_digit).count() != 12 && asked.registry.is_identifier(text) {
        let found = asked.registry.search(&search, asked.as_of, 1)?;
        return Ok(found.people.into_iter().next().map(|person| person.number));
    }
    Ok(Some(PersonalNumber::parse(text)?))
}

#[cfg(test)]
mod tests;
