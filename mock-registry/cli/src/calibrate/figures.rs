//! Every figure, by subject.

mod families;
mod growth;
mod marriage;
mod society;

use super::census::Census;
use super::line::Line;

/// All figures of a census.
pub(super) fn all(census: &Census) -> Vec<Line> {
    [growth::figures(census), marriage::figures(census), families::figures(census), society::figures(census)]
        .into_iter()
        .flatten()
        .collect()
}

/// A figure with what it is to be.
fn line(what: impl Into<String>, source: &'static str, expected: f64, tolerance: f64, got: f64) -> Line {
    Line { what: what.into(), expected, tolerance, got, source }
}

/// Per cent of `of` that pass the test; NaN of nobody, which meets nothing.
fn percent<T>(of: impl Iterator<Item = T>, test: impl Fn(&T) -> bool) -> f64 {
    let (mut all, mut some) = (0_u64, 0_u64);
    for one in of {
        all += 1;
        some += u64::from(test(&one));
    }
    100.0 * some as f64 / all as f64
}
