//! How many women of each year of birth marry men of each other year.

use super::bands::Bands;
use crate::cell::Cell;
use crate::data::PROVINCES;
use crate::demography::{FIRST_YEAR, GAPS, LAST_YEAR, YEARS, gap_share, gap_years};
use crate::terms::Sex;

/// Rounds of fitting; more change the shares by less than a person in a thousand.
const ROUNDS: usize = 4;

/// Couples of a cell by the gap in years of birth.
pub(super) type Counts = [u16; GAPS];

/// The couples of every cell: of women as wives, of men as husbands.
pub(super) fn pair(bands: &[Bands]) -> Vec<Counts> {
    let mut all = vec![[0; GAPS]; bands.len()];
    for province in 0..PROVINCES {
        let [men, women] = [Sex::Male, Sex::Female].map(|sex| {
            (FIRST_YEAR..=LAST_YEAR)
                .filter_map(|year| Cell::new(province, sex, year))
                .map(|cell| bands[cell.index()].never - bands[cell.index()].adult)
                .collect::<Vec<u32>>()
        });
        let counts = whole(&fit(&men, &women), &men, &women);
        for year in FIRST_YEAR..=LAST_YEAR {
            let [husband, wife] = [Sex::Male, Sex::Female].map(|sex| Cell::at(province, sex, year).index());
            let y = (year - FIRST_YEAR) as usize;
            all[wife] = counts[y];
            all[husband] = std::array::from_fn(|gap| wife_of(y, gap).map_or(0, |wife| counts[wife][gap]));
        }
    }
    all
}

/// Couples by the wife's year and gap: as near the national gaps as the numbers of men and women allow.
fn fit(men: &[u32], women: &[u32]) -> Vec<[f64; GAPS]> {
    let mut couples: Vec<[f64; GAPS]> =
        women.iter().map(|n| std::array::from_fn(|gap| f64::from(*n) * gap_share(gap))).collect();
    for _ in 0..ROUNDS {
        for (year, row) in couples.iter_mut().enumerate() {
            (0..GAPS).filter(|gap| husband_of(year, *gap).is_none()).for_each(|gap| row[gap] = 0.0);
            let sum: f64 = row.iter().sum();
            let factor = if sum > 0.0 { f64::from(women[year]) / sum } else { 0.0 };
            row.iter_mut().for_each(|n| *n *= factor);
        }
        for (year, n) in men.iter().enumerate() {
            let wives = || (0..GAPS).filter_map(move |gap| wife_of(year, gap).map(|wife| (wife, gap)));
            let sum: f64 = wives().map(|(wife, gap)| couples[wife][gap]).sum();
            let factor = if sum > f64::from(*n) { f64::from(*n) / sum } else { 1.0 };
            wives().for_each(|(wife, gap)| couples[wife][gap] *= factor);
        }
    }
    couples
}

/// Whole couples, never more than there are men and women.
fn whole(couples: &[[f64; GAPS]], men: &[u32], women: &[u32]) -> Vec<Counts> {
    let mut free = men.to_vec();
    couples
        .iter()
        .zip(women)
        .enumerate()
        .map(|(year, (row, women))| {
            let (mut due, mut placed) = (0.0, 0);
            std::array::from_fn(|gap| {
                due += row[gap];
                let Some(husband) = husband_of(year, gap) else { return 0 };
                let n = ((due + 0.5) as u32).min(*women).saturating_sub(placed).min(free[husband]);
                // Only a nation of a billion has cells with more; what is left over there stays single.
                let n = n.min(u32::from(u16::MAX));
                free[husband] -= n;
                placed += n;
                n as u16
            })
        })
        .collect()
}

fn husband_of(wife: usize, gap: usize) -> Option<usize> {
    usize::try_from(wife as i32 - gap_years(gap)).ok().filter(|y| *y < YEARS)
}

fn wife_of(husband: usize, gap: usize) -> Option<usize> {
    usize::try_from(husband as i32 + gap_years(gap)).ok().filter(|y| *y < YEARS)
}
