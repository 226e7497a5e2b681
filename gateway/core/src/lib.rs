//! Domain and use cases of the gateway: synchronous, no HTTP, no SQL, no environment.
//!
//! A use case is a function over a [`Ctx`] and an open transaction. It is called by a handler inside
//! `store.read(…)` or `store.write(…)`, and returns an enum that says what happened; statuses, headers and
//! pages are the server's business.
// A missing element is a decision to take here, never a crash in the middle of a request.
#![deny(clippy::indexing_slicing)]

pub mod audit;
pub mod client;
pub mod clock;
pub mod ctx;
pub mod keys;
pub mod oidc;
pub mod overlay;
pub mod params;
pub mod partner;
pub mod realm;
pub mod refusal;
pub mod registry;
pub mod seed;
pub mod sharing;
pub mod storage;

pub use ctx::Ctx;
pub use refusal::{Fail, Refusal};
