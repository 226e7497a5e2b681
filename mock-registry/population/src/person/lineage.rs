//! What comes down the paternal line: surname, ethnic group, religion, home village.

use crate::cell::Place;
use crate::data::{names, society, wards};
use crate::mix::Field;
use crate::nation::Nation;

/// The first known ancestor in the paternal line, of whom surname, group, religion and home village are inherited.
///
/// Where no father is recorded the line goes through the mother.
#[derive(Clone, Copy)]
pub(crate) struct Root(Place);

impl Root {
    /// The root as one word, to key a hash.
    pub(crate) fn word(self) -> u64 {
        self.0.word()
    }
}

/// Somebody whose mother has been looked up: where a climb up a line stands.
#[derive(Clone, Copy)]
pub(crate) struct Forebear {
    pub(crate) place: Place,
    pub(crate) mother: Option<Place>,
}

/// First province, by code, of the south: Hoàng is Huỳnh from Da Nang on.
const SOUTH: u8 = 48;

impl Nation {
    /// Somebody with the mother, from where a climb can begin.
    pub(crate) fn forebear(&self, place: Place) -> Forebear {
        Forebear { place, mother: self.mother_of(place) }
    }

    /// The root of a person's line.
    pub(crate) fn root_of(&self, person: Forebear) -> Root {
        let Forebear { mut place, mut mother } = person;
        while let Some(parent) = mother {
            Forebear { place, mother } = match self.parents_of(place, parent) {
                Some(couple) => couple.founder(),
                None => self.forebear(parent),
            };
        }
        Root(place)
    }

    /// The surname of a line.
    pub(crate) fn surname(&self, root: Root) -> &'static str {
        let word = self.key(Field::Surname).word(root.word());
        names().surname(self.ethnic_group(root), south(root.0), word)
    }

    /// The code of the ethnic group of a line.
    pub(crate) fn ethnic_group(&self, root: Root) -> u8 {
        society().ethnic_group(root.0.cell.province(), self.key(Field::Ethnicity).word(root.word()))
    }

    /// The name of the religion of a line.
    pub(crate) fn religion(&self, root: Root) -> &'static str {
        let word = self.key(Field::Religion).word(root.word());
        society().religion(self.ethnic_group(root), root.0.cell.province(), word)
    }

    /// The commune a line comes from.
    pub(crate) fn home_village(&self, root: Root) -> u16 {
        wards().any(root.0.cell.province(), self.key(Field::Hometown).word(root.word()))
    }
}

/// Whether a person is born in the south.
pub(super) fn south(place: Place) -> bool {
    crate::data::provinces().all()[place.cell.province()].code >= SOUTH
}
