//! A realm of a gateway, through its control API and its OpenID Provider.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use dinhdanh_protocol::ready::{Control, ReadyCitizen};
use serde_json::{Value, json};

use crate::browser::{Answer, Browser, Consent};
use crate::client::{Client, Credentials};
use crate::http::{Request, Response};

/// The passcode of every synthetic citizen.
pub const PASSCODE: &str = "123456";

/// Where the tests' clients receive answers. Nobody listens there: the browser stops before.
const CALLBACK: &str = "http://127.0.0.1/callback";

/// Verifier and challenge of RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A realm. A realm of a test's own is checked and deleted when it is dropped.
pub struct Realm {
    /// Its name.
    pub name: String,
    /// Its issuer, base of every URL.
    pub issuer: String,
    control: Control,
    own: bool,
}

impl Realm {
    /// A realm that is there and stays.
    pub fn attach(name: &str, issuer: &str, control: &Control) -> Self {
        Self { name: name.to_owned(), issuer: issuer.to_owned(), control: control.clone(), own: false }
    }

    pub(crate) fn own(name: &str, issuer: &str, control: &Control) -> Self {
        let mut realm = Self::attach(name, issuer, control);
        realm.own = true;
        realm
    }

    /// An address of the realm.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// A request to the control API about this realm, with the admin token.
    pub fn control(&self, method: &str, path: &str) -> Request {
        let url = format!("{}/realms/{}{path}", self.control.url, self.name);
        Request::new(method, &url).bearer(&self.control.token)
    }

    /// Stops the clock at an instant (RFC 3339).
    pub fn freeze(&self, at: &str) {
        self.control("POST", "/clock").json(&json!({ "freeze": at })).send().expect(200);
    }

    /// Moves the clock forward.
    pub fn advance(&self, seconds: i64) {
        self.control("POST", "/clock").json(&json!({ "advance": { "seconds": seconds } })).send().expect(200);
    }

    /// The whole audit log.
    pub fn audit(&self) -> Vec<Value> {
        let mut lines: Vec<Value> = Vec::new();
        loop {
            let from = lines.len() + 1;
            let page =
                self.control("GET", &format!("/audit?from={from}&limit=1000")).send().expect(200).json();
            let items = page["items"].as_array().expect("items").clone();
            if items.is_empty() {
                return lines;
            }
            lines.extend(items);
        }
    }

    /// The events of the audit log of this kind.
    pub fn events(&self, kind: &str) -> Vec<Value> {
        let events = self.audit().into_iter().filter(|line| line["event"]["event"] == kind);
        events.map(|mut line| line["event"].take()).collect()
    }

    /// Registers a client; members of `settings` win over a web application's.
    pub fn register(&self, id: &str, settings: &Value) {
        let mut body = json!({
            "client_id": id,
            "name": format!("Test client {id}"),
            "token_endpoint_auth_method": "client_secret_basic",
            "redirect_uris": [CALLBACK],
            "post_logout_redirect_uris": ["http://127.0.0.1/bye"],
            // The default, RS256, would have each test's realm search for primes.
            "id_token_signed_response_alg": "ES256",
        });
        for (member, value) in settings.as_object().into_iter().flatten() {
            body[member] = value.clone();
        }
        self.control("PUT", &format!("/clients/{id}")).json(&body).send().expect(204);
    }

    /// A new confidential client; see [`Self::register`].
    pub fn web_client(&self, id: &str, settings: &Value) -> Client {
        let secret = secret();
        let mut settings = settings.clone();
        settings["client_secret"] = json!(secret);
        self.register(id, &settings);
        client(id, Credentials::Basic(secret))
    }

    /// A new public client.
    pub fn public_client(&self, id: &str) -> Client {
        self.register(id, &json!({ "token_endpoint_auth_method": "none" }));
        client(id, Credentials::Public)
    }

    /// A new client of a seeded partner, under the partner's name.
    pub fn partner_client(&self, partner: &str) -> Client {
        self.web_client(partner, &json!({ "partner": partner }))
    }

    /// The address that begins a login: `openid`, a state, a nonce and an S256 challenge, with these parameters in their place; an empty
    /// one is left out.
    pub fn authorize_url(&self, client: &Client, params: &[(&str, &str)]) -> String {
        let mut all = vec![
            ("response_type", "code"),
            ("client_id", &client.id),
            ("redirect_uri", &client.redirect_uri),
            ("scope", "openid"),
            ("state", "state-1"),
            ("nonce", "nonce-1"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        all.retain(|(name, _)| !params.iter().any(|(given, _)| name == given));
        all.extend(params.iter().filter(|(_, value)| !value.is_empty()));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(all);
        self.url(&format!("/authorize?{}", query.finish()))
    }

    /// Logs a citizen in on the pages and consents to everything that is still to be consented to.
    pub fn sign_in(
        &self,
        browser: &mut Browser,
        client: &Client,
        citizen: &ReadyCitizen,
        params: &[(&str, &str)],
    ) -> Answer {
        self.try_sign_in(browser, client, citizen, params).expect("a gateway that answers")
    }

    /// As [`Self::sign_in`], for a gateway that may be gone.
    pub fn try_sign_in(
        &self,
        browser: &mut Browser,
        client: &Client,
        citizen: &ReadyCitizen,
        params: &[(&str, &str)],
    ) -> io::Result<Answer> {
        let page = browser.try_visit(&self.authorize_url(client, params))?;
        let mut page = browser.try_log_in(&page, citizen)?;
        if !page.is_away() {
            page = browser.try_consent(&page, Consent::All)?;
        }
        Ok(page.answer())
    }

    /// Logs a citizen in without a page; the realm must have instant login.
    pub fn instant(&self, client: &Client, citizen: &ReadyCitizen, params: &[(&str, &str)]) -> Answer {
        let hint = [("login_hint", citizen.personal_number.as_str())];
        Browser::default().visit(&self.authorize_url(client, &[params, &hint].concat())).answer()
    }

    /// A request of a client to the token endpoint.
    pub fn token(&self, client: &Client, form: &[(&str, &str)]) -> Response {
        client.request(&self.url("/token"), &self.issuer, form).send()
    }

    /// Exchanges a code of [`Self::authorize_url`].
    pub fn redeem(&self, client: &Client, code: &str) -> Response {
        self.redeem_request(client, code).send()
    }

    /// The request of [`Self::redeem`], for a gateway that may be gone.
    pub fn redeem_request(&self, client: &Client, code: &str) -> Request {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &client.redirect_uri),
            ("code_verifier", VERIFIER),
        ];
        client.request(&self.url("/token"), &self.issuer, &form)
    }

    /// Uses a refresh token.
    pub fn refresh(&self, client: &Client, token: &str) -> Response {
        self.token(client, &[("grant_type", "refresh_token"), ("refresh_token", token)])
    }

    /// An access token of a partner's client for the data-sharing API.
    pub fn partner_token(&self, client: &Client) -> String {
        let form = [("grant_type", "client_credentials"), ("scope", "attributes")];
        text(&self.token(client, &form).expect(200).json(), "access_token")
    }

    /// What an access token shows at UserInfo.
    pub fn userinfo(&self, access_token: &str) -> Response {
        Request::get(&self.url("/userinfo")).bearer(access_token).send()
    }

    /// A query of the data-sharing API.
    pub fn query(&self, access_token: &str, query: &Value) -> Response {
        Request::post(&self.url("/v1/attributes/query")).bearer(access_token).json(query).send()
    }

    /// Every disclosure that began was completed.
    fn assert_nothing_half_done(&self) {
        let audit = self.audit();
        let of = |kind: &'static str| audit.iter().filter(move |line| line["event"]["event"] == kind);
        for begun in of("disclosure_begun") {
            let sequence = &begun["sequence"];
            let completed = of("disclosure_completed").filter(|line| line["event"]["begun"] == *sequence);
            assert_eq!(completed.count(), 1, "disclosure {sequence} of realm {} is not completed", self.name);
        }
    }
}

impl Drop for Realm {
    fn drop(&mut self) {
        // A failed test has said enough, and a deleted realm has nothing left to check.
        if self.own && !std::thread::panicking() && self.control("GET", "").send().status == 200 {
            self.assert_nothing_half_done();
            self.control("DELETE", "").send().expect(204);
        }
    }
}

/// A member that is text; stops the test if it is not.
pub(crate) fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_else(|| panic!("expected text in `{member}` of {value}")).to_owned()
}

fn client(id: &str, credentials: Credentials) -> Client {
    Client { id: id.to_owned(), redirect_uri: CALLBACK.to_owned(), credentials }
}

/// Different in every client, so that a secret sent to the wrong client is noticed.
fn secret() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    format!("a test's secret + {} %&=:", NUMBER.fetch_add(1, Ordering::Relaxed))
}
