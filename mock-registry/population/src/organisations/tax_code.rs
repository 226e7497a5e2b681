//! Tax codes of organisations: nine digits and a check digit (Circular 105/2020/TT-BTC, annex).

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::Organisation;
use crate::draw::Permutation;
use crate::ident::{IdentError, digits, padded};
use crate::nation::Nation;
use crate::spec::IdSpace;

/// The tax code of an organisation: ten digits, of which the last checks the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxCode(u64);

/// Eight digits number the organisations, from the first of a number space on.
pub(super) const MOST: u32 = 5_000_000;
/// Tax offices of provinces have 01 to 64 as first digits, none 65 to 69, and neither have the reserved codes of citizens'
/// businesses: a code of either kind is none of the other. From memory, unverified.
const FIRST: [(IdSpace, u64); 2] = [(IdSpace::Plausible, 0), (IdSpace::Reserved, 65_000_000)];
const WEIGHTS: [u64; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

impl TaxCode {
    /// The ten digits.
    pub fn digits(self) -> String {
        padded::<10>(self.0)
    }
}

/// The check digit of nine digits; one payload in eleven has none and is never given out.
fn check_digit(payload: u64) -> Option<u64> {
    let digit = |at: u32| payload / 10u64.pow(8 - at) % 10;
    let sum: u64 = (0..).zip(WEIGHTS).map(|(at, weight)| digit(at) * weight).sum();
    Some(10 - sum % 11).filter(|digit| *digit < 10)
}

impl Nation {
    /// The tax code of an organisation.
    pub fn tax_code(&self, Organisation(index): Organisation) -> TaxCode {
        let head = self.first_head() + u64::from(self.tax_order().forward(index));
        // At most one ninth digit of two leaves no check digit: a change of one moves the sum by three, which is not zero
        // modulo eleven.
        let start = self.stream("organisations.tax_code.ninth").word(u64::from(index)) % 9;
        let code = [start, start + 1].into_iter().find_map(|ninth| {
            let payload = head * 10 + ninth;
            Some(payload * 10 + check_digit(payload)?)
        });
        TaxCode(code.unwrap_or_default())
    }

    /// The organisation with a tax code.
    pub fn organisation_by_tax_code(&self, code: TaxCode) -> Option<Organisation> {
        let head = (code.0 / 100).checked_sub(self.first_head()).filter(|head| *head < u64::from(MOST))?;
        let index = self.tax_order().inverse(head as u32);
        let organisation = self.organisation_at(u64::from(index))?;
        (self.tax_code(organisation) == code).then_some(organisation)
    }

    fn first_head(&self) -> u64 {
        let space = self.spec().id_space;
        FIRST.iter().find(|(of, _)| *of == space).map_or(0, |(_, first)| *first)
    }

    fn tax_order(&self) -> Permutation {
        self.stream("organisations.tax_code").permutation(MOST)
    }
}

impl FromStr for TaxCode {
    type Err = IdentError;
    fn from_str(text: &str) -> Result<TaxCode, IdentError> {
        let what = "a tax code";
        let code = digits(what, 10, text)?;
        match check_digit(code / 10) == Some(code % 10) {
            true => Ok(TaxCode(code)),
            false => Err(IdentError::CheckDigit { what }),
        }
    }
}

impl fmt::Debug for TaxCode {
    /// That of an organisation is public.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TaxCode({})", self.digits())
    }
}

impl Serialize for TaxCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.digits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rule() {
        assert_eq!(check_digit(10_004_751), Some(6));
        assert_eq!("0100047516".parse::<TaxCode>().unwrap().digits(), "0100047516");
    }

    #[test]
    fn a_wrong_digit_is_found() {
        for (text, expect) in [
            ("0100047517", IdentError::CheckDigit { what: "a tax code" }),
            ("0100047561", IdentError::CheckDigit { what: "a tax code" }),
            ("010004751", IdentError::Length { what: "a tax code", expected: 10, got: 9 }),
            ("01000A7516", IdentError::NotADigit { what: "a tax code", position: 6 }),
        ] {
            assert_eq!(text.parse::<TaxCode>(), Err(expect), "{text}");
        }
    }
}
