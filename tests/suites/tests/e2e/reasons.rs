//! The error catalogue against the gateway: every reason has a request that leads to it, or says here why none can.

use std::collections::BTreeSet;

use dinhdanh_harness::{Browser, Client, Consent, Gateway, Realm, Request, Response};
use dinhdanh_protocol::error::Reason::{self, *};
use serde_json::{Value, json};

use crate::register::newcomer;
use crate::support::{adult, by_consent, by_law, citizen, elder, key_client, reason, text, tokens};

/// What the triggers need: a realm with instant login, one with pages, and clients of each kind in both.
struct World {
    instant: Realm,
    pages: Realm,
    web: Client,
    other: Client,
    spa: Client,
    justice: Client,
    key: Client,
}

impl World {
    fn new() -> Self {
        let (instant, pages) = (Gateway::shared().instant_realm(), Gateway::shared().realm());
        pages.web_client("other", &json!({}));
        Self {
            other: instant.web_client("other", &json!({})),
            spa: instant.public_client("spa"),
            justice: instant.partner_client("justice"),
            key: key_client(&instant, "key", &json!({ "partner": "justice" })).0,
            web: instant.web_client("web", &json!({})),
            instant,
            pages,
        }
    }

    fn authorize(&self, params: &[(&str, &str)]) -> Response {
        let mut params = params.to_vec();
        if !params.iter().any(|(name, _)| *name == "login_hint") {
            params.push(("login_hint", &adult().personal_number));
        }
        Browser::default().visit(&self.instant.authorize_url(&self.web, &params)).response
    }

    fn token(&self, client: &Client, form: &[(&str, &str)]) -> Response {
        self.instant.token(client, form)
    }

    fn post_token(&self, body: &str) -> Response {
        Request::post(&self.instant.url("/token")).body("application/x-www-form-urlencoded", body).send()
    }

    fn code(&self) -> String {
        self.instant.instant(&self.web, adult(), &[]).code().to_owned()
    }

    /// An exchange of a fresh code with something changed.
    fn exchange(&self, redirect_uri: &str, verifier: &str) -> Response {
        let code = self.code();
        let mut form = vec![("grant_type", "authorization_code"), ("code", code.as_str())];
        form.extend(
            [("redirect_uri", redirect_uri), ("code_verifier", verifier)]
                .iter()
                .filter(|(_, v)| !v.is_empty()),
        );
        self.token(&self.web, &form)
    }

    /// A login page in a browser of its own.
    fn login_page(&self, browser: &mut Browser) -> dinhdanh_harness::Visit {
        let client = self.pages.web_client("web", &json!({}));
        browser.visit(&self.pages.authorize_url(&client, &[]))
    }

    fn log_in(&self, number: &str, passcode: &str) -> Response {
        let mut browser = Browser::default();
        let page = self.login_page(&mut browser);
        let typed = [("personal_number", number), ("passcode", passcode)];
        browser.submit(&page, &page.form("login-form"), "login", &typed).response
    }

    fn query(&self, query: &Value) -> Response {
        self.instant.query(&self.instant.partner_token(&self.justice), query)
    }

    fn law(&self, purpose: &str, attribute: &str) -> Response {
        self.query(&by_law(&adult().personal_number, purpose, &[attribute]))
    }

    /// A query by consent to `name` for the purpose of a login.
    fn consent(&self, purpose: &str, attribute: &str) -> Response {
        let claims = [("claims", r#"{"userinfo":{"name":null}}"#)];
        let issued = tokens(&self.instant, &self.justice, elder(), &claims);
        self.query(&by_consent(text(&issued, "access_token"), purpose, &[attribute]))
    }

    fn event(&self, number: &str, event: &Value) -> Response {
        let path = format!("/citizens/{number}/events");
        self.instant.control("POST", &path).json(&json!({ "event": event })).send()
    }

    fn control(&self, method: &str, path: &str, body: &Value) -> Response {
        let control = &Gateway::shared().ready.control;
        Request::new(method, &format!("{}{path}", control.url)).bearer(&control.token).json(body).send()
    }
}

type Trigger = fn(&World) -> Response;

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

const TRIGGERS: &[(Reason, Trigger)] = &[
    (ParameterMissing, |w| w.token(&w.web, &[])),
    (ParameterRepeated, |w| w.post_token("a=1&a=1")),
    (ParameterInvalid, |w| w.authorize(&[("max_age", "soon")])),
    (BodyTooLong, |w| w.post_token(&"x".repeat(70_000))),
    (BodyMalformed, |w| w.instant.control("POST", "/clock").body("application/json", "{").send()),
    (ContentTypeWrong, |w| w.instant.control("POST", "/clock").body("text/plain", "{}").send()),
    (RouteUnknown, |w| Request::get(&w.instant.url("/nothing")).send()),
    (MethodWrong, |w| Request::new("DELETE", &w.instant.url("/jwks")).send()),
    (ClientUnknown, |w| w.post_token("client_id=nobody")),
    (ClientAuthenticationMissing, |w| w.post_token("client_id=web")),
    (ClientAuthenticationTwice, |w| {
        let request = Request::post(&w.instant.url("/token")).basic("web", "x");
        request.form(&[("client_id", "web"), ("client_secret", "x")]).send()
    }),
    (ClientMethodWrong, |w| w.post_token("client_id=web&client_secret=x")),
    (ClientSecretWrong, |w| {
        Request::post(&w.instant.url("/token")).basic("web", "x").form(&[("a", "b")]).send()
    }),
    (ClientAssertionInvalid, |w| w.post_token("client_assertion=x")),
    (ClientAssertionReplayed, |w| {
        let (_, signer) = key_client(&w.instant, "key-2", &json!({ "partner": "justice" }));
        let jwt = signer.assertion("key-2", &w.instant.issuer, &json!({}));
        let credentials = dinhdanh_harness::Credentials::Assertion(std::sync::Arc::new(move |_| jwt.clone()));
        let client = Client { credentials, ..w.key.clone() };
        w.token(&client, &[("grant_type", "client_credentials")]).expect(200);
        w.token(&client, &[("grant_type", "client_credentials")])
    }),
    (GrantTypeUnsupported, |w| w.token(&w.web, &[("grant_type", "password")])),
    (GrantTypeNotAllowed, |w| w.token(&w.web, &[("grant_type", "client_credentials")])),
    (ScopeNotAllowed, |w| w.token(&w.justice, &[("grant_type", "client_credentials"), ("scope", "openid")])),
    (CodeUnknown, |w| w.instant.redeem(&w.web, "guessed")),
    (CodeReplayed, |w| {
        let code = w.code();
        w.instant.redeem(&w.web, &code).expect(200);
        w.instant.redeem(&w.web, &code)
    }),
    (CodeOtherClient, |w| w.instant.redeem(&w.other, &w.code())),
    (RedirectUriMismatch, |w| w.exchange("http://127.0.0.1/other", VERIFIER)),
    (PkceMissing, |w| w.exchange(&w.web.redirect_uri, "")),
    (PkceMismatch, |w| w.exchange(&w.web.redirect_uri, "another-verifier-of-forty-three-characters--")),
    (RefreshTokenUnknown, |w| w.instant.refresh(&w.web, "guessed")),
    (RefreshTokenReplayed, |w| {
        let issued = tokens(&w.instant, &w.spa, adult(), &[]);
        let refresh = text(&issued, "refresh_token");
        w.instant.refresh(&w.spa, refresh).expect(200);
        w.instant.refresh(&w.spa, refresh)
    }),
    (RefreshTokenOtherClient, |w| {
        let issued = tokens(&w.instant, &w.web, adult(), &[]);
        w.instant.refresh(&w.other, text(&issued, "refresh_token"))
    }),
    (RedirectUriMissing, |w| w.authorize(&[("redirect_uri", "")])),
    (RedirectUriUnregistered, |w| w.authorize(&[("redirect_uri", "https://attacker.example/")])),
    (ResponseTypeUnsupported, |w| w.authorize(&[("response_type", "token")])),
    (ResponseModeUnsupported, |w| w.authorize(&[("response_mode", "fragment")])),
    (PkceRequired, |w| {
        let without = [("code_challenge", ""), ("code_challenge_method", "")];
        Browser::default().visit(&w.instant.authorize_url(&w.spa, &without)).response
    }),
    (PkceMethodUnsupported, |w| w.authorize(&[("code_challenge_method", "plain")])),
    (PromptContradictory, |w| w.authorize(&[("prompt", "none login")])),
    (RequestObjectUnsupported, |w| w.authorize(&[("request", "x")])),
    (RequestUriUnsupported, |w| w.authorize(&[("request_uri", "https://attacker.example/")])),
    (LoginRequired, |w| w.authorize(&[("prompt", "none"), ("login_hint", "")])),
    (ConsentRequired, |w| {
        let client = w.pages.web_client("web", &json!({}));
        let mut browser = Browser::default();
        w.pages.sign_in(&mut browser, &client, adult(), &[]);
        browser
            .visit(&w.pages.authorize_url(&client, &[("prompt", "none"), ("scope", "openid family")]))
            .response
    }),
    (ConsentDenied, |w| {
        let mut browser = Browser::default();
        let page = w.login_page(&mut browser);
        let page = browser.log_in(&page, citizen(&["adult", "single", "level-2"]));
        browser.consent(&page, Consent::Deny).response
    }),
    (InteractionUnknown, |w| Request::get(&w.pages.url("/login?interaction=guessed")).send()),
    (BrowserMismatch, |w| {
        let page = w.login_page(&mut Browser::default());
        Browser::default().visit(page.url.as_str()).response
    }),
    (IdTokenHintInvalid, |w| Request::get(&w.pages.url("/end_session?id_token_hint=x")).send()),
    (LogoutUriUnregistered, |w| Request::get(&w.pages.url("/end_session?post_logout_redirect_uri=x")).send()),
    (CitizenUnknown, |w| w.log_in("901000000000", dinhdanh_harness::PASSCODE)),
    (PasscodeWrong, |w| w.log_in(&adult().personal_number, "000000")),
    (CitizenDeceased, |w| w.authorize(&[("login_hint", &citizen(&["deceased"]).personal_number)])),
    (AccountMissing, |w| w.authorize(&[("login_hint", &citizen(&["adult", "no-account"]).personal_number)])),
    (AccountLocked, |w| w.authorize(&[("login_hint", &citizen(&["locked"]).personal_number)])),
    (AccountLevelTooLow, |w| {
        let acr = r#"{"id_token":{"acr":{"essential":true,"value":"level2"}}}"#;
        w.authorize(&[("login_hint", &citizen(&["level-1"]).personal_number), ("claims", acr)])
    }),
    (TokenMissing, |w| Request::get(&w.instant.url("/userinfo")).send()),
    (TokenInvalid, |w| w.instant.userinfo("x")),
    (TokenRevoked, |w| {
        let code = w.code();
        let issued = w.instant.redeem(&w.web, &code).expect(200).json();
        w.instant.redeem(&w.web, &code).expect(400);
        w.instant.userinfo(text(&issued, "access_token"))
    }),
    (ScopeInsufficient, |w| w.instant.userinfo(&w.instant.partner_token(&w.justice))),
    (AdminTokenRequired, |_| {
        let url = format!("{}/realms", Gateway::shared().ready.control.url);
        Request::get(&url).header("x-forwarded-for", "192.0.2.1").send()
    }),
    (HostNotAllowed, |_| {
        let url = format!("{}/realms", Gateway::shared().ready.control.url);
        Request::get(&url).header("host", "attacker.example").send()
    }),
    (PartnerMissing, |w| {
        let client = w.instant.web_client("former", &json!({ "partner": "justice" }));
        let token = w.instant.partner_token(&client);
        w.instant.web_client("former", &json!({}));
        w.instant.query(&token, &by_law(&adult().personal_number, "civil-status", &["name"]))
    }),
    (AgreementMissing, |w| {
        let client = w.instant.web_client("newcomer", &json!({ "partner": "nobody" }));
        let token = w.instant.partner_token(&client);
        w.instant.query(&token, &by_law(&adult().personal_number, "civil-status", &["name"]))
    }),
    (AgreementExpired, |_| {
        let realm = Gateway::shared().create(&json!({ "frozen_at": "2031-01-01T00:00:00Z" }));
        let token = realm.partner_token(&realm.partner_client("justice"));
        realm.query(&token, &by_law(&adult().personal_number, "civil-status", &["name"]))
    }),
    (PurposeNotAgreed, |w| w.law("account-opening", "name")),
    (LegalBasisNotAgreed, |w| w.law("login", "name")),
    (AttributeNotAgreed, |w| w.law("civil-status", "blood_group")),
    (AttributeNotConsented, |w| w.consent("login", "email")),
    (ConsentOtherPurpose, |w| {
        let bank = w.instant.partner_client("bank");
        let issued = tokens(&w.instant, &bank, adult(), &[("purpose", "account-opening")]);
        let query = by_consent(text(&issued, "access_token"), "login", &["name"]);
        w.instant.query(&w.instant.partner_token(&bank), &query)
    }),
    (ConsentTokenInvalid, |w| w.query(&by_consent("x", "login", &["name"]))),
    (SubjectUnknown, |w| w.query(&by_law("901000000000", "civil-status", &["name"]))),
    (SubjectDeceased, |w| {
        w.query(&by_law(&citizen(&["deceased"]).personal_number, "civil-status", &["name"]))
    }),
    (RealmUnknown, |_| Request::get(&format!("{}/r/nobody/jwks", Gateway::shared().ready.issuer)).send()),
    (RealmExists, |w| w.control("POST", "/realms", &json!({ "name": w.pages.name }))),
    (RealmProtected, |w| w.control("DELETE", "/realms/default", &json!({}))),
    (OrganisationUnknown, |w| w.instant.control("GET", "/organisations/0100047516").send()),
    (ChangeContradicts, |w| w.event(&citizen(&["deceased"]).personal_number, &json!("death"))),
    (ChangeUnknown, |_| Gateway::shared().realm().control("DELETE", "/overlay/1").send()),
    (ChangeNeeded, |_| {
        let realm = Gateway::shared().realm();
        let added = realm.control("POST", "/citizens").json(&newcomer()).send().expect(201).json();
        let path = format!("/citizens/{}/events", text(&added, "personal_number"));
        realm.control("POST", &path).json(&json!({ "event": "card_issued" })).send().expect(201);
        realm.control("DELETE", "/overlay/1").send()
    }),
    (RealDataSuspected, |w| w.event("001090000001", &json!("death"))),
    (OverlayForeign, |w| {
        let mut file = w.instant.control("GET", "/overlay").send().expect(200).json();
        file["nation"]["seed"] = json!(0);
        w.instant.control("PUT", "/overlay").json(&file).send()
    }),
    (OverlayFull, |w| {
        let mut file = w.instant.control("GET", "/overlay").send().expect(200).json();
        let change = |id| json!({ "id": id, "personal_number": adult().personal_number, "valid_from": "2026-01-01", "change": "card_lost" });
        file["changes"] = (1..=10_001).map(change).collect();
        w.instant.control("PUT", "/overlay").json(&file).send()
    }),
    (OverlayNotEmpty, |_| {
        let realm = Gateway::shared().realm();
        let body = json!({ "event": "card_lost" });
        let path = format!("/citizens/{}/events", adult().personal_number);
        realm.control("POST", &path).json(&body).send().expect(201);
        let file = realm.control("GET", "/overlay").send().expect(200).json();
        realm.control("PUT", "/overlay").json(&file).send()
    }),
];

/// What no request leads to, and where it is proved instead.
const NOT_BY_A_REQUEST: &[(Reason, &str)] = &[
    (
        AttributeAbsent,
        "stands beside an attribute of a successful answer: `sharing::of_the_dead_only_the_death_is_told`",
    ),
    (StoreUnavailable, "needs a full disk: the store's own tests fill one"),
    (Internal, "a defect: the harness stops every test that meets a 500"),
];

#[test]
fn every_reason_has_a_trigger_or_a_reason_to_have_none() {
    let listed: Vec<Reason> = TRIGGERS
        .iter()
        .map(|(reason, _)| *reason)
        .chain(NOT_BY_A_REQUEST.iter().map(|(reason, _)| *reason))
        .collect();
    let distinct: BTreeSet<Reason> = listed.iter().copied().collect();
    assert_eq!(distinct.len(), listed.len(), "each reason once");
    assert_eq!(distinct, Reason::ALL.iter().copied().collect());
    assert!(NOT_BY_A_REQUEST.iter().all(|(_, why)| !why.is_empty()));
}

/// What a client sees of a refusal, without what differs from run to run.
fn shown(wanted: Reason, response: &Response) -> String {
    let mut text = format!("{} -> {}", wanted.code(), response.status);
    for header in ["content-type", "www-authenticate", "allow", "location"] {
        if let Some(value) = response.header(header) {
            text.push_str(&format!("\n  {header}: {value}"));
        }
    }
    let content_type = response.header("content-type").unwrap_or_default();
    if content_type.ends_with("json") {
        let mut body = response.json();
        if body.get("request_id").is_some() {
            body["request_id"] = json!("{request}");
        }
        text.push_str(&format!("\n  {body}"));
    }
    if let Some(detail) = dinhdanh_harness::marked(&response.text(), "error-detail") {
        text.push_str(&format!("\n  {detail}"));
    }
    let issuer = &Gateway::shared().ready.issuer;
    // In an address the issuer is percent-encoded.
    let encoded: String = url::form_urlencoded::byte_serialize(issuer.as_bytes()).collect();
    let text = text.replace(issuer, "{gateway}").replace(&encoded, "{gateway}");
    // Realms of tests are numbered in the order in which tests happen to run.
    let mut parts = text.split("test-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        format!("{text}{{realm}}{}", part.trim_start_matches(|c: char| c.is_ascii_digit()))
    })
}

#[test]
fn every_trigger_leads_to_its_reason_in_the_words_of_its_endpoint() {
    let world = World::new();
    let mut seen = Vec::new();
    for (wanted, trigger) in TRIGGERS {
        let response = trigger(&world);
        assert_eq!(reason(&response), *wanted, "{response:?}");
        seen.push(shown(*wanted, &response));
    }
    insta::assert_snapshot!("refusals", seen.join("\n"));
}
