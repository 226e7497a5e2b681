//! The provider's public keys, fetched when needed and not more often.

use std::sync::Arc;
use std::time::Duration;

use dinhdanh_jose::{Alg, JwkSet};
use http::StatusCode;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use crate::error::Error;
use crate::http_client::{HttpClient, KEY_SET};

/// A key set older than this is fetched anew, so that a revoked key does not stay trusted in a process that runs for months.
const OLDEST: Duration = Duration::from_secs(3600);

/// Keys of one provider. Times are real ones even where the realm's clock stands still: they protect the provider from being asked too often.
pub(crate) struct KeyCache {
    state: Mutex<State>,
    /// Shortest time between two fetches that unknown key ids cause; else a stranger's tokens could drive the provider's load.
    interval: Duration,
}

#[derive(Default)]
struct State {
    fetched: Option<(Arc<JwkSet>, Instant)>,
    asked_again: Option<Instant>,
}

impl KeyCache {
    pub(crate) fn new(interval: Duration) -> Self {
        Self { state: Mutex::default(), interval }
    }

    /// A key set that has this key, or, if the provider does not know it either, the newest one.
    ///
    /// Callers wait for each other: however many meet an unknown key, one asks.
    pub(crate) async fn with_key(
        &self,
        http: &HttpClient,
        jwks_uri: &Url,
        kid: Option<&str>,
        alg: Alg,
    ) -> Result<Arc<JwkSet>, Error> {
        let mut state = self.state.lock().await;
        let now = Instant::now();
        if let Some((keys, at)) = &state.fetched
            && now.duration_since(*at) < OLDEST
        {
            let too_soon = state.asked_again.is_some_and(|last| now.duration_since(last) < self.interval);
            if keys.find(kid, alg).is_some() || too_soon {
                return Ok(Arc::clone(keys));
            }
            state.asked_again = Some(now);
        }
        let keys = Arc::new(fetch(http, jwks_uri).await?);
        state.fetched = Some((Arc::clone(&keys), now));
        Ok(keys)
    }
}

async fn fetch(http: &HttpClient, jwks_uri: &Url) -> Result<JwkSet, Error> {
    let answer = http.send(KEY_SET, |client| Ok(client.get(jwks_uri.clone()))).await?;
    if answer.status != StatusCode::OK {
        return Err(answer.into_refusal());
    }
    match serde_json::from_slice(&answer.body) {
        Ok(keys) => Ok(keys),
        Err(cause) => Err(answer.unreadable("a JWK set (RFC 7517 section 5)", Some(cause))),
    }
}
