//! RP-initiated logout: `GET`, `POST`, and the confirmation page's own form.

use axum::extract::Request;
use axum::response::Response;
use dinhdanh_core::Fail;
use dinhdanh_core::oidc::logout::{self, Logout};
use dinhdanh_core::params::Params;
use dinhdanh_core::storage::Decision;
use dinhdanh_jose::ct_eq;
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::error::Reason;
use url::Url;

use super::login::client_name;
use crate::http::browser::{Browser, CookieKind, append_cookie, redirect};
use crate::http::extract;
use crate::pages::{LoggedOutPage, LogoutConfirmPage};

/// Ties the confirmation form to the browser that was asked.
const CSRF_PURPOSE: &str = "end_session";

pub(in crate::http) async fn get(browser: Browser) -> Response {
    match browser.params() {
        Ok(params) => respond(&browser, &params).await,
        Err(refusal) => browser.error_page(&refusal.into(), true),
    }
}

pub(in crate::http) async fn post(browser: Browser, request: Request) -> Response {
    match extract::form(request).await {
        Ok((_, params)) => respond(&browser, &params).await,
        Err(refusal) => browser.error_page(&refusal.into(), true),
    }
}

async fn respond(browser: &Browser, params: &Params) -> Response {
    end(browser, params).await.unwrap_or_else(|fail| browser.error_page(&fail, true))
}

async fn end(browser: &Browser, params: &Params) -> Result<Response, Fail> {
    let realm = &browser.req.realm;
    // The confirmation page's other button: the citizen stays.
    if params.get("cancel").is_some() {
        return Ok(redirect(&format!("{}/", realm.prefix())));
    }
    let ctx = realm.ctx();
    let named = params.get("client_id").map(ClientId::parse).transpose();
    let named =
        named.map_err(|_| Fail::refused(Reason::ClientUnknown, "expected the id of a registered client"))?;
    let hint = params.get("id_token_hint");
    let hint =
        hint.map(|hint| logout::verify_hint(&ctx, &realm.keys().1, hint, named.as_ref())).transpose()?;
    let id = named.or_else(|| ClientId::parse(&hint.as_ref()?.client_id).ok());
    let client = match &id {
        Some(id) => realm.client(id).await?,
        None => None,
    };
    let cookie = browser.cookie(CookieKind::Session).map(str::to_owned);
    let session = match &cookie {
        Some(cookie) => realm.read(ctx.now, |tx| logout::session_of(tx, cookie)).await?,
        None => None,
    };
    let name = client.as_ref().map(|client| client_name(client, browser.locale));
    let Logout { confirm, return_to } =
        logout::decide(hint.as_ref(), client.as_deref(), session.as_ref(), params)?;
    if confirm && !confirmed(browser, params) {
        return Ok(ask(browser, name, params));
    }
    let mut response = match return_to {
        Some((uri, state)) => {
            let mut url = Url::parse(&uri).map_err(|_| {
                Fail::refused(Reason::LogoutUriUnregistered, "the registered URI is not a URL")
            })?;
            if let Some(state) = state {
                url.query_pairs_mut().append_pair("state", &state);
            }
            redirect(url.as_str())
        }
        None => {
            let page = LoggedOutPage {
                shell: browser.shell(&format!("{}/end_session", realm.prefix()), ""),
                client_name: name,
                return_link: None,
            };
            browser.page(&page, None)
        }
    };
    if let Some(cookie) = cookie {
        realm.write(ctx.now, move |tx| Ok(logout::end_session(tx, &cookie).map(Decision::Commit)?)).await?;
        append_cookie(&mut response, &browser.set_cookie(CookieKind::Session, ""));
    }
    Ok(response)
}

/// The parameters of a logout request, which the confirmation carries on.
const CARRIED: [&str; 4] = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state"];

fn ask(browser: &Browser, client_name: Option<String>, params: &Params) -> Response {
    let prefix = browser.req.realm.prefix();
    let carried = CARRIED.iter().filter_map(|name| Some(((*name).to_owned(), params.owned(name)?)));
    let page = LogoutConfirmPage {
        shell: browser.shell(&format!("{prefix}/end_session"), ""),
        action: format!("{prefix}/end_session"),
        csrf: browser.csrf(CSRF_PURPOSE).unwrap_or_default(),
        client_name,
        hidden: carried.collect(),
    };
    browser.page(&page, params.get("post_logout_redirect_uri"))
}

fn confirmed(browser: &Browser, params: &Params) -> bool {
    match (browser.csrf(CSRF_PURPOSE), params.get("csrf")) {
        (Some(expected), Some(got)) => ct_eq(expected.as_bytes(), got.as_bytes()),
        _ => false,
    }
}
