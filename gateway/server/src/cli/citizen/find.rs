//! `dinhdanh citizen find`.

use std::num::NonZeroUsize;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use dinhdanh_registry::{Born, Effort, Found, Search, Summary, Traits};
use serde_json::json;

use super::Asked;

#[derive(Debug, Args)]
pub(super) struct FindArgs {
    /// Traits, e.g. "woman, 30-40, widowed, two minors, lives in Huế"; --help lists them
    #[arg(conflicts_with_all = ["name", "birthdate", "province"])]
    traits: Option<String>,
    /// Name or part of it in any order, with or without accents; or a number of any kind
    #[arg(long)]
    name: Option<String>,
    /// Date or period of birth, e.g. 1990-05-17, 17/05/1990, 1990 or 1985..1990
    #[arg(long)]
    birthdate: Option<Born>,
    /// Name or two-digit code of the present province
    #[arg(long)]
    province: Option<String>,
    /// Foreigners who live in the country instead of citizens
    #[arg(long, conflicts_with_all = ["traits", "name", "birthdate", "province", "resume"])]
    foreigners: bool,
    /// At most this many
    #[arg(long, default_value = "20")]
    limit: NonZeroUsize,
    /// Go on where the last answer stopped
    #[arg(long, value_name = "TOKEN")]
    resume: Option<String>,
}

pub(super) fn run(asked: &Asked, args: &FindArgs) -> anyhow::Result<ExitCode> {
    let found = found(asked, args)?;
    if asked.json {
        let people: Vec<_> = found.people.iter().map(row).collect();
        let answer = json!({
            "citizens": people,
            "looked_at": found.looked_at,
            "exhausted": found.exhausted,
            "resume": found.resume,
        });
        say!("{}", serde_json::to_string_pretty(&answer).context("cannot write JSON")?);
    } else {
        found.people.iter().for_each(|person| say!("{}", line(person)));
    }
    if let Some(token) = &found.resume {
        eprintln!(
            "looked at {} people and stopped; hint: narrow the search, or go on with `--resume {token}`",
            found.looked_at
        );
    } else if !found.exhausted {
        eprintln!("looked at {} people; more fit than are shown; hint: raise `--limit`", found.looked_at);
    }
    Ok(if found.people.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn found(asked: &Asked, args: &FindArgs) -> anyhow::Result<Found> {
    if let Some(text) = &args.traits {
        let traits = Traits::parse(text, asked.as_of)?;
        let effort = Effort::people(args.limit.get());
        return Ok(asked.registry.by_traits(&traits, asked.as_of, args.resume.as_deref(), effort)?);
    }
    if args.foreigners {
        return Ok(asked.registry.foreigners(asked.as_of, args.limit.get()));
    }
    if args.name.is_none() && args.birthdate.is_none() && args.province.is_none() {
        let people: Vec<_> =
            asked.registry.personas(asked.as_of).into_iter().take(args.limit.get()).collect();
        return Ok(Found { looked_at: people.len() as u64, people, exhausted: true, ..Found::default() });
    }
    let province = match &args.province {
        None => None,
        Some(text) => Some(asked.registry.province(text).with_context(|| {
            format!("expected the name or code of a province, got `{text}`: write `hue` or `46`")
        })?),
    };
    let search = Search {
        name: args.name.as_deref().unwrap_or_default(),
        born: args.birthdate,
        province: province.as_ref().map(|(code, _)| code.as_str()),
        resume: args.resume.as_deref(),
    };
    Ok(asked.registry.search(&search, asked.as_of, args.limit.get())?)
}

fn line(person: &Summary) -> String {
    format!(
        "{}  {}  {:6}  {}  ({}; {})",
        person.number.expose(),
        person.birthdate,
        if person.female { "female" } else { "male" },
        person.name,
        person.place,
        person.traits.join(" ")
    )
}

pub(super) fn row(person: &Summary) -> serde_json::Value {
    json!({
        "personal_number": person.number.expose(),
        "name": person.name,
        "birthdate": person.birthdate,
        "gender": if person.female { "female" } else { "male" },
        "place": person.place,
        "traits": person.traits,
    })
}
