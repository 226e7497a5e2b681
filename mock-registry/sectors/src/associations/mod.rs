//! Membership of the mass organisations, by age, sex, place and time: one record per organisation.
//!
//! Whether somebody is employed is not asked of other datasets: the trade union draws its own lot (assumption). So are all shares.

mod dataset;

pub use dataset::ASSOCIATIONS;

use dinhdanh_population::{Nation, Person, Sex};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::common_things::{Draws, Life, Numbers, is_rural, plus_days};
use crate::records::redacted;

/// A membership, as it stands on the date asked.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// Which organisation.
    pub organisation: Organisation,
    /// Number of the member's card: ten digits, of nobody else.
    pub card_number: String,
    /// The branch: of the commune where the member lived on joining.
    pub branch: &'static str,
    /// Code of that commune.
    pub commune_code: &'static str,
    /// Day of joining.
    pub joined_on: Date,
    /// The day on which it ended: by age, on leaving work, or by death.
    pub left_on: Option<Date>,
    /// `active` or `ended`.
    pub state: &'static str,
}

redacted!(Membership);

/// A mass organisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Organisation {
    /// Youth union: 16 to 30 (charter, article 1).
    YouthUnion,
    /// Trade union of employees (Law 50/2024/QH15).
    TradeUnion,
    /// Women's union: women from 18 (charter).
    WomensUnion,
    /// Farmers' union: in the country, from 18 (charter).
    FarmersUnion,
    /// Veterans' association (Ordinance 27/2005/PL-UBTVQH11).
    VeteransAssociation,
    /// Association of the elderly: from 60 (Law 39/2009/QH12; those of 50 to 59 may join, and are left out).
    ElderlyAssociation,
}

/// Who joins an organisation.
struct Rule {
    organisation: Organisation,
    /// Per mille of men and women who join.
    share: [u64; 2],
    /// Age on joining, least and most.
    joins: (u64, u64),
    /// Age by which it ends, for those whom it ends for.
    until: Option<(u64, u64)>,
    /// Whether members live in the country.
    rural: bool,
    /// Years of birth that can be members.
    born: (i16, i16),
    /// The day from which there are members on file.
    since: Date,
}

const ANY: (i16, i16) = (1905, 2045);

const RULES: [Rule; 6] = [
    Rule {
        organisation: Organisation::YouthUnion,
        share: [520, 560],
        joins: (16, 19),
        until: Some((30, 30)),
        rural: false,
        born: ANY,
        since: date(1960, 1, 1),
    },
    Rule {
        organisation: Organisation::TradeUnion,
        share: [260, 280],
        joins: (20, 34),
        until: Some((36, 60)),
        rural: false,
        born: ANY,
        since: date(1960, 1, 1),
    },
    Rule {
        organisation: Organisation::WomensUnion,
        share: [0, 620],
        joins: (18, 36),
        until: None,
        rural: false,
        born: ANY,
        since: date(1960, 1, 1),
    },
    Rule {
        organisation: Organisation::FarmersUnion,
        share: [430, 300],
        joins: (20, 48),
        until: None,
        rural: true,
        born: ANY,
        since: date(1977, 1, 1),
    },
    Rule {
        organisation: Organisation::VeteransAssociation,
        share: [210, 12],
        joins: (30, 50),
        until: None,
        rural: false,
        born: (1925, 1966),
        since: date(1989, 12, 6),
    },
    Rule {
        organisation: Organisation::ElderlyAssociation,
        share: [600, 690],
        joins: (60, 70),
        until: None,
        rural: false,
        born: ANY,
        since: date(1995, 5, 10),
    },
];
const CARDS: u32 = u32::MAX;

mod draw {
    pub(super) const JOINS: u64 = 0;
    pub(super) const AGE: u64 = 1;
    pub(super) const DAY: u64 = 2;
    pub(super) const LEAVES: u64 = 3;
    pub(super) const SINCE: u64 = 4;
}

/// The memberships of a person begun by a date, in order.
pub fn memberships(nation: &Nation, person: Person, as_of: Date) -> Vec<Membership> {
    let life = Life::of(nation, person);
    let draws = Draws::of(nation, "association", person);
    let mut found: Vec<Membership> = RULES
        .iter()
        .enumerate()
        .filter(|(i, rule)| {
            draws.child(*i as u64).chance(draw::JOINS, rule.share[nation.sex(person) as usize])
                && (rule.born.0..=rule.born.1).contains(&life.born.year())
        })
        .filter_map(|(i, rule)| membership(nation, person, rule, i as u64, as_of))
        .collect();
    found.sort_by_key(|membership| membership.joined_on);
    found
}

fn membership(nation: &Nation, person: Person, rule: &Rule, nth: u64, as_of: Date) -> Option<Membership> {
    let life = Life::of(nation, person);
    let draws = Draws::of(nation, "association", person).child(nth);
    let joins = plus_days(
        life.age(draws.between(draw::AGE, rule.joins.0, rule.joins.1)),
        draws.between(draw::DAY, 0, 360),
    );
    // Those who could have joined before the organisation was founded do so in its first years.
    let joined_on = joins.max(plus_days(rule.since, draws.between(draw::SINCE, 0, 5 * 365)));
    let leaves = rule
        .until
        .map_or(life.died, |(least, most)| life.age(draws.between(draw::LEAVES, least, most)).min(life.died));
    if joined_on > as_of || joined_on >= leaves {
        return None;
    }
    let home = nation.permanent_residence(person, joined_on)?;
    if rule.rural && !is_rural(&home) {
        return None;
    }
    let number =
        Numbers::new(nation, "association.card", CARDS, RULES.len() as u64).of(nation, person, nth)?;
    let left_on = Some(leaves).filter(|day| *day <= as_of);
    Some(Membership {
        organisation: rule.organisation,
        card_number: format!("{number:010}"),
        branch: home.commune.name,
        commune_code: home.commune.code,
        joined_on,
        left_on,
        state: if left_on.is_some() { "ended" } else { "active" },
    })
}

impl Organisation {
    /// Whether people of a sex may be members at all.
    pub fn admits(self, sex: Sex) -> bool {
        RULES.iter().any(|rule| rule.organisation == self && rule.share[sex as usize] > 0)
    }
}
