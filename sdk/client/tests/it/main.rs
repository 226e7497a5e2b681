//! The SDK against a scripted gateway: what it sends, what it accepts, and above all what it refuses.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod discovery;
#[cfg(feature = "sandbox")]
mod examples;
mod fake;
mod login;
mod query;
mod redaction;
mod resilience;
#[cfg(feature = "sandbox")]
mod sandbox;
