//! The page at the address that the gateway prints when it starts: what a newcomer sees first.

use askama::Template;
use jiff::civil::Date;

use super::{CitizenCard, Shell};

/// The realm at a glance, one click from a login.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Issuer of the realm.
    pub issuer: String,
    /// Its discovery document.
    pub discovery_url: String,
    /// Living citizens.
    pub living: u64,
    /// The nation's seed.
    pub seed: u64,
    /// The realm's date.
    pub as_of: Date,
    /// Citizens that can log in at once.
    pub citizens: Vec<CitizenCard>,
    /// Clients that can be used at once.
    pub clients: Vec<ClientRow>,
    /// Passcode of every citizen.
    pub passcode_hint: String,
    /// A command that works when pasted into a shell.
    pub curl: String,
    /// Begins a login at the built-in demo application.
    pub login_url: String,
}

/// A registered client.
#[derive(Debug, Clone)]
pub struct ClientRow {
    /// Client id.
    pub client_id: String,
    /// Name as shown at login.
    pub name: String,
    /// Whether it can keep a secret.
    pub kind: ClientKind,
    /// `token_endpoint_auth_method` as registered.
    pub auth_method: String,
    /// Registered redirect URIs.
    pub redirects: Vec<String>,
}

/// Client types (RFC 6749 section 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientKind {
    /// Cannot keep a secret: an app on the citizen's device.
    Public,
    /// Can keep a secret: a web server.
    Confidential,
}
