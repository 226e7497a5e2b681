//! The gateway: OpenID Provider, data-sharing API, pages and the simulator's control API in one binary.
//!
//! [`Gateway::start`] runs one inside the caller's process, on a free port if asked; the binary `dinhdanh` is a command line around it.

pub mod cli;
mod clock;
mod config;
mod gateway;
mod http;
mod locale;
mod pages;
mod ready;
mod realms;
mod registry;
mod settings;

pub use gateway::{Gateway, StartError};
pub use settings::{Data, Settings};
