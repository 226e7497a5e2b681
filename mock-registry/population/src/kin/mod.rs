//! Kinship: every relation can be followed both ways in constant time.

mod api;
mod bands;
mod couple;
mod marriage;
mod mother;
mod pairing;
mod segments;
mod tables;

pub(crate) use bands::Bands;
pub(crate) use couple::Couple;
pub use marriage::Marriage;
pub(crate) use marriage::Wed;
pub(crate) use tables::KinTables;
