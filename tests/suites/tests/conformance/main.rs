//! What the OpenID Foundation's suite asks of a provider, in its modules' names: raw requests, nothing of the SDK, nothing of the crate
//! that signs.
//!
//! Plans: Config OP (`oidcc-config-certification-test-plan`), Basic OP (`oidcc-basic-certification-test-plan`, static clients) and
//! RP-initiated logout (`oidcc-rp-initiated-logout-certification-test-plan`). A module that does not apply says why in [`skipped`].
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod basic;
mod checks;
mod discovery;
#[path = "../foreign/mod.rs"]
mod foreign;
mod interaction;
mod logout;
mod skipped;
mod userinfo;
