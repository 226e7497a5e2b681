//! Electricity: the contract of whoever is head of the household when it is signed.
//!
//! A contract is signed when a couple founds a home, when somebody lives alone, and when the head whose name it was in dies. It stays in a
//! name until death, or until the holder moves into the home of a couple, whoever is called head meanwhile.

mod dataset;
mod holder;
mod usage;

pub use dataset::ELECTRICITY;
pub use holder::person_by_customer_code;
pub use usage::Month;

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;
use serde::Serialize;

use crate::common_things::{Party, one_line};
use crate::records::redacted;

/// A contract, as it stands on the date asked.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Contract {
    /// Code of the customer: `PX`, two digits of a province and nine of a serial. No power company has the letters `PX`.
    pub customer_code: String,
    /// Number of the meter.
    pub meter_number: String,
    /// Who signed.
    pub buyer: Party,
    /// Where the electricity is used, written as on the day of the contract.
    pub address: String,
    /// Tariff: `SHBT`, the household tariff in steps.
    pub tariff: &'static str,
    /// Day of the contract.
    pub signed_on: Date,
    /// The day on which it ended, with the holder's death or move.
    pub ended_on: Option<Date>,
    /// `active` or `ended`.
    pub state: &'static str,
    /// The last twelve full months of a running contract, oldest first; of one that ended, its last.
    pub usage: Vec<Month>,
}

redacted!(Contract);

/// The contracts that a person has signed by a date, in order.
pub fn contracts(nation: &Nation, person: Person, as_of: Date) -> Vec<Contract> {
    let terms = holder::terms(nation, person, as_of).into_iter().filter(|term| term.signed_on <= as_of);
    terms.filter_map(|term| contract(nation, person, term, as_of)).collect()
}

fn contract(nation: &Nation, person: Person, term: holder::Term, as_of: Date) -> Option<Contract> {
    let home = nation.permanent_residence(person, term.signed_on)?;
    let (customer_code, meter_number) = holder::numbers(nation, person, term)?;
    let ended_on = Some(term.until).filter(|day| *day <= as_of);
    Some(Contract {
        customer_code,
        meter_number,
        buyer: Party::of(nation, person, term.signed_on),
        address: one_line(&home),
        tariff: "SHBT",
        signed_on: term.signed_on,
        ended_on,
        state: if ended_on.is_some() { "ended" } else { "active" },
        usage: usage::months(nation, person, term, &home, ended_on.unwrap_or(as_of)),
    })
}
