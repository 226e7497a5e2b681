//! The built-in relying party: a login from the outside, so that a newcomer can see one without writing code.
//!
//! It keeps nothing on the server: state, nonce and verifier travel in a cookie of the browser that began.

use axum::response::Response;
use dinhdanh_core::oidc::token::ID_TOKEN_ALGS;
use dinhdanh_core::params::Params;
use dinhdanh_core::seed::DEMO_CALLBACK;
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_jose::{Audience, Expect, Typ, Unverified, at_hash, ct_eq, sha256_b64url};
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::claims::IdTokenClaims;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::oauth::TokenResponse;
use serde_json::{Map, Value};
use url::Url;

use crate::http::browser::{Browser, append_cookie, redirect};
use crate::http::family::{description, told};
use crate::http::oidc::{token, userinfo};
use crate::pages::{DemoLogin, DemoOutcome, DemoPage, DemoRefusal};

/// Members of a JSON object.
type Members = Map<String, Value>;

const CLIENT: &str = "demo-web";
const COOKIE: &str = "dd_demo";

/// Query of the link that logs in anew.
const AGAIN: &str = "again=1";

pub(in crate::http) async fn login(browser: Browser) -> Response {
    let realm = &browser.req.realm;
    let mut ctx = realm.ctx();
    let (state, nonce, verifier) = (ctx.token(""), ctx.token(""), ctx.token(""));
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", &format!("{}{DEMO_CALLBACK}", realm.issuer)),
        ("scope", "openid profile identity residence phone"),
        ("claims", r#"{"userinfo":{"name":{"essential":true},"birthdate":{"essential":true}}}"#),
        ("state", &state),
        ("nonce", &nonce),
        ("code_challenge", &sha256_b64url(verifier.as_bytes())),
        ("code_challenge_method", "S256"),
        ("ui_locales", browser.locale.tag()),
    ]);
    if browser.query.contains(AGAIN) {
        // Session and consent are remembered: without this, nobody would be asked anything.
        query.append_pair("prompt", "login consent");
    }
    let mut response = redirect(&format!("{}/authorize?{}", realm.prefix(), query.finish()));
    append_cookie(&mut response, &cookie(&browser, &format!("{state}.{nonce}.{verifier}"), 1_800));
    response
}

fn cookie(browser: &Browser, value: &str, max_age: u32) -> String {
    let path = format!("{}/_sim/demo", browser.req.realm.prefix());
    format!("{COOKIE}={value}; Path={path}; Max-Age={max_age}; HttpOnly; SameSite=Lax")
}

pub(in crate::http) async fn callback(browser: Browser) -> Response {
    let outcome = match finish(&browser).await {
        Ok(login) => DemoOutcome::LoggedIn(login),
        Err(refusal) => DemoOutcome::Refused(refusal),
    };
    let page = DemoPage {
        // The language links would repeat a code that is used up.
        shell: browser.shell(&format!("{}/_sim/demo/login", browser.req.realm.prefix()), ""),
        outcome,
        start_url: format!("{}/_sim/demo/login?{AGAIN}", browser.req.realm.prefix()),
    };
    let mut response = browser.page(&page, None);
    append_cookie(&mut response, &cookie(&browser, "", 0));
    response
}

fn refused(fail: &Fail) -> DemoRefusal {
    let refusal = told(fail);
    let error = crate::http::family::code_name(refusal.reason.info().oauth);
    DemoRefusal { error, description: description(&refusal), reason: Some(refusal.reason) }
}

async fn finish(browser: &Browser) -> Result<DemoLogin, DemoRefusal> {
    let params = browser.params().map_err(|refusal| refused(&refusal.into()))?;
    if let Some(error) = params.get("error") {
        return Err(DemoRefusal {
            error: error.to_owned(),
            description: params.owned("error_description").unwrap_or_default(),
            reason: None,
        });
    }
    log_in(browser, &params).await.map_err(|fail| refused(&fail))
}

async fn log_in(browser: &Browser, params: &Params) -> Result<DemoLogin, Fail> {
    let (req, realm) = (&browser.req, &browser.req.realm);
    let mismatch = || {
        Fail::from(Refusal::new(
            Reason::BrowserMismatch,
            "expected the answer to the login that this browser began",
        ))
    };
    let pending = axum_extra::extract::cookie::CookieJar::from_headers(&browser.headers);
    let pending = pending.get(COOKIE).ok_or_else(mismatch)?.value().to_owned();
    let mut parts = pending.split('.');
    let (Some(state), Some(nonce), Some(verifier)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(mismatch());
    };
    let same = |name: &str, expected: &str| {
        params.get(name).is_some_and(|got| ct_eq(got.as_bytes(), expected.as_bytes()))
    };
    if !same("state", state) || !same("iss", &realm.issuer) {
        return Err(mismatch());
    }
    let tokens = redeem(browser, params.require("code")?, verifier).await?;
    let id_token = tokens.id_token.unwrap_or_default();
    let (header, claims) = verify(browser, &id_token, &tokens.access_token, nonce)?;
    let userinfo = userinfo::userinfo(req, &tokens.access_token).await?;
    let name = userinfo.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut logout =
        Url::parse(&format!("{}/end_session", realm.issuer)).map_err(|e| Fail::Internal(e.to_string()))?;
    logout
        .query_pairs_mut()
        .append_pair("id_token_hint", &id_token)
        .append_pair("post_logout_redirect_uri", &format!("{}/", realm.issuer));
    Ok(DemoLogin { name, id_token, header, claims, userinfo, logout_url: logout.into() })
}

async fn redeem(browser: &Browser, code: &str, verifier: &str) -> Result<TokenResponse, Fail> {
    let realm = &browser.req.realm;
    let missing = || Fail::Internal("the demo client is not seeded".to_owned());
    let id = ClientId::parse(CLIENT).map_err(|_| missing())?;
    let client = realm.client(&id).await?.ok_or_else(missing)?;
    let redirect_uri = format!("{}{DEMO_CALLBACK}", realm.issuer);
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", &redirect_uri),
        ("code_verifier", verifier),
    ];
    let form = Params::collect(form.map(|(name, value)| (name.to_owned(), value.to_owned())))?;
    token::grant(&browser.req, realm.ctx(), &client, form).await
}

/// Checks the ID token as a relying party does (OpenID Connect Core section 3.1.3.7).
fn verify(
    browser: &Browser,
    id_token: &str,
    access_token: &str,
    nonce: &str,
) -> Result<(Members, Members), Fail> {
    let realm = &browser.req.realm;
    let invalid = |text: String| Fail::Internal(format!("the demo's ID token: {text}"));
    let expect = Expect {
        algs: ID_TOKEN_ALGS,
        ..Expect::new(Typ::Plain, Some(&realm.issuer), Audience::SoleString(CLIENT), realm.now())
    };
    let unverified = Unverified::<IdTokenClaims>::parse(id_token).map_err(|e| invalid(e.to_string()))?;
    let verified = unverified.verify(&realm.keys().1, &expect).map_err(|e| invalid(e.to_string()))?;
    let header = verified.header().clone();
    let claims = verified.into_claims();
    if claims.nonce.as_deref() != Some(nonce) {
        return Err(invalid("expected the nonce of the request".to_owned()));
    }
    if claims.at_hash.as_deref() != Some(&at_hash(header.alg, access_token)) {
        return Err(invalid("expected the hash of the access token".to_owned()));
    }
    let object = |value: serde_json::Result<Value>| match value {
        Ok(Value::Object(map)) => Ok(map),
        _ => Err(invalid("cannot be shown".to_owned())),
    };
    let shown = serde_json::json!({ "alg": header.alg, "kid": header.kid, "typ": header.typ });
    let mut shown = object(Ok(shown))?;
    shown.retain(|_, value| !value.is_null());
    Ok((shown, object(serde_json::to_value(&claims))?))
}
