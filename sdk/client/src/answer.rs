//! The gateway's signed answer to a query: the checks that make it believable, and the accessors that read it.

use std::fmt;
use std::time::SystemTime;

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::sharing::{self, AttributeQuery, LegalBasis, Purpose, RefusedAttribute};

use crate::error::{Error, ErrorKind};
use crate::value::{Date, Released, Value, instant};

/// What the gateway released about one citizen, and what it refused.
#[derive(Clone)]
pub struct AttributeResponse(pub(crate) sharing::AttributeResponse);

impl AttributeResponse {
    /// The citizen's subject identifier: opaque, the same at every login and in every answer of the realm.
    pub fn subject(&self) -> &str {
        &self.0.sub
    }

    /// A released value with its source, time and assurance; `None` if it was refused, not asked for, or the register has none.
    pub fn get(&self, attribute: Attribute) -> Option<Released<'_>> {
        self.0.attributes.get(&attribute).map(|inner| Released::new(attribute, inner))
    }

    /// A released text, code or date, as text.
    pub fn text(&self, attribute: Attribute) -> Option<&str> {
        self.get(attribute).map(Released::value).and_then(Value::text)
    }

    /// A released date.
    pub fn date(&self, attribute: Attribute) -> Option<Date> {
        self.get(attribute).map(Released::value).and_then(Value::date)
    }

    /// Everything that was released, in catalogue order.
    pub fn released(&self) -> impl Iterator<Item = Released<'_>> {
        self.0.attributes.iter().map(|(attribute, inner)| Released::new(*attribute, inner))
    }

    /// What was refused, and why.
    pub fn refused(&self) -> &[RefusedAttribute] {
        &self.0.refused
    }

    /// What the data may be used for, and nothing else.
    pub fn purpose(&self) -> &Purpose {
        &self.0.purpose
    }

    /// Why the release is lawful.
    pub fn legal_basis(&self) -> LegalBasis {
        self.0.legal_basis
    }

    /// The file number that the query gave.
    pub fn case_reference(&self) -> &str {
        &self.0.case_reference
    }

    /// The disclosure's number in the gateway's audit log.
    pub fn transaction(&self) -> &str {
        &self.0.txn
    }

    /// After this the answer must not be relied on: the register may have changed.
    pub fn expires_at(&self) -> SystemTime {
        instant(self.0.exp)
    }
}

impl fmt::Debug for AttributeResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttributeResponse")
            .field("transaction", &self.0.txn)
            .field("purpose", &self.0.purpose.as_str())
            .field("released", &self.0.attributes.keys().map(|a| a.name()).collect::<Vec<_>>())
            .field("refused", &self.0.refused.iter().map(|r| r.attribute.name()).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// Compares an answer, whose signature, type, issuer, audience and expiry are verified, with the query it is to answer.
///
/// `subject`: whom the citizen's session is about, when it is the same client's. `not_before`: when the query was sent, in seconds since
/// 1970 less the tolerance for clocks that differ.
pub(crate) fn check(
    answer: &sharing::AttributeResponse,
    query: &AttributeQuery,
    subject: Option<&str>,
    not_before: i64,
) -> Result<(), Error> {
    let differs = |what: &str, expected: &str, got: &str| {
        Err(Error::new(
            ErrorKind::Verification,
            format!("expected an answer whose {what} is {expected}, got {got}"),
        )
        .remedy_is("do not use the answer; report the request id to whoever runs the gateway")
        .code_is("answer-mismatch"))
    };
    let quoted = |text: &str| format!("`{text}`");
    if !answer.synthetic {
        return differs("`synthetic` flag", "true", "false: this SDK is for simulated citizens only");
    }
    if answer.purpose != query.purpose {
        return differs("purpose", &quoted(query.purpose.as_str()), &quoted(answer.purpose.as_str()));
    }
    if answer.legal_basis != query.legal_basis {
        return differs(
            "legal basis",
            &format!("`{:?}`", query.legal_basis),
            &format!("`{:?}`", answer.legal_basis),
        );
    }
    if answer.case_reference != query.case_reference {
        // Neither is quoted: a file number may name a person.
        return differs("case reference", "the query's", "another");
    }
    if subject.is_some_and(|subject| subject != answer.sub) {
        return differs("subject", "the citizen of the session", "another");
    }
    if answer.iat < not_before {
        return differs("`iat`", "not before the query", "an older one: this is the answer to another query");
    }
    let answered = answer.attributes.keys().chain(answer.refused.iter().map(|refused| &refused.attribute));
    if let Some(stray) = answered.into_iter().find(|attribute| !query.attributes.contains(attribute)) {
        return differs("attributes", "among those asked for", &quoted(stray.name()));
    }
    Ok(())
}
