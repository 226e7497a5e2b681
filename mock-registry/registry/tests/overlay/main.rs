//! What a realm's changes mean: the register of the nation with marriages, deaths, moves and people that the nation does not know of.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod consistency;
mod datasets;
mod days;
mod events;
mod facts;
mod following;
mod guardians;
mod organisations;
mod same_day;
mod support;
mod undo;
mod untouched;
