//! Where a person comes from: place of birth, its registration, home village, ethnic group.

use jiff::civil::Date;

use super::lineage::{Forebear, Root};
use crate::data::{society, wards};
use crate::home::{Address, Spot};
use crate::mix::{Field, below};
use crate::nation::Nation;

impl Nation {
    /// Place of birth: for a third a hospital in town, for the others where the birth was registered.
    pub(crate) fn place_of_birth(&self, person: Forebear, root: Root, as_of: Date) -> Address {
        let word = self.key(Field::BirthWard).word(person.place.word());
        if below(word, 100) < 33 {
            let ward = wards().town(person.place.cell.province(), word.rotate_left(20));
            return self.commune(Spot { ward, word }, as_of.into());
        }
        self.place_of_registration(person, root, as_of)
    }

    /// Place of birth registration, the same for brothers and sisters.
    pub(crate) fn place_of_registration(&self, person: Forebear, root: Root, as_of: Date) -> Address {
        let family = person.mother.unwrap_or(person.place);
        let word = self.key(Field::BirthWard).word(!family.word());
        let village = self.home_village(root);
        let ward = if below(word, 100) < 60 { village } else { wards().near(village, word.rotate_left(20)) };
        self.commune(Spot { ward, word }, as_of.into())
    }

    /// Home village of the paternal line.
    pub(crate) fn hometown(&self, root: Root, as_of: Date) -> Address {
        let word = self.key(Field::WardSplit).word(root.word());
        self.commune(Spot { ward: self.home_village(root), word }, as_of.into())
    }

    /// Name of the ethnic group of a line.
    pub(crate) fn ethnic_group_name(&self, root: Root) -> &'static str {
        society().group_name(self.ethnic_group(root))
    }
}
