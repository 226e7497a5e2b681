//! Where people stay who are not where they are registered: temporary absence, and the current place.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::Beat;
use crate::cell::Place;
use crate::data::{provinces, wards};
use crate::day::Day;
use crate::home::{Address, Spot};
use crate::mix::{below, chance};
use crate::nation::{Nation, Person};

/// A declared absence from the permanent residence (Residence Law 68/2020/QH14, article 31).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Absence {
    /// First day.
    pub from: Date,
    /// The day of return that was declared.
    pub until: Date,
    /// Why.
    pub reason: AbsenceReason,
}

/// Why somebody is away.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceReason {
    /// Seasonal or other work.
    Work,
    /// A course.
    Study,
    /// Treatment, or care of somebody ill.
    Treatment,
    /// With relatives.
    Family,
}

/// Per mille of people who declare an absence once in life: an assumption.
const DECLARING: u64 = 120;
/// Days for which an absence is declared, each as often: an assumption.
pub(crate) const ABSENCES: [i32; 6] = [120, 180, 270, 365, 540, 720];
/// Reasons by per mille, as running sums: an assumption.
const REASONS: [(u64, AbsenceReason); 4] = [
    (560, AbsenceReason::Work),
    (740, AbsenceReason::Study),
    (850, AbsenceReason::Treatment),
    (1000, AbsenceReason::Family),
];

impl Nation {
    /// The absence that is declared on a date.
    pub fn temporary_absence(&self, person: Person, as_of: Date) -> Option<Absence> {
        let day = self.day_of_life(person, as_of.into())?;
        Some(self.absence_on(self.place(person), day)?.0)
    }

    /// Where somebody lives in fact: away, else at the temporary residence, else at the permanent one.
    pub fn current_residence(&self, person: Person, as_of: Date) -> Option<Address> {
        let day = self.day_of_life(person, as_of.into())?;
        let place = self.place(person);
        let away = self.absence_on(place, day).map(|(_, spot)| self.address(spot, as_of.into()));
        away.or_else(|| self.temporary_at(place, day, as_of))
            .or_else(|| self.permanent_residence(person, as_of))
    }

    /// The absence on a day of life, and where it is spent.
    pub(crate) fn absence_on(&self, place: Place, day: Day) -> Option<(Absence, Spot)> {
        let (from, until, reason, spot) = self.absence(place)?;
        let absence = Absence { from: from.into(), until: until.into(), reason };
        (from <= day && day < until).then_some((absence, spot))
    }

    /// First day, day of return, reason and place. Those with a temporary residence at that time need declare nothing.
    pub(crate) fn absence(&self, place: Place) -> Option<(Day, Day, AbsenceReason, Spot)> {
        let word = self.stream("papers.absence").word(place.word());
        if !chance(word, DECLARING) {
            return None;
        }
        let year = place.cell.year() + 20 + below(word.rotate_left(12), 40) as i32;
        let from = self.day_in_year(Beat::Absence, place, year);
        let until = from.plus(ABSENCES[below(word.rotate_left(36), ABSENCES.len() as u64) as usize]);
        if self.stay(place).is_some_and(|(begins, ends, _)| begins <= until && from <= ends) {
            return None;
        }
        let share = below(word.rotate_left(48), 1000);
        let reason = REASONS.iter().find(|(below, _)| share < *below)?.1;
        let province = provinces().destination(word.rotate_left(54));
        Some((from, until, reason, Spot { ward: wards().town(province, word.rotate_left(40)), word }))
    }
}
