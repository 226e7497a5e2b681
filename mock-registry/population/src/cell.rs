//! Cells: everybody born in one province and year and of one sex.

use crate::data::{PROVINCES, provinces};
use crate::demography::{Cohort, FIRST_YEAR, LAST_YEAR, YEARS, national};
use crate::terms::Sex;

/// Cells of a nation.
pub(crate) const CELLS: usize = PROVINCES * 2 * YEARS;

/// Province of birth registration, sex and year of birth, as one number: province-major, men first, by year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cell(u32);

/// A seat in a cell: the cell's people in the keyed order in which kinship and death are laid out.
///
/// [`Person`](crate::Person) holds the rank (order of birth) instead; [`Nation::place`](crate::Nation) goes from one to the other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) cell: Cell,
    pub(crate) seat: u32,
}

impl Cell {
    /// The cell of a province index, sex and year, if the year is within the tables.
    pub(crate) fn new(province: usize, sex: Sex, year: i32) -> Option<Cell> {
        (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| Cell::at(province, sex, year))
    }

    /// The same for a year that is known to be within the tables.
    pub(crate) fn at(province: usize, sex: Sex, year: i32) -> Cell {
        Cell(((province * 2 + sex as usize) * YEARS + (year - FIRST_YEAR) as usize) as u32)
    }

    /// The cell with this number, below [`CELLS`].
    pub(crate) fn from_index(index: usize) -> Cell {
        Cell(index as u32)
    }

    /// The numbers of the cells of a province.
    pub(crate) fn range(province: usize) -> std::ops::Range<usize> {
        province * 2 * YEARS..(province + 1) * 2 * YEARS
    }

    /// Its number.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// Index of the province.
    pub(crate) fn province(self) -> usize {
        self.index() / (2 * YEARS)
    }

    /// Sex of its people.
    pub(crate) fn sex(self) -> Sex {
        if (self.index() / YEARS).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// Year of birth of its people.
    pub(crate) fn year(self) -> i32 {
        FIRST_YEAR + (self.index() % YEARS) as i32
    }

    /// Its demography.
    pub(crate) fn cohort(self) -> &'static Cohort {
        national().cohorts.of(self.sex() as usize, self.year())
    }
}

impl Place {
    /// The place as one word, to key a hash.
    pub(crate) fn word(self) -> u64 {
        u64::from(self.cell.0) << 32 | u64::from(self.seat)
    }
}

/// First person index of every cell, and the total at the end: sizes in proportion to births, scaled to `living`.
pub(crate) fn cell_starts(living: u64) -> Vec<u32> {
    let cohorts = &national().cohorts;
    let shares = birth_shares(living);
    let scale = living as f64 / cohorts.living();
    let mut starts = Vec::with_capacity(CELLS + 1);
    let (mut start, mut births) = (0u32, 0.0);
    for cell in (0..CELLS).map(Cell::from_index) {
        starts.push(start);
        // Rounding runs on from year to year, so that even a tiny nation misses no more than half a person per series.
        let whole = |births: f64| (births * shares[cell.province()] * scale + 0.5) as u32;
        let before = if cell.year() == FIRST_YEAR { 0.0 } else { births };
        births = before + cell.cohort().births;
        start += whole(births) - whole(before);
    }
    starts.push(start);
    starts
}

/// People of a nation below which it gives up provinces.
const PROVINCE_NEEDS: u64 = 2_000;

/// Share of the births of every province. A small nation has the most populous provinces of every region in turn.
fn birth_shares(living: u64) -> Vec<f64> {
    let all = provinces().all();
    let weight: Vec<f64> = all.iter().map(|p| p.residents * p.births_per_resident).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&i| {
        let ahead =
            all.iter().zip(&weight).filter(|(p, w)| p.region == all[i].region && **w > weight[i]).count();
        (ahead, all[i].code)
    });
    let kept = (living / PROVINCE_NEEDS).clamp(1, all.len() as u64) as usize;
    let mut shares = vec![0.0; all.len()];
    let sum: f64 = order[..kept].iter().map(|&i| weight[i]).sum();
    for &i in &order[..kept] {
        shares[i] = weight[i] / sum;
    }
    shares
}
