//! Finding citizens by description. With a date of birth the nation is its own index; without one a bounded look is taken, and the answer
//! says how far it went.

use dinhdanh_population::{IdNumber, Nation, Person, ProvinceCode, Sex, fold};
use jiff::civil::Date;

use crate::summary::{Summary, summary};

/// People looked at when no date of birth narrows the search: some tens of milliseconds.
const LOOKED_AT: u64 = 20_000;

/// Scatters the look over provinces and years.
const STRIDE: u64 = 15_485_863;

/// What is known of the citizen sought. Every field narrows the search.
#[derive(Debug, Clone, Copy, Default)]
pub struct Search<'a> {
    /// Name or beginnings of its words in any order, accents and case ignored; or a personal number.
    pub name: &'a str,
    /// Date of birth.
    pub birthdate: Option<Date>,
    /// Two-digit code of the present province in which the birth was registered.
    pub province: Option<&'a str>,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The citizens that fit, at most as many as asked.
    pub people: Vec<Summary>,
    /// How many people were looked at.
    pub looked_at: u64,
    /// Whether that was everybody who could fit.
    pub complete: bool,
}

pub(crate) fn search(nation: &Nation, search: &Search<'_>, as_of: Date, limit: usize) -> Found {
    if let Ok(number) = search.name.trim().parse::<IdNumber>() {
        let people: Vec<_> =
            nation.lookup(number).and_then(|person| summary(nation, person, as_of)).into_iter().collect();
        return Found { people, looked_at: 1, complete: true };
    }
    match search.birthdate {
        Some(date) => born_on(nation, search, date, as_of, limit),
        None => scattered(nation, search, as_of, limit),
    }
}

/// O(people born that day), in the provinces that fit.
fn born_on(nation: &Nation, search: &Search<'_>, date: Date, as_of: Date, limit: usize) -> Found {
    let mut found = Found { complete: true, ..Found::default() };
    let words = words(search.name);
    for province in ProvinceCode::all().filter(|province| fits_province(*province, search.province)) {
        for sex in [Sex::Female, Sex::Male] {
            for person in nation.born_on(province, sex, date) {
                found.looked_at += 1;
                if !fits_name(nation, person, &words) {
                    continue;
                }
                if found.people.len() == limit {
                    return Found { complete: false, ..found };
                }
                found.people.extend(summary(nation, person, as_of));
            }
        }
    }
    found
}

fn scattered(nation: &Nation, search: &Search<'_>, as_of: Date, limit: usize) -> Found {
    let mut found = Found::default();
    let words = words(search.name);
    let registered = nation.registered().max(1);
    for step in 0..LOOKED_AT.min(registered) {
        found.looked_at += 1;
        let Some(person) = nation.person_at((step * (STRIDE % registered) + step) % registered) else {
            continue;
        };
        let fits = nation.is_alive(person, as_of)
            && fits_province(nation.birth_province(person), search.province)
            && fits_name(nation, person, &words);
        if fits {
            found.people.extend(summary(nation, person, as_of));
            if found.people.len() == limit {
                break;
            }
        }
    }
    found
}

pub(crate) fn words(name: &str) -> Vec<String> {
    fold(name).split_whitespace().map(str::to_owned).collect()
}

pub(crate) fn fits_province(province: ProvinceCode, wanted: Option<&str>) -> bool {
    wanted.is_none_or(|code| province.merged().digits().ends_with(code))
}

fn fits_name(nation: &Nation, person: Person, words: &[String]) -> bool {
    words.is_empty() || name_has(&nation.name(person).full, words)
}

/// Whether every word begins one of the words of a name.
pub(crate) fn name_has(name: &str, words: &[String]) -> bool {
    let name = fold(name);
    words.iter().all(|word| name.split_whitespace().any(|part| part.starts_with(word.as_str())))
}
