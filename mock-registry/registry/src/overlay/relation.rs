//! What a member of a changed household is to its head, by kinship.

use std::collections::HashSet;

use dinhdanh_population::{IdNumber, Relation, Sex};
use jiff::civil::Date;

use super::View;

/// Generations that a home can have below its head.
const GENERATIONS: usize = 5;

impl View<'_> {
    /// What a member is to the head, as the nation has it: the line is the husband's, and nieces and nephews are told as
    /// grandchildren, for whom Vietnamese has one word.
    pub(super) fn relation(&self, head: IdNumber, member: IdNumber, day: Date) -> Relation {
        use Relation as R;
        let male = self.sex(member) == Some(Sex::Male);
        let by_sex = |m, f| if male { m } else { f };
        let parents = |one| [self.mother(one, day), self.father(one, day)].into_iter().flatten();
        let couple = |one| [Some(one), self.partnership(one, day)].into_iter().flatten();
        let siblings =
            |one, other| one != other && parents(one).any(|parent| parents(other).any(|p| p == parent));
        let heads: Vec<IdNumber> = couple(head).collect();
        let above: Vec<IdNumber> = heads.iter().flat_map(|one| parents(*one)).flat_map(couple).collect();
        let is_child = |one: IdNumber| self.elders(one, day).contains(&head);
        if member == head {
            R::Head
        } else if self.spouse(head, day) == Some(member) {
            by_sex(R::Husband, R::Wife)
        } else if is_child(member) {
            R::Child
        } else if above.contains(&member) {
            by_sex(R::Father, R::Mother)
        } else if siblings(member, head) {
            // Of twins the second is the younger.
            let order = |one| (self.born(one), self.base(one));
            match order(member) > order(head) {
                true => R::YoungerSibling,
                false => by_sex(R::OlderBrother, R::OlderSister),
            }
        } else if !male && self.partnership(member, day).is_some_and(is_child) {
            R::DaughterInLaw
        } else if above.iter().flat_map(|one| parents(*one)).flat_map(couple).any(|one| one == member) {
            by_sex(R::Grandfather, R::Grandmother)
        } else {
            match self.generations_below(head, member, day) {
                Some(..=2) => R::Grandchild,
                Some(_) => R::GreatGrandchild,
                None => R::Other,
            }
        }
    }

    /// How many generations a member is below the head, if they have a forebear in common: the head, or one of the head's line.
    fn generations_below(&self, head: IdNumber, member: IdNumber, day: Date) -> Option<usize> {
        type Line = HashSet<IdNumber>;
        let up = |line: &Line| -> Line {
            line.iter().flat_map(|one| self.begetters(*one, day)).flatten().collect()
        };
        let husband = self.partnership(head, day).filter(|_| self.sex(head) == Some(Sex::Female));
        let (mut line, mut above) = (Line::from([member]), Vec::new());
        let mut next = up(&husband.into_iter().chain([head]).collect());
        for generation in 1..=GENERATIONS {
            if line.iter().any(|one| self.elders(*one, day).contains(&head)) {
                return Some(generation);
            }
            line = up(&line);
            if let Some(at) = above.iter().position(|above: &Line| !above.is_disjoint(&line)) {
                return Some(generation - at - 1);
            }
            let further = up(&next);
            above.push(std::mem::replace(&mut next, further));
        }
        None
    }

    /// In whose home somebody is a child: of the mother, of the father, and of his wife now.
    fn elders(&self, one: IdNumber, day: Date) -> Vec<IdNumber> {
        let [mother, father] = self.begetters(one, day);
        let wife = father.and_then(|father| self.partnership(father, day));
        [mother, father, wife].into_iter().flatten().collect()
    }

    /// The mother and the father. A child without a father is one of the mother's first husband, as in the nation; what she brings
    /// into a second marriage is none of that husband's.
    fn begetters(&self, one: IdNumber, day: Date) -> [Option<IdNumber>; 2] {
        let mother = self.mother(one, day);
        let first =
            || self.marriages(mother?).into_iter().find(|wed| wed.wedding <= day).map(|wed| wed.spouse);
        [mother, self.father(one, day).or_else(first)]
    }
}
