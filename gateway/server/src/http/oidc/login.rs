//! The login page: pick a citizen, search for one, or type number and passcode.

use axum::extract::Request;
use axum::response::Response;
use dinhdanh_core::client::Client;
use dinhdanh_core::oidc::interaction::{Interaction, csrf_token};
use dinhdanh_core::oidc::login::{Proof, authenticate};
use dinhdanh_core::params::Params;
use dinhdanh_core::realm::PASSCODE;
use dinhdanh_core::storage::Decision;
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_protocol::error::Reason;

use super::authorize::next;
use crate::http::browser::{Browser, CookieKind, append_cookie};
use crate::http::extract;
use crate::locale::Locale;
use crate::pages::{InteractionForm, LoginField, LoginPage, PageError, SearchForm};

pub(in crate::http) async fn show(browser: Browser) -> Response {
    match prepare(browser).await {
        Ok((browser, waiting, params)) => page(&browser, &waiting, &params, None).await,
        Err(response) => response,
    }
}

/// An interaction found for its browser.
pub(super) struct Waiting {
    pub(super) interaction: Interaction,
    pub(super) client: std::sync::Arc<Client>,
}

async fn prepare(mut browser: Browser) -> Result<(Browser, Waiting, Params), Response> {
    let found = match browser.params() {
        Ok(params) => find(&browser, &params).await.map(|waiting| (waiting, params)),
        Err(refusal) => Err(refusal.into()),
    };
    match found {
        Ok((waiting, params)) => {
            browser.prefer(waiting.interaction.request.ui_locales.as_deref());
            Ok((browser, waiting, params))
        }
        Err(fail) => Err(browser.error_page(&fail, false)),
    }
}

/// Finds the interaction that a page or form names, for the browser that began it.
pub(super) async fn find(browser: &Browser, params: &Params) -> Result<Waiting, Fail> {
    let id = params.require("interaction")?;
    let realm = &browser.req.realm;
    let cookie = browser.cookie(CookieKind::Browser);
    let interaction = realm.try_read(realm.now(), |tx| Interaction::find(tx, id, cookie)).await?;
    let client = realm.client(&interaction.request.client_id).await?.ok_or_else(|| {
        Fail::refused(Reason::ClientUnknown, "the client of this login is no longer registered")
    })?;
    Ok(Waiting { interaction, client })
}

/// The hidden fields of an interaction's forms.
pub(super) fn form(browser: &Browser, path: &str, interaction: &Interaction) -> InteractionForm {
    let secret = browser.cookie(CookieKind::Browser).unwrap_or_default();
    InteractionForm {
        action: format!("{}{path}", browser.req.realm.prefix()),
        interaction: interaction.id.clone(),
        csrf: csrf_token(secret, &interaction.id),
    }
}

/// A client's name in the reader's language.
pub(super) fn client_name(client: &Client, locale: Locale) -> String {
    match locale {
        Locale::Vi => client.name_vi.clone(),
        Locale::En => client.name_en.clone(),
    }
}

async fn page(
    browser: &Browser,
    waiting: &Waiting,
    params: &Params,
    error: Option<(Refusal, LoginField)>,
) -> Response {
    let request = &waiting.interaction.request;
    let today = crate::registry::vietnam_date(browser.req.realm.now());
    let app = &browser.req.app;
    let register = app.register(&browser.req.realm);
    let typed = |name: &str| params.get(name).unwrap_or_default().to_owned();
    let (name, birthdate, province) = (typed("q"), typed("birthdate"), typed("province"));
    let (outcome, unreadable) = match register.search(&name, &birthdate, &province, today) {
        Ok(outcome) => (outcome, None),
        Err(error) => (None, Some(Refusal::new(Reason::ParameterInvalid, error.to_string()))),
    };
    let error = error.or(unreadable.map(|refusal| (refusal, LoginField::Birthdate)));
    let hint = request.login_hint.clone().unwrap_or_default();
    let address = format!("interaction={}", waiting.interaction.id);
    let page = LoginPage {
        shell: browser.shell(&format!("{}/login", browser.req.realm.prefix()), &address),
        client_name: client_name(&waiting.client, browser.locale),
        client_partner: None,
        requested_acr: request.required_acr.clone(),
        form: form(browser, "/login", &waiting.interaction),
        personas: register.personas(today),
        search: SearchForm {
            action: format!("{}/login", browser.req.realm.prefix()),
            query: name,
            birthdate,
            province,
            provinces: app.population.provinces(),
            outcome,
        },
        personal_number: params.owned("personal_number").unwrap_or(hint),
        passcode_hint: PASSCODE.to_owned(),
        error: error.map(|(refusal, field)| PageError {
            reason: refusal.reason,
            detail: Some(refusal.detail),
            field: Some(field),
        }),
    };
    browser.page(&page, Some(&request.target.redirect_uri))
}

pub(in crate::http) async fn submit(browser: Browser, request: Request) -> Response {
    let params = match extract::form(request).await {
        Ok((_, params)) => params,
        Err(refusal) => return browser.error_page(&refusal.into(), false),
    };
    match log_in(&browser, &params).await {
        Ok(response) => response,
        Err(fail) => browser.error_page(&fail, false),
    }
}

async fn log_in(browser: &Browser, params: &Params) -> Result<Response, Fail> {
    let waiting = find(browser, params).await?;
    let secret = browser.cookie(CookieKind::Browser).unwrap_or_default();
    waiting.interaction.check_csrf(secret, params.get("csrf"))?;
    let realm = &browser.req.realm;
    let mut ctx = realm.ctx();
    if params.get("cancel").is_some() {
        let interaction = waiting.interaction;
        let step = realm
            .write(ctx.now, move |tx| interaction.decided(&mut ctx, tx, None).map(Decision::Commit))
            .await?;
        return Ok(next(browser, step));
    }
    let register = browser.req.app.register(realm);
    let request = &waiting.interaction.request;
    let who = match params.get("pick") {
        Some(number) => authenticate(&ctx, &register, number, Proof::Picked, request),
        None => {
            let number = params.get("personal_number").unwrap_or_default();
            authenticate(
                &ctx,
                &register,
                number,
                Proof::Passcode(params.get("passcode").unwrap_or_default()),
                request,
            )
        }
    };
    let who = match who {
        Ok(who) => who,
        Err(refusal) => {
            let field = match refusal.reason {
                Reason::PasscodeWrong => LoginField::Passcode,
                _ => LoginField::PersonalNumber,
            };
            return Ok(page(browser, &waiting, params, Some((refusal, field))).await);
        }
    };
    let interaction = waiting.interaction;
    let (step, cookie) = realm
        .write(ctx.now, move |tx| interaction.logged_in(&mut ctx, tx, &who).map(Decision::Commit))
        .await?;
    let mut response = next(browser, step);
    append_cookie(&mut response, &browser.set_cookie(CookieKind::Session, &cookie));
    Ok(response)
}
