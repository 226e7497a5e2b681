//! The configuration file: TOML, every key documented, unknown keys refused. Flags and environment variables win over it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use dinhdanh_core::client::{Client, ClientSecret};
use dinhdanh_core::seed::SCOPES;
use dinhdanh_jose::{Alg, JwkSet, token_digest};
use dinhdanh_protocol::control::LoginPolicy;
use dinhdanh_protocol::oauth::{ClientAuthMethod, GrantType};
use dinhdanh_protocol::{ClientId, PartnerId};
use schemars::JsonSchema;
use serde::Deserialize;
use url::Url;

/// Shorter secrets are guessed.
const MIN_SECRET: usize = 8;

/// A configuration file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "dinhdanh configuration")]
pub(crate) struct Config {
    /// Where the gateway listens and what it is called.
    pub(crate) server: ServerConfig,
    /// The nation behind the registry.
    pub(crate) nation: NationConfig,
    /// The default realm.
    pub(crate) realm: RealmConfig,
    /// Clients of the default realm, beside the seeded ones.
    pub(crate) clients: Vec<ClientConfig>,
}

/// `[server]`
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ServerConfig {
    /// Address to listen on, e.g. `127.0.0.1:8006`; port 0 takes a free one.
    pub(crate) listen: Option<SocketAddr>,
    /// Base URL that clients and browsers see, if not `http://<listen>`: the address of a proxy, for example.
    #[schemars(with = "Option<String>")]
    pub(crate) issuer: Option<Url>,
    /// Directory of the records.
    pub(crate) data: Option<PathBuf>,
    /// File that holds the admin token of the control API.
    pub(crate) admin_token_file: Option<PathBuf>,
    /// Listen beyond loopback without TLS.
    pub(crate) allow_plaintext_remote: Option<bool>,
}

/// `[nation]`
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NationConfig {
    /// Seed: the same seed gives the same people.
    pub(crate) seed: Option<u64>,
    /// Living citizens at the reference date.
    pub(crate) population: Option<u64>,
    /// Numbers that pass common validators, instead of the reserved space that no real number can be in.
    pub(crate) plausible_ids: Option<bool>,
}

/// `[realm]`
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RealmConfig {
    /// `interactive` or `instant`.
    pub(crate) login: Option<LoginPolicy>,
    /// Freeze the clock at this instant (RFC 3339).
    #[schemars(with = "Option<String>")]
    pub(crate) frozen_at: Option<jiff::Timestamp>,
}

/// One `[[clients]]`, and the body of `PUT /_sim/realms/{realm}/clients/{id}`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientConfig {
    /// Its id: `a-z`, `0-9`, `-`, `_`.
    #[schemars(with = "String")]
    pub(crate) client_id: ClientId,
    /// Name shown to citizens.
    pub(crate) name: String,
    /// How it authenticates at the token endpoint.
    pub(crate) token_endpoint_auth_method: ClientAuthMethod,
    /// For `client_secret_basic` and `client_secret_post`.
    #[serde(default)]
    pub(crate) client_secret: Option<String>,
    /// For `private_key_jwt`: the public keys (RFC 7517).
    #[serde(default)]
    #[schemars(with = "Option<serde_json::Value>")]
    pub(crate) jwks: Option<JwkSet>,
    /// Where authorization responses may go, compared exactly; a loopback URI may differ in its port.
    #[serde(default)]
    pub(crate) redirect_uris: Vec<String>,
    /// Where the browser may go after logout.
    #[serde(default)]
    pub(crate) post_logout_redirect_uris: Vec<String>,
    /// Scopes it may ask for, separated by blanks; all that concern a citizen if absent.
    #[serde(default)]
    pub(crate) scope: Option<String>,
    /// Partner it acts for; allows the data-sharing API under that partner's agreement.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(crate) partner: Option<PartnerId>,
    /// Signature of its ID tokens: `RS256` (default), `ES256` or `EdDSA`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(crate) id_token_signed_response_alg: Option<Alg>,
}

impl std::fmt::Debug for ClientConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientConfig").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read `{path}`: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not a configuration.
    #[error("`{path}` is not a configuration: {source}hint: `dinhdanh config schema` prints every key")]
    Parse {
        /// Which file.
        path: PathBuf,
        /// Line, column and what was expected.
        source: toml::de::Error,
    },
    /// A client cannot be registered.
    #[error("client `{client}`: {rule}")]
    Client {
        /// Which.
        client: ClientId,
        /// Expected and got.
        rule: String,
    },
}

impl Config {
    /// Reads and checks a file.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        let config: Self =
            toml::from_str(&text).map_err(|source| ConfigError::Parse { path: path.to_owned(), source })?;
        config.registered_clients()?;
        Ok(config)
    }

    /// The clients as they are registered.
    pub(crate) fn registered_clients(&self) -> Result<Vec<Client>, ConfigError> {
        let registered = self.clients.iter().map(|client| {
            client.client().map_err(|rule| ConfigError::Client { client: client.client_id.clone(), rule })
        });
        registered.collect()
    }
}

impl ClientConfig {
    /// The client, or what is wrong with it.
    pub(crate) fn client(&self) -> Result<Client, String> {
        let secret = match (self.token_endpoint_auth_method, &self.client_secret, &self.jwks) {
            (ClientAuthMethod::ClientSecretBasic, Some(secret), None) => {
                ClientSecret::ClientSecretBasic { digest: token_digest(secret) }
            }
            (ClientAuthMethod::ClientSecretPost, Some(secret), None) => {
                ClientSecret::ClientSecretPost { digest: token_digest(secret) }
            }
            (ClientAuthMethod::PrivateKeyJwt, None, Some(jwks)) if !jwks.keys().is_empty() => {
                ClientSecret::PrivateKeyJwt { jwks: jwks.clone() }
            }
            (ClientAuthMethod::None, None, None) => ClientSecret::None,
            _ => {
                return Err(
                    "expected `client_secret` for the secret methods, `jwks` with a usable public key for \
                            `private_key_jwt`, neither for `none`"
                        .to_owned(),
                );
            }
        };
        if self.client_secret.as_ref().is_some_and(|secret| secret.len() < MIN_SECRET) {
            return Err(format!("expected a `client_secret` of at least {MIN_SECRET} characters"));
        }
        for uri in self.redirect_uris.iter().chain(&self.post_logout_redirect_uris) {
            let parsed = Url::parse(uri).map_err(|e| format!("redirect URI `{uri}`: {e}"))?;
            if ["javascript", "data", "blob", "file", "vbscript"].contains(&parsed.scheme()) {
                return Err(format!(
                    "redirect URI `{uri}`: expected https, http on loopback, or an app's own scheme"
                ));
            }
            if parsed.fragment().is_some() {
                return Err(format!("redirect URI `{uri}`: expected no fragment (RFC 6749 section 3.1.2)"));
            }
        }
        let known =
            |scope: &&str| SCOPES.contains(scope) && (self.partner.is_some() || *scope != "attributes");
        let scopes: Vec<String> = match &self.scope {
            Some(scope) => {
                if let Some(unknown) = scope.split_whitespace().find(|scope| !known(scope)) {
                    return Err(if SCOPES.contains(&unknown) {
                        format!("scope `{unknown}` needs `partner`: it belongs to a partner's client")
                    } else {
                        format!("unknown scope `{unknown}`: known are `{}`", SCOPES.join(" "))
                    });
                }
                scope.split_whitespace().map(str::to_owned).collect()
            }
            None => SCOPES.iter().copied().filter(known).map(str::to_owned).collect(),
        };
        let alg = self.id_token_signed_response_alg.unwrap_or(Alg::RS256);
        if !dinhdanh_core::oidc::token::ID_TOKEN_ALGS.contains(&alg) {
            return Err(format!("expected id_token_signed_response_alg RS256, ES256 or EdDSA, got {alg}"));
        }
        let mut grant_types = vec![GrantType::AuthorizationCode, GrantType::RefreshToken];
        if self.partner.is_some() {
            grant_types.push(GrantType::ClientCredentials);
        }
        Ok(Client {
            client_id: self.client_id.clone(),
            name_en: self.name.clone(),
            name_vi: self.name.clone(),
            partner: self.partner.clone(),
            require_pkce: matches!(secret, ClientSecret::None),
            secret,
            redirect_uris: self.redirect_uris.clone(),
            post_logout_redirect_uris: self.post_logout_redirect_uris.clone(),
            grant_types,
            scopes,
            id_token_alg: alg,
        })
    }
}
