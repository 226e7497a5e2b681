//! What every handler can reach, and what a request brings along.

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::response::Response;
use dinhdanh_core::Fail;
use dinhdanh_core::oidc::token;
use dinhdanh_jose::{Secret, token_digest};
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::claims::AccessTokenClaims;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::ready::ReadyFile;
use dinhdanh_store::Store;

use super::family::Family;
use crate::realms::{RealmRuntime, Realms, parse_name};
use crate::registry::{Population, Register};

/// How many verified access tokens are remembered. One costs about half a kilobyte.
const TOKEN_CACHE: u64 = 10_000;

/// State of a gateway.
pub(crate) struct App {
    pub(crate) realms: Realms,
    pub(crate) population: Population,
    pub(crate) store: Store,
    pub(crate) admin_token: Secret,
    /// Whether only this machine can connect, and knows the gateway by a loopback address: behind a proxy, others can.
    pub(crate) loopback: bool,
    pub(crate) ready: OnceLock<ReadyFile>,
    requests: AtomicU64,
    verified: moka::sync::Cache<[u8; 32], Arc<Verified>>,
}

/// A verified access token with the life of the realm and the keys that verified it.
struct Verified {
    life: u64,
    generation: u64,
    claims: Arc<AccessTokenClaims>,
}

impl App {
    pub(crate) fn new(
        realms: Realms,
        population: Population,
        store: Store,
        admin_token: Secret,
        loopback: bool,
    ) -> Self {
        Self {
            realms,
            population,
            store,
            admin_token,
            loopback,
            ready: OnceLock::new(),
            requests: AtomicU64::new(0),
            verified: moka::sync::Cache::new(TOKEN_CACHE),
        }
    }

    /// The register as a realm sees it, for use cases and pages alike.
    pub(crate) fn register(&self, realm: &RealmRuntime) -> Register<'_> {
        self.population.register(realm.overlay())
    }

    /// A request's id: short, and the same in a repeated run.
    pub(super) fn next_request_id(&self) -> RequestId {
        RequestId(format!("{:06x}", self.requests.fetch_add(1, Ordering::Relaxed)).into())
    }

    /// Checks an access token; the signature only the first time it is seen. Expiry is checked every time, revocation is the caller's.
    pub(crate) fn verify_access(
        &self,
        realm: &RealmRuntime,
        bearer: &str,
    ) -> Result<Arc<AccessTokenClaims>, Fail> {
        let ctx = realm.ctx();
        let digest = token_digest(bearer);
        let keys = realm.keys();
        if let Some(known) = self.verified.get(&digest)
            && known.life == realm.life
            && known.generation == keys.0
            && ctx.seconds() < known.claims.exp
            && known.claims.iat <= ctx.seconds()
        {
            return Ok(known.claims.clone());
        }
        let claims = Arc::new(token::verify_access(&ctx, &keys.1, bearer)?);
        let entry = Verified { life: realm.life, generation: keys.0, claims: claims.clone() };
        self.verified.insert(digest, Arc::new(entry));
        Ok(claims)
    }
}

/// Id of a request, in the log, the `x-request-id` header and every refusal.
#[derive(Clone)]
pub(crate) struct RequestId(Arc<str>);

impl RequestId {
    #[cfg(test)]
    pub(super) fn for_test(id: &str) -> Self {
        Self(id.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A request in its realm.
#[derive(Clone)]
pub(crate) struct Req {
    pub(crate) app: Arc<App>,
    pub(crate) realm: Arc<RealmRuntime>,
    pub(crate) id: RequestId,
}

impl FromRequestParts<Arc<App>> for Req {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let id = parts.extensions.get::<RequestId>().cloned().unwrap_or_else(|| app.next_request_id());
        let family = parts.extensions.get::<Family>().copied().unwrap_or(Family::Sharing);
        let refuse = |fail: Fail| family.refuse_without_realm(&fail, &id);
        let unknown = |detail: &str| refuse(Fail::refused(Reason::RealmUnknown, detail));
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| unknown("expected an address in UTF-8"))?;
        let name = match params.iter().find(|(name, _)| *name == "realm") {
            Some((_, name)) => parse_name(name).map_err(|refusal| refuse(refusal.into()))?,
            None => RealmName::default_realm(),
        };
        // Discovery section 4.3: an issuer answers at its own address only, and the default realm's is the root.
        if name.is_default() && params.iter().any(|(name, _)| name == "realm") {
            return Err(unknown("the default realm is at the root, not below `/r/`"));
        }
        let realm = app.realms.get(&name).map_err(refuse)?;
        Ok(Self { app: app.clone(), realm, id })
    }
}
