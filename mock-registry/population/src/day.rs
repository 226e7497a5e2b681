//! Civil days as integers: the nation compares and adds dates millions of times, and needs no time zone.

use jiff::civil::Date;

/// Days since 1 January 1970 in the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    /// The day of a civil date. `month` and `day` must exist.
    pub(crate) const fn new(year: i32, month: i32, day: i32) -> Day {
        // Years begin in March here, so that a leap day is the last day of its year (Howard Hinnant's day count).
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Day(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// 1 January.
    pub(crate) const fn first_of(year: i32) -> Day {
        Day::new(year, 1, 1)
    }

    /// Year, month and day of month.
    pub(crate) const fn ymd(self) -> (i32, i32, i32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let y = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * y + y / 4 - y / 100);
        let m = (5 * of_year + 2) / 153;
        let month = if m < 10 { m + 3 } else { m - 9 };
        (y + era * 400 + (month <= 2) as i32, month, of_year - (153 * m + 2) / 5 + 1)
    }

    /// The calendar year.
    pub(crate) const fn year(self) -> i32 {
        self.ymd().0
    }

    /// The same day `years` later; 29 February becomes 1 March in a common year, the day on which a year of age is full.
    pub(crate) const fn plus_years(self, years: i32) -> Day {
        let (y, m, d) = self.ymd();
        // The formula of `new` carries a 29 February of a common year into 1 March by itself.
        Day::new(y + years, m, d)
    }

    /// The day `days` later.
    pub(crate) const fn plus(self, days: i32) -> Day {
        Day(self.0 + days)
    }
}

/// Days in a year: 365 or 366.
pub(crate) const fn days_in_year(year: i32) -> i32 {
    Day::first_of(year + 1).0 - Day::first_of(year).0
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day::new(i32::from(date.year()), i32::from(date.month()), i32::from(date.day()))
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Date {
        let (y, m, d) = day.ymd();
        jiff::civil::date(y as i16, m as i8, d as i8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use proptest::prelude::*;

    #[test]
    fn the_epoch_is_zero() {
        assert_eq!(Day::new(1970, 1, 1), Day(0));
        assert_eq!(Day(-1).ymd(), (1969, 12, 31));
    }

    #[test]
    fn a_leap_day_ages_on_the_first_of_march() {
        assert_eq!(Day::new(2004, 2, 29).plus_years(14), Day::new(2018, 3, 1));
        assert_eq!(Day::new(2004, 2, 29).plus_years(16), Day::new(2020, 2, 29));
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(n in -40_000i32..80_000) {
            let date = jiff::civil::date(1970, 1, 1).checked_add(n.days()).unwrap();
            prop_assert_eq!(Date::from(Day(n)), date);
            prop_assert_eq!(Day::from(date), Day(n));
        }
    }
}
