//! The nation seen from outside.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, and so do its helpers")]

mod almanac;
mod amended;
mod article9;
mod common;
mod demography;
mod golden;
mod guardians;
mod households;
mod identity;
mod kinship;
mod numbers;
mod occupation;
mod organisations;
mod papers;
mod portrait;
mod strangers;
mod time;
