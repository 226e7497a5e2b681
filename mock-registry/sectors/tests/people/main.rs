//! The datasets about people, seen from outside.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, and so do its helpers")]

mod civil_status;
mod common;
mod health;
mod invariants;
mod money;
mod numbers;
mod rates;
