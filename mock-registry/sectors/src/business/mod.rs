//! Businesses that a person has registered: a household business or a company, at most one in life.
//!
//! Who founds what, where and until when are assumptions.

mod dataset;
mod tax_code;

pub use dataset::BUSINESSES;
pub use tax_code::person_by_tax_code;

use dinhdanh_population::{Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::common_things::{Draws, Life, Party, one_line, plus_days};
use crate::records::redacted;

/// A registered business, as it stands on the date asked.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Business {
    /// Tax code in force: ten digits, which are a company's enterprise number too; of a household business, the owner's personal
    /// number from 1 July 2025 (Circular 86/2024/TT-BTC, article 5 paragraph 5).
    pub tax_code: String,
    /// The ten digits that a household business had until then.
    pub former_tax_code: Option<String>,
    /// Kind.
    pub kind: Kind,
    /// Name.
    pub name: String,
    /// Who represents it in law: the person.
    pub representative: Party,
    /// Line of business by the Vietnam Standard Industrial Classification (Decision 27/2018/QD-TTg).
    pub line_code: &'static str,
    /// The same in words.
    pub line: &'static str,
    /// Place of business, written as on the day of registration.
    pub address: String,
    /// Code of the commune on that day.
    pub commune_code: &'static str,
    /// Code of the province on that day.
    pub province_code: &'static str,
    /// Capital in dong, of a company.
    pub charter_capital: Option<u64>,
    /// Day of registration.
    pub registered_on: Date,
    /// Since when it is suspended, if it is.
    pub suspended_since: Option<Date>,
    /// The day on which it was dissolved, or its representative died.
    pub ended_on: Option<Date>,
    /// State.
    pub state: State,
}

redacted!(Business);

/// Kind of business.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Household business.
    HouseholdBusiness,
    /// Limited-liability company with one member.
    Company,
}

/// State of a business.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// At work.
    Active,
    /// At rest, for a time.
    Suspended,
    /// Gone.
    Dissolved,
    /// The representative is dead and no other is on file.
    RepresentativeDead,
}

/// The personal number is the tax code of a person and of a household business from here on.
const PERSONAL_NUMBER: Date = date(2025, 7, 1);
/// Registrations are on file from here on.
const FIRST: Date = date(1992, 1, 1);
/// Per mille of men and women who ever found a household business, and a company.
const FOUNDERS: [(Kind, [u64; 2]); 2] = [(Kind::Company, [18, 8]), (Kind::HouseholdBusiness, [62, 58])];

mod draw {
    pub(super) const KIND: u64 = 0;
    pub(super) const AGE: u64 = 1;
    pub(super) const DAY: u64 = 2;
    pub(super) const LINE: u64 = 3;
    pub(super) const CAPITAL: u64 = 4;
    pub(super) const SUSPENDED: u64 = 5;
    pub(super) const PAUSE: u64 = 6;
    pub(super) const DISSOLVED: u64 = 7;
    pub(super) const LASTS: u64 = 8;
    pub(super) const NAME: u64 = 9;
}

/// The business of a person registered by a date, or none.
pub fn businesses(nation: &Nation, person: Person, as_of: Date) -> Vec<Business> {
    business(nation, person, as_of).into_iter().collect()
}

fn business(nation: &Nation, person: Person, as_of: Date) -> Option<Business> {
    let draws = Draws::of(nation, "business", person);
    let sex = nation.sex(person) as usize;
    let (kind, _) = FOUNDERS
        .iter()
        .enumerate()
        .find(|(i, (_, share))| draws.child(*i as u64).chance(draw::KIND, share[sex]))?
        .1;
    let life = Life::of(nation, person);
    let registered_on =
        plus_days(life.age(draws.between(draw::AGE, 20, 58)), draws.between(draw::DAY, 0, 364));
    if registered_on < FIRST || registered_on > as_of || registered_on >= life.died {
        return None;
    }
    let ten_digits = tax_code::of(nation, person)?;
    let own = || nation.number(person).digits();
    let (tax_code, former_tax_code) = match kind {
        Kind::HouseholdBusiness if as_of >= PERSONAL_NUMBER => {
            (own(), Some(ten_digits).filter(|_| registered_on < PERSONAL_NUMBER))
        }
        _ => (ten_digits, None),
    };
    let (code, line) = *draws.pick(draw::LINE, dataset::LINES)?;
    let home = nation.permanent_residence(person, registered_on)?;
    let (suspended_since, ended_on, state) = state(registered_on, draws, life, as_of);
    let representative = Party::of(nation, person, registered_on);
    Some(Business {
        tax_code,
        former_tax_code,
        kind: *kind,
        name: dataset::name(*kind, &representative.name, draws.between(draw::NAME, 1, 9_999)),
        representative,
        line_code: code,
        line,
        address: one_line(&home),
        commune_code: home.commune.code,
        province_code: home.province.code,
        charter_capital: (*kind == Kind::Company).then(|| draws.between(draw::CAPITAL, 1, 100) * 100_000_000),
        registered_on,
        suspended_since,
        ended_on,
        state,
    })
}

/// Since when a business rests, when it ended, and its state.
fn state(registered_on: Date, draws: Draws, life: Life, as_of: Date) -> (Option<Date>, Option<Date>, State) {
    let dissolved = plus_days(registered_on, draws.between(draw::LASTS, 200, 9_000));
    let dissolved =
        Some(dissolved).filter(|_| draws.chance(draw::DISSOLVED, 600)).filter(|day| *day < life.died);
    if let Some(ended) = dissolved.filter(|day| *day <= as_of) {
        return (None, Some(ended), State::Dissolved);
    }
    if life.died <= as_of {
        return (None, Some(life.died), State::RepresentativeDead);
    }
    let pause = plus_days(registered_on, draws.between(draw::PAUSE, 100, 6_000));
    let until = plus_days(pause, draws.child(draw::PAUSE).between(0, 90, 365));
    match draws.chance(draw::SUSPENDED, 250) && pause <= as_of && as_of < until {
        true => (Some(pause), None, State::Suspended),
        false => (None, None, State::Active),
    }
}
