//! Who marries whom and when, nationally.

use super::cohorts::interpolate;
use crate::mix::below;

/// Differences of birth years between wife and husband that occur.
pub(crate) const GAPS: usize = SHARES.len();
/// Husband's seniority in years of the first entry of the table.
const FIRST_GAP: i32 = -6;
/// Per mille of couples by the husband's seniority. Civil-status report 2021–2023: wife older 16 %, same age 12 %,
/// husband older 72 %, of which one to four years 43 %.
const SHARES: [u32; 23] =
    [5, 10, 15, 25, 40, 65, 120, 110, 120, 110, 90, 70, 55, 45, 33, 25, 18, 13, 10, 7, 5, 4, 5];

/// Years by which the husband is older, of an entry of the table.
pub(crate) fn gap_years(gap: usize) -> i32 {
    gap as i32 + FIRST_GAP
}

/// Share of couples with that entry.
pub(crate) fn gap_share(gap: usize) -> f64 {
    f64::from(SHARES[gap]) / 1000.0
}

/// Share of the women reaching 50 who never marry, by year of birth (94 % ever married at 50–54 in 2008).
pub(crate) fn never_married_women(birth_year: i32) -> f64 {
    interpolate(&[(1930.0, 0.03), (1955.0, 0.055), (1985.0, 0.06), (2010.0, 0.09)], f64::from(birth_year))
}

/// The wife's age at the wedding if no child comes first, in years; `word` is uniform.
pub(crate) fn wedding_age(birth_year: i32, word: u64) -> i32 {
    // Shape of first-marriage ages around their middle, in years, at equal steps of probability.
    const SHAPE: [i32; 20] = [-5, -4, -4, -3, -3, -2, -2, -2, -1, -1, 0, 0, 1, 1, 2, 3, 5, 7, 10, 15];
    let middle = interpolate(
        &[(1930.0, 21.0), (1965.0, 23.0), (1985.0, 25.0), (1995.0, 27.5), (2010.0, 28.5)],
        f64::from(birth_year),
    );
    (middle as i32 + SHAPE[below(word, SHAPE.len() as u64) as usize]).max(18)
}
