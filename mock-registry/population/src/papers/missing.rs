//! People whom a court has declared missing (Civil Code 91/2015/QH13, articles 68 and 70).

use jiff::civil::Date;

use crate::calendar::Beat;
use crate::cell::Place;
use crate::day::Day;
use crate::mix::below;
use crate::nation::{Nation, Person};

/// One person of so many is declared missing once in life: an assumption.
const ONE_OF: u64 = 25_000;

/// Days until it is lifted, or would be, each as often: an assumption.
pub(crate) const DECLARATIONS: [i32; 4] = [300, 800, 1_600, 4_000];

impl Nation {
    /// The day since which somebody is declared missing, until the declaration is lifted or death is known.
    pub fn declared_missing(&self, person: Person, as_of: Date) -> Option<Date> {
        let place = self.place(person);
        let day = Day::from(as_of);
        self.missing_on(place, day).filter(|_| day < self.death_day(person, place)).map(Date::from)
    }

    /// The first day of a declaration that holds on a day of life.
    pub(crate) fn missing_on(&self, place: Place, day: Day) -> Option<Day> {
        let (from, until) = self.missing(place)?;
        (from <= day && day < until).then_some(from)
    }

    /// The day of the declaration and the day on which it is lifted.
    pub(crate) fn missing(&self, place: Place) -> Option<(Day, Day)> {
        let word = self.stream("papers.missing").word(place.word());
        if below(word, ONE_OF) > 0 {
            return None;
        }
        let word = self.stream("papers.missing.days").word(place.word());
        let year = place.cell.year() + 22 + below(word, 45) as i32;
        let from = self.day_in_year(Beat::Missing, place, year);
        Some((from, from.plus(DECLARATIONS[below(word.rotate_left(32), DECLARATIONS.len() as u64) as usize])))
    }
}
