//! Keys: checked at intake, parsed once.

mod jwk;
mod jwk_set;
mod material;
mod private_jwk;
mod rsa;
mod signing;
mod verifying;

pub use jwk::Jwk;
pub use jwk_set::{JwkSet, KeySource};
pub use signing::SigningKey;
pub use verifying::VerifyingKey;

pub(crate) use jwk_set::pick;
pub(crate) use material::{SigningMaterial, VerifyingMaterial};
