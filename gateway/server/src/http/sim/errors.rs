//! The error catalogue as a page: where every `error_uri` and problem `type` leads.

use axum::response::Response;

use crate::http::browser::Browser;
use crate::pages::ErrorCataloguePage;

pub(in crate::http) async fn show(browser: Browser) -> Response {
    browser.page(&ErrorCataloguePage { shell: browser.own_shell() }, None)
}
