//! The nation as a pure function of seed, person and date: no I/O.

mod cell;
mod data;
mod day;
mod demography;
mod ident;
mod kin;
mod life;
mod mix;
mod nation;
mod perm;
mod record;
mod spec;

pub use ident::{IdNumber, IdentError, OldNumber, PhoneNumber, ProvinceCode};
pub use kin::Marriage;
pub use nation::{Nation, Person, REFERENCE_DATE};
pub use record::{MaritalStatus, Sex};
pub use spec::{IdSpace, NationSpec, SpecError};
