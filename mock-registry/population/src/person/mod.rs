//! Who somebody is: what does not change from birth to death.

mod blood;
mod lineage;
mod name;
mod origin;

pub use blood::BloodGroup;
pub(crate) use lineage::{Forebear, Root};
pub use name::Name;
