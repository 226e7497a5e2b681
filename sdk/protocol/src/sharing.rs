//! The data-sharing API: a partner asks for attributes, the gateway answers with a signed document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Reason;
use crate::{Attribute, PersonalNumber};

/// Why the law lets the partner ask (Law 91/2025 articles 9 and 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LegalBasis {
    /// A law gives the agency the task; the citizen is named by number.
    Law,
    /// The citizen consented at a login; the citizen's access token proves it.
    Consent,
}

/// What the data are for: a code that the agreement names, e.g. `health-insurance-claim`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Purpose(String);

impl Purpose {
    /// The purpose of every login that names none: signing in and showing the citizen's own data to the application.
    pub const LOGIN: &'static str = "login";

    /// Checks the alphabet (`a-z`, `0-9`, `-`) and the length (3 to 64).
    pub fn parse(text: &str) -> Result<Self, InvalidPurpose> {
        let ok = (3..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if ok { Ok(Self(text.to_owned())) } else { Err(InvalidPurpose(text.chars().take(64).collect())) }
    }

    /// See [`Purpose::LOGIN`].
    pub fn login() -> Self {
        Self(Self::LOGIN.to_owned())
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is not a purpose.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a purpose: expected 3 to 64 characters of `a-z`, `0-9` and `-`, as the agreement names it"
)]
pub struct InvalidPurpose(String);

impl TryFrom<String> for Purpose {
    type Error = InvalidPurpose;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Purpose> for String {
    fn from(purpose: Purpose) -> Self {
        purpose.0
    }
}

impl std::fmt::Display for Purpose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whom the query is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// By number: only on the basis of law.
    PersonalNumber(PersonalNumber),
    /// By the access token that the partner's client received when the citizen logged in: only on the basis of consent.
    CitizenToken(String),
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::PersonalNumber(_) => "PersonalNumber(redacted)",
            Self::CitizenToken(_) => "CitizenToken(redacted)",
        })
    }
}

/// Body of `POST /v1/attributes/query`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeQuery {
    /// Whom the query is about.
    pub subject: Subject,
    /// What is asked for, at least one.
    pub attributes: Vec<Attribute>,
    /// What for.
    pub purpose: Purpose,
    /// Why it is lawful.
    pub legal_basis: LegalBasis,
    /// The partner's own file number: 1 to 128 characters.
    pub case_reference: String,
    /// The officer who asks: 1 to 128 characters, an id of the partner's, not a name.
    pub officer: String,
}

/// How sure the gateway is of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// From the register whose content has legal value for this attribute.
    Authoritative,
    /// Stated by the citizen and not checked against a document.
    Declared,
}

/// One released value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedAttribute {
    /// The value, in the shape that the catalogue states.
    pub value: serde_json::Value,
    /// Agency whose register is the source.
    pub source: String,
    /// When the register was asked, RFC 3339.
    pub retrieved_at: jiff::Timestamp,
    /// How sure the source is.
    pub assurance: Assurance,
}

impl std::fmt::Debug for ReleasedAttribute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReleasedAttribute").field("source", &self.source).finish_non_exhaustive()
    }
}

/// One refused attribute and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedAttribute {
    /// What was asked for.
    pub attribute: Attribute,
    /// Stable code of the reason.
    pub reason: Reason,
    /// What happened, in English.
    pub title: String,
    /// What happened, in Vietnamese.
    pub title_vi: String,
    /// The clause that demands the refusal.
    pub rule: String,
}

impl RefusedAttribute {
    /// A refusal with the catalogue's texts.
    pub fn new(attribute: Attribute, reason: Reason) -> Self {
        let info = reason.info();
        Self {
            attribute,
            reason,
            title: info.title_en.to_owned(),
            title_vi: info.title_vi.to_owned(),
            rule: info.rule.to_owned(),
        }
    }
}

/// Claims of the signed answer (`typ` [`crate::claims::ATTRIBUTES_TYP`], `application/jwt`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeResponse {
    /// Issuer of the realm.
    pub iss: String,
    /// The client that asked.
    pub aud: String,
    /// The citizen's subject identifier.
    pub sub: String,
    /// Seconds since 1970.
    pub iat: i64,
    /// Seconds since 1970: after this the answer must not be relied on.
    pub exp: i64,
    /// Unique id of the answer.
    pub jti: String,
    /// Sequence number of the disclosure in the audit log.
    pub txn: String,
    /// Always true: nothing here is about a real person.
    pub synthetic: bool,
    /// Echo of the query.
    pub purpose: Purpose,
    /// Echo of the query.
    pub legal_basis: LegalBasis,
    /// Echo of the query.
    pub case_reference: String,
    /// What was released.
    pub attributes: BTreeMap<Attribute, ReleasedAttribute>,
    /// What was refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedAttribute>,
}
