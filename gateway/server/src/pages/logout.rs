//! Logging out (OpenID Connect RP-Initiated Logout 1.0 sections 2 and 3): the question, and the end.

use askama::Template;

use super::Shell;

/// Asks before ending a session. Controls, by name: `logout`, `cancel`.
#[derive(Template)]
#[template(path = "logout_confirm.html")]
pub(crate) struct LogoutConfirmPage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
    /// Where the decision goes.
    pub(crate) action: String,
    /// Hidden field `csrf`.
    pub(crate) csrf: String,
    /// The application that asks, if it is known.
    pub(crate) client_name: Option<String>,
    /// Parameters of the request to be sent along, name and value.
    pub(crate) hidden: Vec<(String, String)>,
}

/// Says that the session has ended.
#[derive(Template)]
#[template(path = "logged_out.html")]
pub(crate) struct LoggedOutPage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
    /// The application that asked, if it is known.
    pub(crate) client_name: Option<String>,
    /// A registered address to go on to.
    pub(crate) return_link: Option<String>,
}
