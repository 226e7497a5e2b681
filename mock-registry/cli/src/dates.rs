//! Dates and years as options.

use jiff::civil::{Date, date};

/// Days for which a record can be asked: before, many have no parents in the tables; after, nobody is born.
const FIRST: Date = date(1990, 1, 1);
const LAST: Date = date(2045, 12, 31);
/// Years in which somebody is born.
const BIRTHS: std::ops::RangeInclusive<i16> = 1905..=2045;

/// Reads an `--as-of`.
///
/// # Errors
/// If the text is no day of the calendar or outside the range; the message says the range.
pub(crate) fn as_of(text: &str) -> Result<Date, String> {
    let written = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
    match text.parse::<Date>() {
        Ok(date) if written && (FIRST..=LAST).contains(&date) => Ok(date),
        Ok(_) if written => Err(format!("expected a date from {FIRST} to {LAST}, got `{text}`")),
        _ => Err(format!(
            "expected a day of the calendar written `YYYY-MM-DD`, from {FIRST} to {LAST}, got `{text}`"
        )),
    }
}

/// Years from the first to the last, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Years {
    pub(crate) first: i16,
    pub(crate) last: i16,
}

impl Years {
    /// All years in which somebody is born.
    pub(crate) const ALL: Years = Years { first: *BIRTHS.start(), last: *BIRTHS.end() };
}

/// Reads a `--born`: `1985`, `1980..1990`, `1980..` or `..1990`.
///
/// # Errors
/// If the text is none of these, a year has no births, or the last is before the first.
pub(crate) fn years(text: &str) -> Result<Years, String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let year = |text: &str, open: i16| match text {
        "" => Some(open),
        _ => text.parse().ok().filter(|year| BIRTHS.contains(year)),
    };
    match (year(first, *BIRTHS.start()), year(last, *BIRTHS.end())) {
        (Some(first), Some(last)) if !text.is_empty() && first <= last => Ok(Years { first, last }),
        _ => Err(format!(
            "expected a year such as `1985`, or two with both included such as `1980..1990`, from {} to {}, got `{text}`",
            BIRTHS.start(),
            BIRTHS.end()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_can_be_asked_for() {
        assert_eq!(as_of("1990-01-01"), Ok(FIRST));
        assert_eq!(as_of("2045-12-31"), Ok(LAST));
        for text in [
            "1989-12-31",
            "2046-01-01",
            "2031-02-30",
            "2031-2-3",
            "31/12/2030",
            "",
            "today",
            "2030-01-01T00:00",
        ] {
            let message = as_of(text).unwrap_err();
            assert!(message.contains("from 1990-01-01 to 2045-12-31"), "{text}: {message}");
        }
    }

    #[test]
    fn years_of_birth() {
        assert_eq!(years("1985"), Ok(Years { first: 1985, last: 1985 }));
        assert_eq!(years("1980..1990"), Ok(Years { first: 1980, last: 1990 }));
        assert_eq!(years("1980.."), Ok(Years { first: 1980, last: 2045 }));
        assert_eq!(years("..1990"), Ok(Years { first: 1905, last: 1990 }));
        assert_eq!(years(".."), Ok(Years::ALL));
        for text in ["", "1990..1980", "85", "1904", "1980...1990", "1980-1990", "2046..", "x"] {
            assert!(years(text).unwrap_err().contains("from 1905 to 2045"), "{text}");
        }
    }
}
