//! Who may begin or end school, work, a stay or an absence on a day.

use super::{Search, years_before};
use crate::calendar::Beat;
use crate::cell::Place;
use crate::day::Day;
use crate::home::STAYS;
use crate::nation::Person;
use crate::occupation::births_retiring_on;
use crate::papers::{ABSENCES, DECLARATIONS};
use crate::terms::Sex;

impl Search<'_> {
    pub(super) fn stays(&self) -> Vec<Person> {
        let ended = STAYS.iter().flat_map(|years| years_before(self.day, *years));
        let days = std::iter::once(self.day).chain(ended);
        days.flat_map(|day| self.seated(Beat::Stay, 18..=28, day)).map(|place| self.person(place)).collect()
    }

    /// Those who begin or end school, a job, or work.
    pub(super) fn careers(&self) -> Vec<Person> {
        let day = self.day;
        // After fifty nobody changes the job; rest comes at 54 to 77.
        let beats = [(Beat::Job, 14..=56), (Beat::JobAgain, 14..=56), (Beat::Rest, 53..=79)].into_iter();
        let mut found: Vec<Person> = beats.flat_map(|(beat, ages)| self.ranked(beat, ages, day)).collect();
        // School years begin and end for all of an age.
        let ages: &[i32] = match day.ymd() {
            (_, 9, 5) => &[6, 18, 19],
            (_, 6, 1) => &[11, 15, 18],
            (_, 7, 1) => &[21, 22, 23, 24],
            _ => &[],
        };
        for cell in ages.iter().flat_map(|age| self.cells(*age..=*age, day)) {
            found.extend((0..self.nation.kin().size(cell)).map(|rank| Person { cell, rank }));
        }
        for sex in [Sex::Male, Sex::Female] {
            for birth in births_retiring_on(sex, day.plus(-1)) {
                found.extend(self.born(birth));
            }
        }
        found
    }

    pub(super) fn absences(&self) -> Vec<Person> {
        let after = |lengths: &[i32]| {
            std::iter::once(0).chain(lengths.to_vec()).map(|days| self.day.plus(-days)).collect::<Vec<Day>>()
        };
        let mut places: Vec<Place> = Vec::new();
        for day in after(&ABSENCES) {
            places.extend(self.seated(Beat::Absence, 19..=60, day));
        }
        for day in after(&DECLARATIONS) {
            let missing = self.seated(Beat::Missing, 21..=68, day);
            places.extend(missing.filter(|place| self.nation.missing(*place).is_some()));
        }
        places.into_iter().map(|place| self.person(place)).collect()
    }
}
