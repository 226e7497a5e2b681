//! Finding citizens by number or by description, and foreigners by number. With a day of birth the nation is its own index and everybody who could fit is
//! looked at; without one a bounded walk is taken, and the answer says how far it went and how to go on.

use dinhdanh_population::{Nation, Person, ProvinceCode, Sex, fold};
use jiff::civil::Date;

use crate::born::Born;
use crate::identifier::{identify, is_identifier};
use crate::name::{Fit, Sought};
use crate::pool::{Blocks, Pool, Span};
use crate::summary::{Summary, summary};
use crate::walk::{Effort, Phase, ResumeError, Test, Token, fingerprint, walk};

/// What is known of the citizen sought. Every field narrows the search.
#[derive(Debug, Clone, Copy, Default)]
pub struct Search<'a> {
    /// Name or beginnings of its words in any order, accents and case ignored; or a number of any kind of identifier.
    pub name: &'a str,
    /// Day or period of birth.
    pub born: Option<Born>,
    /// Two-digit code of the present province in which the birth was registered.
    pub province: Option<&'a str>,
    /// Where the last answer stopped.
    pub resume: Option<&'a str>,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The citizens that fit, at most as many as asked.
    pub people: Vec<Summary>,
    /// How many people were looked at.
    pub looked_at: u64,
    /// Whether that was everybody who could fit, and all that fit are shown.
    pub exhausted: bool,
    /// What to go on with, if there is anybody left to look at.
    pub resume: Option<String>,
    /// The kind of identifier that the text was, if it was one.
    pub identifier: Option<&'static str>,
}

pub(crate) fn search(
    nation: &Nation,
    blocks: &Blocks,
    search: &Search<'_>,
    as_of: Date,
    limit: usize,
) -> Result<Found, ResumeError> {
    if is_identifier(search.name) {
        return Ok(by_identifier(nation, search.name, as_of));
    }
    let sought = Sought::new(search.name);
    match search.born.and_then(Born::day) {
        Some(date) => Ok(born_on(nation, search, &sought, date, as_of, limit)),
        None => scattered(nation, blocks, search, &sought, as_of, Effort::people(limit)),
    }
}

fn by_identifier(nation: &Nation, text: &str, as_of: Date) -> Found {
    let mut hits = identify(nation, text, as_of);
    let identifier = hits.first().map(|(kind, _)| kind.name);
    // A person may have the same digits under two kinds.
    hits.dedup_by_key(|(_, holder)| *holder);
    let people: Vec<_> = hits.into_iter().filter_map(|(_, holder)| holder.summary(nation, as_of)).collect();
    Found { looked_at: people.len().max(1) as u64, people, exhausted: true, resume: None, identifier }
}

/// O(people born that day), in the provinces that fit; best fits first.
fn born_on(
    nation: &Nation,
    search: &Search<'_>,
    sought: &Sought,
    date: Date,
    as_of: Date,
    limit: usize,
) -> Found {
    let mut found = Found { exhausted: true, ..Found::default() };
    if date > as_of {
        return found;
    }
    let provinces = ProvinceCode::all().filter(|province| fits_province(*province, search.province));
    let people = provinces.flat_map(|province| {
        [Sex::Female, Sex::Male].into_iter().flat_map(move |sex| nation.born_on(province, sex, date))
    });
    // A given name costs a tenth of a whole one: who is called by one of the words comes first, then by a beginning.
    let (mut called, mut begun, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for person in people {
        let any =
            |fits: fn(&Sought, &str) -> bool| givens(nation, person, as_of).any(|given| fits(sought, &given));
        match (sought.is_empty() || any(Sought::calls), any(Sought::names)) {
            (true, _) => called.push(person),
            (false, true) => begun.push(person),
            (false, false) => rest.push(person),
        }
    }
    found.looked_at = (called.len() + begun.len() + rest.len()) as u64;
    let fits = |people: &[Person]| -> Vec<(Fit, Person)> {
        if sought.is_empty() {
            return people.iter().map(|person| (Fit::Words, *person)).collect();
        }
        people.iter().filter_map(|person| Some((fit(sought, nation, *person, as_of)?, *person))).collect()
    };
    let mut hits = fits(&called);
    // Where somebody has exactly this name, those who share parts of it are not meant.
    if !hits.iter().any(|(fit, _)| *fit <= Fit::Whole) {
        hits.extend(fits(&begun));
        hits.extend(fits(&rest));
    }
    hits.sort_by_key(|(fit, person)| (*fit, nation.index(*person)));
    found.exhausted = hits.len() <= limit;
    found.people =
        hits.into_iter().take(limit).filter_map(|(_, person)| summary(nation, person, as_of)).collect();
    found
}

/// A walk over the living who were born in a period, who are called by one of the words first; of an answer, the best fits first.
fn scattered(
    nation: &Nation,
    blocks: &Blocks,
    search: &Search<'_>,
    sought: &Sought,
    as_of: Date,
    effort: Effort,
) -> Result<Found, ResumeError> {
    let of = fingerprint(nation, &(search.name, search.born, search.province), as_of);
    let from = search.resume.map_or(Ok(Token::start(of)), |text| Token::parse(text, of))?;
    let span = within_life(search.born.map(Born::span), as_of);
    let phase = |likely: bool| {
        let pool = Pool::new(nation, blocks, |p| fits_province(p, search.province), None, span.as_slice());
        let mut tests = vec![Test::new(ALIVE, Nation::is_alive)];
        if !sought.is_empty() {
            let [sieve, words] = [sought.clone(), sought.clone()];
            tests.push(Test::new(GIVEN, move |nation, person, on| {
                givens(nation, person, on).any(|given| sieve.names(&given)) == likely
            }));
            tests.push(Test::new(NAME, move |nation, person, on| fit(&words, nation, person, on).is_some()));
        }
        Phase { pool, tests }
    };
    let mut phases = vec![phase(true)];
    if !sought.is_empty() {
        phases.push(phase(false));
    }
    let mut walked = walk(nation, &mut phases, as_of, from, effort);
    if !sought.is_empty() {
        walked.people.sort_by_key(|person| fit(sought, nation, *person, as_of));
    }
    Ok(Found {
        people: walked.people.into_iter().filter_map(|person| summary(nation, person, as_of)).collect(),
        looked_at: walked.looked_at,
        exhausted: walked.resume.is_none(),
        resume: walked.resume.map(|token| token.to_string()),
        identifier: None,
    })
}

/// Costs of tests in nanoseconds.
const ALIVE: u64 = 250;
const GIVEN: u64 = 400;
const NAME: u64 = 2_000;

/// Longer than anybody of the tables lives, in years.
pub(crate) const LIFE_SPAN: i16 = 125;

/// The days of a period on which somebody alive on a date can have been born; none if there is none.
pub(crate) fn within_life(span: Option<Span>, as_of: Date) -> Option<Span> {
    let oldest = Date::new(as_of.year() - LIFE_SPAN, 1, 1).unwrap_or(Date::MIN);
    let (from, to) = span.unwrap_or((oldest, as_of));
    let (from, to) = (from.max(oldest), to.min(as_of));
    (from <= to).then_some((from, to))
}

/// The given names somebody has had, folded.
fn givens(nation: &Nation, person: Person, as_of: Date) -> impl Iterator<Item = String> {
    nation.given_names(person, as_of).map(fold)
}

/// How well the name on a date fits, or the one at birth of somebody who has changed it.
fn fit(sought: &Sought, nation: &Nation, person: Person, as_of: Date) -> Option<Fit> {
    let mut names = vec![nation.name_on(person, as_of)];
    if nation.given_names(person, as_of).count() > 1 {
        names.push(nation.name(person));
    }
    names.iter().filter_map(|name| sought.fit(&name.full)).min()
}

pub(crate) fn fits_province(province: ProvinceCode, wanted: Option<&str>) -> bool {
    wanted.is_none_or(|code| province.merged().digits() == code)
}
