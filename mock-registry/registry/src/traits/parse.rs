//! From text to traits.

use std::sync::LazyLock;

use dinhdanh_population::{ethnic_groups, fold};
use jiff::civil::Date;

use super::error::TraitError;
use super::numbers::{bounds, number};
use super::vocabulary::{MONTHS, Means, Put, RELIGIONS, TERMS, religion};
use super::{Traits, place};

/// A way to say a term, folded, with its blank.
struct Pattern {
    before: String,
    after: String,
    blank: bool,
    means: &'static Means,
    /// As it is written in the table.
    shown: &'static str,
}

/// All patterns, those with the most letters of their own first: `no children` before `_ children`.
static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let said =
        TERMS.iter().flat_map(|term| term.en.iter().chain(term.vi).map(move |said| (*said, &term.means)));
    let mut patterns: Vec<Pattern> = said
        .map(|(shown, means)| {
            let folded = fold(shown);
            let (before, after) = folded.split_once('_').unwrap_or((&folded, ""));
            Pattern { before: before.into(), after: after.into(), blank: folded.contains('_'), means, shown }
        })
        .collect();
    patterns.sort_by_key(|p| (p.blank, std::cmp::Reverse(p.before.len() + p.after.len())));
    patterns
});

/// What separates one trait from another.
const SEPARATORS: [char; 4] = [',', ';', '\n', '，'];
/// Words, folded, that may separate two traits within a phrase that is none.
const CONJUNCTIONS: [&str; 2] = [" and ", " va "];

pub(super) fn parse(text: &str, as_of: Date) -> Result<Traits, TraitError> {
    let mut traits = Traits::default();
    for phrase in text.split(SEPARATORS).map(str::trim).filter(|phrase| !phrase.is_empty()) {
        match read(&mut traits, phrase, as_of) {
            Err(refused @ (TraitError::Unknown { .. } | TraitError::Blank { .. })) => {
                traits = joined(&traits, phrase, as_of).ok_or(refused)?;
            }
            outcome => outcome?,
        }
    }
    Ok(traits)
}

/// The traits of a phrase that is two or more, joined by "and"; none if one of them is unknown.
fn joined(traits: &Traits, phrase: &str, as_of: Date) -> Option<Traits> {
    let phrase = fold(phrase);
    let word = CONJUNCTIONS.iter().find(|word| phrase.contains(**word))?;
    let mut joined = traits.clone();

    phrase.split(word).try_for_each(|part| read(&mut joined, part.trim(), as_of)).ok()?;
    Some(joined)
}

/// Why a pattern whose own words are there does not take the blank.
struct Misfit {
    expected: &'static str,
    nearest: Option<String>,
}

fn read(traits: &mut Traits, phrase: &str, as_of: Date) -> Result<(), TraitError> {
    let folded = fold(phrase).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut misfit = None;
    for pattern in PATTERNS.iter() {
        let Some(blank) = pattern.blank_of(&folded) else { continue };
        match fill(pattern.means, traits, blank, as_of) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(_)) => return Err(TraitError::Twice { phrase: phrase.to_owned() }),
            // A pattern that is nothing but a blank says nothing about what was meant.
            Err(why) if pattern.before.len() + pattern.after.len() > 0 => misfit = misfit.or(Some(why)),
            Err(_) => {}
        }
    }
    Err(match misfit {
        Some(Misfit { expected, nearest }) => {
            TraitError::Blank { phrase: phrase.to_owned(), expected, nearest }
        }
        None => TraitError::Unknown { phrase: phrase.to_owned(), nearest: nearest(&folded) },
    })
}

impl Pattern {
    /// What stands in the blank of a phrase, if its other words are those of this pattern.
    fn blank_of<'t>(&self, folded: &'t str) -> Option<&'t str> {
        let rest = folded.strip_prefix(self.before.as_str())?;
        if !self.blank {
            return rest.is_empty().then_some("");
        }
        let blank = rest.strip_suffix(self.after.as_str())?.trim();
        (!blank.is_empty()).then_some(blank)
    }
}

fn fill(means: &Means, traits: &mut Traits, blank: &str, as_of: Date) -> Result<Put, Misfit> {
    let misfit = |expected, nearest: Option<String>| Misfit { expected, nearest };
    Ok(match means {
        Means::Flag(set) => set(traits),
        Means::Relative(set) => set(traits, as_of),
        Means::Count(set) => set(
            traits,
            bounds(blank)
                .ok_or_else(|| misfit("a count such as `2`, `two`, `30-40` or `at least 3`", None))?,
        ),
        Means::Number(set) => {
            set(traits, number(blank).ok_or_else(|| misfit("a number such as `14` or `ten`", None))?, as_of)
        }
        Means::Period(set) => set(
            traits,
            blank.parse().map_err(|_| {
                misfit("a date or period such as `1990-05-17`, `17/05/1990`, `1990` or `1985..1990`", None)
            })?,
        ),
        Means::Birthday(set) => set(
            traits,
            birthday(blank)
                .ok_or_else(|| misfit("a day and month such as `29/02` or `29 February`", None))?,
        ),
        Means::Place(set) => set(
            traits,
            place::place(blank, as_of)
                .ok_or_else(|| misfit("a province", place::nearest(blank).map(str::to_owned)))?,
        ),
        Means::Group(set) => set(
            traits,
            ethnic_groups()
                .find(|name| letters(name) == letters(blank))
                .ok_or_else(|| misfit("an ethnic group", near(blank, ethnic_groups())))?,
        ),
        Means::Religion(set) => {
            let named =
                RELIGIONS.iter().find(|(english, _)| *english == blank).map_or(blank, |(_, name)| name);
            let names = || dinhdanh_population::religions().chain(RELIGIONS.iter().map(|(name, _)| *name));
            set(traits, religion(named).ok_or_else(|| misfit("a religion", near(blank, names())))?)
        }
        Means::Name(set) => set(traits, blank),
    })
}

/// `29/02`, `29-2`, `29 february`, `29 thang 2`.
fn birthday(text: &str) -> Option<(i8, i8)> {
    let parts: Vec<&str> =
        text.split(['/', '-', ' ']).filter(|part| !part.is_empty() && *part != "thang").collect();
    let [day, month] = parts[..] else { return None };
    let named = |month: &str| {
        let at = MONTHS.iter().position(|name| month.starts_with(name))?;
        i8::try_from(at + 1).ok()
    };
    let day: i8 = day.parse().ok()?;
    let month = month.parse().ok().or_else(|| named(month))?;
    // In a leap year every day of the calendar exists.
    Date::new(2000, month, day).ok().map(|_| (month, day))
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The nearest of some names to a word.
fn near<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let word = letters(word);
    names
        .map(|name| (strsim::osa_distance(&letters(name), &word), name))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= word.len() / 2)
        .map(|(_, name)| name.to_owned())
}

/// The nearest way to say something, numbers taken for blanks.
fn nearest(folded: &str) -> Option<String> {
    let blanked: Vec<&str> =
        folded.split(' ').map(|word| if bounds(word).is_some() { "_" } else { word }).collect();
    let phrase = blanked.join(" ");
    PATTERNS
        .iter()
        .filter(|pattern| pattern.shown != "_")
        .map(|pattern| (strsim::osa_distance(&fold(pattern.shown), &phrase), pattern.shown))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= phrase.chars().count().div_ceil(2))
        .map(|(_, shown)| shown.to_owned())
}

#[cfg(test)]
mod tests;
