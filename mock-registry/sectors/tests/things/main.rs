//! Invariants of the datasets about things: land, vehicles, telephones, courts, money, firms, unions, electricity.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, and so do its helpers")]

mod agreement;
mod common;
mod history;
mod numbers;
mod schema;
