//! What lists of events are asked for, and why a question is refused.

use std::str::FromStr;

use dinhdanh_population::EventKind;
use jiff::civil::Date;

use super::LISTED;

/// Kinds of events that are asked for: all, or those of a list of [codes](EventKind::code) with commas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds(Vec<&'static str>);

/// Why a question for events is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventsError {
    /// No province is called that.
    #[error(
        "expected the name or two-digit code of a province, one of the 34 or of the former 63, got `{got}`{}",
        hint(*nearest)
    )]
    Province {
        /// What came.
        got: String,
        /// The nearest name, if one is near.
        nearest: Option<&'static str>,
    },
    /// No kind is called that.
    #[error(
        "expected kinds of events, got `{got}`{}; the kinds are {}",
        hint(*nearest),
        EventKind::CODES.join(", ")
    )]
    Kind {
        /// What came.
        got: String,
        /// The nearest kind, if one is near.
        nearest: Option<&'static str>,
    },
    /// A number of nobody. It is not repeated: it may be somebody's in another nation.
    #[error(
        "expected numbers of citizens of this nation, got another in place {nth} of the list; of foreigners no events are listed, and numbers depend on seed, size and kind of numbers of the nation"
    )]
    Number {
        /// Its place in the list, from 1.
        nth: usize,
    },
    /// A day of which no events are listed.
    #[error("expected a day from {} to {}, of which events are listed, got `{got}`", LISTED.0, LISTED.1)]
    Day {
        /// What came.
        got: Date,
    },
    /// The end lies before the beginning.
    #[error("expected the first day of a period before the last, got `{from}` to `{until}`; swap the two")]
    Reversed {
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
    },
}

impl Kinds {
    /// Whether a kind is asked for.
    pub(crate) fn hold(&self, kind: EventKind) -> bool {
        self.0.is_empty() || self.0.contains(&kind.code())
    }

    /// Whether a kind is asked for that is none of these.
    pub(crate) fn hold_besides(&self, kinds: &[EventKind]) -> bool {
        self.0.is_empty() || self.0.iter().any(|code| kinds.iter().all(|kind| kind.code() != *code))
    }

    /// The codes that are known.
    pub fn known() -> &'static [&'static str] {
        EventKind::CODES
    }
}

impl FromStr for Kinds {
    type Err = EventsError;

    fn from_str(text: &str) -> Result<Self, EventsError> {
        let words = text.split(',').map(|word| word.trim().to_lowercase().replace(['-', ' '], "_"));
        let known = |word: String| {
            let found = EventKind::CODES.iter().find(|code| **code == word).copied();
            found.ok_or_else(|| EventsError::Kind { nearest: near(&word), got: word })
        };
        Ok(Self(words.map(known).collect::<Result<_, _>>()?))
    }
}

/// Refuses a day of which no events are listed.
pub(crate) fn listed(day: Date) -> Result<(), EventsError> {
    match (LISTED.0..=LISTED.1).contains(&day) {
        true => Ok(()),
        false => Err(EventsError::Day { got: day }),
    }
}

pub(crate) fn period(from: Date, until: Date) -> Result<(), EventsError> {
    listed(from)?;
    listed(until)?;
    if from <= until { Ok(()) } else { Err(EventsError::Reversed { from, until }) }
}

fn near(word: &str) -> Option<&'static str> {
    let codes = EventKind::CODES.iter().map(|code| (strsim::osa_distance(code, word), *code));
    let (distance, code) = codes.min_by_key(|(distance, _)| *distance)?;
    (distance <= word.chars().count() / 2).then_some(code)
}

fn hint(word: Option<&str>) -> String {
    word.map_or(String::new(), |word| format!("; the nearest known one is `{word}`"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn kinds_are_read_however_they_are_typed() {
        for text in ["birth,child_born", "Birth, Child-born", " birth , child born "] {
            assert_eq!(text.parse(), Ok(Kinds(vec!["birth", "child_born"])), "{text}");
        }
        let all = Kinds::default();
        assert!(all.hold(EventKind::Birth) && all.hold(EventKind::Death));
        let birth: Kinds = "birth".parse().unwrap();
        assert!(birth.hold(EventKind::Birth) && !birth.hold(EventKind::Death));
    }

    #[test]
    fn an_unknown_kind_is_answered_with_the_nearest_and_the_list() {
        let nearest = |text: &str| match text.parse::<Kinds>() {
            Err(EventsError::Kind { nearest, .. }) => nearest,
            other => panic!("{other:?}"),
        };
        assert_eq!(nearest("death,mariage"), Some("marriage"));
        assert_eq!(nearest("births"), Some("birth"));
        assert_eq!(nearest("xyzzy"), None);
        assert_eq!(nearest(""), None);
        let said = "mariage".parse::<Kinds>().unwrap_err().to_string();
        assert!(
            said.contains("nearest known one is `marriage`") && said.contains(", missing_lifted,"),
            "{said}"
        );
    }

    #[test]
    fn days_that_are_not_listed_are_refused() {
        for day in [date(1990, 1, 1), date(2045, 12, 31)] {
            assert_eq!(listed(day), Ok(()));
        }
        for day in [date(1989, 12, 31), date(2046, 1, 1), date(206, 1, 1)] {
            assert_eq!(listed(day), Err(EventsError::Day { got: day }));
            assert_eq!(period(day, day), Err(EventsError::Day { got: day }));
        }
        let (from, until) = (date(2026, 1, 2), date(2026, 1, 1));
        assert_eq!(period(from, until), Err(EventsError::Reversed { from, until }));
        assert_eq!(period(until, from), Ok(()));
    }
}
