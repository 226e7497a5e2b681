//! Data sharing: a partner asks, [`decide`](decide::decide) explains, the audit log is written, and only then values leave.
//!
//! The order is held by types: a value can leave only inside a [`Released`], and a [`Released`] can only be made from a [`Recorded`], which
//! [`begin`] hands out inside a commit.

mod begin;
pub mod decide;
mod release;

pub use begin::{Asker, Begun, Recorded, begin, complete};
pub use release::{Released, answer, release};
