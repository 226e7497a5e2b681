//! `dinhdanh citizen events`: what happened in a province on a day, or to the people of a list within a period.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{ArgGroup, Args};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_registry::{EventsError, Happening, Kinds, Occurrence};
use jiff::civil::Date;

use super::terminal::{Style, Terminal, TerminalArgs, wrapped};
use super::{Asked, identified, words};
use crate::locale::Locale;

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("whose").required(true).args(["province", "of", "list"])))]
#[command(after_help = format!("Kinds of events:\n{}", kinds()))]
pub(super) struct EventsArgs {
    /// Everybody whose birth was registered there: name or two-digit code of a present province, with all that went into it, or of a former one
    #[arg(long)]
    province: Option<String>,
    /// The day, in a province [default: that of --as-of]
    #[arg(long, value_name = "DATE", conflicts_with_all = ["of", "list"])]
    on: Option<Date>,
    /// These citizens, with commas: 12-digit numbers or others as in `show`
    #[arg(long, value_delimiter = ',', value_name = "NUMBER", requires = "from")]
    of: Vec<String>,
    /// The citizens of a file with a number a line
    #[arg(long, value_name = "FILE", requires = "from")]
    list: Option<PathBuf>,
    /// First day, of a list
    #[arg(long, value_name = "DATE", conflicts_with = "province")]
    from: Option<Date>,
    /// Last day, of a list [default: that of --as-of]
    #[arg(long, value_name = "DATE", conflicts_with = "province")]
    until: Option<Date>,
    /// Only these kinds, with commas; listed below
    #[arg(long, value_name = "KIND", default_value = "", hide_default_value = true, value_parser = wanted)]
    kind: Kinds,
    #[command(flatten)]
    terminal: TerminalArgs,
}

/// No kind means all.
fn wanted(text: &str) -> Result<Kinds, EventsError> {
    if text.is_empty() { Ok(Kinds::default()) } else { text.parse() }
}

fn kinds() -> String {
    let rows = Kinds::known().chunks(6).map(|row| format!("  {}", row.join(", ")));
    rows.collect::<Vec<_>>().join(",\n")
}

pub(super) fn run(asked: &Asked, args: &EventsArgs) -> anyhow::Result<ExitCode> {
    let listed = listed(asked, args)?;
    if listed.is_empty() {
        eprintln!("nothing of that kind happened; hint: another day, a longer period or more kinds");
    } else if asked.json {
        for occurrence in &listed {
            say!("{}", serde_json::to_string(occurrence).context("cannot write JSON")?);
        }
    } else {
        say!("{}", lines(&listed, asked.locale, Terminal::of(&args.terminal)).join("\n"));
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(asked: &Asked, args: &EventsArgs) -> anyhow::Result<Vec<Occurrence>> {
    let (registry, as_of) = (&asked.registry, asked.as_of);
    if let Some(province) = &args.province {
        return Ok(registry.events_of_day(province, args.on.unwrap_or(as_of), &args.kind)?);
    }
    let texts = args.list.as_deref().map_or_else(|| Ok(args.of.clone()), numbers)?;
    let found = texts.iter().enumerate().map(|(at, text)| {
        let number = identified(asked, text).with_context(|| format!("number {} of the list", at + 1))?;
        Ok(number.ok_or(EventsError::Number { nth: at + 1 })?)
    });
    let people: Vec<PersonalNumber> = found.collect::<anyhow::Result<_>>()?;
    let until = args.until.unwrap_or(as_of);
    Ok(registry.events_of(&people, args.from.unwrap_or(until), until, &args.kind)?)
}

fn numbers(file: &Path) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(file).with_context(|| {
        format!("cannot read `{}`: expected a text file with a number a line", file.display())
    })?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// The events, as lines: date, number, name, what happened.
pub(super) fn lines(listed: &[Occurrence], locale: Locale, terminal: Terminal) -> Vec<String> {
    let mut lines = Vec::new();
    for Occurrence { date, personal_number, name, what } in listed {
        let head = format!("{date}  {}  ", personal_number.expose());
        let sad = matches!(what, Happening::Death | Happening::DeclaredMissing);
        let text = format!("{name} · {}", words::happening(what, locale));
        for (at, line) in wrapped(&text, terminal.width.saturating_sub(head.len())).into_iter().enumerate() {
            let head = if at == 0 { head.clone() } else { " ".repeat(head.len()) };
            let line = if sad { terminal.paint(Style::Warning, &line) } else { line };
            lines.push(format!("{}{line}", terminal.paint(Style::Faint, &head)));
        }
    }
    lines
}
