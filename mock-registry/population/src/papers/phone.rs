//! Mobile numbers: each belongs to at most one person, and leads back to that person.

use jiff::civil::Date;

use crate::calendar::Beat;
use crate::cell::{CELLS, Cell, Place};
use crate::data::mobile_prefixes;
use crate::day::Day;
use crate::ident::PhoneNumber;
use crate::kin::KinTables;
use crate::mix::{Field, below};
use crate::nation::{Nation, Person};
use crate::perm::Perm;
use crate::spec::IdSpace;

/// Numbers under one prefix of three digits.
const PER_PREFIX: u32 = 10_000_000;
/// Prefixes no operator holds.
const UNASSIGNED: [u16; 8] = [30, 40, 50, 53, 60, 71, 80, 95];
/// Years of birth of people with a mobile number of their own.
const COHORTS: std::ops::RangeInclusive<i32> = 1935..=2031;
/// Share of those grown up who have a number, and who change it once, as far as there are numbers.
const SHARES: [f64; 2] = [0.9, 0.2];

/// Which slots of the number space belong to which cell.
pub(crate) struct Phones {
    /// Where the first numbers of every cell begin; one more at the end.
    first: Vec<u32>,
    /// The same for second numbers, which come after all first ones.
    second: Vec<u32>,
}

impl Phones {
    pub(crate) fn new(kin: &KinTables, space: IdSpace) -> Phones {
        let adults: Vec<f64> = kin
            .cells()
            .map(|(cell, bands)| match COHORTS.contains(&cell.year()) {
                true => f64::from(bands.size - bands.adult),
                false => 0.0,
            })
            .collect();
        let all: f64 = adults.iter().sum();
        let room = f64::from(capacity(space)) / all.max(1.0);
        // With little room some have a number and fewer change it; one part in eight is kept for changes.
        let second = SHARES[1].min(room / 8.0);
        let first = SHARES[0].min(room - second);
        let starts = |share: f64, start: u32| {
            let mut next = start;
            let mut starts: Vec<u32> = Vec::with_capacity(CELLS + 1);
            for adults in &adults {
                starts.push(next);
                next += (adults * share) as u32;
            }
            starts.push(next);
            starts
        };
        let first = starts(first, 0);
        Phones { second: starts(second, first[CELLS]), first }
    }

    /// The cell of a slot, and the place of the slot among those of the cell.
    fn owner(&self, slot: u32) -> Option<(Cell, u32)> {
        let starts = if slot < self.first[CELLS] { &self.first } else { &self.second };
        let cell = starts.partition_point(|start| *start <= slot) - 1;
        (cell < CELLS).then(|| (Cell::from_index(cell), slot - starts[cell]))
    }
}

impl PhoneNumber {
    /// Whether no operator holds its prefix, so that it rings nowhere.
    pub fn is_unassigned(self) -> bool {
        UNASSIGNED.iter().any(|prefix| u64::from(*prefix) == self.0 / u64::from(PER_PREFIX))
    }
}

impl Nation {
    /// The mobile number as of a date.
    pub fn phone(&self, person: Person, as_of: Date) -> Option<PhoneNumber> {
        let day = Day::from(as_of);
        let current = self.phones(person).into_iter().flatten().rev().find(|(from, _)| *from <= day)?;
        (day < self.death_day(person, self.place(person))).then_some(current.1)
    }

    /// The living holder of a mobile number as of a date.
    pub fn by_phone(&self, number: PhoneNumber, as_of: Date) -> Option<Person> {
        let prefix = (number.0 / u64::from(PER_PREFIX)) as u16;
        let prefix = prefixes(self.spec().id_space).iter().position(|p| *p == prefix)? as u32;
        let slot =
            self.phone_order().inverse(prefix * PER_PREFIX + (number.0 % u64::from(PER_PREFIX)) as u32);
        let (cell, local) = self.phone_slots().owner(slot)?;
        let bands = self.kin().bands(cell);
        let seat = bands.adult + self.holders(cell).inverse(local);
        let person = self.person(Place { cell, seat });
        (self.phone(person, as_of) == Some(number)).then_some(person)
    }

    /// First and second number of a life with the days they begin.
    pub(crate) fn phones(&self, person: Person) -> [Option<(Day, PhoneNumber)>; 2] {
        let place = self.place(person);
        let bands = self.kin().bands(place.cell);
        let Some(adult) = place.seat.checked_sub(bands.adult) else { return [None, None] };
        let local = self.holders(place.cell).forward(adult);
        let slots = self.phone_slots();
        let word = self.key(Field::PhoneDay).word(place.word());
        let birth = self.birth_day(person);
        // Mobile telephony spread between 1998 and 2012; since then one gets a number at 14 to 18.
        let spread = Day::first_of(1998).plus(below(word, 13 * 365) as i32);
        let drawn = birth.plus_years(14).plus(below(word.rotate_left(20), 3 * 365) as i32).max(spread);
        let next = |beat, from| self.beats(beat, place.cell).next(place.seat, from);
        let first = next(Beat::Phone, drawn);
        let second = next(Beat::PhoneAgain, first.plus(365 + below(word.rotate_left(40), 11 * 365) as i32));
        [(&slots.first, first), (&slots.second, second)].map(|(starts, day)| {
            let slot = starts[place.cell.index()] + local;
            (slot < starts[place.cell.index() + 1]).then(|| (day, self.phone_of_slot(slot)))
        })
    }

    fn phone_of_slot(&self, slot: u32) -> PhoneNumber {
        let at = self.phone_order().forward(slot);
        let prefix = prefixes(self.spec().id_space)[(at / PER_PREFIX) as usize];
        PhoneNumber(u64::from(prefix) * u64::from(PER_PREFIX) + u64::from(at % PER_PREFIX))
    }

    fn phone_order(&self) -> Perm {
        Perm::new(capacity(self.spec().id_space), self.key(Field::PhoneSerial))
    }

    /// The grown-up people of a cell in the order in which they have numbers.
    fn holders(&self, cell: Cell) -> Perm {
        let bands = self.kin().bands(cell);
        Perm::new(bands.size - bands.adult, self.key(Field::PhoneOrder).child(cell.index() as u64))
    }
}

fn prefixes(space: IdSpace) -> &'static [u16] {
    match space {
        IdSpace::Reserved => &UNASSIGNED,
        IdSpace::Plausible => mobile_prefixes(),
    }
}

fn capacity(space: IdSpace) -> u32 {
    prefixes(space).len() as u32 * PER_PREFIX
}
