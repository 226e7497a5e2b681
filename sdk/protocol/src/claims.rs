//! Claims of the tokens that the gateway issues, by the names of RFC 7519, RFC 9068 and OpenID Connect Core.

use serde::{Deserialize, Serialize};

/// `typ` of an access token (RFC 9068 section 2.1).
pub const ACCESS_TOKEN_TYP: &str = "at+jwt";
/// `typ` of a signed attribute answer.
pub const ATTRIBUTES_TYP: &str = "attributes+jwt";
/// `typ` of a client assertion (RFC 7523bis section 3); untyped ones are accepted too.
pub const CLIENT_ASSERTION_TYP: &str = "client-authentication+jwt";

/// Claims of an access token (RFC 9068 section 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessTokenClaims {
    /// Issuer of the realm.
    pub iss: String,
    /// The citizen's subject identifier, or the client id for client credentials.
    pub sub: String,
    /// Resource server the token is for.
    pub aud: String,
    /// The client it was issued to.
    pub client_id: String,
    /// Seconds since 1970.
    pub exp: i64,
    /// Seconds since 1970.
    pub iat: i64,
    /// Unique id of the token.
    pub jti: String,
    /// Granted scopes, separated by blanks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// When the citizen authenticated, seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// The grant that stands behind the token; revoking the grant revokes the token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
    /// Always true: nothing here is about a real person.
    pub synthetic: bool,
}

/// Claims of an ID token (OpenID Connect Core section 2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdTokenClaims {
    /// Issuer of the realm.
    pub iss: String,
    /// The citizen's subject identifier.
    pub sub: String,
    /// The client.
    pub aud: String,
    /// Seconds since 1970.
    pub exp: i64,
    /// Seconds since 1970.
    pub iat: i64,
    /// When the citizen authenticated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// Echo of the request's nonce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// Authentication context: the level of the e-ID account (Decree 69/2024 article 9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// Authentication methods (RFC 8176).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amr: Vec<String>,
    /// Left half of the hash of the access token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_hash: Option<String>,
    /// Session at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Always true: nothing here is about a real person.
    pub synthetic: bool,
    /// Claims asked for in the ID token by the `claims` parameter.
    #[serde(flatten)]
    pub requested: serde_json::Map<String, serde_json::Value>,
}
