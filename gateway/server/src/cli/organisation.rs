//! `dinhdanh organisation`: the organisations of the nation from the command line, without a gateway.

mod words;

use std::num::NonZeroUsize;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::organisation::OrganisationView;

use super::nation::{Asked, NationArgs};
use super::terminal::{Style, Terminal, TerminalArgs, rows, wrapped};
use crate::locale::Locale;
use words::Word;

#[derive(Debug, Args)]
pub(super) struct OrganisationArgs {
    #[command(subcommand)]
    command: OrganisationCommand,
    #[command(flatten)]
    nation: NationArgs,
}

#[derive(Debug, Subcommand)]
enum OrganisationCommand {
    /// Print an organisation as a card
    Show {
        /// The ten digits of its tax code
        tax_code: String,
        #[command(flatten)]
        terminal: TerminalArgs,
    },
    /// Find organisations by who represents them; without a filter, some that are at work
    Find {
        /// Personal number of the legal representative
        #[arg(long, value_name = "NUMBER")]
        representative: Option<String>,
        /// At most this many
        #[arg(long, default_value = "20")]
        limit: NonZeroUsize,
    },
}

pub(super) fn run(args: &OrganisationArgs) -> anyhow::Result<ExitCode> {
    let asked = args.nation.asked()?;
    match &args.command {
        OrganisationCommand::Show { tax_code, terminal } => show(&asked, tax_code, Terminal::of(terminal)),
        OrganisationCommand::Find { representative, limit } => {
            find(&asked, representative.as_deref(), limit.get())
        }
    }
}

fn show(asked: &Asked, tax_code: &str, terminal: Terminal) -> anyhow::Result<ExitCode> {
    let Some(found) = asked.registry.organisation(tax_code, asked.as_of)? else {
        eprintln!(
            "error: no organisation of this nation has this tax code on {}\n\
             hint: codes depend on `--seed`, `--population` and `--plausible-ids`; `dinhdanh organisation find` prints some that exist",
            asked.as_of
        );
        return Ok(ExitCode::FAILURE);
    };
    match asked.json {
        true => say!("{}", serde_json::to_string_pretty(&found)?),
        false => say!("{}", card(&found, asked.locale, terminal).join("\n")),
    }
    Ok(ExitCode::SUCCESS)
}

fn find(asked: &Asked, representative: Option<&str>, limit: usize) -> anyhow::Result<ExitCode> {
    let found: Vec<OrganisationView> = match representative {
        Some(number) => {
            let number = PersonalNumber::parse(number)?;
            asked.registry.organisations_represented(&number, asked.as_of).into_iter().take(limit).collect()
        }
        None => asked.registry.organisations(asked.as_of).take(limit).collect(),
    };
    if found.is_empty() {
        let (what, hint) = match representative {
            Some(_) => (
                "nobody with this number represents an organisation",
                "`dinhdanh organisation find` prints some; `show` names the representative",
            ),
            None => ("no organisation is at work", "give a later date with `--as-of`"),
        };
        eprintln!("error: {what} on {}\nhint: {hint}", asked.as_of);
    }
    if asked.json {
        let answer = serde_json::json!({ "organisations": found });
        say!("{}", serde_json::to_string_pretty(&answer).context("cannot write JSON")?);
    } else {
        found.iter().for_each(|one| {
            let kind = asked.locale.texts().common.values.label(&one.kind);
            say!("{}  {}  {}  ({kind})", one.tax_code, one.founded, one.name);
        });
    }
    Ok(if found.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The organisation, as lines.
fn card(found: &OrganisationView, locale: Locale, terminal: Terminal) -> Vec<String> {
    let date = |day| locale.date(day);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let since = |day| (locale.texts().common.since)(&date(day));
    let known = [
        (Word::TaxCode, Some(found.tax_code.clone())),
        (Word::Kind, Some(locale.texts().common.values.label(&found.kind).to_owned())),
        (Word::Seat, Some(text(&found.address["text"]))),
        (Word::Founded, Some(date(found.founded))),
        (Word::Dissolved, found.dissolved.map(date)),
        (
            Word::Representative,
            found
                .representative
                .as_ref()
                .map(|who| format!("{} · {}, {}", who.name, who.personal_number.expose(), since(who.since))),
        ),
        (
            Word::Account,
            found.account.map(|account| {
                let locked =
                    if account.locked { format!(", {}", Word::Locked.text(locale)) } else { String::new() };
                format!("{}{locked}", since(account.since))
            }),
        ),
    ];
    let labelled: Vec<_> =
        known.into_iter().filter_map(|(word, value)| Some((word.text(locale).to_owned(), value?))).collect();
    let mut lines = vec![terminal.paint(Style::Faint, Word::Synthetic.text(locale))];
    lines.extend(wrapped(&found.name, terminal.width).iter().map(|line| terminal.paint(Style::Strong, line)));
    lines.extend(rows(terminal, &labelled, 2, terminal.width));
    lines
}

#[cfg(test)]
mod tests {
    use dinhdanh_protocol::organisation::{OrganisationAccountView, Representative};
    use jiff::civil::date;
    use serde_json::json;

    use super::super::terminal::columns;
    use super::*;

    /// Made by hand: nobody of a nation is in a snapshot.
    fn at_work() -> OrganisationView {
        OrganisationView {
            synthetic: true,
            tax_code: "6500000012".to_owned(),
            name: "C\u{f4}ng ty TNHH X\u{e2}y d\u{1ef1}ng An Ph\u{e1}t".to_owned(),
            kind: "limited".to_owned(),
            address: json!({ "text": "S\u{1ed1} nh\u{e0} 12, Ph\u{1b0}\u{1edd}ng Thu\u{1ead}n Ho\u{e1}, Hu\u{1ebf}" }),
            founded: date(2011, 4, 5),
            dissolved: None,
            representative: Some(Representative {
                personal_number: PersonalNumber::parse("901090000012").unwrap(),
                name: "Tr\u{1ea7}n Th\u{1ecb} A".to_owned(),
                since: date(2019, 4, 5),
            }),
            account: Some(OrganisationAccountView { since: date(2025, 6, 7), locked: false }),
        }
    }

    fn dissolved() -> OrganisationView {
        OrganisationView {
            dissolved: Some(date(2026, 1, 2)),
            representative: None,
            account: Some(OrganisationAccountView { since: date(2025, 6, 7), locked: true }),
            ..at_work()
        }
    }

    #[test]
    fn an_organisation_in_the_terminal() {
        for (name, locale) in [("organisation.en", Locale::En), ("organisation.vi", Locale::Vi)] {
            let cards =
                [at_work(), dissolved()].map(|one| card(&one, locale, Terminal::new(72, false)).join("\n"));
            insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "organisation/snapshots" }, {
                insta::assert_snapshot!(name, cards.join("\n\n"));
            });
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 40..=120 {
            let lines = card(&at_work(), Locale::Vi, Terminal::new(width, false));
            assert!(lines.iter().all(|line| columns(line) <= width), "{width}");
        }
    }
}
