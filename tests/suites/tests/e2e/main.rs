//! End-to-end tests: citizens in browsers, clients at the token endpoint, partners with queries, against a gateway on a free port.
//!
//! Tests share one gateway and take a realm each; time stands still and is moved by the control API.

mod audit;
mod authorization;
mod claims;
mod codes;
#[path = "../foreign/mod.rs"]
mod foreign;
mod input;
mod kill;
mod languages;
mod login;
mod logout;
mod minimisation;
mod reasons;
mod realms;
mod refresh;
mod sessions;
mod sharing;
mod snapshots;
mod startup;
mod support;
