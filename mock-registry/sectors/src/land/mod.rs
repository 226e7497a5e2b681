//! Parcels and the certificates of right to use them: of the home, and of farmland of families in the country.
//!
//! A home has one certificate, in the name of the couple that founded it, or of one person. Who lives in the parents' home
//! has none. Farmland of a couple is filed under the wife, so that either has at most one certificate to lead back from.
//! Assumptions: which homes have a certificate and when, sizes, uses. Nothing is inherited: the name of the dead stays.

mod dataset;
mod serial;

pub use dataset::LAND;
pub use serial::person_by_certificate;

use dinhdanh_population::{Address, Marriage, Nation, Person, Sex};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::common_things::{
    Draws, Life, Party, has_own_home, is_rural, marriage, one_line, plus_days, plus_years, together, within,
};
use crate::records::redacted;

/// A certificate, with the parcel it is about.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Serial of the paper: two letters and 6 digits, 8 on the form of Circular 10/2024/TT-BTNMT.
    pub certificate: String,
    /// Number in the book of entries.
    pub register_number: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Sheet of the cadastral map of the commune.
    pub map_sheet: u64,
    /// Number of the parcel on the sheet.
    pub parcel_number: u64,
    /// Area in square metres.
    pub area_m2: u64,
    /// Use, by the code of the cadastral map: `ONT` and `ODT` homestead, `LUC` rice, `HNK` other annual crops, `CLN` perennial
    /// crops, `NTS` fish ponds, `RSX` forest.
    pub purpose: &'static str,
    /// Last day of the right to use; none for homesteads, which have no end.
    pub use_until: Option<Date>,
    /// Where it is, written as on the day of issue.
    pub address: String,
    /// Code of the commune on the day of issue.
    pub commune_code: &'static str,
    /// Code of the province on the day of issue.
    pub province_code: &'static str,
    /// Floor area of the house, of a homestead.
    pub house_floor_m2: Option<u64>,
    /// Whose right it is: one, or husband and wife, in this order.
    pub owners: Vec<Party>,
    /// Changes entered after issue: the day on which the right fell to the husband, or to the wife, alone by divorce.
    pub changes: Vec<Change>,
}

/// A change entered on a certificate.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Day of entry.
    pub date: Date,
    /// What: `sole_owner_after_divorce`.
    pub kind: &'static str,
    /// Who has the right from then on.
    pub owner: Party,
}

redacted!(Certificate, Change);

/// First and last year of the campaign that gave a certificate to those who had used land for long (Land Law of 1993).
const CAMPAIGN: (Date, Date) = (date(1994, 1, 1), date(2010, 1, 1));
/// Per mille of homes with a certificate, and of couples in the country with farmland. Assumptions.
const CERTIFIED: u64 = 800;
const FARMING: u64 = 550;
/// Years of the right to use farmland (Land Law 31/2024/QH15, article 172).
const FARM_TERM: u64 = 50;

/// Uses of farmland by weight, with the least and most square metres.
const FARMLAND: [(u64, (&str, u64, u64)); 5] = [
    (50, ("LUC", 500, 6_000)),
    (20, ("HNK", 300, 4_000)),
    (18, ("CLN", 800, 15_000)),
    (7, ("NTS", 400, 8_000)),
    (5, ("RSX", 3_000, 40_000)),
];

/// What is drawn, each with its number.
mod draw {
    pub(super) const CERTIFIED: u64 = 0;
    pub(super) const DAY: u64 = 1;
    pub(super) const CAMPAIGN: u64 = 2;
    pub(super) const SHEET: u64 = 3;
    pub(super) const PARCEL: u64 = 4;
    pub(super) const AREA: u64 = 5;
    pub(super) const FLOOR: u64 = 6;
    pub(super) const BOOK: u64 = 7;
    pub(super) const PURPOSE: u64 = 8;
    pub(super) const AGE: u64 = 9;
}

/// The certificates that name a person, issued by a date. What happens later is not told.
pub fn certificates(nation: &Nation, person: Person, as_of: Date) -> Vec<Certificate> {
    let spouse = marriage(nation, person).map(|marriage| marriage.spouse);
    let mut found: Vec<Certificate> = [Some(person), spouse]
        .into_iter()
        .flatten()
        .filter_map(|filed| certificate(nation, filed, as_of))
        .collect();
    found.sort_by_key(|found| found.issued_on);
    found
}

/// The certificate filed under a person, issued by a date: of a home, or of the farmland of a wife's couple.
fn certificate(nation: &Nation, filed: Person, as_of: Date) -> Option<Certificate> {
    let draws = Draws::of(nation, "land", filed);
    let couple = marriage(nation, filed);
    let farm = couple.is_some() && nation.sex(filed) == Sex::Female;
    if !draws.chance(draw::CERTIFIED, if farm { FARMING } else { CERTIFIED }) {
        return None;
    }
    let issued_on = issue(Life::of(nation, filed), couple.as_ref(), draws);
    let entitled = match &couple {
        Some(couple) => together(nation, filed, couple, issued_on),
        None => nation.is_alive(filed, issued_on),
    };
    if issued_on > as_of || !entitled {
        return None;
    }
    let serial = serial::of(nation, filed, issued_on)?;
    // The home of a couple is the husband's: hers is the same.
    if !farm && !has_own_home(nation, filed, issued_on) {
        return None;
    }
    let home = nation.permanent_residence(filed, issued_on)?;
    let town = !is_rural(&home);
    let (purpose, area_m2) = match farm {
        true if town => return None,
        true => {
            let (purpose, least, most) = *draws.pick(draw::PURPOSE, &FARMLAND)?;
            (purpose, draws.between(draw::AREA, least, most))
        }
        false if town => ("ODT", draws.between(draw::AREA, 28, 160)),
        false => ("ONT", draws.between(draw::AREA, 100, 900)),
    };
    let owners = match &couple {
        Some(couple) => spouses(nation, filed, couple, issued_on),
        None => vec![Party::of(nation, filed, issued_on)],
    };
    let address = if farm { Address { line: None, ..home } } else { home };
    Some(Certificate {
        certificate: serial,
        register_number: format!("CS{:05}", draws.between(draw::BOOK, 1, 99_999)),
        issued_on,
        map_sheet: draws.between(draw::SHEET, 1, 400),
        parcel_number: draws.between(draw::PARCEL, 1, 2_500),
        area_m2,
        purpose,
        use_until: farm.then(|| plus_years(issued_on, FARM_TERM)),
        address: one_line(&address),
        commune_code: address.commune.code,
        province_code: address.province.code,
        house_floor_m2: (!farm).then(|| (area_m2 * draws.between(draw::FLOOR, 40, 220) / 100).min(600)),
        changes: changes(nation, filed, couple.as_ref(), as_of),
        owners,
    })
}

/// The day of issue: years after the wedding, or in the middle of life; for those before the campaign, during it.
fn issue(life: Life, couple: Option<&Marriage>, draws: Draws) -> Date {
    let day = match couple {
        Some(couple) => plus_days(couple.wedding, draws.between(draw::DAY, 0, 20 * 365)),
        None => plus_days(life.age(draws.between(draw::AGE, 28, 55)), draws.between(draw::DAY, 0, 365)),
    };
    day.max(within(draws.word(draw::CAMPAIGN), CAMPAIGN.0, CAMPAIGN.1))
}

/// Husband and wife.
fn spouses(nation: &Nation, person: Person, couple: &Marriage, day: Date) -> Vec<Party> {
    let mut both = [person, couple.spouse];
    both.sort_by_key(|one| nation.sex(*one));
    both.map(|one| Party::of(nation, one, day)).to_vec()
}

/// A divorce leaves the right with whom the certificate is filed under.
fn changes(nation: &Nation, filed: Person, couple: Option<&Marriage>, as_of: Date) -> Vec<Change> {
    let day = couple.and_then(|couple| couple.divorce).filter(|day| *day <= as_of);
    day.into_iter()
        .map(|date| Change { date, kind: "sole_owner_after_divorce", owner: Party::of(nation, filed, date) })
        .collect()
}
