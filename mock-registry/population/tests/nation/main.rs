//! The nation seen from outside.

mod common;
mod households;
mod kinship;
