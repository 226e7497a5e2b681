//! Settings of a client, checked all at once when it connects.

use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use dinhdanh_jose::{Secret, SystemEntropy};
use dinhdanh_protocol::ClientId;

use crate::client::{Client, Inner};
use crate::clock::Clock;
use crate::credential::Credential;
use crate::error::{Error, ErrorKind};
use crate::http_client::{HttpClient, Patience};
use crate::keys::KeyCache;
use crate::provider::{Issuer, Provider};
use crate::tokens::TokenCache;

/// Settings of a client, from [`Client::builder`].
#[must_use = "a client exists after `connect`"]
pub struct Builder {
    issuer: String,
    client_id: ClientId,
    credential: Option<Proof>,
    patience: Patience,
    plain_http: bool,
    clock: Clock,
}

enum Proof {
    SecretBasic(Secret),
    SecretPost(Secret),
    PrivateKeyJwk(Secret),
    Public,
}

impl Builder {
    pub(crate) fn new(issuer: String, client_id: ClientId) -> Self {
        Self {
            issuer,
            client_id,
            credential: None,
            patience: Patience::default(),
            plain_http: false,
            clock: Clock::system(),
        }
    }

    /// Authenticates with `private_key_jwt`: a private JWK as JSON text. What a ministry should use.
    pub fn private_key_jwk(self, json: impl Into<String>) -> Self {
        self.proof(Proof::PrivateKeyJwk(Secret::new(json.into())))
    }

    /// Authenticates with `client_secret_basic`.
    pub fn client_secret(self, secret: impl Into<String>) -> Self {
        self.proof(Proof::SecretBasic(Secret::new(secret.into())))
    }

    /// Authenticates with `client_secret_post`, for clients registered so.
    pub fn client_secret_post(self, secret: impl Into<String>) -> Self {
        self.proof(Proof::SecretPost(Secret::new(secret.into())))
    }

    /// A client without a secret: it can log citizens in, and cannot query.
    pub fn public(self) -> Self {
        self.proof(Proof::Public)
    }

    /// Longest time for one request; 10 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.patience.timeout = timeout;
        self
    }

    /// Attempts after the first, where nothing can have happened at the gateway; 2 unless set.
    pub fn retries(mut self, retries: u32) -> Self {
        self.patience.retries = retries;
        self
    }

    /// Longest `Retry-After` that is waited for; 5 seconds unless set.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.patience.longest_wait = wait;
        self
    }

    /// Accepts an `http` issuer on another machine: whoever is on the way can read and change everything. For closed test networks.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Where the time comes from; the system's clock unless set.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Checks the settings, fetches the provider's metadata and checks it.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] for settings that cannot work; [`ErrorKind::Discovery`] for metadata that cannot be trusted.
    pub async fn connect(self) -> Result<Client, Error> {
        let issuer = Issuer::parse(&self.issuer, self.plain_http)?;
        let credential = match self.credential {
            Some(Proof::SecretBasic(secret)) => Credential::SecretBasic(secret),
            Some(Proof::SecretPost(secret)) => Credential::SecretPost(secret),
            Some(Proof::PrivateKeyJwk(json)) => Credential::private_key(&json)?,
            Some(Proof::Public) => Credential::Public,
            None => {
                return Err(Error::new(
                    ErrorKind::Configuration,
                    "expected a means of authentication, got none",
                )
                .remedy_is("call `private_key_jwk`, `client_secret`, `client_secret_post` or `public`"));
            }
        };
        let entropy = SystemEntropy::new().map_err(|cause| {
            Error::new(ErrorKind::Configuration, "expected randomness from the operating system, got none")
                .caused_by(cause)
        })?;
        let http = HttpClient::new(self.patience, issuer.url())?;
        let provider = Provider::discover(&http, issuer).await?;
        Ok(Client::new(Inner {
            provider,
            client_id: self.client_id,
            credential,
            http,
            keys: KeyCache::default(),
            tokens: TokenCache::default(),
            clock: self.clock,
            entropy: Mutex::new(entropy),
        }))
    }

    fn proof(mut self, proof: Proof) -> Self {
        self.credential = Some(proof);
        self
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The issuer may wrongly hold a password; the client id never does.
        f.debug_struct("Builder").field("client_id", &self.client_id.as_str()).finish_non_exhaustive()
    }
}
