//! `dinhdanh citizen personas`: the gallery.

use std::process::ExitCode;

use dinhdanh_registry::{Gallery, Persona};
use serde_json::{Value, json};

use super::terminal::{Style, Terminal, wrapped};
use super::{Asked, find, words};
use crate::locale::Locale;

pub(super) fn run(asked: &Asked, terminal: Terminal) -> anyhow::Result<ExitCode> {
    let gallery = asked.registry.gallery(asked.as_of);
    match asked.json {
        true => say!("{}", serde_json::to_string_pretty(&as_json(&gallery))?),
        false => say!("{}", listed(&gallery, asked.locale, terminal).join("\n")),
    }
    Ok(ExitCode::SUCCESS)
}

fn as_json(gallery: &Gallery) -> Value {
    let about = |persona: &Persona| {
        json!({
            "id": persona.id,
            "title": { "en": persona.title_en, "vi": persona.title_vi },
            "why": { "en": persona.why_en, "vi": persona.why_vi },
            "found_by": persona.found_by(),
            "query": persona.is_query(),
        })
    };
    let sitters = gallery.sitters.iter().map(|sitter| {
        let mut value = about(sitter.persona);
        value["citizen"] = find::row(&sitter.citizen);
        if let Some(other) = &sitter.other {
            value["other"] = find::row(other);
        }
        value
    });
    let missing = gallery.missing.iter().map(|missing| {
        let mut value = about(missing.persona);
        value["looked_at"] = json!(missing.looked_at);
        value["exhausted"] = json!(missing.exhausted);
        value
    });
    json!({
        "personas": sitters.collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
    })
}

fn title(persona: &Persona, locale: Locale) -> &'static str {
    match locale {
        Locale::Vi => persona.title_vi,
        Locale::En => persona.title_en,
    }
}

fn why(persona: &Persona, locale: Locale) -> &'static str {
    match locale {
        Locale::Vi => persona.why_vi,
        Locale::En => persona.why_en,
    }
}

/// The gallery, as lines: who, why, and how to find more like that.
pub(super) fn listed(gallery: &Gallery, locale: Locale, terminal: Terminal) -> Vec<String> {
    let mut lines = Vec::new();
    let indented = |lines: &mut Vec<String>, text: &str, style: Option<Style>| {
        for line in wrapped(text, terminal.width.saturating_sub(2)) {
            let line = style.map_or_else(|| line.clone(), |style| terminal.paint(style, &line));
            lines.push(format!("  {line}"));
        }
    };
    for sitter in &gallery.sitters {
        let persona = sitter.persona;
        let heading = wrapped(&format!("{} · {}", persona.id, title(persona, locale)), terminal.width);
        lines.extend(heading.iter().map(|line| terminal.paint(Style::Strong, line)));
        for citizen in std::iter::once(&sitter.citizen).chain(&sitter.other) {
            let born = words::born(citizen.birthdate, i32::try_from(citizen.age).unwrap_or_default(), locale);
            let text = format!("{}  {}, {born}, {}", citizen.number.expose(), citizen.name, citizen.place);
            indented(&mut lines, &text, None);
        }
        indented(&mut lines, why(persona, locale), None);
        indented(&mut lines, &format!("← {}", persona.found_by()), Some(Style::Faint));
    }
    if !gallery.missing.is_empty() {
        lines.extend([String::new(), terminal.paint(Style::Strong, words::missing(locale))]);
        for missing in &gallery.missing {
            let looked = words::looked_at(missing.looked_at, missing.exhausted, locale);
            indented(
                &mut lines,
                &format!("{} · {}: {looked}", missing.persona.id, title(missing.persona, locale)),
                None,
            );
        }
    }
    lines
}
