//! The client: settings, discovery, and what every conversation with the gateway shares.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use dinhdanh_jose::{Expect, Secret, SystemEntropy, Unverified, random_token};
use dinhdanh_protocol::ClientId;
use dinhdanh_protocol::oauth::TokenResponse;
use http::StatusCode;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use url::Url;

use crate::builder::Builder;
use crate::callback;
use crate::clock::{Clock, instant_now};
use crate::credential::Credential;
use crate::error::{Error, ErrorKind};
use crate::http_client::{HttpClient, TOKEN};
use crate::keys::{self, KeyCache};
use crate::login::{Login, PendingLogin};
use crate::provider::Provider;
use crate::query::Query;
use crate::session::CitizenSession;
use crate::tokens::TokenCache;

/// Tolerance for clocks that differ, in seconds. More would let expired answers live on; less would fail on ordinary machines.
pub(crate) const LEEWAY: i64 = 30;

/// A partner's client of one gateway (of one realm). Clones are cheap and share connections, keys and tokens.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) provider: Provider,
    pub(crate) client_id: ClientId,
    pub(crate) credential: Credential,
    pub(crate) http: HttpClient,
    pub(crate) keys: KeyCache,
    pub(crate) tokens: TokenCache,
    pub(crate) clock: Clock,
    pub(crate) entropy: Mutex<SystemEntropy>,
}

impl Client {
    /// A client with this id at this issuer. The issuer is given character by character as the gateway publishes it: `iss` is compared
    /// with exactly this text.
    pub fn builder(issuer: impl Into<String>, client_id: ClientId) -> Builder {
        Builder::new(issuer.into(), client_id)
    }

    /// Begins a citizen's login that ends at `redirect_uri`, which must be registered.
    pub fn login(&self, redirect_uri: Url) -> Login {
        Login::new(self.clone(), redirect_uri)
    }

    /// Finishes a login. `callback`: the URL with which the browser came back, or only its path and query.
    ///
    /// Checks `state` and `iss` (RFC 9207), exchanges the code with its PKCE verifier, and verifies the ID token (OpenID Connect Core
    /// section 3.1.3.7).
    ///
    /// # Errors
    /// [`ErrorKind::State`] for a callback of another login; [`ErrorKind::Refused`] when the citizen or the gateway said no;
    /// [`ErrorKind::Verification`] for an ID token that must not be believed.
    pub async fn finish_login(&self, pending: PendingLogin, callback: &str) -> Result<CitizenSession, Error> {
        let code = Secret::new(callback::code(callback, &pending.state, self.provider())?);
        let asked_at = self.now();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            ("redirect_uri", &pending.redirect_uri),
            ("code_verifier", &pending.code_verifier),
        ];
        let response = self.token_request(&form).await?;
        CitizenSession::begin(self.clone(), &pending, asked_at, response).await
    }

    /// Where to send the browser to log the citizen out at the gateway too, and then to `back`, which must be registered (OpenID Connect
    /// RP-Initiated Logout section 2).
    pub fn logout_url(&self, session: &CitizenSession, back: &Url) -> Url {
        let mut url = self.provider().end_session_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("id_token_hint", session.id_token().as_jwt())
            .append_pair("client_id", self.client_id().as_str())
            .append_pair("post_logout_redirect_uri", back.as_str());
        url
    }

    /// Begins a query of attributes.
    pub fn query(&self) -> Query {
        Query::new(self.clone())
    }

    /// The client's id.
    pub fn client_id(&self) -> &ClientId {
        &self.0.client_id
    }

    /// The issuer, as it was given.
    pub fn issuer(&self) -> &str {
        self.0.provider.issuer.as_str()
    }

    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn provider(&self) -> &Provider {
        &self.0.provider
    }

    pub(crate) fn http(&self) -> &HttpClient {
        &self.0.http
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// 32 random bytes as 43 characters that need no escaping: more than RFC 7636 section 7.1 asks for.
    pub(crate) fn random_token(&self) -> String {
        random_token(&mut *self.0.entropy.lock().unwrap_or_else(PoisonError::into_inner), "", 32)
    }

    /// The client's own token for a scope.
    pub(crate) async fn client_token(&self, scope: &str) -> Result<Secret, Error> {
        let form = [("grant_type", "client_credentials"), ("scope", scope)];
        self.0.tokens.get(scope, self.now(), async || self.token_request(&form).await).await
    }

    pub(crate) async fn forget_token(&self, scope: &str, token: &Secret) {
        self.0.tokens.forget(scope, token).await;
    }

    /// One request to the token endpoint, authenticated.
    pub(crate) async fn token_request(&self, form: &[(&str, &str)]) -> Result<TokenResponse, Error> {
        let Inner { provider, client_id, credential, http, .. } = &*self.0;
        let url = &provider.token_endpoint;
        let audience = provider.issuer.as_str();
        let answer = http
            .send(TOKEN, |http| {
                credential.authenticate(
                    http.post(url.clone()),
                    client_id,
                    audience,
                    self.now(),
                    self.random_token(),
                    form,
                )
            })
            .await?;
        if answer.status != StatusCode::OK {
            return Err(answer.into_refusal());
        }
        match serde_json::from_slice::<TokenResponse>(&answer.body) {
            Ok(response) if response.token_type.eq_ignore_ascii_case("bearer") => Ok(response),
            Ok(_) => Err(answer.unreadable("a token of type `Bearer`", None)),
            Err(cause) => Err(answer.unreadable("a token response (RFC 6749 section 5.1)", Some(cause))),
        }
    }

    /// Verifies a token of the provider with the provider's keys, fetching them anew if its key is not known yet.
    pub(crate) async fn verify<T: DeserializeOwned>(
        &self,
        what: &str,
        compact: &str,
        expect: &Expect<'_>,
    ) -> Result<dinhdanh_jose::Verified<T>, Error> {
        let failed = |detail: String, code: &'static str| {
            Error::new(ErrorKind::Verification, format!("the {what} is not acceptable: {detail}"))
                .code_is(code)
        };
        let token =
            Unverified::<T>::parse(compact).map_err(|cause| failed(cause.to_string(), cause.code()))?;
        let header = token.header();
        let Inner { keys, http, provider, .. } = &*self.0;
        let fetch = async || keys::fetch(http, &provider.jwks_uri).await;
        let keys = keys.with_key(header.kid.as_deref(), header.alg, instant_now(), fetch).await?;
        token.verify(&*keys, expect).map_err(|cause| failed(cause.to_string(), cause.code()))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("issuer", &self.issuer())
            .field("client_id", &self.client_id().as_str())
            .finish_non_exhaustive()
    }
}
