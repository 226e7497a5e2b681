//! The attribute catalogue: everything about a citizen that can be asked for, by name.
//!
//! One table is the source of names, labels, agencies, sensitivity and OpenID Connect scopes; the agreement checks, the consent page,
//! discovery's `claims_supported` and the documentation all read it.

mod table;

use std::fmt;

use serde::{Deserialize, Serialize};
pub use table::Attribute;

/// How the 2025 law on personal data protection classes a datum (Decree 356/2025, articles 3 and 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Basic personal data (article 3).
    Basic,
    /// Sensitive personal data (article 4): the citizen is told so when asked for consent.
    Sensitive,
}

/// The shape of an attribute's JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    /// A string.
    Text,
    /// A string `YYYY-MM-DD`.
    Date,
    /// A string `YYYY-MM-DD`, or `YYYY` of whom only the year is known (OpenID Connect Core 1.0, section 5.1).
    BirthDate,
    /// One of a few strings.
    Code,
    /// `true` or `false`.
    Flag,
    /// An array of strings.
    TextList,
    /// An object.
    Object,
    /// An array of objects.
    ObjectList,
}

/// One row of the catalogue.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct AttributeInfo {
    /// Name on the wire; an OpenID Connect claim name where one exists.
    pub name: &'static str,
    /// Label shown to people, in English.
    pub label_en: &'static str,
    /// Label shown to people, in Vietnamese.
    pub label_vi: &'static str,
    /// Shape of the value.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// Agency whose register is the source.
    pub source: &'static str,
    /// Class under the law on personal data protection.
    pub sensitivity: Sensitivity,
    /// Where the law lists it.
    pub legal_source: &'static str,
    /// Scope whose grant includes it as a claim, if any.
    pub scope: Option<&'static str>,
}

impl Attribute {
    /// Finds an attribute by its wire name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|a| a.name() == name)
    }

    /// Name on the wire.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The attributes that a scope includes.
    pub fn in_scope(scope: &str) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |a| a.info().scope == Some(scope))
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Attribute {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Attribute {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::by_name(&name).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|a| a.name()).collect();
            serde::de::Error::custom(format!("expected one of {}, got another name", known.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_filled_in_and_named_once() {
        let mut names = std::collections::BTreeSet::new();
        for attribute in Attribute::ALL {
            let info = attribute.info();
            assert!(names.insert(info.name), "{} twice", info.name);
            assert!(info.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", info.name);
            for text in [info.label_en, info.label_vi, info.source, info.legal_source] {
                assert!(!text.is_empty(), "{}", info.name);
            }
            assert_eq!(Attribute::by_name(info.name), Some(*attribute));
        }
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_known_ones() {
        let error = serde_json::from_str::<Attribute>("\"shoe_size\"").unwrap_err().to_string();
        assert!(error.contains("expected one of") && error.contains("birthdate"), "{error}");
        // A personal number in the wrong place must not come back.
        assert!(!error.contains("shoe_size"), "{error}");
    }
}
