//! In which commune a home is, and who stays away from it for a time.

use jiff::civil::Date;

use super::address::Address;
use super::hearth::Home;
use crate::calendar::Beat;
use crate::cell::Place;
use crate::data::{provinces, wards};
use crate::day::Day;
use crate::mix::{Field, below, chance};
use crate::nation::{Nation, Person};
use crate::perm::Perm;
use crate::person::Root;

/// A commune of the 63 provinces, and a word that says which house.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) ward: u16,
    pub(crate) word: u64,
}

/// Per mille of the homes that move once, within their province: the births of a family stay in one province.
const MOVING: u64 = 250;
/// Per mille of those away from home who are in a city that draws migrants.
const MIGRATING: u64 = 600;
/// Per mille of people who live for years in another province as temporary residents.
const STAYING: u64 = 300;

/// Years for which a temporary residence is renewed, each as often: two at a time (Residence Law, article 27), an assumption.
pub(crate) const STAYS: [i32; 8] = [2, 4, 6, 8, 12, 16, 20, 24];

impl Nation {
    /// Permanent residence on a date: the address of the home. Residence Law 68/2020/QH14.
    pub fn permanent_residence(&self, person: Person, as_of: Date) -> Option<Address> {
        let day = self.day_of_life(person, as_of.into())?;
        let hearth = self.hearth_of(self.forebear(self.place(person)), day);
        let root = || self.root_of(hearth.founder);
        Some(self.address(self.home_spot(hearth.home, day, root), as_of.into()))
    }

    /// Temporary residence on a date, for those who work or study in another province.
    pub fn temporary_residence(&self, person: Person, as_of: Date) -> Option<Address> {
        let day = self.day_of_life(person, as_of.into())?;
        self.temporary_at(self.place(person), day, as_of)
    }

    /// Temporary residence on a day of life.
    pub(crate) fn temporary_at(&self, place: Place, day: Day, as_of: Date) -> Option<Address> {
        let (from, to, spot) = self.stay(place)?;
        (from <= day && day < to).then(|| self.address(spot, as_of.into()))
    }

    /// Number of the residence file on a date: one for every home, kept when the home moves.
    pub fn residence_file(&self, person: Person, as_of: Date) -> Option<String> {
        let day = self.day_of_life(person, as_of.into())?;
        let home = self.home_of(self.place(person), day);
        let kind = match home {
            Home::Family(_) => 1,
            Home::Single(_) => 2,
            Home::Away(_) => 3,
        };
        let order = Perm::new(self.registered() as u32, self.key(Field::ResidenceFile));
        let anchor = order.forward(self.index(self.person(home.anchor())) as u32);
        Some(format!("{:02}{kind}{anchor:010}", provinces().all()[home.anchor().cell.province()].code))
    }

    /// A day, or the last of life if it is later; none before birth.
    pub(crate) fn day_of_life(&self, person: Person, day: Day) -> Option<Day> {
        let birth = self.birth_day(person);
        (birth <= day).then(|| day.min(self.death_day(person, self.place(person)).plus(-1)).max(birth))
    }

    /// Where a home is on a day. `root` climbs to the root of whom it is traced to, or knows it.
    pub(crate) fn home_spot(&self, home: Home, day: Day, root: impl FnOnce() -> Root) -> Spot {
        let anchor = home.anchor();
        let word = self.key(Field::HomeWard).word(anchor.word());
        match home {
            Home::Away(_) if chance(word, MIGRATING) => {
                let province = provinces().destination(word.rotate_left(16));
                Spot { ward: wards().town(province, word.rotate_left(32)), word }
            }
            Home::Away(_) => Spot { ward: wards().town(anchor.cell.province(), word.rotate_left(32)), word },
            Home::Family(_) | Home::Single(_) => {
                let moved = self.moving_day(home).is_some_and(|moving| moving <= day);
                // Two moves have nothing in common but the home.
                let word = if moved { word.rotate_left(24) ^ 1 } else { word };
                // A climb to the root is most of the work here: only where the village counts.
                let village = || self.home_village(root());
                let ward = match below(word.rotate_left(16), 100) {
                    0..50 => village(),
                    50..75 => wards().near(village(), word.rotate_left(32)),
                    _ => wards().any(anchor.cell.province(), word.rotate_left(32)),
                };
                Spot { ward, word }
            }
        }
    }

    /// The day on which a home moves, if it does.
    pub(crate) fn moving_day(&self, home: Home) -> Option<Day> {
        let (Home::Family(anchor) | Home::Single(anchor)) = home else { return None };
        let word = self.key(Field::Move).word(anchor.word());
        if !chance(word, MOVING) {
            return None;
        }
        let year = anchor.cell.year() + 28 + below(word.rotate_left(20), 30) as i32;
        Some(self.day_in_year(Beat::Moving, anchor, year))
    }

    /// First day, day after the last, and place of a temporary residence.
    pub(crate) fn stay(&self, place: Place) -> Option<(Day, Day, Spot)> {
        let word = self.key(Field::Stay).word(place.word());
        if !chance(word, STAYING) {
            return None;
        }
        let province = provinces().destination(word.rotate_left(8));
        if province == place.cell.province() {
            return None;
        }
        let year = place.cell.year() + 19 + below(word.rotate_left(16), 9) as i32;
        let from = self.day_in_year(Beat::Stay, place, year);
        let years = below(word.rotate_left(32), STAYS.len() as u64) as usize;
        let to = from.plus_years(STAYS[years]);
        Some((from, to, Spot { ward: wards().town(province, word.rotate_left(40)), word }))
    }
}
