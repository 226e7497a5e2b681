//! The page at the address that the gateway prints when it starts: what a newcomer sees first.

use askama::Template;
use jiff::civil::Date;

use super::{CitizenCard, Shell};

/// The realm at a glance, one click from a login.
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
    /// Issuer of the realm.
    pub(crate) issuer: String,
    /// Its discovery document.
    pub(crate) discovery_url: String,
    /// Living citizens.
    pub(crate) living: u64,
    /// The nation's seed.
    pub(crate) seed: u64,
    /// The realm's date.
    pub(crate) as_of: Date,
    /// Citizens that can log in at once.
    pub(crate) citizens: Vec<CitizenCard>,
    /// Clients that can be used at once.
    pub(crate) clients: Vec<ClientRow>,
    /// Passcode of every citizen.
    pub(crate) passcode_hint: String,
    /// A command that works when pasted into a shell.
    pub(crate) curl: String,
    /// Begins a login at the built-in demo application.
    pub(crate) login_url: String,
}

/// A registered client.
#[derive(Clone)]
pub(crate) struct ClientRow {
    /// Client id.
    pub(crate) client_id: String,
    /// Name as shown at login.
    pub(crate) name: String,
    /// Whether it can keep a secret.
    pub(crate) kind: ClientKind,
    /// `token_endpoint_auth_method` as registered.
    pub(crate) auth_method: String,
    /// The secret, for methods that send one: this page is for whoever runs the simulator.
    pub(crate) secret: Option<String>,
}

/// Client types (RFC 6749 section 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClientKind {
    /// Cannot keep a secret: an app on the citizen's device.
    Public,
    /// Can keep a secret: a web server.
    Confidential,
}
