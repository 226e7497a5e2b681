//! Who acts for a minor before the law with the changes, by the nation's rule (Civil Code 91/2015/QH13, articles 52 and 136):
//! the living parents; if there are none, the eldest living sibling of age, or else the living grandparents, the father's first.

use dinhdanh_population::IdNumber;
use jiff::ToSpan;
use jiff::civil::Date;

use super::View;

/// Age at which nobody needs a representative any more.
const OF_AGE: i32 = 18;

impl View<'_> {
    /// The legal representatives of a living minor.
    pub(super) fn legal_representatives(&self, number: IdNumber, day: Date) -> Vec<IdNumber> {
        if !self.is_minor(number, day) {
            return Vec::new();
        }
        let parents = self.living_parents(number, day);
        if !parents.is_empty() {
            return parents;
        }
        if let Some(sibling) = self.guardian(number, day) {
            return vec![sibling];
        }
        let parents = [self.father(number, day), self.mother(number, day)].into_iter().flatten();
        let mut grandparents = parents.map(|parent| self.living_parents(parent, day));
        grandparents.find(|two| !two.is_empty()).unwrap_or_default()
    }

    /// Those whose legal representative somebody alive is.
    pub(super) fn represented(&self, number: IdNumber, day: Date) -> Vec<IdNumber> {
        if !self.alive(number, day) {
            return Vec::new();
        }
        let minors = |parent| self.children(parent, day).into_iter().filter(|one| self.is_minor(*one, day));
        let mut represented: Vec<IdNumber> = minors(number).collect();
        // Siblings and grandchildren, if somebody has died in between.
        let between = self.mother(number, day).into_iter().chain(self.children(number, day));
        let orphans = between.filter(|one| !self.alive(*one, day)).flat_map(minors);
        represented
            .extend(orphans.filter(|orphan| self.legal_representatives(*orphan, day).contains(&number)));
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
        self.alive(number, day) && self.born(number).is_some_and(|born| day < of_age(born))
    }
}

/// The day on which somebody comes of age; of those born on 29 February, 1 March of common years.
pub(super) fn of_age(born: Date) -> Date {
    let day = born.saturating_add(OF_AGE.years());
    if day.day() == born.day() { day } else { day.saturating_add(1.day()) }
}
