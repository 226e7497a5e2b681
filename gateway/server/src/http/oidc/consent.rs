//! The consent page: every attribute named, essential and voluntary apart, nothing ticked beforehand.

use std::collections::BTreeSet;

use axum::extract::Request;
use axum::response::Response;
use dinhdanh_core::Fail;
use dinhdanh_core::oidc::consent::Answer;
use dinhdanh_core::oidc::session::Session;
use dinhdanh_core::registry::Registry;
use dinhdanh_core::seed::find_agreement;
use dinhdanh_core::storage::Decision;
use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::Purpose;
use jiff::{SignedDuration, Timestamp};

use super::authorize::next;
use super::login::{Waiting, client_name, find, form};
use crate::http::browser::{Browser, CookieKind};
use crate::http::extract;
use crate::locale::Locale;
use crate::pages::{ClaimLine, ConsentPage};
use crate::preview::preview;
use crate::registry::vietnam_date;

pub(in crate::http) async fn show(mut browser: Browser) -> Response {
    match page(&mut browser).await {
        Ok(response) => response,
        Err(fail) => browser.error_page(&fail, false),
    }
}

async fn page(browser: &mut Browser) -> Result<Response, Fail> {
    let params = browser.params()?;
    let waiting = find(browser, &params).await?;
    browser.prefer(waiting.interaction.request.ui_locales.as_deref());
    let session = session(browser, &waiting).await?;
    let (realm, app) = (&browser.req.realm, &browser.req.app);
    let today = vietnam_date(realm.now());
    let asked = waiting.interaction.asked();
    let wanted: Vec<Attribute> = asked.iter().map(|asked| asked.attribute).collect();
    // The citizen sees the own values that are about to be sent: article 9 demands an informed consent.
    let register = app.register(realm);
    let values = register.attributes(&session.citizen, today, &wanted);
    let citizen = register.citizen(&session.citizen, today);
    let lines = |essential: bool| {
        let of_kind = asked.iter().filter(|asked| asked.essential == essential);
        let line = |attribute| ClaimLine {
            attribute,
            preview: values.get(&attribute).map(|value| preview(attribute, value, browser.locale)),
        };
        of_kind.map(|asked| line(asked.attribute)).collect()
    };
    let request = &waiting.interaction.request;
    let (partner, purpose_label) = labels(browser, &waiting).await?;
    let page = ConsentPage {
        shell: browser.own_shell(),
        client_name: client_name(&waiting.client, browser.locale),
        partner,
        purpose: request.purpose.clone(),
        purpose_label,
        citizen_name: citizen.map(|citizen| citizen.name).unwrap_or_default(),
        citizen_number: session.citizen.clone(),
        essential: lines(true),
        voluntary: lines(false),
        expires: expiry(realm.now()),
        form: form(browser, "/consent", &waiting.interaction),
    };
    Ok(browser.page(&page, Some(&request.target.redirect_uri)))
}

fn expiry(now: Timestamp) -> jiff::civil::Date {
    let length = SignedDuration::from_secs(dinhdanh_core::realm::lifetime::CONSENT);
    vietnam_date(now.checked_add(length).unwrap_or(Timestamp::MAX))
}

async fn session(browser: &Browser, waiting: &Waiting) -> Result<Session, Fail> {
    let realm = &browser.req.realm;
    let session = realm.read(realm.now(), |tx| waiting.interaction.session(tx)).await?;
    session.ok_or_else(|| {
        Fail::refused(Reason::InteractionUnknown, "expected a citizen who is logged in, got an ended session")
    })
}

/// The partner's name and what the agreement calls the purpose.
async fn labels(browser: &Browser, waiting: &Waiting) -> Result<(Option<String>, String), Fail> {
    let purpose = &waiting.interaction.request.purpose;
    let realm = &browser.req.realm;
    let agreement = match &waiting.client.partner {
        Some(partner) => realm.read(realm.now(), |tx| find_agreement(tx, partner)).await?,
        None => None,
    };
    let vi = browser.locale == Locale::Vi;
    let clause = agreement.iter().flat_map(|a| &a.clauses).find(|clause| clause.purpose == *purpose);
    let label = match clause {
        Some(clause) if vi => clause.label_vi.clone(),
        Some(clause) => clause.label_en.clone(),
        None if purpose.as_str() == Purpose::LOGIN => browser.locale.texts().consent.login_purpose.to_owned(),
        None => purpose.to_string(),
    };
    let partner = agreement.map(|agreement| if vi { agreement.name_vi } else { agreement.name_en });
    Ok((partner, label))
}

pub(in crate::http) async fn submit(browser: Browser, request: Request) -> Response {
    // Checkboxes repeat their name by design; every other field must occur once.
    let outcome = match extract::body(request).await {
        Ok((headers, bytes)) => match extract::expect_type(&headers, extract::FORM) {
            Ok(()) => decide(&browser, &bytes).await,
            Err(refusal) => Err(refusal.into()),
        },
        Err(refusal) => Err(refusal.into()),
    };
    outcome.unwrap_or_else(|fail| browser.error_page(&fail, false))
}

async fn decide(browser: &Browser, body: &[u8]) -> Result<Response, Fail> {
    let (claims, others): (Vec<_>, Vec<_>) =
        form_urlencoded::parse(body).into_owned().partition(|(name, _)| name == "claim");
    let params = dinhdanh_core::params::Params::collect(others)?;
    let chosen: BTreeSet<Attribute> =
        claims.iter().filter_map(|(_, claim)| Attribute::by_name(claim)).collect();
    let waiting = find(browser, &params).await?;
    let secret = browser.cookie(CookieKind::Browser).unwrap_or_default();
    waiting.interaction.check_csrf(secret, params.get("csrf"))?;
    let answer = match (params.get("allow"), params.get("deny")) {
        (Some("all"), None) => Some(Answer::All),
        (Some(_), None) => Some(Answer::Chosen(chosen)),
        (None, Some(_)) => None,
        _ => return Err(Fail::refused(Reason::ParameterMissing, "expected `allow` or `deny`")),
    };
    let realm = &browser.req.realm;
    let mut ctx = realm.ctx();
    let interaction = waiting.interaction;
    let step = realm
        .write(ctx.now, move |tx| interaction.decided(&mut ctx, tx, answer.as_ref()).map(Decision::Commit))
        .await?;
    Ok(next(browser, step))
}
