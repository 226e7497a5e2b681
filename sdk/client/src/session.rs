//! A citizen who is logged in.

use std::fmt;

use dinhdanh_jose::Secret;
use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::oauth::TokenResponse;
use http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::http_client::USERINFO;
use crate::id_token::{self, IdToken};
use crate::login::PendingLogin;
use crate::tokens::renew_at;
use crate::value::Value;
use crate::verified::Verified;

/// A citizen's login, from [`Client::finish_login`]: who it is, and the tokens that let the application act for the citizen.
#[derive(Clone)]
pub struct CitizenSession {
    client: Client,
    id_token: Verified<IdToken>,
    access_token: Secret,
    refresh_token: Option<Secret>,
    scope: String,
    renew_at: Timestamp,
}

impl CitizenSession {
    /// The citizen's subject identifier.
    pub fn subject(&self) -> &str {
        self.id_token.subject()
    }

    /// Who logged in, how and when.
    pub fn id_token(&self) -> &Verified<IdToken> {
        &self.id_token
    }

    /// The citizen's access token. It proves the citizen's consent: keep it as safe as a password.
    pub fn access_token(&self) -> &Secret {
        &self.access_token
    }

    /// The scopes that the citizen granted, which may be fewer than asked for.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scope.split_ascii_whitespace()
    }

    /// Whether the access token is about to expire; [`refresh`](Self::refresh) then, or let the citizen log in again.
    pub fn needs_refresh(&self) -> bool {
        self.client.now() >= self.renew_at
    }

    /// Replaces the tokens. The old refresh token is used up by it, so concurrent refreshes of clones of a session end the session.
    ///
    /// # Errors
    /// [`ErrorKind::State`] without a refresh token: ask for the scope `offline_access` at the login.
    pub async fn refresh(&mut self) -> Result<(), Error> {
        let Some(token) = &self.refresh_token else {
            return Err(Error::new(ErrorKind::State, "expected a refresh token in the session, got none")
                .remedy_is("ask for the scope `offline_access` at the login"));
        };
        let now = self.client.now();
        let form = [("grant_type", "refresh_token"), ("refresh_token", token.expose())];
        let response = self.client.token_request(&form).await?;
        // The new refresh token is kept even if the ID token beside it fails: the old one is dead (RFC 9700 section 4.14.2).
        if let Some(token) = response.refresh_token {
            self.refresh_token = Some(Secret::new(token));
        }
        if let Some(compact) = response.id_token {
            self.id_token = id_token::of_refresh(&self.client, compact, &self.id_token).await?;
        }
        self.renew_at = renew_at(now, response.expires_in);
        self.access_token = Secret::new(response.access_token);
        if !response.scope.is_empty() {
            self.scope = response.scope;
        }
        Ok(())
    }

    /// Asks for the attributes that the citizen's consent covers.
    pub async fn userinfo(&self) -> Result<UserInfo, Error> {
        let url = &self.client.provider().userinfo_endpoint;
        let bearer = self.access_token.expose();
        let answer =
            self.client.http().send(USERINFO, |http| Ok(http.get(url.clone()).bearer_auth(bearer))).await?;
        if answer.status != StatusCode::OK {
            return Err(answer.into_refusal());
        }
        let claims: Claims = match serde_json::from_slice(&answer.body) {
            Ok(claims) => claims,
            Err(cause) => return Err(answer.unreadable("claims with `sub`", Some(cause))),
        };
        // OpenID Connect Core section 5.3.2: otherwise somebody else's data would be shown to this citizen.
        if claims.sub != self.subject() {
            return Err(Error::new(
                ErrorKind::Verification,
                "expected `sub` of the ID token in the userinfo, got another",
            )
            .remedy_is("do not use the answer")
            .rule_is("OpenID Connect Core section 5.3.2")
            .answered(answer.status, answer.request_id));
        }
        Ok(UserInfo(claims))
    }

    /// Verifies what the token endpoint gave for the code.
    pub(crate) async fn begin(
        client: Client,
        pending: &PendingLogin,
        asked_at: Timestamp,
        response: TokenResponse,
    ) -> Result<Self, Error> {
        let Some(compact) = response.id_token else {
            return Err(Error::new(
                ErrorKind::Verification,
                "expected an ID token beside the access token, got none",
            )
            .remedy_is("check that the client is registered for `openid`")
            .rule_is("OpenID Connect Core section 3.1.3.3"));
        };
        let id_token = id_token::of_login(&client, compact, &response.access_token, pending).await?;
        Ok(Self {
            client,
            id_token,
            access_token: Secret::new(response.access_token),
            refresh_token: response.refresh_token.map(Secret::new),
            scope: response.scope,
            renew_at: renew_at(asked_at, response.expires_in),
        })
    }
}

impl fmt::Debug for CitizenSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CitizenSession")
            .field("id_token", &self.id_token)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// What the gateway says about the citizen who is logged in. It comes unsigned; for evidence, [query](Client::query).
#[derive(Clone)]
pub struct UserInfo(Claims);

/// A userinfo response (OpenID Connect Core section 5.3.2).
#[derive(Clone, Deserialize)]
struct Claims {
    sub: String,
    #[serde(flatten)]
    others: serde_json::Map<String, serde_json::Value>,
}

impl UserInfo {
    /// The citizen's subject identifier.
    pub fn subject(&self) -> &str {
        &self.0.sub
    }

    /// An attribute; `None` if the citizen did not consent to it or the register has none.
    pub fn get(&self, attribute: Attribute) -> Option<Value<'_>> {
        self.0.others.get(attribute.name()).map(Value)
    }

    /// A text, code or date, as text.
    pub fn text(&self, attribute: Attribute) -> Option<&str> {
        self.get(attribute).and_then(Value::text)
    }
}

impl fmt::Debug for UserInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserInfo")
            .field("claims", &self.0.others.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
