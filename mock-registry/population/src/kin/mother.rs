//! Mother and children.
//!
//! The births of a province and year, both sexes together and twins as one, are put in a keyed order and cut into segments, one for each
//! year of the mother's age and class of women. Inside a segment the n-th birth belongs to the n-th woman after a
//! starting point on the circle of the class. Women of a class bear at every second or third age only, so that no two
//! siblings are born in neighbouring years.

use super::bands::Zone;
use super::segments::{KINDS, Starts, segment_zone, segments, share_of};
use crate::cell::{Cell, Place};
use crate::demography::{FIRST_YEAR, MOTHER_AGES, YEARS, YOUNGEST_MOTHER};
use crate::mix::Field;
use crate::nation::Nation;
use crate::perm::Perm;
use crate::terms::Sex;

/// A birth to a known woman, before the child is looked up.
#[derive(Clone, Copy)]
pub(crate) struct Birth {
    province: usize,
    pub(crate) year: i32,
    /// Place of the birth among those of its province and year.
    order: u32,
}

/// The births of one age to the women of one kind.
#[derive(Clone, Copy)]
struct Share {
    /// First seat of the women.
    first: u32,
    women: u32,
    /// Order of the first birth among those of the province and year.
    start: u32,
    count: u32,
}

/// The births of one age.
struct Shares([Share; KINDS]);

impl Shares {
    /// The kind of the birth with an order, and its place among those of the kind.
    fn kind_of(&self, order: u32) -> Option<(usize, u32)> {
        let place = |share: &Share| order.checked_sub(share.start).filter(|nth| *nth < share.count);
        self.0.iter().enumerate().find_map(|(kind, share)| Some((kind, place(share)?)))
    }
}

impl Nation {
    /// The mother, if she is in the tables.
    pub(crate) fn mother_of(&self, child: Place) -> Option<Place> {
        let (province, year) = (child.cell.province(), child.cell.year());
        let starts = segments().of_year(year)?;
        let [boys, girls] = self.births(province, year);
        let delivery = self.twins(child.cell).delivery(child.seat);
        let order = self.birth_order(province, year, boys + girls).forward(match child.cell.sex() {
            Sex::Male => delivery,
            Sex::Female => boys + delivery,
        });
        let segment = starts.partition_point(|start| share_of(boys + girls, *start) <= order) - 1;
        let age = YOUNGEST_MOTHER + (segment / KINDS) as i32;
        let cell = Cell::new(province, Sex::Female, year - age).filter(|_| segment < MOTHER_AGES * KINDS)?;
        let shares = self.shares(cell, age, boys + girls, starts);
        let (kind, nth) = shares.kind_of(order)?;
        let Share { first, women, .. } = shares.0[kind];
        let turn = self.turn(cell, age, kind, women) + nth;
        Some(Place { cell, seat: first + if turn < women { turn } else { turn - women } })
    }

    /// The births of a woman, in order of time. A man has none of his own: ask for his wife's.
    pub(crate) fn births_of(&self, woman: Place) -> impl Iterator<Item = Birth> {
        let bands = self.kin().bands(woman.cell);
        let zone = if woman.cell.sex() == Sex::Female { bands.zone(woman.seat) } else { Zone::Child };
        let (kind, start, step) = schedule(zone, woman.cell.year());
        (start..MOTHER_AGES as i32)
            .step_by(step)
            .filter_map(move |index| self.birth_at(woman, kind, YOUNGEST_MOTHER + index))
    }

    /// The birth of a woman in a year, if there is one.
    pub(crate) fn birth_in(&self, woman: Place, year: i32) -> Option<Birth> {
        let zone = self.kin().bands(woman.cell).zone(woman.seat);
        let (kind, start, step) = schedule(zone, woman.cell.year());
        let index = year - woman.cell.year() - YOUNGEST_MOTHER;
        let due = (start..MOTHER_AGES as i32).contains(&index) && (index - start) % step as i32 == 0;
        if due { self.birth_at(woman, kind, YOUNGEST_MOTHER + index) } else { None }
    }

    /// The birth of a woman of a kind at an age, if hers is among the turns that bear then.
    fn birth_at(&self, woman: Place, kind: usize, age: i32) -> Option<Birth> {
        let cell = woman.cell;
        let year = cell.year() + age;
        let starts = segments().of_year(year)?;
        let [boys, girls] = self.births(cell.province(), year);
        let Share { first, women, start, count } = self.shares(cell, age, boys + girls, starts).0[kind];
        let seat = woman.seat.checked_sub(first)?;
        let turn = self.turn(cell, age, kind, women);
        let n = if seat >= turn { seat - turn } else { seat + women - turn };
        (n < count).then_some(Birth { province: cell.province(), year, order: start + n })
    }

    /// The births of a province and year to the women of a cell, who are `age` then, shared out among the kinds.
    fn shares(&self, cell: Cell, age: i32, births: u32, starts: &Starts) -> Shares {
        let bands = self.kin().bands(cell);
        let at = (age - YOUNGEST_MOTHER) as usize * KINDS;
        let mut shares: [Share; KINDS] = std::array::from_fn(|kind| {
            let (first, women) = bands.range(segment_zone(cell.year(), age, kind), cell, age);
            let [start, end] = [at + kind, at + kind + 1].map(|i| share_of(births, starts[i]));
            Share { first, women, start, count: end - start }
        });
        // In a small cell there may be fewer women of a kind than births: those fall to the kind before.
        for kind in (1..KINDS).rev() {
            let over = shares[kind].count.saturating_sub(shares[kind].women);
            shares[kind].count -= over;
            shares[kind].start += over;
            shares[kind - 1].count += over;
        }
        shares[0].count = shares[0].count.min(shares[0].women);
        Shares(shares)
    }

    /// The child of a birth, or the twins.
    pub(crate) fn children_of(&self, birth: Birth) -> impl Iterator<Item = Place> + use<> {
        let [boys, girls] = self.births(birth.province, birth.year);
        let index = self.birth_order(birth.province, birth.year, boys + girls).inverse(birth.order);
        let (sex, delivery) = if index < boys { (Sex::Male, index) } else { (Sex::Female, index - boys) };
        let cell = Cell::at(birth.province, sex, birth.year);
        let twins = self.twins(cell);
        let seat = twins.seat(delivery);
        std::iter::once(seat).chain(twins.twin(seat)).map(move |seat| Place { cell, seat })
    }

    /// Deliveries of boys and of girls.
    fn births(&self, province: usize, year: i32) -> [u32; 2] {
        [Sex::Male, Sex::Female].map(|sex| self.twins(Cell::at(province, sex, year)).deliveries())
    }

    fn birth_order(&self, province: usize, year: i32, births: u32) -> Perm {
        let item = province * YEARS + (year - FIRST_YEAR) as usize;
        Perm::new(births, self.key(Field::BirthOrder).child(item as u64))
    }

    /// The woman of a circle of `women` with whom the births of an age begin.
    ///
    /// If each age began where the one before ended, all women of a class would have the same number of children; if each
    /// began anywhere, their numbers would scatter as by lot. Real families lie between: a start near the end of the last.
    fn turn(&self, cell: Cell, age: i32, kind: usize, women: u32) -> u32 {
        let index = (age - YOUNGEST_MOTHER) as usize;
        let item = (cell.index() * MOTHER_AGES + index) * KINDS + kind;
        let off = (self.key(Field::BirthSpacing).word(item as u64) as u32) / SPREAD;
        let turned = segments().turned(cell.year(), index, kind).wrapping_add(off);
        ((u64::from(turned) * u64::from(women)) >> 32) as u32
    }
}

/// The start lies within this part of the circle after the end of the last age: larger, and family sizes are more alike.
const SPREAD: u32 = 16;

/// Kind of segment, first age and step between ages (counted from [`YOUNGEST_MOTHER`]) at which a zone may bear.
fn schedule(zone: Zone, mother_year: i32) -> (usize, i32, usize) {
    match zone {
        Zone::Class(class @ 0..2) => (0, 1 - class as i32, 2),
        Zone::Class(class) => (1, class as i32 - 2, 3),
        Zone::Young => (2, 1 - mother_year % 2, 2),
        Zone::Never => (2, mother_year % 2, 2),
        Zone::Child => (2, MOTHER_AGES as i32, 2),
    }
}
