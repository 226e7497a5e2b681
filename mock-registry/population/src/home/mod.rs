//! Where people live, and with whom.

mod address;
mod file;
mod hearth;
mod household;
mod residence;

pub(crate) use address::REFORM;
pub use address::{Address, AddressEra, AdminUnit, REFORM_DATE};
pub(crate) use hearth::{Hearth, Home};
pub use household::{Household, Member};
pub(crate) use residence::{STAYS, Spot};
