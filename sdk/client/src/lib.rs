//! The partner's SDK: log a citizen in, query verified attributes.

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
pub use dinhdanh_protocol::error::Reason;
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
