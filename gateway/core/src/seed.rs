//! What every realm begins with: demo clients, and a dozen partners with their agreements.
//!
//! Seeds are a pure function of the realm's root secret and nothing of them is stored: a new realm costs one record, and the store
//! holds only what somebody changed.

mod partners;

use dinhdanh_jose::{Alg, JwkSet, KeyError, SigningKey, token_digest};
use dinhdanh_protocol::ids::InvalidIdentifier;
use dinhdanh_protocol::oauth::{ClientAuthMethod, GrantType};
use dinhdanh_protocol::{ClientId, PartnerId};
pub use partners::{agreement, agreements};

use crate::Fail;
use crate::client::{Client, ClientSecret};
use crate::partner::Agreement;
use crate::realm::RootSecret;
use crate::storage::{Read, ReadTx, StoreError};

/// Path of the built-in demo relying party's callback, below the issuer.
pub const DEMO_CALLBACK: &str = "/_sim/demo/callback";

/// Every scope of the gateway.
pub const SCOPES: &[&str] = &[
    "openid",
    "profile",
    "email",
    "phone",
    "address",
    "identity",
    "family",
    "residence",
    "offline_access",
    ATTRIBUTES_SCOPE,
];

/// Scope of the data-sharing API, for clients of partners.
pub const ATTRIBUTES_SCOPE: &str = "attributes";

/// One seeded client.
pub struct SeedClient {
    /// Its id; a partner's client has the partner's id.
    pub id: &'static str,
    name_en: &'static str,
    name_vi: &'static str,
    /// How it authenticates.
    pub method: ClientAuthMethod,
    partner: bool,
}

const DEMO_CLIENTS: &[SeedClient] = &[
    SeedClient {
        id: "demo-web",
        name_en: "Demo web application",
        name_vi: "Ứng dụng web minh hoạ",
        method: ClientAuthMethod::ClientSecretBasic,
        partner: false,
    },
    SeedClient {
        id: "demo-post",
        name_en: "Demo application (secret in the form)",
        name_vi: "Ứng dụng minh hoạ (mã bí mật trong biểu mẫu)",
        method: ClientAuthMethod::ClientSecretPost,
        partner: false,
    },
    SeedClient {
        id: "demo-spa",
        name_en: "Demo single-page application",
        name_vi: "Ứng dụng một trang minh hoạ",
        method: ClientAuthMethod::None,
        partner: false,
    },
];

/// Every seeded client: the demo clients, then one per partner.
pub fn clients() -> impl Iterator<Item = &'static SeedClient> {
    DEMO_CLIENTS.iter().chain(partners::CLIENTS)
}

impl SeedClient {
    /// The signing key of a `private_key_jwt` client.
    pub fn key(&self, root: &RootSecret) -> Result<SigningKey, KeyError> {
        // ES256 is what every JOSE library can do.
        SigningKey::derive(Alg::ES256, root.bytes(), &format!("client-key/{}", self.id))
    }

    /// The client as it is registered in a realm with this issuer and root.
    pub fn client(&self, issuer: &str, root: &RootSecret) -> Result<Client, Fail> {
        let invalid = |e: InvalidIdentifier| Fail::Internal(format!("seed table: {e}"));
        let client_id = ClientId::parse(self.id).map_err(invalid)?;
        let digest = || token_digest(&root.client_secret(self.id));
        let secret = match self.method {
            ClientAuthMethod::ClientSecretBasic => ClientSecret::ClientSecretBasic { digest: digest() },
            ClientAuthMethod::ClientSecretPost => ClientSecret::ClientSecretPost { digest: digest() },
            ClientAuthMethod::PrivateKeyJwt => ClientSecret::PrivateKeyJwt {
                jwks: JwkSet::new(vec![self.key(root)?.verifying_key().clone()]),
            },
            ClientAuthMethod::None => ClientSecret::None,
        };
        let mut grant_types = vec![GrantType::AuthorizationCode, GrantType::RefreshToken];
        if self.partner {
            grant_types.push(GrantType::ClientCredentials);
        }
        let own = |scope: &&&str| self.partner || **scope != ATTRIBUTES_SCOPE;
        let scopes = SCOPES.iter().filter(own).map(|scope| (*scope).to_owned()).collect();
        Ok(Client {
            partner: self.partner.then(|| PartnerId::parse(self.id)).transpose().map_err(invalid)?,
            client_id,
            name_en: self.name_en.to_owned(),
            name_vi: self.name_vi.to_owned(),
            require_pkce: self.method == ClientAuthMethod::None,
            secret,
            redirect_uris: vec![
                format!("{issuer}{DEMO_CALLBACK}"),
                "http://127.0.0.1/callback".to_owned(),
                "http://localhost/callback".to_owned(),
            ],
            post_logout_redirect_uris: vec![
                format!("{issuer}/"),
                "http://127.0.0.1/".to_owned(),
                "http://localhost/".to_owned(),
            ],
            grant_types,
            scopes,
            id_token_alg: Alg::RS256,
        })
    }
}

/// The client with this id: the stored one, else the seeded one.
pub fn find_client(
    tx: &dyn ReadTx,
    issuer: &str,
    root: &RootSecret,
    id: &ClientId,
) -> Result<Option<Client>, StoreError> {
    if let Some(client) = tx.get::<Client>(id.as_str())? {
        return Ok(Some(client));
    }
    let Some(seed) = clients().find(|seed| seed.id == id.as_str()) else { return Ok(None) };
    seed.client(issuer, root).map(Some).map_err(|e| StoreError::Backend(format!("seeded client: {e}")))
}

/// The agreement of this partner: the stored one, else the seeded one.
pub fn find_agreement(tx: &dyn ReadTx, partner: &PartnerId) -> Result<Option<Agreement>, StoreError> {
    Ok(tx.get::<Agreement>(partner.as_str())?.or_else(|| agreement(partner)))
}

#[cfg(test)]
mod tests {
    use dinhdanh_protocol::RealmName;

    use super::*;

    #[test]
    fn every_seeded_client_can_be_registered_and_every_partner_has_an_agreement() {
        let root = RootSecret::from_seed(1, &RealmName::default_realm());
        let mut partners = 0;
        for seed in clients() {
            let client = seed.client("http://127.0.0.1:1", &root).unwrap();
            if let Some(partner) = client.partner {
                partners += 1;
                let agreement = agreement(&partner).expect("an agreement");
                assert!(!agreement.clauses.is_empty(), "{partner}");
            }
        }
        assert!(partners >= 12, "{partners}");
        assert_eq!(agreements().count(), partners);
    }
}
