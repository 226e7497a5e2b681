//! The age at which employees retire (Labour Code 45/2019/QH14, article 169; Decree 135/2020/ND-CP, article 4).

use crate::day::Day;
use crate::terms::Sex;

/// Years before 2021; months added in 2021; months added each year after; the most months added.
const RULES: [(i32, i32, i32, i32); 2] = [(60, 3, 3, 24), (55, 4, 4, 60)];
const REFORM: i32 = 2021;

/// The day on which somebody reaches the age of retirement: the rule counts in the calendar year of that day.
pub(super) fn retirement(sex: Sex, birth: Day) -> Day {
    let (years, first, step, most) = RULES[sex as usize];
    let base = birth.plus_years(years);
    if base.year() < REFORM {
        return base;
    }
    let after = |year: i32| plus_months(base, (first + step * (year - REFORM)).min(most));
    // Each year raises the age by less than a year, so that the first year that is late enough is soon found.
    (base.year()..).find(|year| after(*year).year() <= *year).map_or(base, after)
}

/// The days of birth of those who reach that age on a day: a few in a row, or none.
pub(crate) fn births_retiring_on(sex: Sex, day: Day) -> impl Iterator<Item = Day> {
    // Who is born later retires later, or on the same day.
    let (mut early, mut late) = (day.plus_years(-66), day.plus_years(-54));
    while early < late {
        let middle = Day(early.0 + (late.0 - early.0) / 2);
        if retirement(sex, middle) < day { early = middle.plus(1) } else { late = middle }
    }
    (early.0..).map(Day).take_while(move |birth| retirement(sex, *birth) == day)
}

fn plus_months(day: Day, months: i32) -> Day {
    let (year, month, of_month) = day.ymd();
    let month = month - 1 + months;
    Day::new(year + month / 12, month % 12 + 1, of_month.min(28))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_retires_on_a_day_is_found() {
        for sex in [Sex::Male, Sex::Female] {
            let births: Vec<Day> = (Day::new(1930, 1, 1).0..Day::new(1985, 1, 1).0).map(Day).collect();
            assert!(births.is_sorted_by_key(|birth| retirement(sex, *birth)));
            for day in (Day::new(2000, 1, 1).0..Day::new(2038, 1, 1).0).step_by(61).map(Day) {
                let all: Vec<Day> = births.iter().copied().filter(|b| retirement(sex, *b) == day).collect();
                assert_eq!(births_retiring_on(sex, day).collect::<Vec<_>>(), all, "{sex:?} {:?}", day.ymd());
            }
        }
    }

    #[test]
    fn ages_of_the_decree() {
        // Month of birth, and month in which the age is reached (appendix I).
        for (sex, birth, expect) in [
            (Sex::Male, (1960, 12), (2020, 12)),
            (Sex::Male, (1961, 1), (2021, 4)),
            (Sex::Male, (1961, 9), (2021, 12)),
            (Sex::Male, (1961, 10), (2022, 4)),
            (Sex::Male, (1966, 4), (2028, 4)),
            (Sex::Male, (1980, 5), (2042, 5)),
            (Sex::Female, (1965, 12), (2020, 12)),
            (Sex::Female, (1966, 1), (2021, 5)),
            (Sex::Female, (1966, 9), (2022, 5)),
            (Sex::Female, (1990, 3), (2050, 3)),
        ] {
            let day = retirement(sex, Day::new(birth.0, birth.1, 10));
            assert_eq!((day.ymd().0, day.ymd().1), expect, "{sex:?} born {birth:?}");
        }
    }
}
