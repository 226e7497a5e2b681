//! Registered claims (RFC 7519 section 4.1), read strictly.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::object::Object;
use crate::error::VerifyError;

/// The registered claims of a token. Times are Unix seconds, fractions cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of RFC 7519 section 4.1")]
#[non_exhaustive]
pub struct Registered {
    pub iss: Option<String>,
    pub sub: Option<String>,
    pub aud: Vec<String>,
    pub exp: Option<i64>,
    pub nbf: Option<i64>,
    pub iat: Option<i64>,
    pub jti: Option<String>,
    /// Whether `aud` was one JSON string: FAPI 2.0 accepts nothing else in a client assertion.
    pub sole_audience: bool,
}

impl Registered {
    /// A claim of the wrong type is an error, never an absent claim.
    pub(super) fn parse(payload: &[u8]) -> Result<Self, VerifyError> {
        let members = Object::parse(payload).ok_or(VerifyError::Payload)?;
        let text = |claim| typed::<String>(&members, claim, "a string");
        let time = |claim| {
            let expected = "a number of seconds since 1970";
            let Some(number) = typed::<Number>(&members, claim, expected)? else { return Ok(None) };
            seconds(&number).map(Some).ok_or(VerifyError::ClaimType { claim, expected })
        };
        let audience = typed::<Value>(&members, "aud", "a string or an array of strings")?;
        let sole_audience = audience.as_ref().is_some_and(Value::is_string);
        Ok(Self {
            iss: text("iss")?,
            sub: text("sub")?,
            aud: audience.map_or(Ok(Vec::new()), recipients)?,
            exp: time("exp")?,
            nbf: time("nbf")?,
            iat: time("iat")?,
            jti: text("jti")?,
            sole_audience,
        })
    }
}

fn typed<T: DeserializeOwned>(
    members: &Object<'_>,
    claim: &'static str,
    expected: &'static str,
) -> Result<Option<T>, VerifyError> {
    members.get(claim).transpose().map_err(|()| VerifyError::ClaimType { claim, expected })
}

fn recipients(aud: Value) -> Result<Vec<String>, VerifyError> {
    let one = |value| match value {
        Value::String(recipient) => Ok(recipient),
        _ => Err(VerifyError::ClaimType { claim: "aud", expected: "a string or an array of strings" }),
    };
    match aud {
        Value::Array(values) => values.into_iter().map(one).collect(),
        value => one(value).map(|recipient| vec![recipient]),
    }
}

/// `None` for what no clock can show; the bound keeps every later sum inside i64.
fn seconds(number: &Number) -> Option<i64> {
    const FAR: f64 = 1e15;
    let seconds = number.as_f64().filter(|seconds| seconds.abs() <= FAR)?;
    #[expect(clippy::cast_possible_truncation, reason = "bounded above; cutting the fraction is meant")]
    Some(seconds.floor() as i64)
}
