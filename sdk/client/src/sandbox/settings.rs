//! What a sandbox is started with.

use dinhdanh_protocol::control::LoginPolicy;
use dinhdanh_server::{Gateway, Settings};

use super::{Sandbox, parse_instant};
use crate::error::{Error, ErrorKind};

/// Settings of a sandbox, from [`Sandbox::builder`].
#[derive(Debug)]
#[must_use = "a sandbox runs after `start`"]
pub struct SandboxBuilder {
    settings: Settings,
    frozen_at: Option<String>,
}

impl SandboxBuilder {
    pub(super) fn new() -> Self {
        Self { settings: Settings::sandbox(), frozen_at: None }
    }

    /// How many citizens live in the nation; a million unless set. It costs neither time nor memory: citizens are computed when asked for.
    pub fn population(mut self, living: u64) -> Self {
        self.settings.nation.living = living;
        self
    }

    /// Seed of the nation, keys, identifiers and secrets: another seed is another world.
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.nation.seed = seed;
        self.settings.seed = Some(seed);
        self
    }

    /// The clock stands still at this instant (RFC 3339, `2026-01-01T00:00:00Z`) until [`Sandbox::advance`] moves it.
    pub fn frozen_at(mut self, instant: impl Into<String>) -> Self {
        self.frozen_at = Some(instant.into());
        self
    }

    /// `login_hint` logs a citizen in and consents to everything asked. So it is unless changed.
    pub fn login_instant(mut self) -> Self {
        self.settings.login = LoginPolicy::Instant;
        self
    }

    /// Citizens log in and consent on pages, in a browser.
    pub fn login_interactive(mut self) -> Self {
        self.settings.login = LoginPolicy::Interactive;
        self
    }

    /// Starts the gateway and waits until it answers.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when the gateway cannot start with these settings.
    pub async fn start(mut self) -> Result<Sandbox, Error> {
        if let Some(instant) = &self.frozen_at {
            self.settings.frozen_at = Some(parse_instant(instant)?);
        }
        let gateway = Gateway::start(self.settings).await.map_err(|cause| {
            Error::new(
                ErrorKind::Configuration,
                "expected a gateway to start with these settings, got a refusal",
            )
            .caused_by(cause)
        })?;
        Sandbox::started(gateway).await
    }
}
