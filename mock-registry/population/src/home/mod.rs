//! Where people live, and with whom.

mod address;
mod hearth;
mod household;
mod residence;

pub use address::{Address, AddressEra, AdminUnit, REFORM_DATE};
pub use household::{Household, Member};
pub(crate) use residence::Spot;
