//! The error catalogue: every refusal has a stable reason, a rule and a remedy, in English and Vietnamese.
//!
//! The catalogue says nothing about HTTP: a reason has a [`Class`], and the server maps classes to statuses, once per endpoint family.

mod table;

use serde::{Deserialize, Serialize};
pub use table::Reason;

use crate::oauth::OAuthErrorCode;

/// What kind of refusal a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The request itself is wrong; repeating it is useless.
    BadRequest,
    /// Nobody, or somebody who cannot be believed, is asking.
    Unauthenticated,
    /// The asker is known and may not.
    Forbidden,
    /// The thing asked about does not exist.
    NotFound,
    /// The request contradicts the present state.
    Conflict,
    /// The request is longer than the limit.
    TooLarge,
    /// The body is of a type that this endpoint does not read.
    UnsupportedMedia,
    /// The method is not one of this endpoint's.
    MethodNotAllowed,
    /// Repeat later.
    Unavailable,
    /// A defect on this side; the body says nothing of the inside.
    Internal,
}

/// One row of the catalogue.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ReasonInfo {
    /// Stable code, e.g. `pkce-mismatch`.
    pub code: &'static str,
    /// What kind of refusal.
    pub class: Class,
    /// The OAuth error that carries it on OAuth endpoints.
    pub oauth: OAuthErrorCode,
    /// What happened, in English.
    pub title_en: &'static str,
    /// What happened, in Vietnamese.
    pub title_vi: &'static str,
    /// The clause that demands the refusal.
    pub rule: &'static str,
    /// What to do, in English.
    pub remedy_en: &'static str,
    /// What to do, in Vietnamese.
    pub remedy_vi: &'static str,
}

impl Reason {
    /// Finds a reason by its code.
    pub fn by_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.info().code == code)
    }

    /// Stable code.
    pub fn code(self) -> &'static str {
        self.info().code
    }
}

impl Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::by_code(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("`{code}` is not in the error catalogue")))
    }
}

/// A problem document (RFC 9457) with the catalogue's members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// URL of the catalogue entry.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in English.
    pub title: String,
    /// What happened, in Vietnamese.
    pub title_vi: String,
    /// HTTP status.
    pub status: u16,
    /// Expected and got, for this occurrence.
    pub detail: String,
    /// Stable code of the reason.
    pub code: String,
    /// The clause that demands the refusal.
    pub rule: String,
    /// What to do, in English.
    pub remedy: String,
    /// What to do, in Vietnamese.
    pub remedy_vi: String,
    /// Id of the request, as in the log and the `x-request-id` header.
    pub request_id: String,
    /// Attributes that were refused, when the refusal is about attributes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<crate::sharing::RefusedAttribute>,
}

/// The error document of OAuth endpoints (RFC 6749 section 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OAuthErrorBody {
    /// OAuth's code.
    pub error: OAuthErrorCode,
    /// Printable ASCII without quotes and backslashes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub error_description: String,
    /// URL of the catalogue entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_uri: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_filled_in_and_coded_once() {
        let mut codes = std::collections::BTreeSet::new();
        for reason in Reason::ALL {
            let info = reason.info();
            assert!(codes.insert(info.code), "{} twice", info.code);
            assert!(info.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", info.code);
            for text in [info.title_en, info.title_vi, info.rule, info.remedy_en, info.remedy_vi] {
                assert!(!text.is_empty(), "{}", info.code);
            }
            // RFC 6749 section 5.2: titles travel in error_description.
            let plain = |c: char| (' '..='~').contains(&c) && c != '"' && c != '\\';
            assert!(info.title_en.chars().all(plain), "{}", info.code);
            assert_eq!(Reason::by_code(info.code), Some(*reason));
        }
    }
}
