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

/// Shortest time between two fetches that unknown key ids cause; else a stranger's tokens could drive the provider's load.
const INTERVAL: Duration = Duration::from_secs(10);

/// Keys of one provider. Times are real ones even where the realm's clock stands still: they are about load and months, not about tokens.
#[derive(Default)]
pub(crate) struct KeyCache(Mutex<State>);

#[derive(Default)]
struct State {
    fetched: Option<(Arc<JwkSet>, Instant)>,
    asked_again: Option<Instant>,
}

impl KeyCache {
    /// A key set that has this key, or, if the provider does not know it either, the newest one.
    ///
    /// Callers wait for each other: however many meet an unknown key, one fetches.
    pub(crate) async fn with_key(
        &self,
        kid: Option<&str>,
        alg: Alg,
        now: Instant,
        fetch: impl AsyncFnOnce() -> Result<JwkSet, Error>,
    ) -> Result<Arc<JwkSet>, Error> {
        let mut state = self.0.lock().await;
        if let Some((keys, at)) = &state.fetched
            && now.duration_since(*at) < OLDEST
        {
            let too_soon = state.asked_again.is_some_and(|last| now.duration_since(last) < INTERVAL);
            if keys.find(kid, alg).is_some() || too_soon {
                return Ok(Arc::clone(keys));
            }
            state.asked_again = Some(now);
        }
        let keys = Arc::new(fetch().await?);
        state.fetched = Some((Arc::clone(&keys), now));
        Ok(keys)
    }
}

/// Fetches the key set of a provider.
pub(crate) async fn fetch(http: &HttpClient, jwks_uri: &Url) -> Result<JwkSet, Error> {
    let answer = http.send(KEY_SET, |client| Ok(client.get(jwks_uri.clone()))).await?;
    if answer.status != StatusCode::OK {
        return Err(answer.into_refusal());
    }
    match serde_json::from_slice(&answer.body) {
        Ok(keys) => Ok(keys),
        Err(cause) => Err(answer.unreadable("a JWK set (RFC 7517 section 5)", Some(cause))),
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_jose::SigningKey;

    use super::*;
    use crate::clock::instant_now;
    use crate::error::ErrorKind;

    #[tokio::test]
    async fn keys_are_fetched_when_unknown_or_old_and_not_more_often() {
        let known = SigningKey::derive(Alg::EdDSA, b"seed", "known").unwrap();
        let (cache, begin) = (KeyCache::default(), instant_now());
        // Each: seconds from the beginning, the key id, whether the provider is asked.
        for (seconds, kid, asked) in [
            (0, known.kid(), true),
            (1, known.kid(), false),
            (2, "unknown", true),
            (3, "unknown", false),
            (11, "other", false),
            (12, "other", true),
            (13, known.kid(), false),
            (3611, known.kid(), false),
            (3612, known.kid(), true),
        ] {
            let mut fetched = false;
            let now = begin + Duration::from_secs(seconds);
            let keys = cache.with_key(Some(kid), Alg::EdDSA, now, async || {
                fetched = true;
                Ok(JwkSet::new(vec![known.verifying_key().clone()]))
            });
            assert_eq!(keys.await.unwrap().keys().len(), 1);
            assert_eq!(fetched, asked, "{seconds} s: {kid}");
        }
    }

    #[tokio::test]
    async fn a_failed_fetch_is_not_remembered_as_keys() {
        let cache = KeyCache::default();
        let down = cache.with_key(None, Alg::EdDSA, instant_now(), async || {
            Err(Error::new(ErrorKind::Transport, "down"))
        });
        assert_eq!(down.await.unwrap_err().kind(), ErrorKind::Transport);
        let up = cache.with_key(None, Alg::EdDSA, instant_now(), async || Ok(JwkSet::default()));
        assert!(up.await.is_ok());
    }
}
