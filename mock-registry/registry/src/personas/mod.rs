//! The gallery: citizens worth knowing, each for another reason, found in the nation by a query that anybody can repeat.

mod gallery;
mod looks;
mod pairs;
mod shortlist;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;
pub(crate) use shortlist::personas;

use crate::holder::Holder;
use crate::pool::Blocks;
use crate::summary::{Summary, summary};
use crate::traits::{self, Traits};
use crate::walk::Effort;

/// Somebody to look for.
pub struct Persona {
    /// Name in commands, kebab case; never changes.
    pub id: &'static str,
    /// Title in English.
    pub title_en: &'static str,
    /// Title in Vietnamese.
    pub title_vi: &'static str,
    /// What trainers and testers need such a person for, in English.
    pub why_en: &'static str,
    /// The same in Vietnamese.
    pub why_vi: &'static str,
    /// How such a person is found.
    pub(crate) search: Wanted,
}

/// How a persona is found.
pub(crate) enum Wanted {
    /// By a trait query.
    Query(&'static str),
    /// By looking at two people at once; with what the look is called.
    Pair(&'static str, PairLook),
    /// By looking at one after another, also at who is no citizen; with what the look is called.
    One(&'static str, OneLook),
}

/// A look for one: whom it found, and how many it looked at.
pub(crate) type OneLook = fn(&Nation, &Blocks, Date) -> (Option<Holder>, u64);

/// A look for two people: whom it found, and how many it looked at.
pub(crate) type PairLook = fn(&Nation, &Blocks, Date) -> (Option<[Person; 2]>, u64);

impl Persona {
    /// How such a person is found: a trait query, or a description of the look.
    pub fn found_by(&self) -> &'static str {
        match self.search {
            Wanted::Query(query) => query,
            Wanted::Pair(name, _) | Wanted::One(name, _) => name,
        }
    }

    /// Whether [`found_by`](Self::found_by) is a query for [`Traits::parse`].
    pub fn is_query(&self) -> bool {
        matches!(self.search, Wanted::Query(_))
    }
}

/// A persona found.
#[derive(Clone)]
pub struct Sitter {
    /// Why this citizen is shown.
    pub persona: &'static Persona,
    /// The citizen.
    pub citizen: Summary,
    /// The other one, if the persona is a pair.
    pub other: Option<Summary>,
}

/// A persona that this nation has not on that date, or that was not found within the effort.
#[derive(Clone)]
pub struct Missing {
    /// Whom.
    pub persona: &'static Persona,
    /// How many people were looked at.
    pub looked_at: u64,
    /// Whether that was everybody who could fit; if so the nation has nobody like that.
    pub exhausted: bool,
}

/// All personas as of a date.
#[derive(Clone)]
pub struct Gallery {
    /// Those found, in the order of the table.
    pub sitters: Vec<Sitter>,
    /// Those not found.
    pub missing: Vec<Missing>,
}

/// Work for one persona, in nanoseconds: the rarest take a few times this, most a hundredth.
const WORK: u64 = 120_000_000;
/// People taken from one query, in case the first already stands for another persona.
const CHOICE: usize = 8;
/// Dates kept: a class works on one or two.
const KEPT: usize = 4;

/// Galleries by date.
#[derive(Default)]
pub(crate) struct Galleries(Mutex<BTreeMap<Date, Arc<Gallery>>>);

impl Galleries {
    pub(crate) fn of(&self, nation: &Nation, blocks: &Blocks, as_of: Date) -> Arc<Gallery> {
        if let Some(gallery) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&as_of) {
            return Arc::clone(gallery);
        }
        // Not under the lock: two readers at once do the work twice and come to the same.
        let gallery = Arc::new(hang(nation, blocks, as_of));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_first();
        }
        kept.insert(as_of, Arc::clone(&gallery));
        gallery
    }
}

/// Every persona of the table.
pub(crate) fn table() -> &'static [Persona] {
    gallery::PERSONAS
}

fn hang(nation: &Nation, blocks: &Blocks, as_of: Date) -> Gallery {
    let mut gallery = Gallery { sitters: Vec::new(), missing: Vec::new() };
    let mut taken = BTreeSet::new();
    for persona in gallery::PERSONAS {
        let sought = match persona.search {
            Wanted::Query(query) => by_query(nation, blocks, persona, query, as_of, &taken),
            Wanted::Pair(_, look) => by_look(nation, blocks, persona, look, as_of),
            Wanted::One(_, look) => {
                let (found, looked_at) = look(nation, blocks, as_of);
                let citizen = found.and_then(|holder| holder.summary(nation, as_of));
                citizen.map(|citizen| Sitter { persona, citizen, other: None }).ok_or(Missing {
                    persona,
                    looked_at,
                    exhausted: false,
                })
            }
        };
        match sought {
            Ok(sitter) => {
                taken.insert(sitter.citizen.number.expose().to_owned());
                gallery.sitters.push(sitter);
            }
            Err(missing) => gallery.missing.push(missing),
        }
    }
    gallery
}

/// The first citizen of a query who does not stand for another persona yet; in a tiny nation one may stand for two.
fn by_query(
    nation: &Nation,
    blocks: &Blocks,
    persona: &'static Persona,
    query: &str,
    as_of: Date,
    taken: &BTreeSet<String>,
) -> Result<Sitter, Missing> {
    let missing = |looked_at, exhausted| Missing { persona, looked_at, exhausted };
    // On some dates a query contradicts itself: nobody born in a common year turns 14 on a 29 February.
    let effort = Effort { people: CHOICE, work: WORK };
    let mut found = Traits::parse(query, as_of)
        .and_then(|wanted| traits::search(nation, blocks, &wanted, as_of, None, effort))
        .map_err(|_| missing(0, true))?;
    if found.people.is_empty() {
        return Err(missing(found.looked_at, found.exhausted));
    }
    let free = found.people.iter().position(|person| !taken.contains(person.number.expose()));
    Ok(Sitter { persona, citizen: found.people.swap_remove(free.unwrap_or(0)), other: None })
}

fn by_look(
    nation: &Nation,
    blocks: &Blocks,
    persona: &'static Persona,
    look: PairLook,
    as_of: Date,
) -> Result<Sitter, Missing> {
    let (pair, looked_at) = look(nation, blocks, as_of);
    let missing = || Missing { persona, looked_at, exhausted: false };
    let [citizen, other] = pair.ok_or_else(missing)?.map(|person| summary(nation, person, as_of));
    Ok(Sitter { persona, citizen: citizen.ok_or_else(missing)?, other })
}
