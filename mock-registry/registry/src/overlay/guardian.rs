//! Who acts for a minor before the law with the changes, by the nation's rule (Civil Code 91/2015/QH13, articles 52 and 136):
//! the living parents; if there are none, the eldest living sibling of age.

use dinhdanh_population::IdNumber;
use jiff::civil::Date;

use super::View;
use crate::summary::age;

/// Age at which nobody needs a representative any more.
const OF_AGE: u32 = 18;

impl View<'_> {
    /// The legal representatives of a living minor.
    pub(super) fn legal_representatives(&self, number: IdNumber, day: Date) -> Vec<IdNumber> {
        if !self.is_minor(number, day) {
            return Vec::new();
        }
        match self.living_parents(number, day) {
            none if none.is_empty() => self.guardian(number, day).into_iter().collect(),
            parents => parents,
        }
    }

    /// Those whose legal representative somebody alive is.
    pub(super) fn represented(&self, number: IdNumber, day: Date) -> Vec<IdNumber> {
        if !self.alive(number, day) {
            return Vec::new();
        }
        let minors = |parent| self.children(parent, day).into_iter().filter(|one| self.is_minor(*one, day));
        let mut represented: Vec<IdNumber> = minors(number).collect();
        if let Some(mother) = self.mother(number, day)
            && self.living_parents(number, day).is_empty()
        {
            represented.extend(minors(mother).filter(|sibling| {
                self.living_parents(*sibling, day).is_empty() && self.guardian(*sibling, day) == Some(number)
            }));
        }
        represented
    }

    fn living_parents(&self, number: IdNumber, day: Date) -> Vec<IdNumber> {
        let parents = [self.father(number, day), self.mother(number, day)];
        parents.into_iter().flatten().filter(|parent| self.alive(*parent, day)).collect()
    }

    fn guardian(&self, number: IdNumber, day: Date) -> Option<IdNumber> {
        let siblings = self.children(self.mother(number, day)?, day);
        siblings.into_iter().find(|one| self.alive(*one, day) && !self.is_minor(*one, day))
    }

    fn is_minor(&self, number: IdNumber, day: Date) -> bool {
        self.alive(number, day) && self.born(number).is_some_and(|born| age(born, day) < OF_AGE)
    }
}
