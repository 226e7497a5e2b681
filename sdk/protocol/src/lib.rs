//! The wire contract shared by the gateway and its clients: types, error codes and attribute names. No I/O.
//!
//! Whatever crosses the wire is defined once, here: what the gateway writes is what the SDK reads.

pub mod attribute;
pub mod claims;
pub mod control;
pub mod error;
pub mod ids;
pub mod oauth;
pub mod organisation;
pub mod overlay;
pub mod ready;
pub mod sharing;

pub use attribute::Attribute;
pub use ids::{ClientId, PartnerId, PersonalNumber, RealmName};
