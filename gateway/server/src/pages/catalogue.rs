//! The error catalogue as a page: every refusal links here, to `#code`.

use askama::Template;
use dinhdanh_protocol::error::Reason;

use super::Shell;

/// All of [`Reason::ALL`], in both languages.
#[derive(Template)]
#[template(path = "error_catalogue.html")]
pub(crate) struct ErrorCataloguePage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
}

impl ErrorCataloguePage {
    fn reasons(&self) -> &'static [Reason] {
        Reason::ALL
    }

    fn oauth_code(&self, reason: &Reason) -> String {
        // The wire name is known to serde alone.
        serde_json::to_value(reason.info().oauth)
            .ok()
            .and_then(|code| code.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}
