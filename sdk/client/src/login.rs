//! Beginning a citizen's login: the address to send the browser to, and what to keep until it comes back.

use std::fmt;
use std::time::Duration;

use dinhdanh_jose::sha256_b64url;
use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::sharing::Purpose;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::client::Client;

/// A login in the making, from [`Client::login`].
#[must_use = "a login begins with `start`"]
pub struct Login {
    client: Client,
    redirect_uri: Url,
    scope: String,
    claims: Vec<Attribute>,
    purpose: Option<Purpose>,
    login_hint: Option<String>,
    prompt: Option<String>,
    ui_locales: Option<String>,
    max_age: Option<i64>,
    level: Option<Level>,
}

/// Level of an e-ID account (Decree 69/2024 article 9), stated by the ID token as `acr`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Registered with the citizen's data alone.
    One,
    /// Registered in person, with face and fingerprints.
    Two,
}

impl Level {
    /// Reads `acr`.
    pub(crate) fn from_acr(acr: &str) -> Option<Self> {
        [Self::One, Self::Two].into_iter().find(|level| level.acr() == acr)
    }

    /// The value of `acr`.
    pub(crate) const fn acr(self) -> &'static str {
        match self {
            Self::One => "level1",
            Self::Two => "level2",
        }
    }
}

/// A login that was started: where the browser goes, and what the session keeps.
pub struct LoginRequest {
    url: Url,
    pending: PendingLogin,
}

/// What only the browser's session may know until the citizen comes back. Serialise it into that session, not into a cookie in clear.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingLogin {
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) code_verifier: String,
    pub(crate) redirect_uri: String,
    pub(crate) max_age: Option<i64>,
    pub(crate) level: Option<Level>,
}

impl Login {
    pub(crate) fn new(client: Client, redirect_uri: Url) -> Self {
        Self {
            client,
            redirect_uri,
            scope: "openid".to_owned(),
            claims: Vec::new(),
            purpose: None,
            login_hint: None,
            prompt: None,
            ui_locales: None,
            max_age: None,
            level: None,
        }
    }

    /// Scopes separated by blanks; `openid` is added if it is missing. `offline_access` with a consent prompt lets a refresh token outlive the session.
    pub fn scope(mut self, scope: &str) -> Self {
        let others = scope.split_ascii_whitespace().filter(|name| *name != "openid");
        self.scope = std::iter::once("openid").chain(others).collect::<Vec<_>>().join(" ");
        self
    }

    /// Single attributes to ask consent for, beyond the scopes'.
    pub fn claims(mut self, attributes: impl IntoIterator<Item = Attribute>) -> Self {
        self.claims.extend(attributes);
        self
    }

    /// What the citizen's data are for. A query [by consent](crate::Query::by_consent) needs consent to the same purpose.
    pub fn purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// Who is expected to log in. It travels in the browser's address line: in production a hint must not be a personal number.
    pub fn login_hint(mut self, hint: impl Into<String>) -> Self {
        self.login_hint = Some(hint.into());
        self
    }

    /// `login`, `consent`, `select_account` or `none` (OpenID Connect Core section 3.1.2.1).
    pub fn prompt(mut self, prompt: impl Into<String>) -> Self {
        self.prompt = Some(prompt.into());
        self
    }

    /// Languages of the pages, best first, separated by blanks: `vi en`.
    pub fn ui_locales(mut self, locales: impl Into<String>) -> Self {
        self.ui_locales = Some(locales.into());
        self
    }

    /// Longest time since the citizen authenticated; the ID token must prove it.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(i64::try_from(age.as_secs()).unwrap_or(i64::MAX));
        self
    }

    /// The least level of the e-ID account that the application needs; the ID token must prove it.
    pub fn require_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Draws state, nonce and PKCE verifier, and builds the address. Nothing is sent yet.
    pub fn start(self) -> LoginRequest {
        let pending = PendingLogin {
            state: self.client.random_token(),
            nonce: self.client.random_token(),
            code_verifier: self.client.random_token(),
            redirect_uri: self.redirect_uri.into(),
            max_age: self.max_age,
            level: self.level,
        };
        let mut url = self.client.provider().authorization_endpoint.clone();
        let mut query = url.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", self.client.client_id().as_str())
            .append_pair("redirect_uri", &pending.redirect_uri)
            .append_pair("scope", &self.scope)
            .append_pair("state", &pending.state)
            .append_pair("nonce", &pending.nonce)
            .append_pair("code_challenge", &sha256_b64url(pending.code_verifier.as_bytes()))
            .append_pair("code_challenge_method", "S256");
        let optional = [
            ("claims", claims_parameter(&self.claims, pending.level)),
            ("purpose", self.purpose.map(String::from)),
            ("login_hint", self.login_hint),
            ("prompt", self.prompt),
            ("ui_locales", self.ui_locales),
            ("max_age", pending.max_age.map(|seconds| seconds.to_string())),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        }
        drop(query);
        LoginRequest { url, pending }
    }
}

/// The `claims` parameter (OpenID Connect Core section 5.5). The level is asked as essential: `acr_values` would be a mere wish.
fn claims_parameter(attributes: &[Attribute], level: Option<Level>) -> Option<String> {
    let mut claims = serde_json::Map::new();
    if !attributes.is_empty() {
        let userinfo = attributes.iter().map(|a| (a.name().to_owned(), serde_json::Value::Null)).collect();
        claims.insert("userinfo".to_owned(), serde_json::Value::Object(userinfo));
    }
    if let Some(least) = level {
        let values: Vec<_> =
            [Level::One, Level::Two].into_iter().filter(|level| *level >= least).map(Level::acr).collect();
        claims.insert(
            "id_token".to_owned(),
            serde_json::json!({ "acr": { "essential": true, "values": values } }),
        );
    }
    (!claims.is_empty()).then(|| serde_json::Value::Object(claims).to_string())
}

impl LoginRequest {
    /// Where to redirect the browser.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// What to keep in the browser's session for [`Client::finish_login`].
    pub fn pending(&self) -> &PendingLogin {
        &self.pending
    }

    /// Both.
    pub fn into_parts(self) -> (Url, PendingLogin) {
        (self.url, self.pending)
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A hint may be a personal number.
        f.debug_struct("Login").field("scope", &self.scope).finish_non_exhaustive()
    }
}

impl fmt::Debug for LoginRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for PendingLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingLogin").field("redirect_uri", &self.redirect_uri).finish_non_exhaustive()
    }
}
