//! Finding citizens by traits: `woman, 30-40, widowed, two minors, lives in Huế, card expired`.
//!
//! A query is text in a small language of English and Vietnamese terms ([`terms`](vocabulary::TERMS)) or a [`Traits`] struct. A query that
//! nobody can satisfy is refused with what contradicts; one that few satisfy is walked from its most selective condition.

mod contradiction;
mod error;
mod household;
mod numbers;
mod parse;
mod place;
mod plan;
mod vocabulary;

use dinhdanh_population::{BloodGroup, MaritalStatus, Nation, Sex};
pub use error::TraitError;
use jiff::civil::Date;
pub use numbers::Bounds;
pub use place::Place;
pub(crate) use place::{nearest as nearest_place, place};

use crate::born::Born;
use crate::pool::{Blocks, Span};
use crate::search::Found;
use crate::summary::summary;
use crate::walk::{Effort, Token, fingerprint, walk};

/// Whether those sought are alive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Life {
    /// Alive on the date.
    #[default]
    Living,
    /// Dead by the date.
    Deceased,
    /// Born by the date.
    Either,
}

/// State of the identity card on the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardState {
    /// Never issued.
    Missing,
    /// Valid on the date.
    Valid,
    /// Run out before the date, and not renewed.
    Expired,
    /// Valid without end.
    ForLife,
    /// The last card is the paper with 9 digits.
    NineDigit,
    /// Valid, and the last day of validity is in the period.
    Expiring(Span),
}

/// State of the e-ID account on the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// Never opened.
    Missing,
    /// Opened, of either level.
    Opened,
    /// Of this level on the date.
    Level(u8),
}

/// The mobile number on the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneState {
    /// None.
    Missing,
    /// One.
    Held,
    /// Another than the first.
    Changed,
}

/// What the register knows of a father or mother.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParentState {
    /// Not recorded.
    Unrecorded,
    /// Alive on the date.
    Living,
    /// Recorded, and dead by the date.
    Deceased,
}

/// An ethnic group, or whether it is a minority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ethnicity {
    /// Any group but the Kinh.
    Minority,
    /// One group, by its name in the list of 1979.
    Group(&'static str),
}

/// What the reform of 1 July 2025 did to the home of the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReformEffect {
    /// The province has another name.
    ProvinceRenamed,
    /// The commune went into more than one.
    CommuneDivided,
}

/// What somebody is like on a date. Every field narrows the search; the default is anybody alive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traits {
    /// Sex.
    pub sex: Option<Sex>,
    /// Whole years; of the dead, at death.
    pub age: Option<Bounds>,
    /// Day or period of birth.
    pub born: Option<Born>,
    /// Month and day of birth, in any year.
    pub birthday: Option<(i8, i8)>,
    /// Whether only the year of birth is known.
    pub year_only: Option<bool>,
    /// Alive or dead.
    pub life: Option<Life>,
    /// Day of death.
    pub died: Option<Span>,
    /// Marital status; of the dead, the last.
    pub marital: Option<MaritalStatus>,
    /// Day of the wedding, whatever came after.
    pub wed: Option<Span>,
    /// Whether there has been a second wedding.
    pub remarried: Option<bool>,
    /// Children born, the dead among them.
    pub children: Option<Bounds>,
    /// Living children under 18.
    pub minors: Option<Bounds>,
    /// Province of permanent residence.
    pub lives_in: Option<Place>,
    /// Province in which the birth was registered.
    pub registered_in: Option<Place>,
    /// Province of temporary residence.
    pub stays_in: Option<Place>,
    /// Whether there is a temporary residence.
    pub stays: Option<bool>,
    /// What the reform of 2025 did to the home.
    pub reform: Option<ReformEffect>,
    /// Identity card.
    pub card: Option<CardState>,
    /// e-ID account.
    pub account: Option<AccountState>,
    /// Whether the account is locked.
    pub locked: Option<bool>,
    /// Mobile number.
    pub phone: Option<PhoneState>,
    /// Whether there is a 9-digit number.
    pub old_number: Option<bool>,
    /// Ethnic group.
    pub ethnicity: Option<Ethnicity>,
    /// Religion, by the name in the register.
    pub religion: Option<&'static str>,
    /// Blood group.
    pub blood: Option<BloodGroup>,
    /// Father.
    pub father: Option<ParentState>,
    /// Mother.
    pub mother: Option<ParentState>,
    /// Whether there is neither a living father nor a living mother.
    pub orphan: Option<bool>,
    /// Whether a living twin was born with the person.
    pub twin: Option<bool>,
    /// People in the household.
    pub household: Option<Bounds>,
    /// Whether the person is head of the household.
    pub head: Option<bool>,
    /// Whether a parent of the spouse lives in the same household.
    pub with_in_laws: Option<bool>,
    /// Surname, accents aside.
    pub surname: Option<String>,
    /// Given name, accents aside.
    pub given: Option<String>,
    /// Words of the whole name.
    pub name_words: Option<Bounds>,
    /// Whether there is a middle name.
    pub middle: Option<bool>,
    /// Whether the name is another than at birth.
    pub renamed: Option<bool>,
    /// Whether another name is known.
    pub other_name: Option<bool>,
}

impl Traits {
    /// Reads a query. `as_of` is what "tomorrow" and "next month" count from.
    ///
    /// # Errors
    /// If a phrase is unknown or said twice; what contradicts is found by the search.
    pub fn parse(text: &str, as_of: Date) -> Result<Self, TraitError> {
        parse::parse(text, as_of)
    }
}

/// Citizens with traits, from a token on.
pub(crate) fn search(
    nation: &Nation,
    blocks: &Blocks,
    traits: &Traits,
    as_of: Date,
    resume: Option<&str>,
    effort: Effort,
) -> Result<Found, TraitError> {
    contradiction::check(traits, as_of)?;
    let of = fingerprint(nation, traits, as_of);
    let from = resume.map_or(Ok(Token::start(of)), |text| Token::parse(text, of))?;
    let mut phases = plan::phases(nation, blocks, traits, as_of);
    let walked = walk(nation, &mut phases, as_of, from, effort);
    Ok(Found {
        people: walked.people.into_iter().filter_map(|person| summary(nation, person, as_of)).collect(),
        looked_at: walked.looked_at,
        exhausted: walked.resume.is_none(),
        resume: walked.resume.map(|token| token.to_string()),
        identifier: None,
    })
}
