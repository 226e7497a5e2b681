//! What the datasets about people share: the dates of a life, places of service, weighted choice, conversion to JSON.

mod places;
mod serial;

pub(crate) use places::{Facility, Institution, bare_name, region};
pub(crate) use serial::{Digits, index_in};

use dinhdanh_population::{Address, Nation, Person, Sex, Stream, below};
use jiff::ToSpan;
use jiff::civil::Date;

/// A person with the dates between which things happen to that person.
pub(crate) struct Life<'a> {
    pub(crate) nation: &'a Nation,
    pub(crate) person: Person,
    pub(crate) sex: Sex,
    pub(crate) birth: Date,
    /// The first day of not being alive.
    pub(crate) death: Date,
    index: u64,
}

impl<'a> Life<'a> {
    pub(crate) fn of(nation: &'a Nation, person: Person) -> Life<'a> {
        Life {
            nation,
            person,
            sex: nation.sex(person),
            birth: nation.date_of_birth(person),
            death: nation.date_of_death(person),
            index: nation.index(person),
        }
    }

    /// The person's part of a named stream: item after item a uniform word.
    pub(crate) fn stream(&self, name: &str) -> Stream {
        self.nation.stream(name).child(self.index)
    }

    /// The day on which a year of age is full.
    pub(crate) fn birthday(&self, age: i32) -> Date {
        plus_years(self.birth, age)
    }

    /// Full years of age on a day.
    pub(crate) fn age(&self, day: Date) -> i32 {
        let years = i32::from(day.year()) - i32::from(self.birth.year());
        years - i32::from((day.month(), day.day()) < (self.birth.month(), self.birth.day()))
    }

    /// Whether something of a day happens in this life and is known as of a date.
    pub(crate) fn told(&self, day: Date, as_of: Date) -> bool {
        self.birth <= day && day < self.death && day <= as_of
    }

    /// The permanent residence on a day, written as of that day.
    pub(crate) fn home(&self, day: Date) -> Option<Address> {
        self.nation.permanent_residence(self.person, day)
    }

    /// The end of something that would last until `planned`: death ends everything. Only told when it is past.
    pub(crate) fn end(&self, planned: Option<Date>, as_of: Date) -> Option<Date> {
        let end = planned.map_or(self.death, |planned| planned.min(self.death));
        (end <= as_of).then_some(end)
    }
}

/// The day `days` later.
pub(crate) fn plus_days(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// The same day of the month `months` later, or the last of that month.
pub(crate) fn plus_months(day: Date, months: i32) -> Date {
    day.saturating_add(months.months())
}

/// The day `years` later on which a year of age is full: 29 February becomes 1 March.
pub(crate) fn plus_years(day: Date, years: i32) -> Date {
    let later = day.saturating_add(years.years());
    if later.day() == day.day() { later } else { plus_days(later, 1) }
}

/// Days from one day to a later one.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    (to.duration_since(from).as_hours() / 24) as i32
}

/// Calendar months from the month of one day to the month of another.
pub(crate) fn months_between(from: Date, to: Date) -> i32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    months(to) - months(from)
}

/// The first day of the month.
pub(crate) fn month_of(day: Date) -> Date {
    day.first_of_month()
}

/// A day of a year, by a uniform word.
pub(crate) fn day_in_year(year: i16, word: u64) -> Date {
    let first = jiff::civil::date(year, 1, 1);
    plus_days(first, below(word, first.days_in_year() as u64) as i32)
}

/// The last row of a table that begins at or before a key; the first row if none does.
pub(crate) fn row<K: Copy + PartialOrd, T: Copy>(table: &[(K, T)], key: K) -> Option<T> {
    let found = table.iter().rev().find(|(from, _)| *from <= key).or(table.first());
    found.map(|(_, value)| *value)
}

/// The place of a weight among weights, by a uniform word. None if they are all zero.
pub(crate) fn weighted(word: u64, weights: impl Iterator<Item = u64> + Clone) -> Option<usize> {
    let mut at = below(word, weights.clone().sum());
    weights.enumerate().find_map(|(place, weight)| match at.checked_sub(weight) {
        Some(rest) => {
            at = rest;
            None
        }
        None => Some(place),
    })
}

/// An entry of a table of weights, by a uniform word.
pub(crate) fn choose<T>(word: u64, table: &[(u64, T)]) -> Option<&T> {
    let place = weighted(word, table.iter().map(|(weight, _)| *weight))?;
    table.get(place).map(|(_, entry)| entry)
}

/// A number between the knots of a table, in a straight line; the outermost beyond its ends.
pub(crate) fn between(table: &[(i64, i64)], at: i64) -> i64 {
    let after = table.partition_point(|(x, _)| *x <= at);
    match (after.checked_sub(1).and_then(|i| table.get(i)), table.get(after)) {
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (at - x0) / (x1 - x0),
        (Some((_, y)), None) | (None, Some((_, y))) => *y,
        (None, None) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_leap_day_ages_on_the_first_of_march() {
        assert_eq!(plus_years(date(2004, 2, 29), 14), date(2018, 3, 1));
        assert_eq!(plus_years(date(2004, 2, 29), 16), date(2020, 2, 29));
    }

    #[test]
    fn days_and_months_between() {
        assert_eq!(days_between(date(2024, 2, 28), date(2024, 3, 1)), 2);
        assert_eq!(months_between(date(2024, 11, 30), date(2025, 2, 1)), 3);
    }

    #[test]
    fn tables_are_read_by_row_and_between_rows() {
        let table = [(2000, 'a'), (2010, 'b')];
        assert_eq!([1990, 2000, 2009, 2010].map(|year| row(&table, year)), ['a', 'a', 'a', 'b'].map(Some));
        let knots = [(0, 0), (10, 100), (20, 0)];
        assert_eq!([-5, 0, 5, 10, 15, 99].map(|x| between(&knots, x)), [0, 0, 50, 100, 50, 0]);
    }

    #[test]
    fn choice_follows_weights() {
        let table = [(1, 'a'), (0, 'b'), (3, 'c')];
        assert_eq!(
            [0, u64::MAX / 4, u64::MAX / 4 + 2, u64::MAX].map(|w| choose(w, &table)),
            [Some(&'a'), Some(&'a'), Some(&'c'), Some(&'c')]
        );
        assert_eq!(choose::<char>(5, &[]), None);
    }
}
