//! Turns what the gateway says when it says no into an [`Error`].

use dinhdanh_protocol::error::{Problem, Reason};
use http::StatusCode;
use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::http_client::Answer;

/// The error document of OAuth endpoints and of the callback (RFC 6749 sections 4.1.2.1 and 5.2).
///
/// The code stays text: providers extend the list, and an unknown code is still a refusal.
#[derive(Deserialize)]
pub(crate) struct OAuthRefusal {
    pub(crate) error: String,
    #[serde(default)]
    pub(crate) error_description: Option<String>,
    #[serde(default)]
    pub(crate) error_uri: Option<String>,
}

impl OAuthRefusal {
    pub(crate) fn into_error(self, kind: ErrorKind) -> Error {
        let reason = self
            .error_uri
            .as_deref()
            .and_then(|uri| uri.rsplit_once('#'))
            .and_then(|(_, code)| Reason::by_code(code));
        let detail = self.error_description.or_else(|| reason.map(|known| known.info().title_en.to_owned()));
        let message = match detail {
            Some(detail) => format!("`{}`: {detail}", self.error),
            None => format!("`{}`", self.error),
        };
        Error::new(kind, message)
            .code_is(reason.map_or(self.error, |known| known.code().to_owned()))
            .reason_is(reason)
    }
}

impl Answer {
    /// The error that an answer other than the one hoped for means.
    pub(crate) fn into_refusal(self) -> Error {
        // 429 and 503 say that nothing was done. Other 5xx do not: repeating is then the caller's decision.
        let nothing_done =
            matches!(self.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        let kind = if nothing_done || self.status.is_server_error() {
            ErrorKind::Unavailable
        } else {
            self.endpoint.refusal
        };
        let error = if let Ok(problem) = serde_json::from_slice::<Problem>(&self.body) {
            from_problem(kind, problem)
        } else if let Ok(refusal) = serde_json::from_slice::<OAuthRefusal>(&self.body) {
            refusal.into_error(kind)
        } else if self.status.is_redirection() {
            Error::new(
                kind,
                format!(
                    "expected 200 from the {}, got a redirect (`{}`)",
                    self.endpoint.name,
                    self.status.as_u16()
                ),
            )
            .remedy_is("use the address the provider itself publishes: redirects are not followed")
        } else {
            Error::new(
                kind,
                format!("expected 200 from the {}, got `{}`", self.endpoint.name, self.status.as_u16()),
            )
            .remedy_is("check that the address is that of the gateway")
        };
        let error = error.answered(self.status, self.request_id).retry_after_is(self.retry_after);
        if nothing_done { error.retryable() } else { error }
    }

    /// The error for a body that is not what the endpoint promises.
    pub(crate) fn unreadable(self, expected: &str, cause: Option<serde_json::Error>) -> Error {
        let name = self.endpoint.name;
        let error = Error::new(
            self.endpoint.nonsense,
            format!("expected {expected} from the {name}, got something else"),
        )
        .remedy_is(
            "check that the address is that of the gateway, and that SDK and gateway are of the same version",
        )
        .answered(self.status, self.request_id);
        // serde's message can quote the value it stumbled over: keep the place only.
        match cause {
            Some(cause) => error.caused_by(format!(
                "line {} column {}: {:?} error",
                cause.line(),
                cause.column(),
                cause.classify()
            )),
            None => error,
        }
    }
}

fn from_problem(kind: ErrorKind, problem: Problem) -> Error {
    let known = Reason::by_code(&problem.code);
    Error::new(kind, format!("{}: {}", problem.title, problem.detail))
        .code_is(problem.code)
        .rule_is(problem.rule)
        .remedy_is(problem.remedy)
        .reason_is(known)
        .refused_are(problem.refused)
}
