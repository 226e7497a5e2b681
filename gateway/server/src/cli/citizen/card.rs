//! A citizen as a card, and below it everything else that the register holds.

use std::collections::BTreeMap;

use dinhdanh_protocol::Attribute;
use jiff::civil::Date;
use serde_json::Value;

use super::terminal::{Style, Terminal, columns, cut, padded, rows};
use super::words;
use crate::locale::Locale;
use crate::preview::preview;

/// What stands on the card, below name and number.
const FACE: [Attribute; 9] = [
    Attribute::Birthdate,
    Attribute::DateOfDeath,
    Attribute::Gender,
    Attribute::Nationalities,
    Attribute::Ethnicity,
    Attribute::Hometown,
    Attribute::PermanentAddress,
    Attribute::IdentityCard,
    Attribute::EidAccount,
];

/// Shown in the head of the card, as parts of another value, or as a tree.
const ELSEWHERE: [Attribute; 6] = [
    Attribute::PersonalNumber,
    Attribute::Name,
    Attribute::FamilyName,
    Attribute::MiddleName,
    Attribute::GivenName,
    Attribute::Household,
];

type Values = BTreeMap<Attribute, Value>;

/// The card, as lines.
pub(super) fn card(values: &Values, as_of: Date, locale: Locale, terminal: Terminal) -> Vec<String> {
    let inside = terminal.width - 4;
    let text = |attribute| values.get(&attribute).and_then(Value::as_str).unwrap_or_default();
    let title = words::synthetic(is_foreigner(values), locale, as_of);
    let mut lines = vec![edge('╭', '╮', title, terminal)];
    let number = grouped(text(Attribute::PersonalNumber));
    let name = cut(text(Attribute::Name), inside.saturating_sub(columns(&number) + 1));
    let gap = " ".repeat(inside - columns(&name) - columns(&number));
    let head = format!("{}{gap}{number}", terminal.paint(Style::Strong, &name));
    lines.push(boxed(&head, inside, inside, terminal));
    lines.push(boxed("", 0, inside, terminal));
    let face: Vec<Attribute> = FACE.into_iter().filter(|attribute| values.contains_key(attribute)).collect();
    let plain = Terminal::new(terminal.width, false);
    let shown = labelled(values, &face, locale);
    let painted = rows(terminal, &shown, 0, inside);
    for (line, painted) in rows(plain, &shown, 0, inside).into_iter().zip(painted) {
        lines.push(boxed(&painted, columns(&line), inside, terminal));
    }
    for warning in warnings(values, as_of, locale) {
        let painted = terminal.paint(Style::Warning, &warning);
        lines.push(boxed(&painted, columns(&warning), inside, terminal));
    }
    lines.push(edge('╰', '╯', String::new(), terminal));
    lines
}

/// What stands on no card, as lines.
pub(super) fn rest(values: &Values, locale: Locale, terminal: Terminal) -> Vec<String> {
    let attributes: Vec<Attribute> = values
        .keys()
        .copied()
        .filter(|attribute| !FACE.contains(attribute) && !ELSEWHERE.contains(attribute))
        .collect();
    rows(terminal, &labelled(values, &attributes, locale), 2, terminal.width)
}

fn labelled(values: &Values, attributes: &[Attribute], locale: Locale) -> Vec<(String, String)> {
    let label = |attribute: &Attribute| match locale {
        Locale::Vi => attribute.info().label_vi.to_owned(),
        Locale::En => attribute.info().label_en.to_owned(),
    };
    attributes
        .iter()
        .filter_map(|attribute| Some((label(attribute), preview(*attribute, values.get(attribute)?, locale))))
        .collect()
}

/// Whoever is no citizen has another nationality only.
fn is_foreigner(values: &Values) -> bool {
    values
        .get(&Attribute::Nationalities)
        .and_then(Value::as_array)
        .is_some_and(|held| !held.contains(&Value::from("VNM")))
}

/// What makes a login or a check fail.
fn warnings(values: &Values, as_of: Date, locale: Locale) -> Vec<String> {
    let flag = |attribute, name: &str| values.get(&attribute).and_then(|value| value.get(name)?.as_bool());
    let day = |value: &Value| value.as_str().and_then(|text| text.parse::<Date>().ok());
    let died = values.get(&Attribute::DateOfDeath).and_then(day).is_some_and(|died| died <= as_of);
    let invalid = flag(Attribute::IdentityCard, "valid") == Some(false);
    let foreign = is_foreigner(values);
    let known = [
        (died, words::Warning::Deceased),
        (invalid && !foreign, words::Warning::CardExpired),
        (invalid && foreign, words::Warning::ResidenceCardInvalid),
        (flag(Attribute::EidAccount, "locked") == Some(true), words::Warning::AccountLocked),
    ];
    known
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, warning)| format!("! {}", warning.text(locale)))
        .collect()
}

/// Digits in groups of three, as they are read aloud.
fn grouped(digits: &str) -> String {
    let letters: Vec<char> = digits.chars().collect();
    letters.chunks(3).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn edge(left: char, right: char, title: String, terminal: Terminal) -> String {
    let title = if title.is_empty() { title } else { format!(" {} ", cut(&title, terminal.width - 6)) };
    let line = "─".repeat(terminal.width - 3 - columns(&title));
    terminal.paint(Style::Faint, &format!("{left}─{title}{line}{right}"))
}

/// A line between the edges of the box; `columns` is its width without colours.
fn boxed(line: &str, columns: usize, inside: usize, terminal: Terminal) -> String {
    let side = terminal.paint(Style::Faint, "│");
    let fill = padded("", inside.saturating_sub(columns));
    format!("{side} {line}{fill} {side}")
}
