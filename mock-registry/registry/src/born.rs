//! Dates of birth as they are typed: a day, a month, a year, or a period.

use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::pool::Span;

/// When somebody was born: a day, or a period of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Born {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Why a text is no date or period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BornError {
    /// Neither a date nor a period.
    #[error(
        "expected a date or a period: `1990-05-17`, `17/05/1990`, `1990-05`, `05/1990`, `1990`, `1985..1990` or `1985-1990`; got `{got}`"
    )]
    Unreadable {
        /// What came.
        got: String,
    },
    /// The end lies before the beginning.
    #[error("expected the first date of a period before the last, got `{from}` to `{to}`; swap the two")]
    Reversed {
        /// First date.
        from: Date,
        /// Last date.
        to: Date,
    },
}

impl Born {
    /// On one day.
    pub fn on(date: Date) -> Self {
        Self { from: date, to: date }
    }

    /// Within a calendar year.
    pub fn in_year(year: i16) -> Option<Self> {
        Some(Self { from: Date::new(year, 1, 1).ok()?, to: Date::new(year, 12, 31).ok()? })
    }

    /// First and last day.
    pub(crate) fn span(self) -> Span {
        (self.from, self.to)
    }

    /// The day, if it is one.
    pub(crate) fn day(self) -> Option<Date> {
        (self.from == self.to).then_some(self.from)
    }
}

impl FromStr for Born {
    type Err = BornError;

    fn from_str(text: &str) -> Result<Self, BornError> {
        let text = text.trim();
        let unreadable = || BornError::Unreadable { got: text.to_owned() };
        if let Some(born) = single(text) {
            return Ok(born);
        }
        let (from, to) = text
            .split_once("..")
            .or_else(|| text.split_once(" - "))
            .or_else(|| text.split_once('-'))
            .or_else(|| text.split_once('–'))
            .ok_or_else(unreadable)?;
        let (from, to) =
            single(from.trim()).zip(single(to.trim().trim_start_matches('='))).ok_or_else(unreadable)?;
        match from.from <= to.to {
            true => Ok(Self { from: from.from, to: to.to }),
            false => Err(BornError::Reversed { from: from.from, to: to.to }),
        }
    }
}

/// A day, month or year: ISO 8601, or day first as Vietnam writes it.
fn single(text: &str) -> Option<Born> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let year = |text: &str| (text.len() == 4).then(|| text.parse::<i16>().ok()).flatten();
    let small = |text: &str| (text.len() <= 2).then(|| text.parse::<i8>().ok()).flatten();
    let month = |y: i16, m: i8| {
        let from = Date::new(y, m, 1).ok()?;
        Some(Born { from, to: from.checked_add(1.month()).ok()?.checked_sub(1.day()).ok()? })
    };
    match parts[..] {
        [y] => Born::in_year(year(y)?),
        [a, b] => match (year(a), year(b)) {
            (Some(y), None) if text.contains('-') => month(y, small(b)?),
            (None, Some(y)) => month(y, small(a)?),
            _ => None,
        },
        [a, m, b] => match (year(a), year(b)) {
            (Some(y), None) => Date::new(y, small(m)?, small(b)?).ok().map(Born::on),
            (None, Some(y)) => Date::new(y, small(m)?, small(a)?).ok().map(Born::on),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_and_periods_are_read() {
        let check = |text: &str, from: Date, to: Date| {
            assert_eq!(text.parse::<Born>(), Ok(Born { from, to }), "{text}");
        };
        for text in ["1990-05-17", "17/05/1990", "17/5/1990", "17.05.1990", " 17-05-1990 "] {
            check(text, date(1990, 5, 17), date(1990, 5, 17));
        }
        for text in ["1990-02", "02/1990", "2/1990"] {
            check(text, date(1990, 2, 1), date(1990, 2, 28));
        }
        check("1990", date(1990, 1, 1), date(1990, 12, 31));
        for text in ["1985..1990", "1985-1990", "1985 - 1990", "1985..=1990", "1985–1990"] {
            check(text, date(1985, 1, 1), date(1990, 12, 31));
        }
        check("01/02/1985..03/1990", date(1985, 2, 1), date(1990, 3, 31));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "90", "199", "1990-13", "30/02/1990", "1990-05-17-1", "x", "1985..", "..1990", "1990-5x"]
        {
            assert!(matches!(text.parse::<Born>(), Err(BornError::Unreadable { .. })), "{text}");
        }
        assert!(matches!("1990..1985".parse::<Born>(), Err(BornError::Reversed { .. })));
    }
}
