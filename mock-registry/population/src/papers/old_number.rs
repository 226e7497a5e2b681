//! The 9-digit number of the papers before the 12-digit one: prefix of the province, then a serial.

use jiff::civil::Date;

use super::card::CardKind;
use super::issue::Issue;
use crate::cell::{Cell, Place};
use crate::data::old_prefixes;
use crate::day::Day;
use crate::ident::OldNumber;
use crate::kin::{Bands, KinTables};
use crate::mix::Field;
use crate::nation::{Nation, Person};
use crate::perm::Perm;
use crate::spec::IdSpace;

/// Last year of birth with such a number: those reached 14 before the chip card came.
const LAST_COHORT: i32 = 2006;
/// Added in the reserved space to the first digit, which is 0 to 3: no province has 5 to 8.
const RESERVED: u32 = 500_000_000;

/// Which slots of its number space belong to which cell.
pub(crate) struct OldNumbers {
    /// First slot of every cell in the space its province shares with others.
    starts: Vec<u32>,
}

impl OldNumbers {
    pub(crate) fn new(kin: &KinTables) -> OldNumbers {
        let mut next = vec![0; old_prefixes().len()];
        let starts = kin
            .cells()
            .map(|(cell, bands)| {
                let next = &mut next[old_prefixes().space_of(cell.province())];
                let start = *next;
                *next += people(cell, bands);
                start
            })
            .collect();
        OldNumbers { starts }
    }
}

impl Nation {
    /// The 9-digit number, of those who had a paper with it by a date. Kept for life.
    pub fn old_number(&self, person: Person, as_of: Date) -> Option<OldNumber> {
        self.old_number_of(person, &self.cards(person), as_of.into())
    }

    /// The same on a day, the cards known.
    pub(crate) fn old_number_of(&self, person: Person, cards: &[Issue], day: Day) -> Option<OldNumber> {
        cards.first().filter(|card| card.kind == CardKind::NineDigit && card.issued <= day)?;
        let place = self.place(person);
        let bands = self.kin().bands(place.cell);
        let local = place.seat.checked_sub(bands.adult).filter(|n| *n < people(place.cell, bands))?;
        let space = old_prefixes().space_of(place.cell.province());
        let slot = self.old_numbers().starts[place.cell.index()] + local;
        // Small provinces with three-digit prefixes can run out of numbers; the last to come have none on file.
        let at = (slot < old_prefixes().capacity(space)).then(|| self.old_order(space).forward(slot))?;
        let offset = if self.spec().id_space == IdSpace::Reserved { RESERVED } else { 0 };
        Some(OldNumber(old_prefixes().number(space, at) + offset))
    }

    /// The person with a 9-digit number, living or dead, once the paper is issued.
    pub fn by_old_number(&self, number: OldNumber, as_of: Date) -> Option<Person> {
        let digits = match self.spec().id_space {
            IdSpace::Reserved => number.0.checked_sub(RESERVED)?,
            IdSpace::Plausible => number.0,
        };
        let (space, at) = old_prefixes().locate(digits)?;
        let slot = self.old_order(space).inverse(at);
        // The last cell of a province that begins at or before the slot, if the slot is among its people.
        let starts = &self.old_numbers().starts;
        let (cell, local) = old_prefixes().provinces(space).iter().find_map(|province| {
            let range = Cell::range(*province);
            let after = range.start + starts[range.clone()].partition_point(|start| *start <= slot);
            let cell = Cell::from_index(after.checked_sub(1).filter(|cell| range.contains(cell))?);
            let local = slot - starts[cell.index()];
            (local < people(cell, self.kin().bands(cell))).then_some((cell, local))
        })?;
        let seat = self.kin().bands(cell).adult + local;
        let person = self.person(Place { cell, seat });
        (self.old_number(person, as_of) == Some(number)).then_some(person)
    }

    fn old_order(&self, space: usize) -> Perm {
        Perm::new(old_prefixes().capacity(space), self.key(Field::OldNumberSerial).child(space as u64))
    }
}

/// People of a cell who may have a number.
fn people(cell: Cell, bands: Bands) -> u32 {
    if cell.year() <= LAST_COHORT { bands.size - bands.adult } else { 0 }
}
