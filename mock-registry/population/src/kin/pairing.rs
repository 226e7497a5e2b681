//! How many women of each year of birth marry men of each other year.

use super::bands::Bands;
use crate::cell::Cell;
use crate::data::PROVINCES;
use crate::demography::{FIRST_YEAR, GAPS, LAST_YEAR, YEARS, gap_share, gap_years};
use crate::terms::Sex;

/// Rounds of fitting; more change the shares by less than a person in a thousand.
const ROUNDS: usize = 4;

/// Prefix sums over the gap in years, for the marriageable women and the marriageable men of every province and year.
pub(super) struct Pairs {
    wives: Vec<[u32; GAPS + 1]>,
    husbands: Vec<[u32; GAPS + 1]>,
}

impl Pairs {
    /// For a woman's or man's cell: where the couples of each gap begin among its marriageable people.
    pub(super) fn row(&self, cell: Cell) -> &[u32; GAPS + 1] {
        let i = cell.province() * YEARS + (cell.year() - FIRST_YEAR) as usize;
        match cell.sex() {
            Sex::Male => &self.husbands[i],
            Sex::Female => &self.wives[i],
        }
    }
}

/// Couples of all provinces.
pub(super) fn pair(bands: &[Bands]) -> Pairs {
    let mut pairs = Pairs {
        wives: Vec::with_capacity(PROVINCES * YEARS),
        husbands: Vec::with_capacity(PROVINCES * YEARS),
    };
    for province in 0..PROVINCES {
        let [men, women] = [Sex::Male, Sex::Female].map(|sex| {
            (FIRST_YEAR..=LAST_YEAR)
                .filter_map(|year| Cell::new(province, sex, year))
                .map(|cell| bands[cell.index()].never - bands[cell.index()].adult)
                .collect::<Vec<u32>>()
        });
        let counts = whole(&fit(&men, &women), &men, &women);
        pairs.wives.extend((0..YEARS).map(|y| prefix(|gap| counts[y][gap])));
        pairs
            .husbands
            .extend((0..YEARS).map(|y| prefix(|gap| wife_of(y, gap).map_or(0, |wife| counts[wife][gap]))));
    }
    pairs
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
fn whole(couples: &[[f64; GAPS]], men: &[u32], women: &[u32]) -> Vec<[u32; GAPS]> {
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
                free[husband] -= n;
                placed += n;
                n
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

fn prefix(count: impl Fn(usize) -> u32) -> [u32; GAPS + 1] {
    let mut sum = 0;
    std::array::from_fn(|gap| {
        let before = sum;
        sum += if gap < GAPS { count(gap) } else { 0 };
        before
    })
}
