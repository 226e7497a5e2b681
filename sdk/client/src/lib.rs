//! The partner's SDK of the `dinhdanh` gateway: log citizens in, and query attributes that can be relied on.
//!
//! Everything behind it is simulated, down to the last citizen. What is not simulated is the way of working: the discovery, signatures,
//! purposes, consents and refusals are those an application meets at a real e-ID platform.
//!
//! # Five minutes
//!
//! With the feature `sandbox` a whole gateway runs inside a test: a free port, a nation of synthetic citizens, a ministry with an
//! agreement, and nothing left behind.
//!
#![cfg_attr(feature = "sandbox", doc = "```")]
#![cfg_attr(not(feature = "sandbox"), doc = "```ignore")]
//! use dinhdanh_sdk::{Attribute, Purpose, Sandbox};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start().await?;
//! let citizen = &sandbox.citizens()[0];
//!
//! let ministry = sandbox.ministry().await?;
//! let answer = ministry
//!     .query()
//!     .by_law(citizen.number())
//!     .purpose(Purpose::parse("health-insurance-claim")?)
//!     .case_reference("claims-2026/0117")
//!     .officer("officer-7")
//!     .attributes([Attribute::Name, Attribute::Birthdate])
//!     .send()
//!     .await?;
//! assert_eq!(answer.text(Attribute::Name), Some(citizen.name()));
//! assert_eq!(answer.text(Attribute::Birthdate), Some(citizen.birthdate()));
//! # Ok(())
//! # }
//! ```
//!
//! # Logging a citizen in
//!
//! A [`Client`] is made once and cloned freely. A login has two halves, with the citizen's browser in between; what the first half learns
//! ([`PendingLogin`]) stays in that browser's session.
//!
//! ```no_run
//! use dinhdanh_sdk::{Attribute, Client, ClientId, Url};
//!
//! # async fn both_halves(callback: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder("https://id.example", ClientId::parse("demo-web")?)
//!     .client_secret("…")
//!     .connect()
//!     .await?;
//!
//! let login = client.login(Url::parse("https://app.example/callback")?).scope("openid profile").start();
//! let (redirect_the_browser_to, keep_in_the_session) = login.into_parts();
//! # let _ = redirect_the_browser_to;
//!
//! // … and when the browser is back at `/callback?code=…`:
//! let session = client.finish_login(keep_in_the_session, callback).await?;
//! let citizen = session.userinfo().await?;
//! println!("{} is {}", session.subject(), citizen.text(Attribute::Name).unwrap_or("somebody"));
//! # Ok(())
//! # }
//! ```
//!
//! # Querying attributes
//!
//! A query says about whom and by which right ([`by_law`](Query::by_law), [`by_consent`](Query::by_consent)), what for, in which case and
//! by which officer; without one of these it [does not compile](Query). The answer is a [`Verified`]: its signature, type, issuer,
//! audience, times, purpose, legal basis, case and attributes were compared with the query, and [`Verified::as_jwt`] is the evidence to
//! file. Whatever was not released is in [`refused`](AttributeResponse::refused), with the reason.
//!
//! # When something goes wrong
//!
//! There is one [`Error`]. [`kind`](Error::kind) is what a program acts on:
//!
//! | kind | what happened | what to do |
//! |---|---|---|
//! | [`Configuration`](ErrorKind::Configuration) | settings or arguments are wrong; nothing was sent | correct the program |
//! | [`Discovery`](ErrorKind::Discovery) | the address is not that of the gateway it should be | correct issuer or gateway |
//! | [`Transport`](ErrorKind::Transport), [`Timeout`](ErrorKind::Timeout) | no answer | repeat if [`is_retryable`](Error::is_retryable) |
//! | [`Unavailable`](ErrorKind::Unavailable) | the gateway cannot serve now | repeat after [`retry_after`](Error::retry_after) if [`is_retryable`](Error::is_retryable) |
//! | [`Refused`](ErrorKind::Refused) | the gateway or the citizen said no: [`reason`](Error::reason), [`rule`](Error::rule) | see [`remedy`](Error::remedy) |
//! | [`State`](ErrorKind::State) | a callback of another login | begin the login anew |
//! | [`Verification`](ErrorKind::Verification) | an answer that must not be believed | do not use it; report [`request_id`](Error::request_id) |
//!
//! Its text says what was expected, what came and what to do, and never shows a secret or a personal number, so it can be logged.
//!
//! # What the SDK does by itself
//!
//! * It keeps one access token per scope and the provider's keys, renews both in time, and lets concurrent callers share one fetch.
//! * It repeats a request only where nothing can have happened: the connection was never made, or the gateway answered 503 with a short
//!   `Retry-After`. A query is recorded before it is answered, so a blind repetition would be a second disclosure.
//! * It follows no redirect, reads no body without end, and speaks plain HTTP only to this machine (or when
//!   [told so in words](Builder::allow_plain_http)).
//!
//! Two programs to read and run are in `examples/`: `citizen_login`, a web back end, and `ministry_batch`, a ministry's batch job.

mod answer;
mod builder;
mod callback;
mod client;
mod clock;
mod credential;
mod error;
mod http_client;
mod id_token;
mod keys;
mod login;
mod provider;
mod query;
mod refusal;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod session;
mod tokens;
mod value;
mod verified;

pub use answer::AttributeResponse;
pub use builder::Builder;
pub use client::Client;
pub use clock::Clock;
pub use dinhdanh_jose::Secret;
pub use dinhdanh_protocol::attribute::{AttributeInfo, Sensitivity, ValueType};
pub use dinhdanh_protocol::error::{Class, Reason, ReasonInfo};
pub use dinhdanh_protocol::sharing::{Assurance, LegalBasis, Purpose, RefusedAttribute};
pub use dinhdanh_protocol::{Attribute, ClientId, PersonalNumber};
pub use error::{Error, ErrorKind};
pub use http::StatusCode;
pub use id_token::IdToken;
pub use login::{Level, Login, LoginRequest, PendingLogin};
pub use query::{About, CaseReference, NoCaseReference, NoOfficer, NoPurpose, NoSubject, Officer, Query};
#[cfg(feature = "sandbox")]
pub use sandbox::Sandbox;
pub use session::{CitizenSession, UserInfo};
pub use url::Url;
pub use value::{Date, Released, Value};
pub use verified::Verified;
