//! The pages people see: typed, server-rendered, in Vietnamese and English, without a line of JavaScript.
//!
//! A page is a struct whose fields are what it shows; [`Page::html`] renders it. Names and ids of form controls are stable, because
//! conformance suites and browsers driven by tests rely on them. A page loads nothing but the files of [`assets`], so it works offline
//! and under `default-src 'none'; style-src 'self'; img-src 'self'`.

pub(crate) mod assets;
mod catalogue;
mod citizen;
mod consent;
mod demo;
mod error;
mod home;
mod login;
mod logout;
mod shell;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use askama::Template;

pub(crate) use catalogue::ErrorCataloguePage;
pub(crate) use citizen::CitizenCard;
pub(crate) use consent::{ClaimLine, ConsentPage};
pub(crate) use demo::{DemoLogin, DemoOutcome, DemoPage, DemoRefusal};
pub(crate) use error::{ErrorPage, PageError};
pub(crate) use home::{ClientKind, ClientRow, HomePage};
pub(crate) use login::{LoginField, LoginPage, Province, SearchForm, SearchOutcome};
pub(crate) use logout::{LoggedOutPage, LogoutConfirmPage};
pub(crate) use shell::{InteractionForm, Shell};

/// A page that can be rendered.
pub(crate) trait Page: Template {
    /// The whole HTML document.
    fn html(&self) -> String {
        // Writing to a string cannot fail, and no value of a page has a `Display` that does: the error text is never seen.
        self.render().unwrap_or_else(|error| error.to_string())
    }
}

impl<T: Template> Page for T {}
