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
    interpolate(&[(1930.0, 0.02), (1955.0, 0.02), (1985.0, 0.022), (2010.0, 0.06)], f64::from(birth_year))
}

/// Share of the women who marry and reach 50 that have a first child by the end of the year in which they become `age`.
///
/// Fitted so that weddings, which come one to two years before, meet the mean age at marriage of 2019 and 2024.
pub(crate) fn mothers_by(birth_year: i32, age: i32) -> f64 {
    let middle = interpolate(&MIDDLE_FIRST_BIRTH, f64::from(birth_year));
    interpolate(&FIRST_BIRTHS, f64::from(age) - middle)
}

/// Age by which half of the women are mothers, by year of birth.
const MIDDLE_FIRST_BIRTH: [(f64, f64); 5] =
    [(1930.0, 22.5), (1965.0, 23.5), (1980.0, 24.2), (1995.0, 24.7), (2005.0, 25.2)];
/// Share of mothers by years from that age.
const FIRST_BIRTHS: [(f64, f64); 10] = [
    (-11.0, 0.0),
    (-9.0, 0.045),
    (-7.0, 0.10),
    (-5.0, 0.19),
    (-2.0, 0.39),
    (0.0, 0.50),
    (3.0, 0.69),
    (8.0, 0.88),
    (13.0, 0.945),
    (19.0, 0.97),
];

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
