//! Days of birth, and what the register knows of them.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::cell::Cell;
use crate::data::provinces;
use crate::day::{Day, days_in_year};
use crate::ident::ProvinceCode;
use crate::mix::Field;
use crate::nation::{Nation, Person};
use crate::terms::Sex;

/// A date of birth as the register has it. Written as `YYYY-MM-DD` or `YYYY`, the forms of the claim `birthdate` (OpenID
/// Connect Core 1.0, section 5.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BirthDate {
    /// The day is known.
    Day(Date),
    /// Only the year is known; ages count from this first day of it.
    Year(Date),
}

/// Per mille of those born before a year of whom only the year is known: an assumption.
const UNDATED: u64 = 15;
const DATED_SINCE: i32 = 1960;

impl BirthDate {
    /// The day from which ages count.
    pub fn day(self) -> Date {
        match self {
            BirthDate::Day(day) | BirthDate::Year(day) => day,
        }
    }
}

impl Ord for BirthDate {
    /// By day; of one day, those of whom it is known come first.
    fn cmp(&self, other: &BirthDate) -> Ordering {
        let key = |date: &BirthDate| (date.day(), matches!(date, BirthDate::Year(_)));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for BirthDate {
    fn partial_cmp(&self, other: &BirthDate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BirthDate::Day(day) => write!(f, "{day}"),
            BirthDate::Year(first) => write!(f, "{:04}", first.year()),
        }
    }
}

impl Serialize for BirthDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Nation {
    /// Date of birth: 1 January where only the year is known.
    pub fn date_of_birth(&self, person: Person) -> Date {
        self.birth_day(person).into()
    }

    /// The date of birth as the register has it.
    pub fn birth_date(&self, person: Person) -> BirthDate {
        let day = self.date_of_birth(person);
        match self.first_twin(person).rank < self.undated(person.cell) {
            true => BirthDate::Year(day),
            false => BirthDate::Day(day),
        }
    }

    /// Everybody of one sex whose birth on `date` was registered in `province`. Time in proportion to their number.
    pub fn born_on(
        &self,
        province: ProvinceCode,
        sex: Sex,
        date: Date,
    ) -> impl Iterator<Item = Person> + use<'_> {
        let day = Day::from(date);
        let cell = provinces().index(province.0).and_then(|p| Cell::new(p, sex, day.year()));
        // Ranks are in order of birth; a jitter of less than one rank, and a second twin, blur the ends of the range.
        let ranks = cell.map_or(0..0, |cell| {
            let (size, undated) = (self.kin().size(cell), self.undated(cell));
            let of_year = (day.0 - Day::first_of(day.year()).0) as u64;
            let dated = u64::from(size - undated);
            let at = |d: u64| undated + (d * dated / days_in_year(day.year()) as u64) as u32;
            let first = if of_year == 0 { 0 } else { at(of_year).saturating_sub(1) };
            first..(at(of_year + 1) + 2).min(size)
        });
        ranks.filter_map(move |rank| {
            let person = Person { cell: cell?, rank };
            (self.birth_day(person) == day).then_some(person)
        })
    }

    /// Day of birth: those without one are the first of their year, the others spread evenly over it by rank.
    pub(crate) fn birth_day(&self, person: Person) -> Day {
        let first = self.first_twin(person);
        let Person { cell, rank } = first;
        let (year, undated) = (cell.year(), self.undated(cell));
        let Some(rank) = rank.checked_sub(undated) else { return Day::first_of(year) };
        let jitter = self.key(Field::BirthDay).word(self.index(first)) >> 32;
        let at = u64::from(rank) << 32 | jitter;
        let dated = u64::from(self.kin().size(cell) - undated);
        Day::first_of(year).plus(((at * days_in_year(year) as u64 / dated) >> 32) as i32)
    }

    /// Twins are born at the rank of the first.
    fn first_twin(&self, person: Person) -> Person {
        Person { rank: self.twins(person.cell).first(person.rank), ..person }
    }

    /// People of a cell of whom only the year is known: the first of it.
    fn undated(&self, cell: Cell) -> u32 {
        match cell.year() < DATED_SINCE {
            // In small cells one here and none there.
            true => {
                let size = self.kin().size(cell);
                let lot = (u64::from((cell.index() as u32).wrapping_mul(0x9e37_79b9)) * 1000) >> 32;
                (((u64::from(size) * UNDATED + lot) / 1000) as u32).min(size)
            }
            false => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_of_birth_are_in_order_of_time() {
        let (new_year, may) = (date(1948, 1, 1), date(1947, 5, 3));
        let mut dates = [BirthDate::Year(new_year), BirthDate::Day(new_year), BirthDate::Day(may)];
        dates.sort();
        assert_eq!(dates, [BirthDate::Day(may), BirthDate::Day(new_year), BirthDate::Year(new_year)]);
        assert_eq!(dates.map(|date| date.to_string()), ["1947-05-03", "1948-01-01", "1948"]);
    }
}
