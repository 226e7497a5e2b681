//! Blood groups, by Mendel's rule.

use serde::{Deserialize, Serialize};

use crate::cell::Place;
use crate::mix::{Field, below};
use crate::nation::{Nation, Person};

/// Group of the ABO system. Rhesus-negative blood is rarer than one in a thousand and not modelled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum BloodGroup {
    /// Neither antigen.
    O,
    /// Antigen A.
    A,
    /// Antigen B.
    B,
    /// Both antigens.
    #[serde(rename = "AB")]
    Ab,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Allele {
    A,
    B,
    O,
}

/// Per mille of the alleles A and B; the rest is O. Gives 42 % O, 31 % B, 21 % A and 6 % AB, as blood banks report.
const ALLELES: [u64; 2] = [145, 205];

impl Nation {
    /// Blood group. No child has one that its parents could not pass on.
    pub fn blood_group(&self, person: Person) -> BloodGroup {
        let place = self.place(person);
        match [self.allele(place, 0), self.allele(place, 1)] {
            [Allele::O, Allele::O] => BloodGroup::O,
            [Allele::A, Allele::B] | [Allele::B, Allele::A] => BloodGroup::Ab,
            [Allele::A, _] | [_, Allele::A] => BloodGroup::A,
            [Allele::B, _] | [_, Allele::B] => BloodGroup::B,
        }
    }

    /// The allele from the mother (0) or the father (1): followed up to an ancestor whose parents are unknown.
    fn allele(&self, person: Place, from: usize) -> Allele {
        let (mut place, mut from) = (person, from);
        loop {
            let parent = if from == 0 { self.mother_of(place) } else { self.father_of(place) };
            let word = self.key(Field::Blood).child(from as u64).word(place.word());
            let Some(parent) = parent else {
                return match below(word, 1000) {
                    n if n < ALLELES[0] => Allele::A,
                    n if n < ALLELES[0] + ALLELES[1] => Allele::B,
                    _ => Allele::O,
                };
            };
            // The parent hands on one of two.
            (place, from) = (parent, (word & 1) as usize);
        }
    }
}
