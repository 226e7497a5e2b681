//! OAuth clients: who may ask, how they prove it, and where answers may be sent.

mod auth;

pub use auth::{ASSERTION_ALGS, Credentials, authenticate};
use dinhdanh_jose::{Alg, JwkSet};
use dinhdanh_protocol::oauth::{ClientAuthMethod, GrantType};
use dinhdanh_protocol::{ClientId, PartnerId};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::storage::Record;

/// A registered client.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Client {
    /// Its id.
    pub client_id: ClientId,
    /// Name shown to citizens, in English.
    pub name_en: String,
    /// Name shown to citizens, in Vietnamese.
    pub name_vi: String,
    /// The partner it acts for, if any.
    pub partner: Option<PartnerId>,
    /// How it proves who it is.
    pub secret: ClientSecret,
    /// Where authorization responses may go; compared exactly, see [`Client::redirect_allowed`].
    pub redirect_uris: Vec<String>,
    /// Where the browser may go after logout; compared exactly.
    pub post_logout_redirect_uris: Vec<String>,
    /// What it may use the token endpoint for.
    pub grant_types: Vec<GrantType>,
    /// What it may ask for.
    pub scopes: Vec<String>,
    /// Signature of its ID tokens; RS256 unless registered otherwise (OpenID Connect Registration section 2).
    pub id_token_alg: Alg,
    /// Whether authorization requests must carry an S256 challenge; always so for public clients.
    pub require_pkce: bool,
}

/// What a client proves itself with. Secrets are random, so a plain digest is enough to keep them unreadable.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum ClientSecret {
    /// SHA-256 of the secret sent by HTTP Basic.
    ClientSecretBasic {
        /// SHA-256.
        digest: [u8; 32],
    },
    /// SHA-256 of the secret sent in the form.
    ClientSecretPost {
        /// SHA-256.
        digest: [u8; 32],
    },
    /// Public keys.
    PrivateKeyJwt {
        /// Keys that sign assertions.
        jwks: JwkSet,
    },
    /// A public client.
    None,
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClientSecret({:?})", self.method())
    }
}

impl ClientSecret {
    /// The registered method.
    pub const fn method(&self) -> ClientAuthMethod {
        match self {
            Self::ClientSecretBasic { .. } => ClientAuthMethod::ClientSecretBasic,
            Self::ClientSecretPost { .. } => ClientAuthMethod::ClientSecretPost,
            Self::PrivateKeyJwt { .. } => ClientAuthMethod::PrivateKeyJwt,
            Self::None => ClientAuthMethod::None,
        }
    }
}

impl Client {
    /// Whether authorization responses may go to `uri`: equal to a registered one, character by character, except that a
    /// loopback URI may differ in its port (RFC 9700 section 4.1.3, RFC 8252 section 7.3).
    pub fn redirect_allowed(&self, uri: &str) -> bool {
        self.redirect_uris
            .iter()
            .any(|registered| registered == uri || same_but_for_loopback_port(registered, uri))
    }

    /// Whether the browser may go to `uri` after a logout; compared like [`Client::redirect_allowed`].
    pub fn logout_redirect_allowed(&self, uri: &str) -> bool {
        self.post_logout_redirect_uris
            .iter()
            .any(|registered| registered == uri || same_but_for_loopback_port(registered, uri))
    }

    /// Whether the client may use `grant`.
    pub fn may_use(&self, grant: GrantType) -> bool {
        self.grant_types.contains(&grant)
    }

    /// Whether the client has no secret.
    pub const fn is_public(&self) -> bool {
        matches!(self.secret, ClientSecret::None)
    }
}

fn same_but_for_loopback_port(registered: &str, uri: &str) -> bool {
    let (Ok(mut registered), Ok(mut parsed)) = (Url::parse(registered), Url::parse(uri)) else {
        return false;
    };
    let loopback = match registered.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    // Comparing the parsed form alone would let `/a/../callback` and odd casings through: the text must be what the parser writes.
    if !loopback || registered.scheme() != "http" || parsed.as_str() != uri || parsed.fragment().is_some() {
        return false;
    }
    registered.set_port(None).is_ok() && parsed.set_port(None).is_ok() && registered == parsed
}

impl Record for Client {
    const KIND: &'static str = "client";

    fn key(&self) -> String {
        self.client_id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(uris: &[&str]) -> Client {
        Client {
            client_id: ClientId::parse("c").unwrap(),
            name_en: String::new(),
            name_vi: String::new(),
            partner: None,
            secret: ClientSecret::None,
            redirect_uris: uris.iter().map(|u| (*u).to_owned()).collect(),
            post_logout_redirect_uris: vec![],
            grant_types: vec![],
            scopes: vec![],
            id_token_alg: Alg::RS256,
            require_pkce: true,
        }
    }

    #[test]
    fn redirect_uris_are_compared_exactly_but_for_loopback_ports() {
        let client = client(&[
            "https://app.example/cb?x=1",
            "http://127.0.0.1/cb",
            "http://[::1]:9/cb",
            "http://localhost/cb",
        ]);
        let table = [
            ("https://app.example/cb?x=1", true),
            ("https://app.example/cb", false),
            ("https://app.example/cb?x=1&y=2", false),
            ("https://app.example/cb?x=1#f", false),
            ("https://app.example/cb?x=1/", false),
            ("https://app.example:8443/cb?x=1", false),
            ("https://APP.example/cb?x=1", false),
            ("https://app.example.evil/cb?x=1", false),
            ("http://127.0.0.1/cb", true),
            ("http://127.0.0.1:49152/cb", true),
            ("http://127.0.0.1:49152/cb/", false),
            ("http://127.0.0.1:49152/x/../cb", false),
            ("http://127.0.0.1:49152/cb?x", false),
            ("http://127.0.0.1:49152/cb#x", false),
            ("https://127.0.0.1:49152/cb", false),
            ("http://user@127.0.0.1:49152/cb", false),
            ("http://127.0.0.2:49152/cb", false),
            ("http://127.1:49152/cb", false),
            ("http://[::1]:1/cb", true),
            ("http://localhost:3000/cb", true),
            ("http://localhost.evil:3000/cb", false),
            ("", false),
        ];
        for (uri, expected) in table {
            assert_eq!(client.redirect_allowed(uri), expected, "{uri}");
        }
    }
}
