//! The nation: from numbers to people and back.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::amend::Amendments;
use crate::cell::{CELLS, Cell, Place};
use crate::data::provinces;
use crate::ident::{IdNumber, ProvinceCode};
use crate::kin::KinTables;
use crate::mix::{Field, Key, Keys};
use crate::papers::{OldNumbers, Phones};
use crate::perm::Perm;
use crate::spec::{IdSpace, NationSpec, SpecError};
use crate::tables::Tables;
use crate::terms::Sex;
use crate::twins::{Orders, Twins};

/// The day on which the number of living people is [`NationSpec::living`].
pub const REFERENCE_DATE: Date = jiff::civil::date(2025, 7, 1);

/// Serial numbers of one province, sex and year: six digits.
const SERIALS: u32 = 1_000_000;

/// A nation: a pure function from people and dates to records.
///
/// Cloning is cheap, and nations of one size share their tables, whatever their seed.
#[derive(Clone)]
pub struct Nation {
    spec: NationSpec,
    keys: Keys,
    tables: Arc<Tables>,
    /// Deaths recorded over the nation's own: none in most, at the price of a branch that is always the same.
    pub(crate) amendments: Option<Arc<Amendments>>,
}

/// Somebody registered in a nation, from birth on. Meaningful only in the nation it came from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    pub(crate) cell: Cell,
    /// Order of birth in the cell.
    pub(crate) rank: u32,
}

impl Nation {
    /// Grows a nation: about 20 ms the first time in a process, nothing while another of the same size lives.
    ///
    /// # Errors
    /// If `spec.living` is outside the limits of [`NationSpec`].
    pub fn new(spec: NationSpec) -> Result<Nation, SpecError> {
        spec.check()?;
        Ok(Nation { keys: Keys::new(spec.seed), tables: Tables::of(spec.living), amendments: None, spec })
    }

    /// What the nation was grown from.
    pub fn spec(&self) -> &NationSpec {
        &self.spec
    }

    /// People ever registered: born 1905 to 2045, dead, living and to come.
    pub fn registered(&self) -> u64 {
        u64::from(self.tables.kin.starts[CELLS])
    }

    /// The person with an index below [`Nation::registered`].
    pub fn person_at(&self, index: u64) -> Option<Person> {
        let index = u32::try_from(index).ok()?;
        let cell = self.tables.kin.starts.partition_point(|start| *start <= index) - 1;
        (cell < CELLS)
            .then(|| Person { cell: Cell::from_index(cell), rank: index - self.tables.kin.starts[cell] })
    }

    /// The people of a range of indexes, in order; those past the last are left out. Cheaper than [`Nation::person_at`] for each.
    pub fn people(&self, range: Range<u64>) -> impl Iterator<Item = Person> + use<'_> {
        let starts = &self.tables.kin.starts;
        let [mut at, end] = [range.start, range.end].map(|index| index.min(self.registered()) as u32);
        let mut cell = starts.partition_point(|start| *start <= at) - 1;
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            // Cells may be empty.
            while starts[cell + 1] <= at {
                cell += 1;
            }
            let person = Person { cell: Cell::from_index(cell), rank: at - starts[cell] };
            at += 1;
            Some(person)
        })
    }

    /// The index of a person: the inverse of [`Nation::person_at`].
    pub fn index(&self, person: Person) -> u64 {
        u64::from(self.tables.kin.starts[person.cell.index()] + person.rank)
    }

    /// The person with an ID number. Constant time, and no memory is allocated.
    pub fn lookup(&self, number: IdNumber) -> Option<Person> {
        let number = number.0;
        let (head, serial) = (number / u64::from(SERIALS), (number % u64::from(SERIALS)) as u32);
        let (code, century, year) = (head / 1000, head / 100 % 10, head % 100);
        let code = code.checked_sub(self.id_offset())?;
        let province = provinces().index(u8::try_from(code).ok()?)?;
        let sex = if century % 2 == 0 { Sex::Male } else { Sex::Female };
        let cell = Cell::new(province, sex, 1900 + 100 * (century / 2) as i32 + year as i32)?;
        let rank = self.serials(cell).inverse(serial);
        (rank < self.tables.kin.size(cell)).then_some(Person { cell, rank })
    }

    /// The ID number of a person (structure: Decree 137/2015/ND-CP, article 13).
    pub fn number(&self, person: Person) -> IdNumber {
        let cell = person.cell;
        let code = u64::from(provinces().all()[cell.province()].code) + self.id_offset();
        let year = (cell.year() - 1900) as u64;
        let century = year / 100 * 2 + cell.sex() as u64;
        let serial = u64::from(self.serials(cell).forward(person.rank));
        IdNumber(((code * 10 + century) * 100 + year % 100) * u64::from(SERIALS) + serial)
    }

    /// Sex.
    pub fn sex(&self, person: Person) -> Sex {
        person.cell.sex()
    }

    /// The province that registered the birth, one of the 63.
    pub fn birth_province(&self, person: Person) -> ProvinceCode {
        ProvinceCode(provinces().all()[person.cell.province()].code)
    }

    /// Which people of a cell are twins.
    pub(crate) fn twins(&self, cell: Cell) -> Twins {
        Twins::of(cell, self.tables.kin.size(cell))
    }

    /// The seat of a person.
    pub(crate) fn place(&self, person: Person) -> Place {
        let seat = self.twins(person.cell).seat_of_rank(person.rank, self.cell_orders(person.cell));
        Place { cell: person.cell, seat }
    }

    /// The person in a seat.
    pub(crate) fn person(&self, place: Place) -> Person {
        let rank = self.twins(place.cell).rank_of_seat(place.seat, self.cell_orders(place.cell));
        Person { cell: place.cell, rank }
    }

    /// The key of a stream named from outside.
    pub(crate) fn named_key(&self, name: u64) -> Key {
        self.keys.of(Field::Named).child(name)
    }

    /// The stream of a field.
    pub(crate) fn key(&self, field: Field) -> Key {
        self.keys.of(field)
    }

    /// The prefix sums that kinship needs.
    pub(crate) fn kin(&self) -> &KinTables {
        &self.tables.kin
    }

    /// Who has which 9-digit number.
    pub(crate) fn old_numbers(&self) -> &OldNumbers {
        &self.tables.old_numbers
    }

    /// Who has which mobile number.
    pub(crate) fn phone_slots(&self) -> &Phones {
        match self.spec.id_space {
            IdSpace::Reserved => &self.tables.reserved_phones,
            IdSpace::Plausible => &self.tables.plausible_phones,
        }
    }

    fn cell_orders(&self, cell: Cell) -> Orders {
        let order = |field| self.key(field).child(cell.index() as u64);
        Orders { others: order(Field::CellOrder), twins: order(Field::TwinOrder) }
    }

    fn serials(&self, cell: Cell) -> Perm {
        Perm::new(SERIALS, self.key(Field::Serial).child(cell.index() as u64))
    }

    /// What is added to a province code: no province has or had a code of three digits that does not begin with 0.
    fn id_offset(&self) -> u64 {
        match self.spec.id_space {
            IdSpace::Reserved => 900,
            IdSpace::Plausible => 0,
        }
    }
}

impl std::fmt::Debug for Nation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Nation").field("spec", &self.spec).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Person {
    /// The place in the tables tells date of birth and sex, so it is not shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(redacted)")
    }
}
