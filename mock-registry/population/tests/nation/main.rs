//! The nation seen from outside.

mod common;
mod kinship;
