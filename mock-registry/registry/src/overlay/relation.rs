//! What a member of a changed household is to its head, by kinship.

use dinhdanh_population::{IdNumber, Relation, Sex};
use jiff::civil::Date;

use super::View;

impl View<'_> {
    pub(super) fn relation(&self, head: IdNumber, member: IdNumber, day: Date) -> Relation {
        use Relation as R;
        let male = self.sex(member) == Some(Sex::Male);
        let by_sex = |m, f| if male { m } else { f };
        let parents = |one| [self.mother(one, day), self.father(one, day)].into_iter().flatten();
        let couple = |one| [Some(one), self.partnership(one, day)].into_iter().flatten();
        let heads: Vec<IdNumber> = couple(head).collect();
        // The child of the husband or wife and somebody else is none of the head's.
        let is_child = |one: IdNumber| {
            let mut own = parents(one).peekable();
            own.peek().is_some()
                && (parents(one).any(|parent| parent == head) || own.all(|parent| heads.contains(&parent)))
        };
        let is_grandchild = |one: IdNumber| parents(one).any(is_child);
        let above: Vec<IdNumber> = heads.iter().flat_map(|one| parents(*one)).flat_map(couple).collect();
        let sibling =
            |one: IdNumber| one != head && parents(one).any(|parent| parents(head).any(|p| p == parent));
        if member == head {
            R::Head
        } else if self.spouse(head, day) == Some(member) {
            by_sex(R::Husband, R::Wife)
        } else if is_child(member) {
            R::Child
        } else if above.contains(&member) {
            by_sex(R::Father, R::Mother)
        } else if sibling(member) {
            // Of twins the second is the younger.
            let order = |one| (self.born(one), self.base(one));
            match order(member) > order(head) {
                true => R::YoungerSibling,
                false => by_sex(R::OlderBrother, R::OlderSister),
            }
        } else if !male && self.partnership(member, day).is_some_and(is_child) {
            R::DaughterInLaw
        } else if is_grandchild(member) || parents(member).any(sibling) {
            R::Grandchild
        } else if above.iter().flat_map(|one| parents(*one)).flat_map(couple).any(|one| one == member) {
            by_sex(R::Grandfather, R::Grandmother)
        } else if parents(member).any(is_grandchild) {
            R::GreatGrandchild
        } else {
            R::Other
        }
    }
}
