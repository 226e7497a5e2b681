//! Marital history: every marriage of a person, and how it ended.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ident::IdNumber;
use crate::kin::Marriage;
use crate::nation::{Nation, Person};

/// A marriage as registered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct MarriageEntry {
    /// Personal ID number of the other one.
    pub spouse: IdNumber,
    /// The day of registration.
    pub registered: Date,
    /// When it ended, if it did.
    pub ended: Option<Date>,
    /// By what.
    pub ended_by: Option<MarriageEnd>,
}

/// What ends a marriage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarriageEnd {
    /// Divorce.
    Divorce,
    /// The death of the other one.
    Death,
}

/// Nobody marries younger.
const MARRIAGEABLE: i16 = 18;

impl Nation {
    /// Every marriage registered by a date, the oldest first; of a dead person as it was at the end of life.
    pub fn marital_history(&self, person: Person, as_of: Date) -> Vec<MarriageEntry> {
        if i32::from(as_of.year() - MARRIAGEABLE) < person.cell.year() {
            return Vec::new();
        }
        let death = self.date_of_death(person);
        let day = if as_of < death { as_of } else { self.last_date(death) };
        let registered =
            self.marriages_of_life(person).into_iter().filter(|marriage| marriage.wedding <= day);
        registered.map(|marriage| self.entry(marriage, day)).collect()
    }

    fn entry(&self, marriage: Marriage, day: Date) -> MarriageEntry {
        let end = match marriage.divorce {
            Some(divorce) => (divorce, MarriageEnd::Divorce),
            None => (self.date_of_death(marriage.spouse), MarriageEnd::Death),
        };
        let end = Some(end).filter(|(date, _)| *date <= day);
        MarriageEntry {
            spouse: self.number(marriage.spouse),
            registered: marriage.wedding,
            ended: end.map(|(date, _)| date),
            ended_by: end.map(|(_, by)| by),
        }
    }

    /// The last day of a life that ends on a date.
    fn last_date(&self, death: Date) -> Date {
        crate::day::Day::from(death).plus(-1).into()
    }
}
