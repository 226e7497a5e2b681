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

/// First province, by code, of the south: Hoàng is Huỳnh from Da Nang on.
const SOUTH: u8 = 48;

impl Nation {
    /// The root of a person's line.
    pub(crate) fn root_of(&self, person: Place) -> Root {
        self.line_of(person, |_| ())
    }

    /// The root of a person's line; `pass` is told everybody between.
    pub(crate) fn line_of(&self, person: Place, mut pass: impl FnMut(Place)) -> Root {
        let (mut place, mut mother) = (person, self.mother_of(person));
        while let Some(parent) = mother {
            let common = self
                .couple_and_mother(parent)
                .filter(|(couple, _)| self.is_common_child(*couple, place.cell.year()));
            (place, mother) = match common {
                Some((couple, mother)) => (couple.husband, mother),
                None => (parent, self.mother_of(parent)),
            };
            pass(place);
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
