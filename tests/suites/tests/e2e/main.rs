//! End-to-end tests: citizens in browsers, clients at the token endpoint, partners with queries, against a gateway on a free port.
//!
//! Tests share one gateway and take a realm each; time stands still and is moved by the control API.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod audit;
mod authorization;
mod authorize;
mod bodies;
mod claims;
mod client_auth;
mod codes;
mod events;
#[path = "../foreign/mod.rs"]
mod foreign;
mod foreigners;
mod kill;
mod languages;
mod login;
mod logout;
mod minimisation;
mod realms;
mod reasons;
mod refresh;
mod register;
mod sessions;
mod sharing;
mod snapshots;
mod startup;
mod support;
mod wire;
