//! The client's own access tokens: one per scope, renewed before it expires, fetched once however many ask.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dinhdanh_jose::{Secret, ct_eq};
use dinhdanh_protocol::oauth::TokenResponse;
use jiff::{SignedDuration, Timestamp};

use crate::error::Error;

/// Renewed this long before the end, so that a token does not expire on its way; a fifth of a short life.
const MARGIN: SignedDuration = SignedDuration::from_secs(30);

/// Tokens of `client_credentials` by scope.
#[derive(Default)]
pub(crate) struct TokenCache(Mutex<BTreeMap<String, Slot>>);

/// Locked while a token is fetched: whoever comes meanwhile waits and finds it.
type Slot = Arc<tokio::sync::Mutex<Option<Cached>>>;

struct Cached {
    token: Secret,
    renew_at: Timestamp,
}

impl TokenCache {
    /// The token for `scope`, from the cache or from `fetch`.
    pub(crate) async fn get(
        &self,
        scope: &str,
        now: Timestamp,
        fetch: impl AsyncFnOnce() -> Result<TokenResponse, Error>,
    ) -> Result<Secret, Error> {
        let slot = self.slot(scope);
        let mut cached = slot.lock().await;
        if let Some(fresh) = cached.as_ref().filter(|cached| now < cached.renew_at) {
            return Ok(fresh.token.clone());
        }
        let response = fetch().await?;
        let token = Secret::new(response.access_token);
        *cached = Some(Cached { token: token.clone(), renew_at: renew_at(now, response.expires_in) });
        Ok(token)
    }

    /// Drops a token that the gateway no longer accepts, unless another caller has replaced it already.
    pub(crate) async fn forget(&self, scope: &str, token: &Secret) {
        let slot = self.slot(scope);
        let mut cached = slot.lock().await;
        if cached
            .as_ref()
            .is_some_and(|cached| ct_eq(cached.token.expose().as_bytes(), token.expose().as_bytes()))
        {
            *cached = None;
        }
    }

    fn slot(&self, scope: &str) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(scope.to_owned()).or_default())
    }
}

/// When a token obtained at `now` is replaced. `expires_in` in seconds; what is not positive is used once.
pub(crate) fn renew_at(now: Timestamp, expires_in: i64) -> Timestamp {
    let life = SignedDuration::from_secs(expires_in.clamp(0, 86_400));
    now.saturating_add(life - MARGIN.min(life / 5)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_before_its_end() {
        let now = Timestamp::UNIX_EPOCH;
        for (expires_in, expect) in [(600, 570), (100, 80), (5, 4), (0, 0), (-5, 0), (i64::MAX, 86_370)] {
            assert_eq!(renew_at(now, expires_in).as_second(), expect, "{expires_in}");
        }
    }
}
