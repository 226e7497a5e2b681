//! Virtual time: a realm's clock as a pure function of real time.

use dinhdanh_protocol::control::ClockChange;
use dinhdanh_protocol::error::Reason;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// How a realm's time follows from real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RealmClock {
    /// Real time plus a constant.
    Running {
        /// Seconds ahead of real time.
        ahead: i64,
    },
    /// Stands still.
    Frozen {
        /// Where it stands.
        at: Timestamp,
    },
}

impl RealmClock {
    /// Real time.
    pub const REAL: Self = Self::Running { ahead: 0 };

    /// The realm's time when real time is `real`.
    pub fn now(self, real: Timestamp) -> Timestamp {
        match self {
            Self::Running { ahead } => shifted(real, ahead).unwrap_or(Timestamp::MAX),
            Self::Frozen { at } => at,
        }
    }

    /// Whether the clock stands still.
    pub const fn is_frozen(self) -> bool {
        matches!(self, Self::Frozen { .. })
    }

    /// The clock after a change made at real time `real`.
    pub fn changed(self, change: &ClockChange, real: Timestamp) -> Result<Self, Refusal> {
        match *change {
            ClockChange::Freeze(at) => Ok(Self::Frozen { at: at.unwrap_or_else(|| self.now(real)) }),
            ClockChange::Resume => Ok(Self::Running { ahead: self.now(real).as_second() - real.as_second() }),
            ClockChange::Reset => Ok(Self::REAL),
            ClockChange::Advance { seconds } if seconds < 1 => Err(Refusal::new(
                Reason::ParameterInvalid,
                format!(
                    "expected `seconds` of at least 1, got {seconds}: time runs forward; use `freeze` to go to an instant"
                ),
            )),
            ClockChange::Advance { seconds } => {
                let out_of_range = || {
                    Refusal::new(Reason::ParameterInvalid, "the clock would pass the year 9999".to_owned())
                };
                let moved = match self {
                    Self::Frozen { at } => {
                        Self::Frozen { at: shifted(at, seconds).ok_or_else(out_of_range)? }
                    }
                    Self::Running { ahead } => {
                        Self::Running { ahead: ahead.checked_add(seconds).ok_or_else(out_of_range)? }
                    }
                };
                shifted(self.now(real), seconds).ok_or_else(out_of_range)?;
                Ok(moved)
            }
        }
    }
}

fn shifted(at: Timestamp, seconds: i64) -> Option<Timestamp> {
    at.checked_add(SignedDuration::from_secs(seconds)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ts(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_can_be_frozen_advanced_and_resumed_without_a_jump() {
        let real = ts("2026-11-21T10:00:00Z");
        let clock =
            RealmClock::REAL.changed(&ClockChange::Freeze(Some(ts("2030-01-01T00:00:00Z"))), real).unwrap();
        let clock = clock.changed(&ClockChange::Advance { seconds: 90 }, real).unwrap();
        assert_eq!(clock.now(real), ts("2030-01-01T00:01:30Z"));
        let later = ts("2026-11-21T11:00:00Z");
        assert_eq!(clock.now(later), ts("2030-01-01T00:01:30Z"), "a frozen clock ignores real time");
        let running = clock.changed(&ClockChange::Resume, later).unwrap();
        assert_eq!(running.now(later), ts("2030-01-01T00:01:30Z"));
        assert_eq!(running.now(ts("2026-11-21T11:00:05Z")), ts("2030-01-01T00:01:35Z"));
        assert_eq!(running.changed(&ClockChange::Reset, later).unwrap(), RealmClock::REAL);
    }

    #[test]
    fn time_neither_runs_backward_nor_out_of_range() {
        let real = ts("2026-11-21T10:00:00Z");
        for seconds in [0, -1, i64::MAX, 400_000_000_000] {
            let refusal = RealmClock::REAL.changed(&ClockChange::Advance { seconds }, real).unwrap_err();
            assert_eq!(refusal.reason, Reason::ParameterInvalid);
        }
    }
}
