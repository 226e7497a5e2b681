//! Death: a quantile of the cohort's death table, exact by cell.

use jiff::civil::Date;

use crate::cell::{Cell, Place};
use crate::day::{Day, days_in_year};
use crate::demography::AGES;
use crate::mix::Field;
use crate::mortality::{dead_before, death_quantile};
use crate::nation::{Nation, Person};
use crate::perm::Perm;

/// Somebody with the days of birth and death: where most questions about a life begin, so that they need not be computed for
/// each. Meaningful only in the nation it came from.
#[derive(Clone, Copy)]
pub struct Lifetime {
    pub(crate) person: Person,
    pub(crate) place: Place,
    pub(crate) birth: Day,
    pub(crate) death: Day,
}

impl Lifetime {
    /// Date of birth: 1 January where only the year is known.
    pub fn date_of_birth(&self) -> Date {
        self.birth.into()
    }

    /// Date of death, past or to come.
    pub fn date_of_death(&self) -> Date {
        self.death.into()
    }
}

impl Nation {
    /// A person with the days of birth and death.
    pub fn lifetime(&self, person: Person) -> Lifetime {
        let (place, birth) = (self.place(person), self.birth_day(person));
        Lifetime { person, place, birth, death: self.death_of(person, place, birth) }
    }

    /// Date of death, past or to come.
    pub fn date_of_death(&self, person: Person) -> Date {
        self.death_day(person, self.place(person)).into()
    }

    /// Whether a person is born and not dead on a date.
    pub fn is_alive(&self, person: Person, as_of: Date) -> bool {
        let (day, life) = (Day::from(as_of), self.lifetime(person));
        life.birth <= day && day < life.death
    }

    /// Day of death.
    pub(crate) fn death_day(&self, person: Person, place: Place) -> Day {
        self.death_of(person, place, self.birth_day(person))
    }

    fn death_of(&self, person: Person, place: Place, birth: Day) -> Day {
        let dead = &place.cell.cohort().dead;
        let quantile = death_quantile(place.cell, self.kin().size(place.cell), self.death_seat(place));
        let age = dead.partition_point(|share| u64::from(*share) <= quantile).clamp(1, AGES - 1) - 1;
        let [from, to] = [age, age + 1].map(|a| u64::from(dead[a]));
        let birthday = birth.plus_years(age as i32);
        let days = (quantile - from) * days_in_year(birthday.year()) as u64 / (to - from).max(1);
        // 365 keeps the day before the next birthday, whichever the year is.
        let own = birthday.plus(days.min(364) as i32);
        self.recorded_death(person, place).map_or(own, |recorded| recorded.min(own))
    }

    /// Whether a person reaches, alive, the end of a calendar year. Needs no day of birth.
    pub(crate) fn alive_through(&self, place: Place, year: i32) -> bool {
        let age = (year - place.cell.year() + 1).max(0) as usize;
        if age >= AGES {
            return false;
        }
        let bands = self.kin().bands(place.cell);
        let dead = dead_before(place.cell, bands.size, age);
        match place.seat >= bands.settled {
            true if dead <= bands.settled => true,
            true => self.death_seat(place) >= dead,
            false => place.seat >= dead,
        }
    }

    /// The people of a cell who die in a calendar year, and some who do in the years beside it.
    pub(crate) fn dying_in(&self, cell: Cell, year: i32) -> impl Iterator<Item = Place> + use<'_> {
        let bands = self.kin().bands(cell);
        let age = (year - cell.year()).clamp(0, AGES as i32 - 2) as usize;
        let [first, end] = [age.saturating_sub(1), age + 1].map(|age| dead_before(cell, bands.size, age));
        let end = if age + 1 == AGES - 1 { bands.size } else { end };
        let order = self.death_order(cell);
        (first..end).map(move |seat| match seat.checked_sub(bands.settled) {
            Some(late) => Place { cell, seat: bands.settled + order.inverse(late) },
            None => Place { cell, seat },
        })
    }

    fn death_order(&self, cell: Cell) -> Perm {
        let bands = self.kin().bands(cell);
        let key = self.key(Field::DeathOrder).child(cell.index() as u64);
        Perm::new(bands.size - bands.settled, key)
    }

    /// The seat in order of death: the same up to the age at which fertility ends, another permutation from there on.
    fn death_seat(&self, place: Place) -> u32 {
        let bands = self.kin().bands(place.cell);
        if place.seat < bands.settled {
            return place.seat;
        }
        bands.settled + self.death_order(place.cell).forward(place.seat - bands.settled)
    }
}
