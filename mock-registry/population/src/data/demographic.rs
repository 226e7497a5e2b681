//! Age pyramid, mortality and fertility (World Population Prospects; see `data/README.md`).

use super::{number, rows};

/// Five-year groups of the pyramid: 0–4, …, 95–99, 100 and over.
pub(crate) const AGE_GROUPS: usize = 21;

/// The raw tables.
pub(crate) struct Demographic {
    /// People by sex (men first) and age group at the middle of the reference year.
    pub(crate) pyramid: [[f64; AGE_GROUPS]; 2],
    /// Deaths per person-year from an age on: (age, men, women), 2020–2025.
    pub(crate) mortality: Vec<(i32, [f64; 2])>,
    /// How many times the mortality of 2020–2025 that of a year was: (year, [ages 0–4, 5–49, 50 and over]).
    pub(crate) mortality_history: Vec<(i32, [f64; 3])>,
    /// Share of births by the mother's age group (15–19, …, 45–49): (middle of the period, per cent).
    pub(crate) fertility: Vec<(f64, [f64; 7])>,
}

impl Demographic {
    pub(super) fn read() -> Demographic {
        Demographic {
            pyramid: pyramid("2025"),
            mortality: rows(MORTALITY, ["age_start", "mx_male", "mx_female"])
                .map(|[age, men, women]| (number(&age), [number(&men), number(&women)]))
                .collect(),
            mortality_history: rows(HISTORY, ["year", "age_0_4", "age_5_49", "age_50_up"])
                .map(|[year, a, b, c]| (number(&year), [number(&a), number(&b), number(&c)]))
                .collect(),
            fertility: PERIODS.map(|(column, middle)| (middle, fertility(column))).to_vec(),
        }
    }
}

const PYRAMID: &str = include_str!("../../data/age_sex_pyramid.csv");
const MORTALITY: &str = include_str!("../../data/mortality_mx_2020_2025.csv");
const HISTORY: &str = include_str!("../../data/mortality_history.csv");
const FERTILITY: &str = include_str!("../../data/fertility_age_pattern.csv");
const PERIODS: [(&str, f64); 8] = [
    ("pct_of_tfr_1960-1965", 1962.5),
    ("pct_of_tfr_1970-1975", 1972.5),
    ("pct_of_tfr_1980-1985", 1982.5),
    ("pct_of_tfr_1990-1995", 1992.5),
    ("pct_of_tfr_2000-2005", 2002.5),
    ("pct_of_tfr_2010-2015", 2012.5),
    ("pct_of_tfr_2015-2020", 2017.5),
    ("pct_of_tfr_2020-2025", 2022.5),
];

/// People by sex and age group in one of the years of the file.
pub(crate) fn pyramid(of_year: &str) -> [[f64; AGE_GROUPS]; 2] {
    let mut table = [[0.0; AGE_GROUPS]; 2];
    let year = rows(PYRAMID, ["year", "male", "female"]).filter(|[year, ..]| **year == *of_year);
    for (group, [_, men, women]) in year.take(AGE_GROUPS).enumerate() {
        table[0][group] = number(&men);
        table[1][group] = number(&women);
    }
    table
}

fn fertility(column: &str) -> [f64; 7] {
    let mut table = [0.0; 7];
    for (share, [pct]) in table.iter_mut().zip(rows(FERTILITY, [column])) {
        *share = number(&pct);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_sums() {
        assert_eq!(rows(PYRAMID, ["year", "age_group", "male", "female"]).count(), 7 * AGE_GROUPS);
        let d = Demographic::read();
        let sum: f64 = d.pyramid.iter().flatten().sum();
        assert!((101.0e6..102.0e6).contains(&sum), "{sum} people in 2025");
        assert_eq!(d.mortality.len(), 22);
        assert!(d.mortality.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(d.mortality.iter().all(|(_, m)| m.iter().all(|m| (0.0001..0.7).contains(m))));
        assert_eq!(d.mortality_history.len(), 12);
        assert!(
            d.mortality_history.windows(2).all(|w| w[0].0 < w[1].0 && (0..3).all(|i| w[0].1[i] >= w[1].1[i]))
        );
        for (middle, shares) in d.fertility {
            let sum: f64 = shares.iter().sum();
            assert!((sum - 100.0).abs() < 0.1, "{sum} per cent around {middle}");
        }
    }
}
