//! Health insurance and the electronic health book (Decision 31/QD-BYT of 2026): visits, vaccinations, allergies, chronic
//! conditions, growth.
//!
//! Rates are assumptions of a plausible order. Nobody dies of what stands here: the nation decides death by itself.

mod agenda;
mod allergy;
mod body;
mod condition;
mod coverage;
mod diagnosis;
mod insurance;
mod programme;
mod schema;
mod vaccination;
mod visit;

pub use allergy::{Allergy, Severity, allergies};
pub use body::{Measurement, body_measurements};
pub use condition::{ChronicCondition, chronic_conditions};
pub use coverage::Group;
pub use insurance::{InsuranceCard, health_insurance};
pub(crate) use schema::{ALLERGIES, BODY, CONDITIONS, INSURANCE, VACCINATIONS, VISITS};
pub use vaccination::{Vaccination, vaccinations};
pub use visit::{Outcome, Reason, Visit, VisitType, health_visits};

use dinhdanh_population::Address;
use jiff::civil::{Date, date};

use crate::common_people::Life;

/// Providers have reported visits electronically since then (Circular 48/2017/TT-BYT); earlier ones are on paper.
pub(crate) const BOOK_BEGINS: Date = date(2017, 1, 1);

/// The residence at the beginning of each year, looked up once: people go to facilities near it all year.
pub(crate) struct Homes<'a> {
    life: &'a Life<'a>,
    last: Option<(i16, Address)>,
}

impl<'a> Homes<'a> {
    pub(crate) fn of(life: &'a Life<'a>) -> Homes<'a> {
        Homes { life, last: None }
    }

    /// The residence of a year.
    pub(crate) fn in_year(&mut self, year: i16) -> Option<&Address> {
        if self.last.as_ref().is_none_or(|(known, _)| *known != year) {
            let home = self.life.home(date(year, 1, 1).max(self.life.birth))?;
            self.last = Some((year, home));
        }
        self.last.as_ref().map(|(_, home)| home)
    }
}
