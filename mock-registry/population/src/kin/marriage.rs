//! The days of a marriage, and marital status.

use jiff::civil::Date;

use super::bands::MARRIAGEABLE;
use super::couple::Couple;
use crate::calendar::Beat;
use crate::cell::Place;
use crate::day::Day;
use crate::nation::{Nation, Person};
use crate::terms::MaritalStatus;

/// A marriage of a person, seen over all time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marriage {
    /// The other one.
    pub spouse: Person,
    /// The day of registration.
    pub wedding: Date,
    /// The day of divorce, if it does not end by death.
    pub divorce: Option<Date>,
}

/// A marriage between seats.
#[derive(Clone, Copy)]
pub(crate) struct Wed {
    pub(crate) couple: Couple,
    pub(crate) wedding: Day,
    pub(crate) divorce: Option<Day>,
}

/// What became of the last marriage of a person.
#[derive(Clone, Copy)]
pub(crate) enum Bond {
    /// Not divorced; one of them may be dead.
    Together(Couple),
    /// Divorced, and not married again.
    Divorced,
}

impl Nation {
    /// The first marriage of a person's life, past or to come.
    pub fn marriage(&self, person: Person) -> Option<Marriage> {
        self.marriages_of_life(person).into_iter().next()
    }

    /// All marriages of a life, past and to come, the oldest first.
    pub fn marriages_of_life(&self, person: Person) -> Vec<Marriage> {
        let place = self.place(person);
        let marriage = |wed: Wed| Marriage {
            spouse: self.person(wed.couple.other(place)),
            wedding: wed.wedding.into(),
            divorce: wed.divorce.map(Date::from),
        };
        self.weddings(place).map(marriage).collect()
    }

    /// The same between seats.
    pub(crate) fn weddings(&self, place: Place) -> impl Iterator<Item = Wed> + use<> {
        let first = self.couple_of(place).and_then(|couple| {
            let year = self.wedding_year(couple)?;
            let divorce = self.divorce_year(couple, year).map(|year| self.divorce_day(couple, year));
            Some(Wed { couple, wedding: self.wedding_day(couple, year), divorce })
        });
        let divorced = first.filter(|wed| wed.divorce.is_some());
        let second = divorced
            .and_then(|wed| self.second_couple(wed.couple, place))
            .map(|(couple, year)| Wed { couple, wedding: self.remarriage_day(couple, year), divorce: None });
        first.into_iter().chain(second)
    }

    /// The person married to on a date; both are alive.
    pub fn spouse(&self, person: Person, as_of: Date) -> Option<Person> {
        let day = as_of.into();
        let place = self.place(person);
        let Bond::Together(couple) = self.bond(place, day)? else { return None };
        let spouse = self.person(couple.other(place));
        let alive = |person, place| day < self.death_day(person, place);
        (alive(person, place) && alive(spouse, couple.other(place))).then_some(spouse)
    }

    /// Marital status on a date; of a dead person, the last one.
    pub fn marital_status(&self, person: Person, as_of: Date) -> MaritalStatus {
        let place = self.place(person);
        let day = Day::from(as_of).min(self.death_day(person, place).plus(-1));
        match self.bond(place, day) {
            None => MaritalStatus::Single,
            Some(Bond::Divorced) => MaritalStatus::Divorced,
            Some(Bond::Together(couple)) => {
                let spouse = couple.other(place);
                match self.death_day(self.person(spouse), spouse) <= day {
                    true => MaritalStatus::Widowed,
                    false => MaritalStatus::Married,
                }
            }
        }
    }

    /// What became by a day of the last marriage of a person.
    pub(crate) fn bond(&self, place: Place, day: Day) -> Option<Bond> {
        let couple = self.married_couple(place, day)?;
        if !self.divorced_by(couple, day) {
            return Some(Bond::Together(couple));
        }
        Some(self.remarried_by(couple, place, day).map_or(Bond::Divorced, Bond::Together))
    }

    /// The couple of somebody who was divorced from the `first`, if its wedding has been by a day.
    pub(crate) fn remarried_by(&self, first: Couple, place: Place, day: Day) -> Option<Couple> {
        let (couple, year) = self.second_couple(first, place)?;
        (self.remarriage_day(couple, year) <= day).then_some(couple)
    }

    /// The first couple of a person whose wedding has been by a day, whatever came after.
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

    /// Day of the wedding of a first couple in its year.
    pub(crate) fn wedding_day(&self, couple: Couple, year: i32) -> Day {
        self.day_in_year(Beat::Wedding, couple.husband, year)
    }

    /// Day of the wedding of a second couple in its year.
    pub(super) fn remarriage_day(&self, couple: Couple, year: i32) -> Day {
        self.day_in_year(Beat::Remarriage, couple.husband, year)
    }

    /// Day of the divorce in its year.
    pub(crate) fn divorce_day(&self, couple: Couple, year: i32) -> Day {
        self.day_in_year(Beat::Divorce, couple.husband, year)
    }
}

impl Couple {
    /// The spouse of one of the two.
    pub(crate) fn other(self, place: Place) -> Place {
        if place == self.husband { self.wife } else { self.husband }
    }
}
