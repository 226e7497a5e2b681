//! What kinship knows of each cell, computed once per size of nation: it does not depend on the seed.

use super::bands::Bands;
use super::pairing::{Counts, pair};
use crate::cell::{CELLS, Cell};
use crate::demography::GAPS;

/// One cell in one cache line: a climb up a line of descent visits a cell or two per generation and little else, so this
/// is what the time of most questions goes into.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Row {
    bands: Bands,
    couples: Counts,
}

/// The cells of a nation.
pub(crate) struct KinTables {
    /// First index of every cell; one more at the end.
    pub(crate) starts: Vec<u32>,
    rows: Vec<Row>,
}

impl KinTables {
    pub(crate) fn new(starts: Vec<u32>) -> KinTables {
        let bands: Vec<Bands> = starts
            .windows(2)
            .enumerate()
            .map(|(i, w)| Bands::new(Cell::from_index(i), w[1] - w[0]))
            .collect();
        let couples = pair(&bands);
        let rows = bands.into_iter().zip(couples).map(|(bands, couples)| Row { bands, couples }).collect();
        KinTables { starts, rows }
    }

    /// People of a cell.
    pub(crate) fn size(&self, cell: Cell) -> u32 {
        self.starts[cell.index() + 1] - self.starts[cell.index()]
    }

    /// The divisions of a cell.
    pub(crate) fn bands(&self, cell: Cell) -> Bands {
        self.rows[cell.index()].bands
    }

    /// Couples of a cell by the gap in years, in the order in which its marriageable people are paired.
    pub(super) fn couples(&self, cell: Cell) -> &Counts {
        &self.rows[cell.index()].couples
    }

    /// All cells with their divisions.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (Cell, Bands)> {
        (0..CELLS).map(Cell::from_index).map(|cell| (cell, self.bands(cell)))
    }
}

const _: () = assert!(size_of::<Row>() == 64 && GAPS * 2 + size_of::<Bands>() <= 64);
