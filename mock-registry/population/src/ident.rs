//! Identifiers: the 12-digit personal number, the old 9-digit number, the mobile number, the province code.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The personal ID number: 12 digits (Law on Identification 26/2023/QH15, article 12; structure in Decree 137/2015/ND-CP, article 13).
///
/// There is no check digit. `Debug` is redacted and there is no `Display`, so that a number reaches a log only on purpose.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdNumber(pub(crate) u64);

/// The 9-digit number of identity papers issued before the 12-digit one. Redacted like [`IdNumber`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OldNumber(pub(crate) u32);

/// A domestic mobile number: 10 digits beginning with 0. Redacted like [`IdNumber`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(pub(crate) u64);

/// The two-digit province code of the statistics office: one of 63 before 1 July 2025, one of 34 (a subset) from that day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProvinceCode(pub(crate) u8);

/// Why a text is not an identifier. The text itself is never repeated: it may be somebody's number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdentError {
    /// Too few or too many characters.
    #[error(
        "expected `{expected}` digits for {what}, got `{got}` characters; write it without spaces, dots or letters"
    )]
    Length {
        /// Which identifier.
        what: &'static str,
        /// Digits it has.
        expected: usize,
        /// Characters that came.
        got: usize,
    },
    /// A character other than an ASCII digit.
    #[error(
        "expected only the digits `0` to `9` in {what}, got another character at position `{position}`; write it without spaces, dots or letters"
    )]
    NotADigit {
        /// Which identifier.
        what: &'static str,
        /// Counted from 1.
        position: usize,
    },
    /// A mobile number that does not begin with 0.
    #[error("expected {what} to begin with `0`, got another digit; replace the country code `84` by `0`")]
    NoTrunkPrefix {
        /// Which identifier.
        what: &'static str,
    },
    /// A number of a series that does not begin with the letter of one.
    #[error(
        "expected {what} to begin with a capital letter `A` to `Z`, got something else; write the letter of the series and then the digits, without spaces"
    )]
    NoSeriesLetter {
        /// Which identifier.
        what: &'static str,
    },
    /// A last digit that does not follow from the others.
    #[error(
        "expected {what} to end with the check digit of the digits before it, got another; compare it with the original, one digit may be wrong"
    )]
    CheckDigit {
        /// Which identifier.
        what: &'static str,
    },
    /// Two digits that no province has or had.
    #[error(
        "expected the code of one of the 63 provinces before 1 July 2025 (`01` to `96` with gaps), got `{got:02}`; see provinces_63.csv for the list"
    )]
    UnknownProvince {
        /// The number that came.
        got: u8,
    },
}

impl IdNumber {
    /// The 12 digits.
    pub fn digits(self) -> String {
        padded::<12>(self.0)
    }
}

impl OldNumber {
    /// The 9 digits.
    pub fn digits(self) -> String {
        padded::<9>(self.0.into())
    }
}

impl PhoneNumber {
    /// The 10 digits, with the leading 0.
    pub fn digits(self) -> String {
        padded::<10>(self.0)
    }
}

impl ProvinceCode {
    /// The two digits.
    pub fn digits(self) -> String {
        padded::<2>(self.0.into())
    }
}

impl FromStr for IdNumber {
    type Err = IdentError;
    fn from_str(text: &str) -> Result<IdNumber, IdentError> {
        digits("a personal ID number", 12, text).map(IdNumber)
    }
}

impl FromStr for OldNumber {
    type Err = IdentError;
    fn from_str(text: &str) -> Result<OldNumber, IdentError> {
        digits("an old ID number", 9, text).map(|n| OldNumber(n as u32))
    }
}

impl FromStr for PhoneNumber {
    type Err = IdentError;
    fn from_str(text: &str) -> Result<PhoneNumber, IdentError> {
        let what = "a mobile number";
        let number = digits(what, 10, text)?;
        if number < 1_000_000_000 { Ok(PhoneNumber(number)) } else { Err(IdentError::NoTrunkPrefix { what }) }
    }
}

impl FromStr for ProvinceCode {
    type Err = IdentError;
    fn from_str(text: &str) -> Result<ProvinceCode, IdentError> {
        let got = digits("a province code", 2, text)? as u8;
        match crate::data::provinces().index(got) {
            Some(_) => Ok(ProvinceCode(got)),
            None => Err(IdentError::UnknownProvince { got }),
        }
    }
}

/// A number with leading zeros. Exports write some for every row, and the general formatter showed in their profile.
pub(crate) fn padded<const WIDTH: usize>(mut number: u64) -> String {
    let mut digits = [b'0'; WIDTH];
    for digit in digits.iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
    String::from_utf8_lossy(&digits).into_owned()
}

/// The value of a text of so many ASCII digits.
pub(crate) fn digits(what: &'static str, expected: usize, text: &str) -> Result<u64, IdentError> {
    let got = text.chars().count();
    if got != expected {
        return Err(IdentError::Length { what, expected, got });
    }
    text.chars().enumerate().try_fold(0, |sum, (i, c)| {
        let digit = c.to_digit(10).ok_or(IdentError::NotADigit { what, position: i + 1 })?;
        Ok(sum * 10 + u64::from(digit))
    })
}

macro_rules! redacted {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    )*};
}
redacted!(IdNumber, OldNumber, PhoneNumber);

macro_rules! serialize_digits {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.digits())
            }
        }
    )*};
}
serialize_digits!(IdNumber, OldNumber, PhoneNumber, ProvinceCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_no_id_number() {
        let check = |text: &str, expect: &str| {
            assert_eq!(text.parse::<IdNumber>().unwrap_err().to_string(), expect, "{text}");
        };
        let length = |n| {
            format!(
                "expected `12` digits for a personal ID number, got `{n}` characters; write it without spaces, dots or letters"
            )
        };
        let digit = |n| {
            format!(
                "expected only the digits `0` to `9` in a personal ID number, got another character at position `{n}`; write it without spaces, dots or letters"
            )
        };
        check("", &length(0));
        check("90109900001", &length(11));
        check("9010990000123", &length(13));
        check(" 901099000012", &length(13));
        check("90109900001x", &digit(12));
        check("+01099000012", &digit(1));
        check("-01099000012", &digit(1));
        check("901099 00012", &digit(7));
        // Digits of other scripts look like digits and are none.
        check("٩01099000012", &digit(1));
        check("９01099000012", &digit(1));
    }

    #[test]
    fn leading_zeros_survive() {
        for text in ["001099000012", "000000000000", "999999999999"] {
            assert_eq!(text.parse::<IdNumber>().unwrap().digits(), text);
        }
        assert_eq!("012345678".parse::<OldNumber>().unwrap().digits(), "012345678");
        assert_eq!("0300000001".parse::<PhoneNumber>().unwrap().digits(), "0300000001");
        assert_eq!(
            "8430000000".parse::<PhoneNumber>(),
            Err(IdentError::NoTrunkPrefix { what: "a mobile number" })
        );
        assert_eq!("03".parse::<ProvinceCode>(), Err(IdentError::UnknownProvince { got: 3 }));
        assert_eq!("79".parse::<ProvinceCode>().unwrap().digits(), "79");
    }

    #[test]
    fn debug_is_redacted() {
        let id: IdNumber = "901099000012".parse().unwrap();
        let old: OldNumber = "512345678".parse().unwrap();
        let phone: PhoneNumber = "0300000001".parse().unwrap();
        assert_eq!(
            format!("{id:?} {old:?} {phone:?}"),
            "IdNumber(redacted) OldNumber(redacted) PhoneNumber(redacted)"
        );
    }
}
