//! Couples: who marries whom, when, until when, and whose children they are.
//!
//! Everything here is decided by years of birth and seats alone; days are drawn later, inside the years found here.

use super::bands::MARRIAGEABLE;
use super::pairing::Counts;
use crate::cell::{Cell, Place};
use crate::demography::{GAPS, gap_years, wedding_age};
use crate::mix::{Field, below};
use crate::nation::Nation;
use crate::perm::Perm;
use crate::person::Forebear;
use crate::terms::Sex;

/// A man is recorded as father of children born in the year he becomes this old, or later.
const YOUNGEST_FATHER: i32 = 17;
/// Years from the wedding to the first child, at equal steps of probability (assumption: most within two years).
const BEFORE_FIRST_CHILD: [i32; 16] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 6];
/// Per mille of couples that divorce if both live long enough: with the remarrying, the divorced are those of the 2019 census
/// (2.1 % of adults).
const DIVORCING: u64 = 54;
/// Per mille of couples whose two marry again after a divorce, each a divorced partner of the same age: an assumption.
const REMARRYING: u64 = 22;
/// Years from the later of two divorces to the wedding of the divorced: so many at most.
const BEFORE_REMARRIAGE: u64 = 8;

/// Two people who marry at some time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Couple {
    pub(crate) wife: Place,
    pub(crate) husband: Place,
    /// The husband's mother: found on the way, and the next step of most climbs.
    pub(crate) mother_in_law: Option<Place>,
    lot: Lot,
}

/// The place of a couple among those of two years of birth.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Lot {
    /// Entry of the table of gaps in years.
    gap: usize,
    nth: u32,
}

impl Couple {
    /// The husband, from whom the line of the couple's children goes up.
    pub(crate) fn founder(self) -> Forebear {
        Forebear { place: self.husband, mother: self.mother_in_law }
    }
}

impl Nation {
    /// The couple a person belongs to first, at some time of life.
    pub(crate) fn couple_of(&self, person: Place) -> Option<Couple> {
        let lot = self.lot(person)?;
        let (wife, husband) = wife_and_husband(person, self.partner(person.cell, lot)?);
        let mother = self.mother_of(husband);
        // In a small nation the lots sometimes fall on brother and sister.
        let sister = mother.and_then(|mother| self.birth_in(mother, wife.cell.year()));
        let siblings = sister.is_some_and(|birth| self.children_of(birth).any(|child| child == wife));
        (!siblings).then_some(Couple { wife, husband, mother_in_law: mother, lot })
    }

    /// The couple that somebody divorced belongs to after the `first`, with the year of its wedding.
    ///
    /// Of the couples of two years of birth the first ones divorce, and the first of those marry crosswise: each husband the
    /// wife of the next couple, the last that of the first.
    pub(crate) fn second_couple(&self, first: Couple, person: Place) -> Option<(Couple, i32)> {
        let circle = self.share_of_lots(first, REMARRYING);
        if first.lot.nth >= circle || circle < 2 {
            return None;
        }
        let turn = if person == first.husband { 1 } else { circle - 1 };
        let partner = self.partner(person.cell, Lot { nth: (first.lot.nth + turn) % circle, ..first.lot })?;
        let other = self.couple_of(partner)?;
        let (wife, husband) = wife_and_husband(person, partner);
        let mother_in_law = if person == husband { first.mother_in_law } else { other.mother_in_law };
        if mother_in_law.is_some() && mother_in_law == self.mother_of(wife) {
            return None;
        }
        let end = |couple| self.divorce_year(couple, self.wedding_year(couple)?);
        let word = self.key(Field::WeddingAge).word(!husband.word());
        let year = end(first)?.max(end(other)?) + 1 + below(word, BEFORE_REMARRIAGE) as i32;
        let couple = Couple { wife, husband, mother_in_law, lot: first.lot };
        (self.both_alive_through(couple, year)
            && self.comes_to_pass(couple, || self.remarriage_day(couple, year)))
        .then_some((couple, year))
    }

    /// Year of the wedding; none if one of them dies before it.
    pub(crate) fn wedding_year(&self, couple: Couple) -> Option<i32> {
        let word = self.key(Field::WeddingAge).word(couple.husband.word());
        // A first child follows the wedding closely; without one the bride's age decides.
        let year = match self.births_of(couple.wife).next() {
            Some(first) => first.year - BEFORE_FIRST_CHILD[(word & 15) as usize],
            None => couple.wife.cell.year() + wedding_age(couple.wife.cell.year(), word),
        };
        let year = year.max(earliest_wedding(couple));
        (self.both_alive_through(couple, year)
            && self.comes_to_pass(couple, || self.wedding_day(couple, year)))
        .then_some(year)
    }

    /// Year of divorce of a couple married in `wedding`, if they divorce: after the last child, in the life of both.
    pub(crate) fn divorce_year(&self, couple: Couple, wedding: i32) -> Option<i32> {
        if !self.may_divorce(couple) {
            return None;
        }
        let word = self.key(Field::Divorce).word(couple.husband.word());
        let last = self.births_of(couple.wife).last().map_or(wedding, |birth| birth.year.max(wedding));
        let year = last + 1 + below(word.rotate_left(32), 15) as i32;
        (self.both_alive_through(couple, year)
            && self.comes_to_pass(couple, || self.divorce_day(couple, year)))
        .then_some(year)
    }

    /// Whether a couple divorces if both live long enough: most questions end here.
    pub(crate) fn may_divorce(&self, couple: Couple) -> bool {
        couple.lot.nth < self.share_of_lots(couple, DIVORCING)
    }

    /// How many of the couples of the same two years of birth: a share of them, rounded up or down by lot.
    fn share_of_lots(&self, couple: Couple, per_mille: u64) -> u32 {
        let Couple { wife, lot: Lot { gap, .. }, .. } = couple;
        let couples = u64::from(self.kin().couples(wife.cell)[gap]);
        let lot = self.key(Field::Divorce).word((wife.cell.index() * GAPS + gap) as u64) >> 48;
        ((((couples * per_mille) << 16) / 1000 + lot) >> 16) as u32
    }

    /// The father: the man his mother marries, if he is old enough and lives through the year of the birth.
    ///
    /// A child that comes before the wedding is theirs too (Law on Marriage and Family 52/2014/QH13, article 88).
    pub(crate) fn father_of(&self, child: Place) -> Option<Place> {
        Some(self.parents_of(child, self.mother_of(child)?)?.husband)
    }

    /// The couple of a child's mother, if the child is of both.
    pub(crate) fn parents_of(&self, child: Place, mother: Place) -> Option<Couple> {
        self.couple_of(mother).filter(|couple| self.is_common_child(*couple, child.cell.year()))
    }

    /// Whether a child of the wife, born in `year`, is the husband's.
    pub(crate) fn is_common_child(&self, couple: Couple, year: i32) -> bool {
        // Living until they may marry, they do: the wedding is never later than the earliest day or the first birth.
        year - couple.husband.cell.year() >= YOUNGEST_FATHER
            && self.both_alive_through(couple, year.max(earliest_wedding(couple)))
            && self.husband_by(couple, year)
    }

    fn both_alive_through(&self, couple: Couple, year: i32) -> bool {
        self.alive_through(couple.wife, year) && self.alive_through(couple.husband, year)
    }

    /// The lot of somebody who marries, drawn by the keyed orders of marriageable women and men.
    fn lot(&self, person: Place) -> Option<Lot> {
        let tables = self.kin();
        let bands = tables.bands(person.cell);
        if !(bands.adult..bands.never).contains(&person.seat) {
            return None;
        }
        let order = self.marriage_order(person.cell).forward(person.seat - bands.adult);
        lot_of(tables.couples(person.cell), order)
    }

    /// The one who has the same lot on the other side of a cell.
    fn partner(&self, cell: Cell, Lot { gap, nth }: Lot) -> Option<Place> {
        let (sex, years) = match cell.sex() {
            Sex::Female => (Sex::Male, -gap_years(gap)),
            Sex::Male => (Sex::Female, gap_years(gap)),
        };
        let cell = Cell::new(cell.province(), sex, cell.year() + years)?;
        let tables = self.kin();
        let before: u32 = tables.couples(cell)[..gap].iter().map(|n| u32::from(*n)).sum();
        let seat = tables.bands(cell).adult + self.marriage_order(cell).inverse(before + nth);
        Some(Place { cell, seat })
    }

    fn marriage_order(&self, cell: Cell) -> Perm {
        let bands = self.kin().bands(cell);
        let field = match cell.sex() {
            Sex::Male => Field::HusbandOrder,
            Sex::Female => Field::WifeOrder,
        };
        Perm::new(bands.never - bands.adult, self.key(field).child(cell.index() as u64))
    }
}

/// The lot of the couple with this order in its cell.
fn lot_of(couples: &Counts, order: u32) -> Option<Lot> {
    let mut nth = order;
    for (gap, n) in couples.iter().enumerate() {
        let n = u32::from(*n);
        if nth < n {
            return Some(Lot { gap, nth });
        }
        nth -= n;
    }
    None
}

/// Two people of different sex, the woman first.
fn wife_and_husband(one: Place, other: Place) -> (Place, Place) {
    if one.cell.sex() == Sex::Female { (one, other) } else { (other, one) }
}

/// The first year in which both are old enough to marry on any day.
fn earliest_wedding(couple: Couple) -> i32 {
    [couple.husband, couple.wife]
        .map(|p| p.cell.year() + MARRIAGEABLE[p.cell.sex() as usize] + 1)
        .into_iter()
        .fold(0, i32::max)
}
