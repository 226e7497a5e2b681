//! The age of retirement, which rises year by year.

use dinhdanh_population::Sex;
use jiff::civil::Date;

use crate::common_people::{month_of, plus_months};

/// Months of age at retirement, of men and women: until 2020, in 2021, more every year, and at the end
/// (Labour Code 45/2019/QH14, article 169; Decree 135/2020/ND-CP, article 4).
const ROADMAP: [[i32; 4]; 2] = [[60 * 12, 60 * 12 + 3, 3, 62 * 12], [55 * 12, 55 * 12 + 4, 4, 60 * 12]];
/// The first year of the roadmap.
const FIRST_YEAR: i32 = 2021;

/// The first day of retirement: the first of the month after that in which the age of its year is reached.
pub fn retirement_day(sex: Sex, birth: Date) -> Date {
    let [before, first, step, last] = ROADMAP[sex as usize];
    let mut months = before;
    let mut year = FIRST_YEAR;
    // Whoever has not reached the age of a year by its end falls under that of the next.
    while i32::from(plus_months(birth, months).year()) >= year && months < last {
        months = (first + (year - FIRST_YEAR) * step).min(last);
        if i32::from(plus_months(birth, months).year()) == year {
            break;
        }
        year += 1;
    }
    month_of(plus_months(month_of(birth), months + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_age_follows_the_roadmap() {
        // Months of birth and of retirement as in annex I of Decree 135/2020/ND-CP.
        for (sex, born, retires) in [
            (Sex::Male, (1960, 12), (2021, 1)),
            (Sex::Male, (1961, 1), (2021, 5)),
            (Sex::Male, (1961, 9), (2022, 1)),
            (Sex::Male, (1961, 10), (2022, 5)),
            (Sex::Male, (1962, 6), (2023, 1)),
            (Sex::Male, (1962, 7), (2023, 5)),
            (Sex::Male, (1966, 4), (2028, 5)),
            (Sex::Male, (1980, 2), (2042, 3)),
            (Sex::Female, (1965, 12), (2021, 1)),
            (Sex::Female, (1966, 1), (2021, 6)),
            (Sex::Female, (1966, 8), (2022, 1)),
            (Sex::Female, (1966, 9), (2022, 6)),
            (Sex::Female, (1975, 5), (2035, 6)),
            (Sex::Female, (1990, 5), (2050, 6)),
            (Sex::Male, (1930, 3), (1990, 4)),
        ] {
            let got = retirement_day(sex, date(born.0, born.1, 15));
            assert_eq!(got, date(retires.0, retires.1, 1), "{sex:?} born {born:?}");
        }
    }
}
