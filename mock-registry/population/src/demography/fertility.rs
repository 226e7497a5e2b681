//! Births by age of the mother, and the women's side of it: how many children a woman has had by an age.

use super::cohorts::{Cohorts, FIRST_YEAR, LAST_YEAR, YEARS, interpolate};
use crate::data::demographic;

/// Year of a child's birth minus year of its mother's birth, at least.
pub(crate) const YOUNGEST_MOTHER: i32 = 15;
/// Number of such differences: 15 to 49.
pub(crate) const MOTHER_AGES: usize = 35;
/// Last year with registered births, and a total fertility rate that leads there from 1.9 (United Nations, medium).
const FUTURE_TFR: [(f64, f64); 2] = [(2025.0, 1.9), (2045.0, 1.85)];
/// Boys among births of future years; 111.5 to 100 in the census of 2019 and slowly falling.
const BOYS: f64 = 0.525;

/// Fertility by year and age.
pub(crate) struct Fertility {
    /// Share of a year's births per woman of an age, up to a factor that depends on the year only.
    pattern: Vec<[f64; MOTHER_AGES]>,
    /// Births per woman and year of age.
    rate: Vec<[f64; MOTHER_AGES]>,
}

impl Fertility {
    /// The table of all years; fills in the births after the reference year on the way.
    pub(super) fn new(cohorts: &mut Cohorts) -> Fertility {
        let pattern: Vec<[f64; MOTHER_AGES]> = (FIRST_YEAR..=LAST_YEAR).map(pattern).collect();
        let mut rate = vec![[0.0; MOTHER_AGES]; YEARS];
        for year in FIRST_YEAR..=LAST_YEAR {
            let y = (year - FIRST_YEAR) as usize;
            let women = |a: usize| cohorts.women(year - YOUNGEST_MOTHER - a as i32);
            let mothers: f64 = (0..MOTHER_AGES).map(|a| women(a) * pattern[y][a]).sum();
            let per_woman = if year > 2025 {
                let per_woman = interpolate(&FUTURE_TFR, f64::from(year));
                let births = mothers * per_woman;
                cohorts.set_births(0, year, births * BOYS);
                cohorts.set_births(1, year, births * (1.0 - BOYS));
                per_woman
            } else {
                (cohorts.of(0, year).births + cohorts.of(1, year).births) / mothers
            };
            rate[y] = pattern[y].map(|share| share * per_woman);
        }
        Fertility { pattern, rate }
    }

    /// Relative fertility of women in a year, by age from [`YOUNGEST_MOTHER`]; sums to 1.
    pub(crate) fn pattern(&self, year: i32) -> &[f64; MOTHER_AGES] {
        &self.pattern[(year - FIRST_YEAR) as usize]
    }

    /// Births per woman born in `birth_year` when she is `YOUNGEST_MOTHER + age`, with the last year's rate beyond it.
    pub(crate) fn rate(&self, birth_year: i32, age: usize) -> f64 {
        let year = (birth_year + YOUNGEST_MOTHER + age as i32).min(LAST_YEAR);
        self.rate[(year - FIRST_YEAR) as usize][age]
    }
}

impl Cohorts {
    /// Women of a cohort that reach adult age. Before the tables begin, as many as in their first year.
    fn women(&self, birth_year: i32) -> f64 {
        let cohort = self.of(1, birth_year.max(FIRST_YEAR));
        cohort.births * (1.0 - f64::from(cohort.dead[25]) / 4_294_967_296.0)
    }
}

/// The pattern of the nearest periods, from five-year groups to single ages.
fn pattern(year: i32) -> [f64; MOTHER_AGES] {
    let periods = &demographic().fertility;
    let group: [f64; 7] = std::array::from_fn(|g| {
        let line: Vec<(f64, f64)> = periods.iter().map(|(middle, shares)| (*middle, shares[g])).collect();
        interpolate(&line, f64::from(year))
    });
    // Through the middles of the groups, to nothing just outside, then every group brought back to its own sum.
    let mut line = vec![(-1.0, 0.0)];
    line.extend(group.iter().enumerate().map(|(g, share)| (g as f64 * 5.0 + 2.0, *share)));
    line.push((MOTHER_AGES as f64, 0.0));
    let mut ages: [f64; MOTHER_AGES] = std::array::from_fn(|a| interpolate(&line, a as f64));
    for (g, part) in ages.chunks_mut(5).enumerate() {
        let sum: f64 = part.iter().sum();
        part.iter_mut().for_each(|age| *age *= group[g] / sum / 100.0);
    }
    // Groups are of completed years; a difference of years of birth of d falls half on d − 1 and half on d of them.
    std::array::from_fn(|a| (ages[a.saturating_sub(1)] * f64::from(u8::from(a > 0)) + ages[a]) / 2.0)
}
