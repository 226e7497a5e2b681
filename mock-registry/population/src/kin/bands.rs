//! How the seats of a cell are divided: by when people die, whether they marry, and at which ages women bear children.

use crate::cell::Cell;
use crate::demography::never_married_women;
use crate::mortality::dead_before;
use crate::terms::Sex;

/// Ages at which a person counts as able to marry, men first (Law on Marriage and Family 52/2014/QH13, article 8).
pub(crate) const MARRIAGEABLE: [i32; 2] = [20, 18];
/// Age up to which a woman may bear children; who reaches it has been alive at every birth.
const FERTILE_END: usize = 50;
/// Classes of women by the ages at which they may bear children.
pub(crate) const CLASSES: u32 = 5;

/// Boundaries of the seats of a cell: `[dies a child | dies young | classes 0–4 | never marries]`.
///
/// Up to `settled` the seats are in order of death, so "alive at age a" is a suffix and mothers can be drawn from it.
/// From `settled` on everybody reaches 50 and another permutation says when they die.
#[derive(Clone, Copy)]
pub(crate) struct Bands {
    /// People of the cell.
    pub(crate) size: u32,
    /// First seat that reaches marriageable age.
    pub(crate) adult: u32,
    /// First seat that reaches 50.
    pub(crate) settled: u32,
    /// First seat of those who never marry.
    pub(crate) never: u32,
}

/// Where a woman stands for child-bearing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Dies before adult age.
    Child,
    /// Dies before 50: bears children at every second age while alive.
    Young,
    /// Reaches 50: bears children at the ages of the class.
    Class(u32),
    /// Never marries: seldom bears children.
    Never,
}

impl Bands {
    pub(crate) fn new(cell: Cell, size: u32) -> Bands {
        let adult = dead_before(cell, size, MARRIAGEABLE[cell.sex() as usize] as usize);
        let settled = dead_before(cell, size, FERTILE_END);
        let never = match cell.sex() {
            Sex::Male => 0.005,
            Sex::Female => never_married_women(cell.year()),
        };
        Bands { size, adult, settled, never: size - (f64::from(size - settled) * never + 0.5) as u32 }
    }

    /// The zone of a woman's seat.
    pub(crate) fn zone(self, seat: u32) -> Zone {
        if seat < self.adult {
            Zone::Child
        } else if seat < self.settled {
            Zone::Young
        } else if seat < self.never {
            let (x, n) = (seat - self.settled, self.never - self.settled);
            // The class whose range holds x; ranges begin at ⌊n·c/5⌋.
            Zone::Class(((u64::from(x) + 1) * u64::from(CLASSES)).div_ceil(u64::from(n)) as u32 - 1)
        } else {
            Zone::Never
        }
    }

    /// First seat and number of seats of a zone; of [`Zone::Young`], only those who live through the year in which they
    /// would be `age`.
    pub(crate) fn range(self, zone: Zone, cell: Cell, age: i32) -> (u32, u32) {
        let (from, to) = match zone {
            Zone::Child => (0, self.adult),
            Zone::Young => (dead_before(cell, self.size, age as usize + 1).max(self.adult), self.settled),
            Zone::Class(class) => {
                let n = u64::from(self.never - self.settled);
                let [from, to] = [class, class + 1].map(|c| (n * u64::from(c) / u64::from(CLASSES)) as u32);
                (self.settled + from, self.settled + to)
            }
            Zone::Never => (self.never, self.size),
        };
        (from, to.saturating_sub(from))
    }
}
