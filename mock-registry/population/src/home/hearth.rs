//! Which home a person belongs to: a rule that can be followed up, from a person, and down, from the home.
//!
//! A couple makes a home on its wedding day. The wife of the eldest son moves in with his parents in most families
//! (the "stem"); other children found homes of their own. Unmarried children stay, except those who leave.
//! After a divorce they are with their mother, also in the home of a second husband.

use crate::calendar::Beat;
use crate::cell::Place;
use crate::day::Day;
use crate::kin::Couple;
use crate::mix::{Field, below, chance};
use crate::nation::Nation;
use crate::person::Forebear;
use crate::terms::Sex;

/// Per mille of couples with a boy among the first two children who keep him and his wife with them.
const STEM: u64 = 920;
/// The father's age, and years after it, at which the family of the son that stays joins the parents: young families
/// live apart until the old ones need them.
const JOINING: (i32, u64) = (49, 16);
/// Per mille of the unmarried that leave home at 18 to 29.
const LEAVING: u64 = 50;

/// A home, named by the person it is traced to, who may be long dead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// Of the couple of this man and of the sons' couples that stay with them.
    Family(Place),
    /// Of a divorced woman who has not married again, or of somebody whose parents are unknown.
    Single(Place),
    /// Of somebody who left the parents unmarried.
    Away(Place),
}

/// A home as found by a climb from one of its people.
#[derive(Clone, Copy)]
pub(crate) struct Hearth {
    pub(crate) home: Home,
    /// Whom it is traced to.
    pub(crate) founder: Forebear,
    /// Whether that is somebody of the person's own line, or the person: they have one root.
    pub(crate) own_line: bool,
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
        self.hearth_of(self.forebear(person), day).home
    }

    /// The same, with what is found on the way.
    pub(crate) fn hearth_of(&self, person: Forebear, day: Day) -> Hearth {
        // Whoever is looked at is the person, or an unmarried mother on the way up from it.
        let (mut at, mut child, mut own_line): (_, Option<Place>, _) = (person, None, true);
        loop {
            let Forebear { place, mother } = at;
            // Through whom the line of the child goes up: the husband of the mother if it is his, else herself.
            let through = |couple: Couple| match child {
                None => place,
                Some(child) if self.is_common_child(couple, child.cell.year()) => couple.husband,
                Some(_) => couple.wife,
            };
            if let Some(couple) = self.married_couple(place, day) {
                if place == couple.wife && self.divorced_by(couple, day) {
                    if let Some(second) = self.remarried_by(couple, place, day) {
                        return self.family_home(second, day, false);
                    }
                    own_line &= through(couple) == place;
                    return Hearth { home: Home::Single(place), founder: at, own_line };
                }
                own_line &= through(couple) == couple.husband;
                return self.family_home(couple, day, own_line);
            }
            own_line &=
                child.is_none() || self.couple_of(place).is_none_or(|couple| through(couple) == place);
            let left = self.left_home_by(place, day);
            match mother {
                Some(mother) if !left => (at, child) = (self.forebear(mother), Some(place)),
                _ => {
                    let home = if left { Home::Away(place) } else { Home::Single(place) };
                    return Hearth { home, founder: at, own_line };
                }
            }
        }
    }

    /// The home of a couple, on a day from its wedding on: the husband's own, or that of his forebears.
    fn family_home(&self, couple: Couple, day: Day, own_line: bool) -> Hearth {
        let mut couple = couple;
        // Without recorded deaths, whoever has a married son has wed.
        let has_wed = |parents: &Couple| {
            self.amendments.is_none() || self.married_couple(parents.husband, day).is_some()
        };
        let joined = |parents: &Couple| self.joined_by(*parents, day) && has_wed(parents);
        while let Some(parents) = self.stays_with(couple).filter(joined) {
            couple = parents;
        }
        Hearth { home: Home::Family(couple.husband), founder: couple.founder(), own_line }
    }

    /// The day from which a couple has the family of the son that stays in its home, if he is married by then.
    pub(crate) fn joining_day(&self, parents: Couple) -> Day {
        self.day_in_year(Beat::Joining, parents.husband, self.joining_year(parents.husband))
    }

    /// Whether that day has come.
    pub(crate) fn joined_by(&self, parents: Couple, day: Day) -> bool {
        let (year, joining) = (day.year(), self.joining_year(parents.husband));
        joining < year || (joining == year && self.joining_day(parents) <= day)
    }

    /// The year of that day, of the couple of a husband.
    pub(crate) fn joining_year(&self, husband: Place) -> i32 {
        let word = self.key(Field::Joining).word(husband.word());
        husband.cell.year() + JOINING.0 + below(word, JOINING.1) as i32
    }

    /// The husband's parents, if the couple lives with them at some time. At most one son of a couple stays.
    pub(crate) fn stays_with(&self, couple: Couple) -> Option<Couple> {
        let mother = couple.mother_in_law?;
        if self.staying_son(mother) == Some(couple.husband) {
            self.parents_of(couple.husband, mother)
        } else {
            None
        }
    }

    /// The son of a woman whose family lives with his parents, if he marries and is her husband's.
    pub(crate) fn staying_son(&self, mother: Place) -> Option<Place> {
        if !chance(self.key(Field::Stem).word(mother.word()), STEM) {
            return None;
        }
        // A third child is too late: his parents would be alone for years before he could marry.
        let mut eldest = self.births_of(mother).take(2).flat_map(|birth| self.children_of(birth));
        eldest.find(|child| child.cell.sex() == Sex::Male)
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
        Some(self.day_in_year(Beat::Leaving, place, year))
    }
}
