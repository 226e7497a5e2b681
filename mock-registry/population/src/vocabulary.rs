//! The closed lists that a search can name, and the cheap parts of a record that it can test.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::data::{society, wards};
use crate::day::Day;
use crate::mix::Field;
use crate::nation::{Nation, Person};

impl Nation {
    /// The given name on a date, and before it the one at birth of those who have changed it: a tenth of the cost of the whole
    /// name, because nothing is inherited.
    pub fn given_names(&self, person: Person, as_of: Date) -> impl Iterator<Item = &'static str> + use<> {
        let place = self.place(person);
        let day = Day::from(as_of);
        let changed =
            self.renaming(place).filter(|(on, _)| *on <= day && *on < self.death_day(person, place));
        std::iter::once(self.given(place, Field::Given)).chain(changed.map(|(_, given)| given))
    }

    /// The ethnic group, in the list of 1979 (Decision 121-TCTK/PPCD).
    pub fn ethnicity(&self, person: Person) -> &'static str {
        self.ethnic_group_name(self.root_of(self.forebear(self.place(person))))
    }

    /// The religion.
    pub fn religion_of(&self, person: Person) -> &'static str {
        self.religion(self.root_of(self.forebear(self.place(person))))
    }
}

/// The names of the 54 ethnic groups, the Kinh first.
pub fn ethnic_groups() -> impl Iterator<Item = &'static str> {
    society().group_names()
}

/// The names of the religions, "none" first.
pub fn religions() -> impl Iterator<Item = &'static str> {
    society().religion_names()
}

/// Whether a commune of before 1 July 2025, by its code, went into more than one on that day.
pub fn is_divided(old_commune: &str) -> bool {
    static DIVIDED: LazyLock<HashSet<&str>> = LazyLock::new(|| wards().divided().collect());
    DIVIDED.contains(old_commune)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NationSpec, REFERENCE_DATE};

    #[test]
    fn parts_agree_with_the_record() {
        let nation = Nation::new(NationSpec { living: 100_000, ..NationSpec::default() }).unwrap();
        for index in (0..nation.registered()).step_by(997) {
            let person = nation.person_at(index).unwrap();
            let death = nation.date_of_death(person);
            assert_eq!(nation.given_names(person, death).next(), Some(nation.name(person).given));
            assert_eq!(nation.given_names(person, death).last(), Some(nation.name_on(person, death).given));
            let Some(core) = nation.core(person, REFERENCE_DATE) else { continue };
            assert_eq!(nation.ethnicity(person), core.ethnicity);
            assert_eq!(nation.religion_of(person), core.religion);
            assert!(ethnic_groups().any(|group| group == core.ethnicity));
            assert!(religions().any(|religion| religion == core.religion));
        }
    }

    #[test]
    fn lists_are_whole_and_some_communes_are_divided() {
        assert_eq!((ethnic_groups().count(), ethnic_groups().next()), (54, Some("Kinh")));
        assert_eq!(religions().count(), 6);
        // Of 10,571 lines of the table, 10,051 - 28 communes: some hundreds are divided.
        let divided = wards().divided().count();
        assert!((100..1_000).contains(&divided) && wards().divided().all(is_divided), "{divided}");
        assert!(!is_divided("00004"));
    }
}
