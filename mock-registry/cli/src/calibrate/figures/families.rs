//! Households.

use super::super::census::{Census, Household, Kind};
use super::super::line::Line;
use super::super::tables::{CENSUS_2019, CENSUS_2024, FAMILIES};
use super::line;

pub(super) fn figures(census: &Census) -> Vec<Line> {
    // Everybody counts for one part of a household of that many.
    let parts: Vec<(Household, f64)> =
        census.living().map(|(_, now)| (now.household, 1.0 / now.household.size as f64)).collect();
    let households: f64 = parts.iter().map(|(_, part)| part).sum();
    let share = |test: &dyn Fn(Household) -> bool| {
        100.0 * parts.iter().filter(|(household, _)| test(*household)).map(|(_, part)| part).sum::<f64>()
            / households
    };
    let mean = parts.len() as f64 / households;
    let mut lines = vec![line("people in a household", CENSUS_2024, 3.59, 0.1, mean)];
    let sizes = [
        ("one person", 1, 1, 10.9),
        ("2 to 4", 2, 4, 65.5),
        ("5 or 6", 5, 6, 19.0),
        ("7 and more", 7, 999, 5.0),
    ];
    for (name, from, to, expected) in sizes {
        let got = share(&|household| (from..=to).contains(&household.size));
        lines.push(line(format!("households of {name}"), CENSUS_2019, expected, 2.0, got));
    }
    // Ten provinces are not the nation, and count families rather than addresses: a wider band.
    let kinds = [
        ("couples with children", Kind::CoupleAndChildren, 55.2, 10.0),
        ("mothers with children", Kind::MotherAndChildren, 6.4, 3.0),
        ("fathers with children", Kind::FatherAndChildren, 2.5, 2.0),
        ("three generations", Kind::ThreeGenerations, 21.3, 5.0),
        ("couples alone", Kind::Couple, 8.6, 5.0),
    ];
    for (name, kind, expected, tolerance) in kinds {
        let got = share(&|household| household.kind == kind);
        lines.push(line(format!("households of {name}"), FAMILIES, expected, tolerance, got));
    }
    lines
}
