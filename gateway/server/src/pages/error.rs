//! The page for a refusal that may not be sent back to the application, and the summary of an error on another page.

use askama::Template;
use dinhdanh_protocol::error::Reason;

use super::Shell;

/// An error shown at the top of a page that can be filled in again.
#[derive(Debug, Clone)]
pub(crate) struct PageError<Field> {
    /// What happened; title, rule and remedy come from the catalogue.
    pub(crate) reason: Reason,
    /// Expected and got, without personal data.
    pub(crate) detail: Option<String>,
    /// The control to correct.
    pub(crate) field: Option<Field>,
}

/// A refusal, when redirecting is forbidden (RFC 9700 section 4.11.2) or nobody is there to be redirected to.
#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
    /// HTTP status of the answer.
    pub(crate) status: u16,
    /// What happened; title, rule and remedy come from the catalogue.
    pub(crate) reason: Reason,
    /// Expected and got, for this occurrence.
    pub(crate) detail: Option<String>,
    /// Whether an application waits for an answer that it will not get.
    pub(crate) not_redirected: bool,
    /// As in the log and the `x-request-id` header.
    pub(crate) request_id: String,
    /// The catalogue's page; the code is added as fragment.
    pub(crate) catalogue_url: String,
}
