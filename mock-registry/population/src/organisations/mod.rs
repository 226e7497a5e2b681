//! Organisations: each has a tax code that leads back to it, a legal representative who is a citizen of the nation, and since
//! 2024 an account for electronic identification (Decree 69/2024/ND-CP, articles 6, 7 and 12).

mod representative;
mod tax_code;
mod title;

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::data::{provinces, wards};
use crate::day::{Day, days_in_year};
use crate::home::{Address, Spot};
use crate::ident::IdNumber;
use crate::mix::{below, chance};
use crate::nation::Nation;
use crate::papers::AccountLevel;

pub use representative::RepresentativeTerm;
pub use tax_code::TaxCode;

/// An organisation. Meaningful only in the nation it came from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Organisation(u32);

/// Kinds of organisations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Limited company.
    Limited,
    /// Joint-stock company.
    JointStock,
    /// Private enterprise.
    Private,
    /// Cooperative.
    Cooperative,
    /// Public service unit.
    PublicUnit,
}

/// An organisation as of a date. `Debug` is redacted: it names its representative.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct OrganisationRecord {
    /// Always true: it does not exist.
    pub synthetic: bool,
    /// Tax code, which is the number of an enterprise too (Decree 168/2025/ND-CP, article 8) and its identification code here.
    pub tax_code: TaxCode,
    /// Name in Vietnamese.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Seat.
    pub address: Address,
    /// Day of foundation.
    pub founded: Date,
    /// Day on which it was dissolved, if it was.
    pub dissolved: Option<Date>,
    /// Personal ID number of the legal representative; none once it is dissolved.
    pub representative: Option<IdNumber>,
    /// The electronic identification account.
    pub account: Option<OrganisationAccount>,
}

/// The account of an organisation: without levels (article 7).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct OrganisationAccount {
    /// The day on which it was opened by a representative with an account of level 2 (article 12).
    pub registered: Date,
    /// Locked since it was dissolved: so until 2024 (Decree 59/2022/ND-CP, article 19); that it still holds is an assumption.
    pub locked: bool,
}

/// Living citizens for one organisation in the tables, past, present and to come: an assumption after some 940,000
/// enterprises at work.
const CITIZENS: u64 = 40;
/// Years of foundation.
const FOUNDATIONS: (i32, u64) = (1991, 54);
/// Kinds by per mille, as running sums, and per mille that last longer than half a lifetime: assumptions.
const KINDS: [(u64, OrganisationKind); 5] = [
    (700, OrganisationKind::Limited),
    (880, OrganisationKind::JointStock),
    (930, OrganisationKind::Private),
    (960, OrganisationKind::Cooperative),
    (1000, OrganisationKind::PublicUnit),
];
const LASTING: u64 = 300;
/// Organisations without the account cannot use public services since 1 July 2025 (article 40); they came from a year before.
const ACCOUNTS: (Day, u64) = (Day::new(2024, 7, 1), 500);

impl Nation {
    /// Organisations in the tables, at work or not.
    pub fn organisations(&self) -> u64 {
        (self.spec().living / CITIZENS).min(u64::from(tax_code::MOST))
    }

    /// The organisation with an index below [`Nation::organisations`].
    pub fn organisation_at(&self, index: u64) -> Option<Organisation> {
        (index < self.organisations()).then_some(Organisation(index as u32))
    }

    /// The index of an organisation: the inverse of [`Nation::organisation_at`].
    pub fn organisation_index(&self, organisation: Organisation) -> u64 {
        u64::from(organisation.0)
    }

    /// An organisation as of a date; none before its foundation.
    pub fn organisation(&self, organisation: Organisation, as_of: Date) -> Option<OrganisationRecord> {
        let day = Day::from(as_of);
        let founded = self.foundation(organisation);
        if day < founded {
            return None;
        }
        let terms = self.representative_terms(organisation);
        let dissolved = terms.last().map_or(founded, |term| Day::from(term.until));
        let term = terms.iter().find(|term| term.from <= as_of && as_of < term.until);
        let stream = self.stream("organisations.seat");
        let word = stream.word(u64::from(organisation.0));
        let ward = wards().town(provinces().destination(word), word.rotate_left(24));
        let kind = self.organisation_kind(organisation);
        Some(OrganisationRecord {
            synthetic: true,
            tax_code: self.tax_code(organisation),
            name: self.organisation_name(organisation, kind),
            kind,
            address: self.address(Spot { ward, word }, day),
            founded: founded.into(),
            dissolved: (dissolved <= day).then(|| dissolved.into()),
            representative: term.map(|term| self.number(term.person)),
            account: self.organisation_account(organisation, &terms, day, dissolved),
        })
    }

    /// The first day of an organisation.
    fn foundation(&self, Organisation(index): Organisation) -> Day {
        let word = self.stream("organisations.foundation").word(u64::from(index));
        let year = FOUNDATIONS.0 + below(word, FOUNDATIONS.1) as i32;
        Day::first_of(year).plus(below(word.rotate_left(24), days_in_year(year) as u64) as i32)
    }

    /// The day on which an organisation is dissolved at the latest.
    fn dissolution(&self, organisation: Organisation) -> Day {
        let word = self.stream("organisations.end").word(u64::from(organisation.0));
        let years = if chance(word, LASTING) {
            40 + below(word.rotate_left(16), 40)
        } else {
            1 + below(word.rotate_left(16), 24)
        };
        self.foundation(organisation).plus_years(years as i32).plus(below(word.rotate_left(32), 365) as i32)
    }

    fn organisation_kind(&self, organisation: Organisation) -> OrganisationKind {
        let share = below(self.stream("organisations.kind").word(u64::from(organisation.0)), 1000);
        KINDS.iter().find(|(below, _)| share < *below).map_or(OrganisationKind::Limited, |(_, kind)| *kind)
    }

    /// The account on a day: opened on the first day of those drawn on which the representative has level 2.
    fn organisation_account(
        &self,
        organisation: Organisation,
        terms: &[RepresentativeTerm],
        day: Day,
        dissolved: Day,
    ) -> Option<OrganisationAccount> {
        let stream = self.stream("organisations.account").child(u64::from(organisation.0));
        let from = self.foundation(organisation).max(ACCOUNTS.0);
        // Who has no level 2 yet tries again later.
        let tries =
            (0..4).map(|nth| from.plus(below(stream.word(nth), ACCOUNTS.1) as i32 + 400 * nth as i32));
        let opens = |on: &Day| {
            let date = Date::from(*on);
            let term = terms.iter().find(|term| term.from <= date && date < term.until);
            let account = term.and_then(|term| self.account(term.person, date));
            account.is_some_and(|account| account.level == AccountLevel::Level2 && !account.locked)
        };
        let registered = tries.into_iter().take_while(|on| *on <= day).find(opens)?;
        Some(OrganisationAccount { registered: registered.into(), locked: dissolved <= day })
    }
}

impl fmt::Debug for Organisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Organisation({})", self.0)
    }
}

impl fmt::Debug for OrganisationRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrganisationRecord(redacted)")
    }
}
