//! The one error of the SDK: opaque, so that it can grow; it teaches, and it never shows a secret or a personal number.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::RefusedAttribute;
use http::StatusCode;

/// What went wrong, as far as a caller acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The gateway could not be reached, or the conversation broke off.
    Transport,
    /// The gateway did not answer in time. What it did with the request is unknown.
    Timeout,
    /// The provider's metadata cannot be trusted or used.
    Discovery,
    /// The gateway, or the citizen, said no.
    Refused,
    /// An answer came, and did not pass the checks: it must not be used.
    Verification,
    /// The callback does not belong to the login that was started.
    State,
    /// The caller's settings or arguments are wrong; nothing was sent.
    Configuration,
    /// The gateway cannot serve now. Nothing was recorded if the error [is retryable](Error::is_retryable).
    Unavailable,
}

/// Why a call failed. [`Display`](fmt::Display) says what was expected, what came and what to do.
///
/// The cause is in [`source`](StdError::source) and is not repeated in the text.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    remedy: Option<String>,
    rule: Option<String>,
    code: Option<String>,
    reason: Option<Reason>,
    status: Option<StatusCode>,
    request_id: Option<String>,
    refused: Vec<RefusedAttribute>,
    retryable: bool,
    retry_after: Option<Duration>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether nothing happened at the gateway and the same call may succeed later.
    ///
    /// False after a timeout: a query may have been answered and recorded by then, and repeating it records a second one.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// How long the gateway asked to be left alone before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The code on the wire: of the gateway's catalogue (`purpose-not-agreed`), or OAuth's (`invalid_grant`).
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The catalogue's reason, when this SDK knows it.
    pub fn reason(&self) -> Option<Reason> {
        self.0.reason
    }

    /// The HTTP status, when an answer came.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The id by which the gateway's log knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The clause that demands the refusal.
    pub fn rule(&self) -> Option<&str> {
        self.0.rule.as_deref()
    }

    /// What to do about it.
    pub fn remedy(&self) -> Option<&str> {
        self.0.remedy.as_deref()
    }

    /// The attributes that were refused and why, when a query was refused for its attributes.
    pub fn refused(&self) -> &[RefusedAttribute] {
        &self.0.refused
    }

    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: redact_numbers(&message.into()),
            remedy: None,
            rule: None,
            code: None,
            reason: None,
            status: None,
            request_id: None,
            refused: Vec::new(),
            retryable: false,
            retry_after: None,
            source: None,
        }))
    }

    pub(crate) fn remedy_is(mut self, remedy: impl Into<String>) -> Self {
        self.0.remedy = Some(redact_numbers(&remedy.into()));
        self
    }

    pub(crate) fn rule_is(mut self, rule: impl Into<String>) -> Self {
        self.0.rule = Some(rule.into());
        self
    }

    pub(crate) fn code_is(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// Takes rule and remedy from the catalogue where the wire gave none.
    pub(crate) fn reason_is(mut self, reason: Option<Reason>) -> Self {
        self.0.reason = reason;
        if let Some(info) = reason.map(Reason::info) {
            self.0.rule.get_or_insert_with(|| info.rule.to_owned());
            self.0.remedy.get_or_insert_with(|| info.remedy_en.to_owned());
        }
        self
    }

    pub(crate) fn answered(mut self, status: StatusCode, request_id: Option<String>) -> Self {
        self.0.status = Some(status);
        self.0.request_id = request_id;
        self
    }

    pub(crate) fn refused_are(mut self, refused: Vec<RefusedAttribute>) -> Self {
        self.0.refused = refused;
        self
    }

    pub(crate) fn retryable(mut self) -> Self {
        self.0.retryable = true;
        self
    }

    pub(crate) fn retry_after_is(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    pub(crate) fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if let Some(rule) = self.rule() {
            write!(f, " ({rule})")?;
        }
        if let Some(remedy) = self.remedy() {
            write!(f, "; {remedy}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.0.kind).field("message", &self.0.message);
        if let Some(code) = self.code() {
            out.field("code", &code);
        }
        if let Some(status) = self.status() {
            out.field("status", &status.as_u16());
        }
        if let Some(id) = self.request_id() {
            out.field("request_id", &id);
        }
        if let Some(source) = &self.0.source {
            out.field("source", &source.to_string());
        }
        out.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// Blots out runs of digits that can be personal: numbers of 12 digits (9 before 2016), phone numbers. A server's text is not ours to
/// trust. Ten digits that do not begin with 0 are a time in Unix seconds, without which an expiry cannot be understood.
pub(crate) fn redact_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        let is_time = digits.len() == 10 && !digits.starts_with('0');
        out.push_str(before);
        out.push_str(if digits.len() >= 9 && !is_time { "[redacted]" } else { digits });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_text_says_what_why_and_what_to_do() {
        let error = Error::new(ErrorKind::Refused, "the purpose is not in the agreement")
            .code_is("purpose-not-agreed")
            .reason_is(Reason::by_code("purpose-not-agreed"));
        assert_eq!(
            error.to_string(),
            "the purpose is not in the agreement (Law 91/2025 art. 3); use a purpose that the agreement names"
        );
        assert_eq!(error.reason().map(Reason::code), error.code());
    }

    #[test]
    fn numbers_are_blotted_out_and_codes_are_kept() {
        for (input, expect) in [
            ("no citizen 901090000001 here", "no citizen [redacted] here"),
            ("123456789", "[redacted]"),
            ("call 0912345678 or +84912345678", "call [redacted] or +[redacted]"),
            ("valid at 1800000000", "valid at 1800000000"),
            ("RFC 6749 section 5.2", "RFC 6749 section 5.2"),
            ("port 65535", "port 65535"),
            ("", ""),
        ] {
            assert_eq!(redact_numbers(input), expect);
        }
    }

    proptest! {
        #[test]
        fn no_message_can_carry_a_personal_number(before in ".{0,20}", number in "[0-9]{12}", after in ".{0,20}") {
            let error = Error::new(ErrorKind::Refused, format!("{before}{number}{after}")).remedy_is(number.clone());
            let shown = format!("{error} {error:?}");
            prop_assert!(!shown.contains(&number));
        }
    }
}
