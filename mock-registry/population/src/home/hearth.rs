//! Which home a person belongs to: a rule that can be followed up, from a person, and down, from the home.
//!
//! A couple makes a home on its wedding day. The wife of the eldest son moves in with his parents in most families
//! (the "stem"); other children found homes of their own. Unmarried children stay, except those who leave.

use crate::cell::Place;
use crate::day::{Day, days_in_year};
use crate::mix::{Field, below, chance};
use crate::nation::Nation;
use crate::terms::Sex;

/// Per mille of couples with a boy among the first two children who keep him and his wife with them.
const STEM: u64 = 820;
/// Per mille of the unmarried that leave home at 18 to 29.
const LEAVING: u64 = 90;

/// A home, named by the person it is traced to, who may be long dead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// Of the couple of this man and of the sons' couples that stay with them.
    Family(Place),
    /// Of a divorced woman, or of somebody whose parents are unknown.
    Single(Place),
    /// Of somebody who left the parents unmarried.
    Away(Place),
}

impl Home {
    /// Whom it is traced to.
    pub(crate) fn anchor(self) -> Place {
        match self {
            Home::Family(place) | Home::Single(place) | Home::Away(place) => place,
        }
    }
}

impl Nation {
    /// The home of a person on a day of life. The answer for a day after death is where that home would be.
    pub(crate) fn home_of(&self, person: Place, day: Day) -> Home {
        let mut place = person;
        loop {
            if let Some(couple) = self.married_couple(place, day) {
                return match place == couple.wife && self.divorced_by(couple, day) {
                    true => Home::Single(place),
                    false => self.family_home(couple.husband),
                };
            }
            if self.left_home_by(place, day) {
                return Home::Away(place);
            }
            match self.mother_of(place) {
                Some(mother) => place = mother,
                None => return Home::Single(place),
            }
        }
    }

    /// The home of a couple, on any day from its wedding on: the husband's own, or that of his forebears.
    pub(crate) fn family_home(&self, husband: Place) -> Home {
        let mut husband = husband;
        while let Some(father) = self.stays_with(husband) {
            husband = father;
        }
        Home::Family(husband)
    }

    /// The father with whose couple a man stays when he marries. At most one son of a couple stays.
    pub(crate) fn stays_with(&self, man: Place) -> Option<Place> {
        if man.cell.sex() == Sex::Female {
            return None;
        }
        let mother = self.mother_of(man)?;
        if self.staying_son(mother) == Some(man) { self.father_of(man) } else { None }
    }

    /// The son of a woman whose family lives with his parents, if he marries and is her husband's.
    pub(crate) fn staying_son(&self, mother: Place) -> Option<Place> {
        if !chance(self.key(Field::Stem).word(mother.word()), STEM) {
            return None;
        }
        // A third child is too late: his parents would be alone for years before he could marry.
        let eldest = self.births_of(mother).take(2).map(|birth| self.child_of(birth));
        eldest.into_iter().find(|child| child.cell.sex() == Sex::Male)
    }

    /// Whether somebody, if still unmarried, has left the parents by a day.
    pub(crate) fn left_home_by(&self, place: Place, day: Day) -> bool {
        self.leaving_day(place).is_some_and(|leaving| leaving <= day)
    }

    /// The day on which somebody leaves the parents, if not married by then.
    pub(crate) fn leaving_day(&self, place: Place) -> Option<Day> {
        let word = self.key(Field::Leaving).word(place.word());
        if !chance(word, LEAVING) {
            return None;
        }
        let year = place.cell.year() + 19 + below(word.rotate_left(20), 11) as i32;
        Some(Day::first_of(year).plus(below(word.rotate_left(40), days_in_year(year) as u64) as i32))
    }
}
