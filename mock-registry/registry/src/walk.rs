//! Walking candidates: cheap tests before dear ones, a bounded effort, and a token to go on with.

use std::fmt;

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;

use crate::pool::Pool;

/// What a candidate must meet.
pub(crate) struct Test {
    /// Roughly how many nanoseconds it takes; decides the order of the tests and what an effort buys.
    pub(crate) cost: u64,
    pub(crate) holds: Box<Holds>,
}

/// Whether a person is like that on a date.
type Holds = dyn Fn(&Nation, Person, Date) -> bool;

impl Test {
    pub(crate) fn new(cost: u64, holds: impl Fn(&Nation, Person, Date) -> bool + 'static) -> Self {
        Self { cost, holds: Box::new(holds) }
    }
}

/// A pool and what its people must meet.
pub(crate) struct Phase {
    pub(crate) pool: Pool,
    pub(crate) tests: Vec<Test>,
}

/// How far a walk goes before it stops with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Most citizens found.
    pub people: usize,
    /// Work, in nanoseconds of the machine on which the costs of the tests were taken. It is counted and not measured, so that
    /// the answer is the same on every machine.
    pub work: u64,
}

impl Effort {
    /// Some tens of milliseconds.
    pub fn people(people: usize) -> Self {
        Self { people, work: 25_000_000 }
    }
}

/// Where to go on: a phase, a place in its pool, and what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    phase: usize,
    place: u64,
    of: u64,
}

/// Why a token does not go on with a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResumeError {
    /// No token.
    #[error(
        "expected a resume token as the last answer gave it, got another text; repeat the search without one"
    )]
    Malformed,
    /// A token of something else.
    #[error(
        "expected the resume token of this search, got that of another: a token is bound to the query, the date and the nation (seed, population, kind of numbers); repeat the search without one"
    )]
    OfAnother,
}

impl Token {
    pub(crate) fn start(of: u64) -> Self {
        Self { phase: 0, place: 0, of }
    }

    pub(crate) fn parse(text: &str, of: u64) -> Result<Self, ResumeError> {
        let hex = |text: &str| u64::from_str_radix(text, 16).map_err(|_| ResumeError::Malformed);
        let parts: Vec<&str> = text.trim().split('-').collect();
        let [phase, place, fingerprint] = parts[..] else { return Err(ResumeError::Malformed) };
        let phase = usize::try_from(hex(phase)?).map_err(|_| ResumeError::Malformed)?;
        let token = Self { phase, place: hex(place)?, of: hex(fingerprint)? };
        if token.of == of { Ok(token) } else { Err(ResumeError::OfAnother) }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{:x}-{:016x}", self.phase, self.place, self.of)
    }
}

/// What a token is bound to: the query as text, the date and the nation.
pub(crate) fn fingerprint(nation: &Nation, query: &dyn fmt::Debug, as_of: Date) -> u64 {
    let text = format!("{query:?} {as_of} {:?}", nation.spec());
    // FNV-1a: it tells honest mistakes apart and guards nothing.
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// What a walk came back with.
pub(crate) struct Walked {
    pub(crate) people: Vec<Person>,
    pub(crate) looked_at: u64,
    /// None if everybody was looked at.
    pub(crate) resume: Option<Token>,
}

/// Nanoseconds to take the next candidate from a pool.
const STEP: u64 = 120;

/// Walks the phases from a token on.
pub(crate) fn walk(
    nation: &Nation,
    phases: &mut [Phase],
    as_of: Date,
    from: Token,
    effort: Effort,
) -> Walked {
    let mut walked = Walked { people: Vec::new(), looked_at: 0, resume: None };
    let mut work = 0;
    let mut at = from;
    for (number, phase) in phases.iter_mut().enumerate().skip(from.phase) {
        phase.tests.sort_by_key(|test| test.cost);
        if number != at.phase {
            at = Token { phase: number, place: 0, ..at };
        }
        while at.place < phase.pool.len() {
            if walked.people.len() >= effort.people || work >= effort.work {
                walked.resume = Some(at);
                return walked;
            }
            let candidate = phase.pool.get(nation, at.place);
            at.place += 1;
            let Some(person) = candidate else { continue };
            walked.looked_at += 1;
            work += STEP;
            let fits = phase.tests.iter().all(|test| {
                work += test.cost;
                (test.holds)(nation, person, as_of)
            });
            if fits {
                walked.people.push(person);
            }
        }
    }
    walked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_and_is_bound() {
        let token = Token { phase: 1, place: 77_000, of: 0xabc };
        assert!(Token::parse(&token.to_string(), 0xabc) == Ok(token));
        assert_eq!(Token::parse(&token.to_string(), 0xabd).err(), Some(ResumeError::OfAnother));
        for text in ["", "1-2", "x-1-1", "1-1-1-1", "1--1"] {
            assert_eq!(Token::parse(text, 1).err(), Some(ResumeError::Malformed), "{text}");
        }
    }
}
