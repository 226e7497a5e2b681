//! The ready-file: what a test in any language needs, written atomically when the server answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::oauth::ClientAuthMethod;

/// Content of `--ready-file`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "dinhdanh ready-file")]
pub struct ReadyFile {
    /// Issuer of the default realm; base of every URL.
    pub issuer: String,
    /// The simulator's control API.
    pub control: Control,
    /// The nation behind the registry.
    pub nation: NationSummary,
    /// Clients that can be used at once: among them one web relying party and one ministry with an agreement.
    pub clients: Vec<ReadyClient>,
    /// Citizens that can log in at once.
    pub citizens: Vec<ReadyCitizen>,
}

/// Where and how to control the simulator.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Control {
    /// Base URL of the control API.
    pub url: String,
    /// Bearer token for it.
    pub token: String,
}

impl std::fmt::Debug for Control {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Control").field("url", &self.url).finish_non_exhaustive()
    }
}

/// The nation in three figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NationSummary {
    /// Living citizens at the nation's reference date.
    pub living: u64,
    /// Seed: the same seed gives the same people.
    pub seed: u64,
    /// Date of the realm's clock when the file was written, `YYYY-MM-DD`.
    pub as_of: String,
}

/// A client that can be used at once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadyClient {
    /// Client id.
    pub client_id: String,
    /// Present for `client_secret_basic` and `client_secret_post`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// Private JWK (RFC 7517), present for `private_key_jwt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_key_jwk: Option<serde_json::Value>,
    /// How the client authenticates.
    pub token_endpoint_auth_method: ClientAuthMethod,
    /// Registered redirect URIs; `http://127.0.0.1/...` may be used with any port.
    pub redirect_uris: Vec<String>,
    /// Scopes the client may ask for, separated by blanks.
    pub scope: String,
}

impl std::fmt::Debug for ReadyClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadyClient").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// A citizen that can log in at once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadyCitizen {
    /// 12 digits.
    pub personal_number: String,
    /// Full name.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub birthdate: String,
    /// Why this one is interesting, e.g. `adult`, `married`, `level-2`.
    pub traits: Vec<String>,
}

impl std::fmt::Debug for ReadyCitizen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadyCitizen").field("traits", &self.traits).finish_non_exhaustive()
    }
}
