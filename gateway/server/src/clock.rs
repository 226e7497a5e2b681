//! The one place that asks the machine for the time. Everything else sees a realm's clock.

use jiff::Timestamp;

/// Real time.
#[expect(
    clippy::disallowed_methods,
    reason = "the one reading of the system clock; realms turn it into their own time"
)]
pub(crate) fn real_now() -> Timestamp {
    Timestamp::now()
}

/// A point from which to measure how long a request took, for the log.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(std::time::Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "durations in the log are real; nothing decides on them")]
    pub(crate) fn start() -> Self {
        Self(std::time::Instant::now())
    }

    pub(crate) fn micros(self) -> u128 {
        self.0.elapsed().as_micros()
    }
}
