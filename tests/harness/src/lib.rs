//! Starts gateways on free ports for tests and drives them as a client would: bytes over TCP, a browser that keeps cookies and reads
//! forms, clients that authenticate. Nothing here knows how the gateway works inside.
//!
//! * [`Gateway`] runs in this process, on a thread of its own; [`Process`] is the command line in a process that can be killed.
//! * [`Realm`] is a test's own world on a shared gateway. When it is dropped it checks that no disclosure was left half done.
//! * [`Browser`], [`Client`] and [`Request`] are what talks to them.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of tests stops the test that it cannot help"
)]

pub mod browser;
pub mod client;
mod cookies;
mod gateway;
mod html;
mod http;
mod process;
mod realm;

pub use browser::{Answer, Browser, Consent, Visit};
pub use client::{Client, Credentials};
pub use dinhdanh_server::cli::main as gateway_main;
pub use dinhdanh_server::{RouteInfo, Settings, routes};
pub use gateway::{FROZEN_AT, Gateway, NOW};
pub use html::{Button, Form, forms, marked};
pub use http::{Request, Response, raw};
pub use process::{Ended, Process};
pub use realm::{PASSCODE, Realm};
