//! Somebody as an agency knows them.

use std::cell::OnceCell;

use dinhdanh_population::{CoreRecord, Nation, Person};
use jiff::ToSpan;
use jiff::civil::Date;

/// A person with the record as of the day an agency last looked: of the dead, the day before they died.
pub(crate) struct Subject<'a> {
    pub(crate) nation: &'a Nation,
    pub(crate) person: Person,
    pub(crate) as_of: Date,
    core: OnceCell<Option<CoreRecord>>,
}

impl<'a> Subject<'a> {
    /// Somebody as of a day.
    pub(crate) fn new(nation: &'a Nation, person: Person, as_of: Date) -> Subject<'a> {
        let died = nation.date_of_death(person);
        let last = if died <= as_of { died.checked_sub(1.day()).unwrap_or(died) } else { as_of };
        let as_of = last.max(nation.date_of_birth(person));
        Subject { nation, person, as_of, core: OnceCell::new() }
    }

    /// The core record.
    pub(crate) fn core(&self) -> Option<&CoreRecord> {
        self.core.get_or_init(|| self.nation.core(self.person, self.as_of)).as_ref()
    }

    /// The true personal number.
    pub(crate) fn number(&self) -> String {
        self.nation.number(self.person).digits()
    }
}

/// Completed years of age on a day; negative before birth.
pub(crate) fn age(nation: &Nation, person: Person, as_of: Date) -> i16 {
    let born = nation.date_of_birth(person);
    let before_birthday = (as_of.month(), as_of.day()) < (born.month(), born.day());
    as_of.year() - born.year() - i16::from(before_birthday)
}
