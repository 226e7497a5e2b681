//! Whom the changes reach: everybody whose events may be others than the nation's.

use std::collections::HashSet;

use dinhdanh_population::IdNumber;

use super::View;

impl<'a> View<'a> {
    /// Everybody whom a change names, their siblings, whoever descends from them or from somebody they marry, and who may act for any
    /// of these as a minor. Found once for the changes: some tens of people for each.
    ///
    /// One too many costs time; one too few is missing in the list of a day.
    pub(super) fn reached(&self) -> &'a HashSet<IdNumber> {
        self.overlay.reached.get_or_init(|| {
            let mut reached = HashSet::new();
            for number in self.overlay.by_person.keys().copied() {
                self.descend(number, &mut reached);
                let mother = self.born(number).and_then(|born| self.mother(number, born));
                reached.extend(mother.into_iter().flat_map(|mother| self.possible_children(mother)));
            }
            let guardians = reached.iter().flat_map(|one| self.possible_guardians(*one));
            let guardians: Vec<IdNumber> = guardians.collect();
            reached.extend(guardians);
            reached
        })
    }

    /// A person, whom they marry, whom those marry else, and the same of all their children: with a wedding or a birth falls what
    /// would have followed.
    fn descend(&self, from: IdNumber, reached: &mut HashSet<IdNumber>) {
        let mut left = vec![from];
        let mut seen = HashSet::new();
        while let Some(one) = left.pop() {
            let spouses = self.spouses(one);
            let theirs = spouses.iter().flat_map(|spouse| self.spouses(*spouse));
            let ring: HashSet<IdNumber> = theirs.chain(spouses.iter().copied()).chain([one]).collect();
            let children = ring.iter().flat_map(|parent| self.offspring(*parent));
            left.extend(children.filter(|child| seen.insert(*child)));
            reached.extend(ring);
        }
    }

    /// Whomever somebody marries, by the nation or by a change.
    fn spouses(&self, number: IdNumber) -> Vec<IdNumber> {
        let of_nation = self.base(number).map_or_else(Vec::new, |person| self.own.marriages_of_life(person));
        let of_nation = of_nation.into_iter().map(|marriage| self.own.number(marriage.spouse));
        of_nation.chain(self.marriages(number).into_iter().map(|wed| wed.spouse)).collect()
    }

    /// Whoever is born to somebody, by the nation or by a change.
    fn offspring(&self, number: IdNumber) -> Vec<IdNumber> {
        let of_nation = self.base(number).map_or_else(Vec::new, |person| self.own.children(person));
        let of_nation = of_nation.into_iter().map(|child| self.own.number(child));
        of_nation.chain(self.possible_children(number)).collect()
    }
}
