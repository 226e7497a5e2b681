//! The one place that reads the clock, and the one place that waits.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};

/// Where a client takes the time from. Clones show the same time.
///
/// The system's clock is right for a gateway that lives in real time. A realm with a frozen or shifted clock issues tokens in *its* time:
/// give its clients a clock of the same time, or every token looks expired or not yet valid.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Reading>>);

#[derive(Clone, Copy, Debug)]
enum Reading {
    /// Runs as the system's clock does, this much ahead of it (or behind, if negative).
    Running(SignedDuration),
    Frozen(Timestamp),
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(Reading::Running(SignedDuration::ZERO))))
    }

    /// Stands still at an instant until [`Clock::advance`] moves it. Instants beyond the year 9999 count as its end.
    pub fn frozen_at(instant: SystemTime) -> Self {
        Self(Arc::new(Mutex::new(Reading::Frozen(Timestamp::try_from(instant).unwrap_or(Timestamp::MAX)))))
    }

    /// Moves this clock, and all its clones, forward.
    pub fn advance(&self, by: Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        let mut reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *reading = match *reading {
            Reading::Running(ahead) => Reading::Running(ahead.saturating_add(by)),
            Reading::Frozen(at) => Reading::Frozen(at.saturating_add(by).unwrap_or(Timestamp::MAX)),
        };
    }

    pub(crate) fn now(&self) -> Timestamp {
        match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Reading::Running(ahead) => system_now().saturating_add(ahead).unwrap_or(Timestamp::MAX),
            Reading::Frozen(at) => at,
        }
    }

    /// Where it stands, if it stands still.
    #[cfg(feature = "sandbox")]
    pub(crate) fn frozen(&self) -> Option<Timestamp> {
        match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Reading::Running(_) => None,
            Reading::Frozen(at) => Some(at),
        }
    }

    /// Takes over the time of a realm.
    #[cfg(feature = "sandbox")]
    pub(crate) fn follow(&self, now: Timestamp, frozen: bool) {
        let reading =
            if frozen { Reading::Frozen(now) } else { Reading::Running(now.duration_since(system_now())) };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reading;
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

/// A point in real time, for what is about load and not about tokens: a frozen realm must not freeze that.
pub(crate) fn instant_now() -> tokio::time::Instant {
    tokio::time::Instant::now()
}

/// Waits as long as the gateway asked to be left alone.
#[expect(
    clippy::disallowed_methods,
    reason = "retry-after names a length of time: there is no event to wait for"
)]
pub(crate) async fn pause(duration: Duration) {
    tokio::time::sleep(duration).await;
}

#[expect(
    clippy::disallowed_methods,
    reason = "a partner's process has no realm: its clock is the system's, read here only"
)]
fn system_now() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_when_told_and_its_clones_with_it() {
        let clock = Clock::frozen_at(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000));
        let clone = clock.clone();
        assert_eq!(clone.now().as_second(), 1_000);
        clock.advance(Duration::from_secs(5));
        assert_eq!(clone.now().as_second(), 1_005);
    }

    #[test]
    fn a_running_clock_can_be_ahead_and_never_overflows() {
        let (real, ahead) = (Clock::system(), Clock::system());
        ahead.advance(Duration::from_secs(86_400));
        assert!(ahead.now() > real.now());
        ahead.advance(Duration::MAX);
        assert_eq!(ahead.now(), Timestamp::MAX);
    }
}
