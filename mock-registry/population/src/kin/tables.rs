//! The sizes that kinship needs, computed once per size of nation: they do not depend on the seed.

use super::bands::{Bands, Zone};
use super::pairing::{Pairs, pair};
use crate::cell::{Cell, cell_starts};
use crate::data::PROVINCES;
use crate::demography::{FIRST_YEAR, LAST_YEAR, MOTHER_AGES, YEARS, YOUNGEST_MOTHER, national};
use crate::terms::Sex;

/// First year in which a registered mother can give birth.
const FIRST_MOTHERED: i32 = FIRST_YEAR + YOUNGEST_MOTHER;
const MOTHERED_YEARS: usize = (LAST_YEAR - FIRST_MOTHERED + 1) as usize;
/// Segments per year of the mother's age: even-or-odd classes, every-third-year classes, and the rest.
pub(super) const KINDS: usize = 3;
const ROW: usize = MOTHER_AGES * KINDS + 1;
/// Births to women who never marry, relative to those of the others.
const NEVER_MARRIED_FERTILITY: f64 = 0.08;

/// Prefix sums of everything that kinship looks up.
pub(crate) struct KinTables {
    /// First index of every cell; one more at the end.
    pub(crate) starts: Vec<u32>,
    /// Divisions of every cell.
    pub(crate) bands: Vec<Bands>,
    /// For every province and year from [`FIRST_MOTHERED`]: where each segment of the year's births begins.
    segments: Vec<u32>,
    pub(super) pairs: Pairs,
    /// How far round the circle of a class the births before an age have gone, as a fraction of 2^32.
    turned: Vec<[u32; KINDS]>,
}

impl KinTables {
    pub(crate) fn new(living: u64) -> KinTables {
        let starts = cell_starts(living);
        let bands: Vec<Bands> = starts
            .windows(2)
            .enumerate()
            .map(|(i, w)| Bands::new(Cell::from_index(i), w[1] - w[0]))
            .collect();
        let mut segments = vec![0; PROVINCES * MOTHERED_YEARS * ROW];
        for (row, out) in segments.chunks_exact_mut(ROW).enumerate() {
            fill(&bands, row / MOTHERED_YEARS, FIRST_MOTHERED + (row % MOTHERED_YEARS) as i32, out);
        }
        KinTables { pairs: pair(&bands), starts, bands, segments, turned: turned() }
    }

    /// People of a cell.
    pub(crate) fn size(&self, cell: Cell) -> u32 {
        self.bands[cell.index()].size
    }

    /// The divisions of a cell.
    pub(crate) fn bands(&self, cell: Cell) -> Bands {
        self.bands[cell.index()]
    }

    /// Where the segments of the births of a province and year begin, by mother's age and kind; one more at the end.
    pub(super) fn row(&self, province: usize, year: i32) -> Option<&[u32]> {
        let year = usize::try_from(year - FIRST_MOTHERED).ok().filter(|y| *y < MOTHERED_YEARS)?;
        self.segments.get((province * MOTHERED_YEARS + year) * ROW..)?.get(..ROW)
    }

    /// See the field.
    pub(super) fn turned(&self, mother_year: i32, age: usize, kind: usize) -> u32 {
        self.turned[(mother_year - FIRST_YEAR) as usize * MOTHER_AGES + age][kind]
    }
}

/// The zone of women of a year of birth who bear the children of a segment.
pub(super) fn segment_zone(mother_year: i32, age: i32, kind: usize) -> Zone {
    match kind {
        0 => Zone::Class((age % 2) as u32),
        1 => Zone::Class((2 + age % 3) as u32),
        _ if (mother_year + age) % 2 == 0 => Zone::Young,
        _ => Zone::Never,
    }
}

/// Births of a segment relative to `women × fertility`. A zone that may bear at one age in k bears k times as many then.
fn weight(zone: Zone) -> f64 {
    match zone {
        // Two of five classes share the births of all.
        Zone::Class(_) => 2.5,
        Zone::Young => 2.0,
        Zone::Never => 2.0 * NEVER_MARRIED_FERTILITY,
        Zone::Child => 0.0,
    }
}

/// One row of segments: the births of a province and year shared out among the women of all ages.
fn fill(bands: &[Bands], province: usize, year: i32, out: &mut [u32]) {
    let size = |sex, y| Cell::new(province, sex, y).map_or(0, |cell| bands[cell.index()].size);
    let births = size(Sex::Male, year) + size(Sex::Female, year);
    let pattern = national().fertility.pattern(year);
    let mut share = [0.0; MOTHER_AGES * KINDS];
    let mut room = [0; MOTHER_AGES * KINDS];
    for (i, (share, room)) in share.iter_mut().zip(&mut room).enumerate() {
        let age = YOUNGEST_MOTHER + (i / KINDS) as i32;
        // Women born before the tables begin have left no record: their children have no registered mother. They are
        // counted as if they were as many as in the first year.
        let registered = Cell::new(province, Sex::Female, year - age);
        let Some(cell) = registered.or(Cell::new(province, Sex::Female, FIRST_YEAR)) else { continue };
        let zone = segment_zone(cell.year(), age, i % KINDS);
        let (_, women) = bands[cell.index()].range(zone, cell, age);
        *share = f64::from(women) * pattern[i / KINDS] * weight(zone);
        *room = if registered.is_some() { women } else { 0 };
    }
    let per_share = f64::from(births) / share.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let (mut due, mut placed) = (0.0, 0);
    for (i, (share, room)) in share.iter().zip(room).enumerate() {
        out[i] = placed;
        if room > 0 {
            // What does not fit for lack of women, or is lost in rounding, falls to the next segment.
            due += share * per_share;
            placed += ((due + 0.5) as u32).saturating_sub(placed).min(room);
        }
    }
    out[MOTHER_AGES * KINDS] = placed;
}

/// See [`KinTables::turned`].
fn turned() -> Vec<[u32; KINDS]> {
    let mut table = vec![[0; KINDS]; YEARS * MOTHER_AGES];
    for year in FIRST_YEAR..=LAST_YEAR {
        for (kind, period) in [2, 3, 2].into_iter().enumerate() {
            for age in 0..MOTHER_AGES {
                let births: f64 = (0..age)
                    .filter(|earlier| (age - earlier) % period == 0)
                    .map(|earlier| {
                        let zone = segment_zone(year, YOUNGEST_MOTHER + earlier as i32, kind);
                        national().fertility.rate(year, earlier) * weight(zone)
                    })
                    .sum();
                let row = (year - FIRST_YEAR) as usize * MOTHER_AGES + age;
                table[row][kind] = ((births - (births as u32 as f64)) * 4_294_967_295.0) as u32;
            }
        }
    }
    table
}
