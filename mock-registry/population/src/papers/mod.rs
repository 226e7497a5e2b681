//! Papers and numbers a person gets in life: identity cards, e-ID account, mobile number, old ID number.

mod account;
mod card;
mod old_number;
mod phone;

pub use account::{Account, AccountLevel};
pub use card::{Card, CardKind};
pub(crate) use old_number::OldNumbers;
pub(crate) use phone::Phones;
