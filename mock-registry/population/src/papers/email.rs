//! The e-mail address given with the e-ID account.

use jiff::civil::Date;

use crate::fold::fold;
use crate::ident::IdNumber;
use crate::nation::{Nation, Person};
use crate::person::Name;

impl Nation {
    /// The e-mail address, of those with an account: made of the name at birth, and kept when that changes. Its domain is reserved (RFC 2606, section 2): mail to it goes nowhere.
    pub fn email(&self, person: Person, as_of: Date) -> Option<String> {
        self.account(person, as_of)?;
        Some(address(&self.name(person), self.number(person)))
    }
}

/// Given name, surname and the last four digits of the number.
pub(crate) fn address(name: &Name, number: IdNumber) -> String {
    let word = |text: &str| fold(text).replace(' ', "");
    format!("{}.{}.{:04}@mail.example", word(name.given), word(name.surname), number.0 % 10_000)
}
