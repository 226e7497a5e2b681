//! The authorization endpoint: `GET` and `POST`, and where its answers go.

use axum::extract::Request;
use axum::response::Response;
use dinhdanh_core::oidc::interaction::{self, Step};
use dinhdanh_core::oidc::logout::verify_hint;
use dinhdanh_core::oidc::request::{AuthorizationRequest, Target};
use dinhdanh_core::params::Params;
use dinhdanh_core::storage::Decision;
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::error::Reason;
use url::Url;

use crate::http::browser::{Browser, CookieKind, append_cookie, redirect};
use crate::http::extract;
use crate::http::family::{Failure, catalogue_uri, code_name, description, told};

pub(in crate::http) async fn get(browser: Browser) -> Response {
    let params = browser.params();
    respond(browser, params).await
}

pub(in crate::http) async fn post(browser: Browser, request: Request) -> Response {
    let params = extract::form(request).await.map(|(_, params)| params);
    respond(browser, params).await
}

async fn respond(browser: Browser, params: Result<Params, Refusal>) -> Response {
    match authorize(&browser, params).await {
        Ok(response) => response,
        // Client and redirect URI could not be trusted: the browser stays here (RFC 6749 section 4.1.2.1).
        Err(fail) => browser.error_page(&fail, true),
    }
}

async fn authorize(browser: &Browser, params: Result<Params, Refusal>) -> Result<Response, Fail> {
    let params = params?;
    let req = &browser.req;
    let unknown = || Fail::refused(Reason::ClientUnknown, "expected the `client_id` of a registered client");
    let id = ClientId::parse(params.require("client_id")?).map_err(|_| unknown())?;
    let client = req.realm.client(&id).await?.ok_or_else(unknown)?;
    let target = Target::parse(&client, &params)?;
    let mut ctx = req.realm.ctx();

    let hint = match params.get("id_token_hint") {
        Some(hint) => verify_hint(&ctx, &req.realm.keys().1, hint, Some(&id)).map(|hint| Some(hint.subject)),
        None => Ok(None),
    };
    let request =
        hint.and_then(|hinted| AuthorizationRequest::parse(&client, target.clone(), &params, hinted));
    let request = match request {
        Ok(request) => request,
        Err(refusal) => return Ok(answer(browser, &interaction::Response::refusal(target, refusal))),
    };

    let (known_browser, browser_secret) = match browser.cookie(CookieKind::Browser) {
        Some(cookie) => (true, cookie.to_owned()),
        None => (false, ctx.token("")),
    };
    let session = browser.cookie(CookieKind::Session).map(str::to_owned);
    let policy = req.realm.record().login;
    let partner = client.partner.clone();
    let (app, realm, secret) = (req.app.clone(), req.realm.clone(), browser_secret.clone());
    let step = req
        .realm
        .write(ctx.now, move |tx| {
            let session = session.as_deref();
            interaction::begin(
                &mut ctx,
                tx,
                &app.register(&realm),
                policy,
                request,
                partner.as_ref(),
                session,
                &secret,
            )
            .map(Decision::Commit)
        })
        .await;
    let step = match step {
        Ok(step) => step,
        // From here on the client can be told, even that this side is in trouble.
        Err(fail) => {
            let mut response = answer(browser, &interaction::Response::refusal(target, told(&fail)));
            response.extensions_mut().insert(Failure::of(&fail));
            return Ok(response);
        }
    };
    let mut response = next(browser, step);
    if !known_browser {
        append_cookie(&mut response, &browser.set_cookie(CookieKind::Browser, &browser_secret));
    }
    Ok(response)
}

/// Carries out what a step of the login says.
pub(super) fn next(browser: &Browser, step: Step) -> Response {
    let prefix = browser.req.realm.prefix();
    match step {
        Step::LogIn(id) => redirect(&format!("{prefix}/login?interaction={id}")),
        Step::Consent(id) => redirect(&format!("{prefix}/consent?interaction={id}")),
        Step::Answer(response) => answer(browser, &response),
    }
}

/// Sends an authorization response to the client: a code or an error, with `state` and `iss` in both (RFC 9207).
fn answer(browser: &Browser, response: &interaction::Response) -> Response {
    let Ok(mut url) = Url::parse(&response.target.redirect_uri) else {
        let refusal =
            Refusal::new(Reason::RedirectUriUnregistered, "the registered redirect URI is not a URL");
        return browser.error_page(&refusal.into(), true);
    };
    {
        let mut query = url.query_pairs_mut();
        match &response.result {
            Ok(code) => {
                query.append_pair("code", code);
            }
            Err(refusal) => {
                query.append_pair("error", &code_name(refusal.reason.info().oauth));
                query.append_pair("error_description", &description(refusal));
                query.append_pair("error_uri", &catalogue_uri(&browser.req.realm.issuer, refusal.reason));
            }
        }
        if let Some(state) = &response.target.state {
            query.append_pair("state", state);
        }
        query.append_pair("iss", &browser.req.realm.issuer);
    }
    let mut sent = redirect(url.as_str());
    if let Err(refusal) = &response.result {
        sent.extensions_mut().insert(Failure::of(&refusal.clone().into()));
    }
    sent
}
