//! On which days things happen to whom, so that everybody to whom something happens on a day can be found without a scan.
//!
//! Things of one kind fall, for a given person, on every so many days only: on its *beat*. Which of those days is a keyed
//! order of the cell, spread evenly, and can be undone: from a day to the few people of a cell who have a beat on it. A date
//! is drawn by any rule at first and then put off to the next beat, by less than the length of the beat.

use crate::cell::{Cell, Place};
use crate::day::Day;
use crate::mix::Field;
use crate::nation::Nation;
use crate::perm::Perm;

/// Kinds of things with beats of their own, and the length of the beat in days.
///
/// A year's beat falls once into every calendar year. Shorter ones are for what is bound to a birthday or to the start of a
/// programme: the shorter, the more people are found who have nothing to do that day after all. A discriminant is part of
/// every golden record: never renumber, never reuse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub(crate) enum Beat {
    Wedding = 1,
    Remarriage = 2,
    Divorce = 3,
    Leaving = 4,
    Moving = 5,
    Joining = 6,
    Stay = 7,
    Absence = 8,
    Missing = 9,
    Paper = 10,
    PaperAgain = 11,
    Rollout = 12,
    ChildCard = 13,
    FirstCard = 14,
    Renewal = 15,
    Loss = 16,
    Account = 17,
    Lock = 18,
    Phone = 19,
    PhoneAgain = 20,
    Passport = 21,
    PassportAgain = 22,
    Job = 23,
    JobAgain = 24,
    Rest = 25,
    NewName = 26,
}

/// The beats of one kind in one cell, by seat or by rank as suits the kind.
pub(crate) struct Beats {
    order: Perm,
    people: u32,
    length: u32,
    phase: u32,
}

impl Beat {
    const fn length(self) -> u32 {
        match self {
            Beat::FirstCard | Beat::Renewal => 60,
            Beat::Account => 91,
            Beat::Paper | Beat::PaperAgain => 182,
            Beat::Rollout => 670,
            _ => 365,
        }
    }
}

impl Nation {
    /// The beats of a kind in a cell.
    pub(crate) fn beats(&self, beat: Beat, cell: Cell) -> Beats {
        let key = self.key(Field::Calendar).child(beat as u64 * 0x1_0000 + cell.index() as u64);
        let people = self.kin().size(cell);
        Beats {
            order: Perm::new(people, key),
            people,
            length: beat.length(),
            phase: key.word(0) as u32 >> 16,
        }
    }

    /// The day of a calendar year on which somebody has a beat of a year.
    pub(crate) fn day_in_year(&self, beat: Beat, place: Place, year: i32) -> Day {
        self.beats(beat, place.cell).next(place.seat, Day::first_of(year))
    }
}

impl Beats {
    /// The first beat of somebody from a day on.
    pub(crate) fn next(&self, at: u32, from: Day) -> Day {
        let order = u64::from(self.order.forward(at));
        let beat = (order * u64::from(self.length) / u64::from(self.people)) as u32 + self.phase;
        from.plus((beat as i32 - from.0).rem_euclid(self.length as i32))
    }

    /// Everybody who has a beat on a day.
    pub(crate) fn on(&self, day: Day) -> impl Iterator<Item = u32> + use<> {
        let beat = (day.0 - self.phase as i32).rem_euclid(self.length as i32) as u64;
        let first = |beat: u64| (beat * u64::from(self.people)).div_ceil(u64::from(self.length)) as u32;
        let order = self.order;
        (first(beat)..first(beat + 1)).map(move |at| order.inverse(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CELLS;
    use crate::spec::NationSpec;
    use proptest::prelude::*;

    const KINDS: [Beat; 5] = [Beat::FirstCard, Beat::Account, Beat::PaperAgain, Beat::Rollout, Beat::Wedding];

    proptest! {
        #[test]
        fn who_has_a_beat_on_a_day_is_who_is_found(
            living in prop::sample::select(vec![10_000u64, 1_000_000]),
            cell in 0..CELLS,
            beat in prop::sample::select(&KINDS[..]),
            day in -20_000i32..30_000,
        ) {
            let nation = Nation::new(NationSpec { living, ..NationSpec::default() }).unwrap();
            let cell = Cell::from_index(cell);
            let people = nation.kin().size(cell);
            let beats = nation.beats(beat, cell);
            let mut found: Vec<u32> = beats.on(Day(day)).collect();
            found.sort_unstable();
            let due: Vec<u32> = (0..people).filter(|at| beats.next(*at, Day(day)) == Day(day)).collect();
            prop_assert_eq!(found, due);
        }

        #[test]
        fn beats_come_at_their_length(at in 0u32..30, day in -20_000i32..30_000, beat in prop::sample::select(&KINDS[..])) {
            let nation = Nation::new(NationSpec { living: 1_000_000, ..NationSpec::default() }).unwrap();
            let beats = nation.beats(beat, Cell::from_index(90));
            let first = beats.next(at, Day(day));
            prop_assert!((0..beat.length() as i32).contains(&(first.0 - day)));
            prop_assert_eq!(beats.next(at, first.plus(1)), first.plus(beat.length() as i32));
        }
    }
}
