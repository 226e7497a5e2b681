//! The SDK against a scripted gateway: what it sends, what it accepts, and above all what it refuses.

mod discovery;
mod fake;
mod login;
mod query;
mod redaction;
mod resilience;
