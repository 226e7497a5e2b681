//! Who is married, since which age, and to whom.

use dinhdanh_population::MaritalStatus;

use super::super::census::{Answers, Census, Now};
use super::super::line::Line;
use super::super::tables::{CENSUS_2019, CENSUS_2024, CIVIL_STATUS, SURVEY_2008};
use super::{line, percent};

pub(super) fn figures(census: &Census) -> Vec<Line> {
    let adults = || census.living().filter(|(person, _)| person.age >= 15);
    let share = |status| percent(adults(), |(_, now)| now.marital == status);
    let mut lines = vec![
        line("never married, 15 and over", CENSUS_2024, 25.1, 1.5, share(MaritalStatus::Single)),
        line("married, 15 and over", CENSUS_2024, 65.3, 1.5, share(MaritalStatus::Married)),
        line("divorced, 15 and over", CENSUS_2019, 2.1, 0.6, share(MaritalStatus::Divorced)),
        line(
            "widowed, 15 and over (what the others leave)",
            CENSUS_2024,
            7.5,
            1.5,
            share(MaritalStatus::Widowed),
        ),
    ];
    let sexes = [(false, "men", 29.4, 98.6), (true, "women", 25.2, 94.0)];
    for (female, name, first, ever) in sexes {
        let mean = mean_age_at_first_marriage(census, female);
        lines.push(line(format!("singulate mean age at marriage, {name}"), CENSUS_2024, first, 0.7, mean));
        let married = 100.0 - never(census, female, 50);
        lines.push(line(format!("ever married at 50 to 54, {name}"), SURVEY_2008, ever, 1.5, married));
    }
    let gaps: Vec<f64> = census
        .people
        .iter()
        .filter(|person| person.female)
        .filter_map(|person| person.marriage)
        .filter(|(wedding, _)| (2021..=2023).contains(&wedding.year()))
        .map(|(_, older)| older)
        .collect();
    let of = |test: &dyn Fn(f64) -> bool| percent(gaps.iter(), |gap| test(**gap));
    // Differences are counted in years of birth rounded to whole years.
    lines.push(line(
        "couples of one age, wedded 2021-2023",
        CIVIL_STATUS,
        12.0,
        2.0,
        of(&|gap| gap.abs() < 0.5),
    ));
    lines.push(line("husband older", CIVIL_STATUS, 72.0, 3.0, of(&|gap| gap >= 0.5)));
    lines.push(line(
        "husband one to four years older",
        CIVIL_STATUS,
        43.0,
        3.0,
        of(&|gap| (0.5..4.5).contains(&gap)),
    ));
    lines.push(line("wife older", CIVIL_STATUS, 16.0, 2.0, of(&|gap| gap <= -0.5)));
    lines
}

/// Per cent of the living of a sex and five-year group that never married.
fn never(census: &Census, female: bool, from: i32) -> f64 {
    let group =
        |(person, _): &(&Answers, &Now)| person.female == female && (from..from + 5).contains(&person.age);
    percent(census.living().filter(group), |(_, now)| now.marital == MaritalStatus::Single)
}

/// Hajnal's mean: the years that those who marry before 50 spend single.
fn mean_age_at_first_marriage(census: &Census, female: bool) -> f64 {
    let single: f64 = (15..50).step_by(5).map(|from| 5.0 * never(census, female, from)).sum();
    let at_fifty = (never(census, female, 45) + never(census, female, 50)) / 2.0;
    (15.0 * 100.0 + single - 50.0 * at_fifty) / (100.0 - at_fifty)
}
