//! What the built-in demo application shows after a login: the tokens taken apart, claim by claim.

use askama::Template;
use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use serde_json::{Map, Value};

use super::Shell;
use crate::locale::Locale;

/// The demo application's callback page.
#[derive(Template)]
#[template(path = "demo.html")]
pub(crate) struct DemoPage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
    /// How the login ended.
    pub(crate) outcome: DemoOutcome,
    /// Begins another login.
    pub(crate) start_url: String,
}

/// How the login ended.
pub(crate) enum DemoOutcome {
    /// With tokens.
    LoggedIn(DemoLogin),
    /// With an error response.
    Refused(DemoRefusal),
}

/// What a successful login brought. No `Debug`: it holds a token.
pub(crate) struct DemoLogin {
    /// Whom to greet.
    pub(crate) name: String,
    /// The ID token as it came, in compact form.
    pub(crate) id_token: String,
    /// Its header.
    pub(crate) header: Map<String, Value>,
    /// Its claims.
    pub(crate) claims: Map<String, Value>,
    /// The UserInfo response.
    pub(crate) userinfo: Map<String, Value>,
    /// Begins RP-initiated logout.
    pub(crate) logout_url: String,
}

/// What an error response said (RFC 6749 section 4.1.2.1).
#[derive(Debug, Clone)]
pub(crate) struct DemoRefusal {
    /// `error`.
    pub(crate) error: String,
    /// `error_description`.
    pub(crate) description: String,
    /// The catalogue's reason, if known.
    pub(crate) reason: Option<Reason>,
}

/// A claim as the tables show it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ClaimRow {
    /// Name on the wire.
    name: String,
    /// What it means, in the reader's language.
    meaning: &'static str,
    /// Text as it is, anything else as JSON, objects on several lines.
    value: String,
    /// The instant, if the value counts seconds since 1970.
    instant: Option<String>,
}

/// Claims whose value is a `NumericDate` (RFC 7519 section 2).
const INSTANTS: [&str; 5] = ["auth_time", "exp", "iat", "nbf", "updated_at"];

impl ClaimRow {
    fn table(shell: &Shell, claims: &Map<String, Value>) -> Vec<Self> {
        claims.iter().map(|(name, value)| Self::new(shell.locale, name, value)).collect()
    }

    fn new(locale: Locale, name: &str, value: &Value) -> Self {
        let meaning = Attribute::by_name(name)
            .map(|attribute| locale.label(attribute))
            .or_else(|| locale.texts().demo.claims.find(name));
        let instant = INSTANTS
            .contains(&name)
            .then(|| value.as_i64())
            .flatten()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
        Self {
            name: name.to_owned(),
            meaning: meaning.unwrap_or_default(),
            value: match value {
                Value::String(text) => text.clone(),
                Value::Object(_) => format!("{value:#}"),
                Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
            },
            instant: instant.map(|instant| instant.to_string()),
        }
    }
}

impl DemoLogin {
    fn parts(&self) -> impl Iterator<Item = &str> {
        self.id_token.split('.')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_shown_with_its_meaning_and_its_instant() {
        let row = |name: &str, value: Value| {
            let row = ClaimRow::new(Locale::En, name, &value);
            (row.meaning, row.value, row.instant)
        };
        let instant = |text: &str| Some(text.to_owned());
        assert_eq!(
            row("exp", 1_795_248_000.into()),
            ("Not valid after", "1795248000".to_owned(), instant("2026-11-21T08:00:00Z"))
        );
        assert_eq!(row("exp", "soon".into()), ("Not valid after", "soon".to_owned(), None));
        assert_eq!(row("exp", i64::MAX.into()).2, None);
        assert_eq!(row("gender", "female".into()), ("Sex", "female".to_owned(), None));
        assert_eq!(row("shoe_size", 38.into()), ("", "38".to_owned(), None));
    }
}
