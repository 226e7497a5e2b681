//! Identifiers as types, so that one cannot be passed for another and a personal number cannot be printed by accident.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The 12-digit personal identification number (Law on Identification 26/2023/QH15, article 12).
///
/// `Debug` is redacted and there is no `Display`: whoever needs the digits says so with [`PersonalNumber::expose`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonalNumber(String);

/// Why a text is not a personal number. Never quotes the text: it may be somebody's number with a typing error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a personal number: expected 12 digits, got {length} characters{detail}; check the number on the card"
)]
pub struct InvalidPersonalNumber {
    length: usize,
    detail: &'static str,
}

impl PersonalNumber {
    /// Reads 12 digits; blanks around and between groups are tolerated because people type them.
    pub fn parse(text: &str) -> Result<Self, InvalidPersonalNumber> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let length = digits.chars().count();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(InvalidPersonalNumber { length, detail: " of which some are not digits" });
        }
        if length != 12 {
            return Err(InvalidPersonalNumber { length, detail: "" });
        }
        Ok(Self(digits))
    }

    /// The 12 digits in clear: for the registry, a signed answer or a page shown to the citizen, never for a log.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalNumber(redacted)")
    }
}

impl TryFrom<String> for PersonalNumber {
    type Error = InvalidPersonalNumber;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PersonalNumber> for String {
    fn from(number: PersonalNumber) -> Self {
        number.0
    }
}

/// Why a text is not an identifier of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not a {what}: expected 1 to {max} characters of `a-z`, `0-9`, `-` and `_`, beginning with a letter or digit"
)]
pub struct InvalidIdentifier {
    what: &'static str,
    text: String,
    max: usize,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $what:literal, $max:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the alphabet and the length.
            pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
                let first_ok = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
                let all_ok = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
                if first_ok && all_ok && text.len() <= $max {
                    Ok(Self(text.to_owned()))
                } else {
                    let shown = text.chars().take(40).collect();
                    Err(InvalidIdentifier { what: $what, text: shown, max: $max })
                }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidIdentifier;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidIdentifier;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    };
}

identifier!(
    /// Identifier of an OAuth client (RFC 6749 section 2.2), narrowed to what needs no escaping anywhere.
    ClientId, "client id", 64
);
identifier!(
    /// Identifier of a partner: an agency, province or company with an agreement.
    PartnerId, "partner id", 64
);
identifier!(
    /// Name of a realm, as it stands in `/r/{realm}`.
    RealmName, "realm name", 40
);

impl RealmName {
    /// The realm served at the root.
    pub const DEFAULT: &'static str = "default";

    /// The realm served at the root.
    pub fn default_realm() -> Self {
        Self(Self::DEFAULT.to_owned())
    }

    /// Whether this is the realm served at the root.
    pub fn is_default(&self) -> bool {
        self.0 == Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_number_never_shows_itself() {
        let number = PersonalNumber::parse("901 090 000001").unwrap();
        assert_eq!(number.expose(), "901090000001");
        assert!(!format!("{number:?}").contains("901090"));
    }

    #[test]
    fn a_wrong_number_is_refused_without_being_quoted() {
        for bad in ["", "90109000000", "9010900000012", "90109000000x", "９０１０９０００００01"] {
            let message = PersonalNumber::parse(bad).unwrap_err().to_string();
            assert!(message.contains("expected 12 digits"), "{message}");
            assert!(bad.is_empty() || !message.contains(bad), "{message}");
        }
    }

    #[test]
    fn identifiers_have_one_alphabet() {
        for good in ["default", "vn-moh", "a", "0x_1"] {
            assert!(ClientId::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "A", "a b", "a/b", "é", &"a".repeat(65)] {
            assert!(ClientId::parse(bad).is_err(), "{bad}");
        }
    }
}
