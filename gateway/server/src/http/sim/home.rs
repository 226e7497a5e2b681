//! The start page: what a newcomer sees first.

use axum::response::Response;
use dinhdanh_core::client::Client;
use dinhdanh_core::realm::{PASSCODE, RootSecret};
use dinhdanh_core::seed;
use dinhdanh_protocol::oauth::ClientAuthMethod;

use crate::http::browser::{Browser, redirect as see_other};
use crate::locale::Locale;
use crate::pages::{ClientKind, ClientRow, HomePage};
use crate::registry::vietnam_date;

/// From the issuer's own address to the start page, which lives where a real platform has nothing.
pub(in crate::http) async fn redirect(browser: Browser) -> Response {
    let query = if browser.query.is_empty() { String::new() } else { format!("?{}", browser.query) };
    see_other(&format!("{}/_sim/{query}", browser.req.realm.prefix()))
}

pub(in crate::http) async fn show(browser: Browser) -> Response {
    let (realm, app) = (&browser.req.realm, &browser.req.app);
    let as_of = vietnam_date(realm.now());
    let root = realm.record().root.clone();
    let spec = app.population.spec();
    let clients = seed::clients()
        .filter_map(|seed| Some(row(&seed.client(&realm.issuer, &root).ok()?, &root, browser.locale)));
    let citizens = app.register(realm).personas(as_of);
    let number =
        citizens.first().map(|citizen| citizen.personal_number.expose().to_owned()).unwrap_or_default();
    let curl = crate::ready::curl_query(&realm.issuer, &root, &number);
    let page = HomePage {
        shell: browser.own_shell(),
        issuer: realm.issuer.clone(),
        discovery_url: format!("{}/.well-known/openid-configuration", realm.issuer),
        living: spec.living,
        seed: spec.seed,
        as_of,
        citizens,
        clients: clients.collect(),
        passcode_hint: PASSCODE.to_owned(),
        curl,
        login_url: format!("{}/_sim/demo/login", realm.prefix()),
    };
    browser.page(&page, None)
}

fn row(client: &Client, root: &RootSecret, locale: Locale) -> ClientRow {
    let method = client.secret.method();
    let has_secret =
        matches!(method, ClientAuthMethod::ClientSecretBasic | ClientAuthMethod::ClientSecretPost);
    ClientRow {
        client_id: client.client_id.to_string(),
        name: match locale {
            Locale::Vi => client.name_vi.clone(),
            Locale::En => client.name_en.clone(),
        },
        kind: if method == ClientAuthMethod::None { ClientKind::Public } else { ClientKind::Confidential },
        auth_method: serde_json::to_value(method)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default(),
        secret: has_secret.then(|| root.client_secret(client.client_id.as_str())),
    }
}
