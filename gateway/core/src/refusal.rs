//! How a use case says no.

use dinhdanh_protocol::error::Reason;

use crate::storage::StoreError;

/// A refusal: a reason of the catalogue, and what was expected and came this time.
///
/// The detail is written by us, in English, printable ASCII; it never quotes secrets, tokens or personal numbers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", reason.code())]
pub struct Refusal {
    /// The catalogue row.
    pub reason: Reason,
    /// Expected and got.
    pub detail: String,
}

impl Refusal {
    /// A refusal for `reason`.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

/// Why a use case could not answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fail {
    /// The request is refused; the asker is told why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed; nothing was changed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A defect on this side; the text goes to the log only.
    #[error("internal: {0}")]
    Internal(String),
}

impl Fail {
    /// A refusal for `reason`.
    pub fn refused(reason: Reason, detail: impl Into<String>) -> Self {
        Self::Refused(Refusal::new(reason, detail))
    }
}

impl From<dinhdanh_jose::SignError> for Fail {
    fn from(error: dinhdanh_jose::SignError) -> Self {
        Self::Internal(format!("signing: {error}"))
    }
}

impl From<dinhdanh_jose::KeyError> for Fail {
    fn from(error: dinhdanh_jose::KeyError) -> Self {
        Self::Internal(format!("keys: {error}"))
    }
}
