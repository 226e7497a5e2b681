//! Tests of the store through its public API: one contract for every backend, and what only SQLite on a disk can show.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod contract;
mod crash;
mod full;
mod group;
mod model;
mod open;
mod support;
