//! The days of a marriage, and marital status.

use jiff::civil::Date;

use super::bands::MARRIAGEABLE;
use super::couple::Couple;
use crate::cell::Place;
use crate::day::{Day, days_in_year};
use crate::mix::{Field, below};
use crate::nation::{Nation, Person};
use crate::terms::MaritalStatus;

/// The marriage of a person, seen over all time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marriage {
    /// The other one.
    pub spouse: Person,
    /// The day of registration.
    pub wedding: Date,
    /// The day of divorce, if it does not end by death.
    pub divorce: Option<Date>,
}

impl Nation {
    /// The marriage of a person's life, past or to come.
    pub fn marriage(&self, person: Person) -> Option<Marriage> {
        let place = self.place(person);
        let couple = self.couple_of(place)?;
        let year = self.wedding_year(couple)?;
        Some(Marriage {
            spouse: self.person(couple.other(place)),
            wedding: self.wedding_day(couple, year).into(),
            divorce: self.divorce_year(couple, year).map(|year| self.divorce_day(couple, year).into()),
        })
    }

    /// The person married to on a date; both are alive.
    pub fn spouse(&self, person: Person, as_of: Date) -> Option<Person> {
        let day = as_of.into();
        let place = self.place(person);
        let couple = self.married_couple(place, day)?;
        let spouse = self.person(couple.other(place));
        let alive = |person, place| day < self.death_day(person, place);
        (!self.divorced_by(couple, day) && alive(person, place) && alive(spouse, couple.other(place)))
            .then_some(spouse)
    }

    /// Marital status on a date; of a dead person, the last one.
    pub fn marital_status(&self, person: Person, as_of: Date) -> MaritalStatus {
        let place = self.place(person);
        let day = Day::from(as_of).min(self.death_day(person, place).plus(-1));
        let Some(couple) = self.married_couple(place, day) else { return MaritalStatus::Single };
        let spouse = couple.other(place);
        if self.divorced_by(couple, day) {
            MaritalStatus::Divorced
        } else if self.death_day(self.person(spouse), spouse) <= day {
            MaritalStatus::Widowed
        } else {
            MaritalStatus::Married
        }
    }

    /// The couple of a person whose wedding has been by a day, whatever came after.
    pub(crate) fn married_couple(&self, place: Place, day: Day) -> Option<Couple> {
        // Nobody marries before the age of marriage, and most questions are about children.
        let year = day.year();
        if year < place.cell.year() + MARRIAGEABLE[place.cell.sex() as usize] {
            return None;
        }
        let couple = self.couple_of(place)?;
        let wedding = self.wedding_year(couple)?;
        (wedding < year || (wedding == year && self.wedding_day(couple, wedding) <= day)).then_some(couple)
    }

    /// Whether a married couple has divorced by a day.
    pub(crate) fn divorced_by(&self, couple: Couple, day: Day) -> bool {
        self.may_divorce(couple)
            && self
                .wedding_year(couple)
                .and_then(|wedding| self.divorce_year(couple, wedding))
                .is_some_and(|year| self.divorce_day(couple, year) <= day)
    }

    /// Day of the wedding in its year, when both are old enough.
    pub(crate) fn wedding_day(&self, couple: Couple, year: i32) -> Day {
        let of_age = [couple.husband, couple.wife]
            .map(|p| self.birth_day(self.person(p)).plus_years(MARRIAGEABLE[p.cell.sex() as usize]));
        let first = Day::first_of(year).max(of_age[0]).max(of_age[1]);
        let days = (Day::first_of(year + 1).0 - first.0).max(1);
        let word = self.key(Field::WeddingDay).word(couple.husband.word());
        first.plus(below(word, days as u64) as i32)
    }

    /// Day of the divorce in its year.
    pub(crate) fn divorce_day(&self, couple: Couple, year: i32) -> Day {
        let word = self.key(Field::Divorce).word(!couple.husband.word());
        Day::first_of(year).plus(below(word, days_in_year(year) as u64) as i32)
    }
}

impl Couple {
    /// The spouse of one of the two.
    pub(crate) fn other(self, place: Place) -> Place {
        if place == self.husband { self.wife } else { self.husband }
    }
}
