//! Births by year and the age at death of each cohort.
//!
//! Only `+ − × ÷` are used: IEEE 754 fixes their results to the last bit, so every machine has the same nation.

use crate::data::{AGE_GROUPS, demographic};

/// First year of birth in the tables.
pub(crate) const FIRST_YEAR: i32 = 1905;
/// Last year of birth in the tables: a sandbox's clock can run ahead to the end of it.
pub(crate) const LAST_YEAR: i32 = 2045;
/// Number of years of birth.
pub(crate) const YEARS: usize = (LAST_YEAR - FIRST_YEAR + 1) as usize;
/// Ages that a death table covers, 0 to 112.
pub(crate) const AGES: usize = 113;
const REFERENCE_YEAR: i32 = 2025;

/// One sex and year of birth.
pub(crate) struct Cohort {
    /// Births, in people of the real nation.
    pub(crate) births: f64,
    /// Share of the cohort that is dead before each whole age, as a fraction of 2^32. The last one is (nearly) 1.
    pub(crate) dead: [u32; AGES],
}

/// All cohorts, men first.
pub(crate) struct Cohorts([Vec<Cohort>; 2]);

impl Cohorts {
    /// Cohorts up to the reference year fitted to its pyramid; later ones have no births yet.
    pub(crate) fn past() -> Cohorts {
        let mut cohorts = Cohorts([0, 1].map(|sex| {
            (FIRST_YEAR..=LAST_YEAR)
                .map(|year| Cohort { births: first_guess(year), dead: death_table(sex, year) })
                .collect()
        }));
        for sex in [0, 1] {
            cohorts.fit(sex);
        }
        cohorts
    }

    /// One cohort. `year` must be within the tables.
    pub(crate) fn of(&self, sex: usize, year: i32) -> &Cohort {
        &self.0[sex][(year - FIRST_YEAR) as usize]
    }

    /// Sets the births of a later year.
    pub(super) fn set_births(&mut self, sex: usize, year: i32, births: f64) {
        self.0[sex][(year - FIRST_YEAR) as usize].births = births;
    }

    /// People alive on the reference day, of the real nation.
    pub(crate) fn living(&self) -> f64 {
        [0, 1].iter().flat_map(|&sex| self.pyramid(sex)).sum()
    }

    fn pyramid(&self, sex: usize) -> [f64; AGE_GROUPS] {
        let mut groups = [0.0; AGE_GROUPS];
        for year in FIRST_YEAR..=REFERENCE_YEAR {
            let cohort = self.of(sex, year);
            let older = REFERENCE_YEAR - year;
            // Those born in the first half of the year have had their birthday, the others have not.
            groups[group(older)] += cohort.births * 0.5 * cohort.survival(f64::from(older) + 0.25);
            if older > 0 {
                groups[group(older - 1)] += cohort.births * 0.5 * cohort.survival(f64::from(older) - 0.25);
            } else {
                // The second half of the reference year is not born yet.
            }
        }
        groups
    }

    /// Raises and lowers the births until survivors at the reference day match the pyramid.
    fn fit(&mut self, sex: usize) {
        let target = demographic().pyramid[sex];
        for _ in 0..40 {
            let model = self.pyramid(sex);
            let mut ratio = [1.0; AGE_GROUPS];
            for g in 0..AGE_GROUPS - 1 {
                ratio[g] = target[g] / model[g];
            }
            // Nearly nobody of the oldest cohorts lives, so their ratio would be noise: they follow the next group.
            ratio[AGE_GROUPS - 1] = ratio[AGE_GROUPS - 2];
            for year in FIRST_YEAR..=REFERENCE_YEAR {
                let x = (f64::from(REFERENCE_YEAR - year) - 2.5).max(0.0) / 5.0;
                let g = (x as usize).min(AGE_GROUPS - 2);
                let w = (x - g as f64).min(1.0);
                self.0[sex][(year - FIRST_YEAR) as usize].births *= ratio[g] * (1.0 - w) + ratio[g + 1] * w;
            }
        }
    }
}

impl Cohort {
    /// Share alive at an exact age.
    fn survival(&self, age: f64) -> f64 {
        let whole = age as usize;
        if whole + 1 >= AGES {
            return 0.0;
        }
        let [from, to] = [whole, whole + 1].map(|a| 1.0 - f64::from(self.dead[a]) / 4_294_967_296.0);
        from + (to - from) * (age - whole as f64)
    }
}

fn group(age: i32) -> usize {
    ((age / 5) as usize).min(AGE_GROUPS - 1)
}

/// Births by sex before fitting: only the shape inside a five-year group remains of it.
fn first_guess(year: i32) -> f64 {
    const BIRTHS: [(i32, f64); 6] =
        [(1905, 0.5e6), (1945, 1.0e6), (1960, 1.4e6), (1985, 1.95e6), (2000, 1.35e6), (2045, 1.35e6)];
    interpolate(&BIRTHS.map(|(y, n)| (f64::from(y), n / 2.0)), f64::from(year))
}

/// Share dead before each whole age.
fn death_table(sex: usize, year: i32) -> [u32; AGES] {
    let mut alive = 1.0;
    let mut dead = [0; AGES];
    for age in 0..AGES as i32 {
        dead[age as usize] = ((1.0 - alive) * 4_294_967_295.0) as u32;
        let rate = mortality(sex, age, f64::from(year + age) + 0.5);
        alive *= 1.0 - (rate / (1.0 + rate / 2.0)).min(0.95);
    }
    dead[AGES - 1] = u32::MAX;
    dead
}

/// Deaths per person-year.
fn mortality(sex: usize, age: i32, time: f64) -> f64 {
    let d = demographic();
    let recent = d.mortality.iter().rev().find(|(from, _)| *from <= age).map_or(0.0, |(_, m)| m[sex]);
    let band = match age {
        ..5 => 0,
        5..50 => 1,
        _ => 2,
    };
    let history: Vec<(f64, f64)> =
        d.mortality_history.iter().map(|(y, m)| (f64::from(*y), m[band])).collect();
    // The war of 1965–1975 killed young men above all; the pyramid of 1979 shows the gap.
    let war =
        if sex == 0 && (18..=40).contains(&age) && (1965.0..1976.0).contains(&time) { 3.0 } else { 1.0 };
    recent * interpolate(&history, time) * war
}

/// The value at `x` of the broken line through `points`, level beyond both ends.
pub(super) fn interpolate(points: &[(f64, f64)], x: f64) -> f64 {
    let Some(right) = points.iter().position(|(px, _)| x < *px) else {
        return points.last().map_or(0.0, |(_, y)| *y);
    };
    if right == 0 {
        return points[0].1;
    }
    let ((x0, y0), (x1, y1)) = (points[right - 1], points[right]);
    y0 + (y1 - y0) * (x - x0) / (x1 - x0)
}
