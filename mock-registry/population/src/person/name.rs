//! Names by sex, year and region.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::lineage::{Root, south};
use crate::calendar::Beat;
use crate::cell::Place;
use crate::data::names;
use crate::day::Day;
use crate::life::Lifetime;
use crate::mix::{Field, below, chance};
use crate::nation::{Nation, Person};
use crate::terms::Sex;

/// A name. All parts are in Unicode normalization form C. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Surname, one word for most.
    pub surname: &'static str,
    /// Middle name of one or two words; empty for some.
    pub middle: &'static str,
    /// Given name.
    pub given: &'static str,
    /// All of it in Vietnamese order: surname, middle, given.
    pub full: String,
}

impl Name {
    fn new(surname: &'static str, middle: &'static str, given: &'static str) -> Name {
        let mut full = String::with_capacity(surname.len() + middle.len() + given.len() + 2);
        full.push_str(surname);
        for word in [middle, given].into_iter().filter(|word| !word.is_empty()) {
            full.push(' ');
            full.push_str(word);
        }
        Name { surname, middle, given, full }
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(redacted)")
    }
}

/// Per mille of one-word middle names that are "Văn" (men) and "Thị" (women), by year of birth, north and south.
///
/// In a mixed sample 18 % of men and 54 % of women; in Ho Chi Minh City, born 2007–2011, under 3 % and 17 %.
const OF_ITS_TIME: [(i32, [[u64; 2]; 2]); 5] = [
    (i32::MIN, [[480, 900], [420, 880]]),
    (1960, [[400, 850], [330, 780]]),
    (1980, [[260, 720], [180, 550]]),
    (1995, [[150, 500], [70, 300]]),
    (2007, [[70, 300], [25, 170]]),
];
/// Middle names that the men of an ethnic group have: Hmong men are "A".
const MEN_OF_GROUP: [(u8, &str); 1] = [(8, "A")];

/// One person of so many takes another given name once in life (Civil Code 91/2015/QH13, article 28): an assumption. Women keep
/// theirs when they marry.
const RENAMED: u64 = 250;

impl Nation {
    /// Name at birth.
    pub fn name(&self, person: Person) -> Name {
        let place = self.place(person);
        self.name_in_line(place, self.root_of(self.forebear(place)))
    }

    /// Name on a date; of a dead person, the last.
    pub fn name_on(&self, person: Person, as_of: Date) -> Name {
        let place = self.place(person);
        let root = self.root_of(self.forebear(place));
        // Few change their name: the day of death is asked of them alone.
        let day = Day::from(as_of);
        let changed =
            self.renaming(place).filter(|(on, _)| *on <= day && *on < self.death_day(person, place));
        match changed {
            Some((_, given)) => self.name_with(place, root, given),
            None => self.name_in_line(place, root),
        }
    }

    /// Name on a date of somebody whose life is known; of a dead person, the last.
    pub fn name_in_life(&self, life: &Lifetime, as_of: Date) -> Name {
        let root = self.root_of(self.forebear(life.place));
        self.new_name(life.place, root, Day::from(as_of).min(life.death.plus(-1)))
            .unwrap_or_else(|| self.name_in_line(life.place, root))
    }

    /// The day of life on which somebody takes another given name, if there is one.
    pub fn renamed_on(&self, person: Person) -> Option<Date> {
        let place = self.place(person);
        let (day, _) = self.renaming(place)?;
        let lives = self.birth_day(person) < day && day < self.death_day(person, place);
        lives.then(|| day.into())
    }

    /// The name at birth of somebody whose line is known.
    pub(crate) fn name_in_line(&self, place: Place, root: Root) -> Name {
        self.name_with(place, root, self.given(place, Field::Given))
    }

    /// The name that somebody has changed to by a day of life.
    pub(crate) fn new_name(&self, place: Place, root: Root, day: Day) -> Option<Name> {
        let (_, given) = self.renaming(place).filter(|(changed, _)| *changed <= day)?;
        Some(self.name_with(place, root, given))
    }

    /// The day on which somebody takes another given name, by the parents' wish as a child or by the own, and the name.
    pub(crate) fn renaming(&self, place: Place) -> Option<(Day, &'static str)> {
        let word = self.key(Field::NewName).word(place.word());
        if below(word, RENAMED) > 0 {
            return None;
        }
        let year = place.cell.year() + 7 + below(word.rotate_left(24), 40) as i32;
        let old = self.given(place, Field::Given);
        let more = self.key(Field::NewName).child(place.word());
        let mut tries = (0..7).map(|nth| names().given(place.cell.sex(), place.cell.year(), more.word(nth)));
        let new = tries.find(|new| *new != old)?;
        Some((self.day_in_year(Beat::NewName, place, year), new))
    }

    fn name_with(&self, place: Place, root: Root, given: &'static str) -> Name {
        Name::new(self.surname(root), self.middle(place, self.ethnic_group(root), given), given)
    }

    /// A second name by which a few old people are known.
    pub(crate) fn other_name(&self, place: Place, root: Root) -> Option<String> {
        const PER_MILLE: u64 = 30;
        let old = place.cell.year() < 1960;
        (old && chance(self.key(Field::OtherName).word(!place.word()), PER_MILLE))
            .then(|| Name::new(self.surname(root), "", self.given(place, Field::OtherName)).full)
    }

    pub(crate) fn given(&self, place: Place, field: Field) -> &'static str {
        let word = self.key(field).word(place.word());
        // Fashions turn over some years, not overnight.
        names().given(place.cell.sex(), place.cell.year() + (word % 9) as i32 - 4, word)
    }

    fn middle(&self, place: Place, ethnic_group: u8, given: &str) -> &'static str {
        let (sex, year) = (place.cell.sex(), place.cell.year());
        let words = names().length(sex, year, self.key(Field::NameLength).word(place.word()));
        let word = self.key(Field::Middle).word(place.word());
        if sex == Sex::Male
            && let Some((_, middle)) = MEN_OF_GROUP.iter().find(|(group, _)| *group == ethnic_group)
        {
            return middle;
        }
        let common = ["Văn", "Thị"][sex as usize];
        match words {
            ..=2 => "",
            3 if given != common && below(word, 1000) < of_its_time(sex, year, south(place)) => common,
            words => {
                // "Minh Minh" would be a name, but nobody's.
                let mut tries = (1..5).map(|i| names().middle(sex, words - 2, word.rotate_left(13 * i)));
                tries.find(|middle| !middle.ends_with(given)).unwrap_or("")
            }
        }
    }
}

fn of_its_time(sex: Sex, year: i32, south: bool) -> u64 {
    let row = OF_ITS_TIME.iter().rev().find(|(from, _)| *from <= year);
    row.map_or(0, |(_, share)| share[usize::from(south)][sex as usize])
}
