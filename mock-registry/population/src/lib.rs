//! The nation as a pure function of seed, person and date: no I/O.

mod cell;
mod data;
mod day;
mod demography;
mod fold;
mod home;
mod ident;
mod kin;
mod life;
mod mix;
mod nation;
mod papers;
mod perm;
mod person;
mod province;
mod record;
mod spec;
mod terms;

pub use fold::fold;
pub use home::{Address, AddressEra, AdminUnit, Household, Member, REFORM_DATE};
pub use ident::{IdNumber, IdentError, OldNumber, PhoneNumber, ProvinceCode};
pub use kin::Marriage;
pub use nation::{Nation, Person, REFERENCE_DATE};
pub use papers::{Account, AccountLevel, Card, CardKind};
pub use person::{BloodGroup, Name};
pub use record::{CoreRecord, HouseholdMember, Record, Relative};
pub use spec::{IdSpace, NationSpec, SpecError};
pub use terms::{MaritalStatus, Relation, Sex};
