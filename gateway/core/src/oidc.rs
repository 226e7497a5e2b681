//! The OpenID Provider: from an authorization request to tokens, claims and logout.
//!
//! The path of a login: [`request`] checks the parameters → [`interaction`] decides what the citizen has to do (log in, consent, nothing) →
//! [`login`] → [`consent`] → [`code`] → [`token`] → [`claims`]. Each step is a function over a transaction; what travels between
//! them are records.

pub mod claims;
pub mod code;
pub mod consent;
pub mod grant;
pub mod interaction;
pub mod login;
pub mod logout;
pub mod refresh;
pub mod request;
pub mod session;
pub mod token;

/// Authentication contexts: the level of the e-ID account (Decree 69/2024 article 9), lowest first.
pub const ACR_VALUES: [&str; 2] = ["level1", "level2"];

/// The context of an account level (1 or 2).
pub const fn acr_of_level(level: u8) -> &'static str {
    match level {
        0 | 1 => "level1",
        _ => "level2",
    }
}
