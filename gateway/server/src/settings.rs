//! What a gateway is started with, after file, environment and flags have been merged and checked.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use dinhdanh_core::client::Client;
use dinhdanh_population::NationSpec;
use dinhdanh_protocol::control::LoginPolicy;
use jiff::Timestamp;
use url::Url;

/// Where records are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// In this directory; what was acknowledged survives `kill -9`.
    Directory(PathBuf),
    /// Nowhere: gone when the gateway stops.
    Ephemeral,
}

/// What a gateway is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Base URL that clients and browsers see; `http://<listen>` if absent.
    pub issuer: Option<Url>,
    /// Where records are kept.
    pub data: Data,
    /// The nation behind the registry.
    pub nation: NationSpec,
    /// Seed of keys, identifiers and secrets of the default realm; random, and kept in the store, if absent.
    pub seed: Option<u64>,
    /// How citizens log in to the default realm.
    pub login: LoginPolicy,
    /// Freeze the default realm's clock at this instant.
    pub frozen_at: Option<Timestamp>,
    /// Where to write the ready-file.
    pub ready_file: Option<PathBuf>,
    /// Token of the control API; random if absent.
    pub admin_token: Option<String>,
    /// Whether to listen beyond loopback without TLS.
    pub allow_plaintext_remote: bool,
    /// Clients to register in the default realm, beside the seeded ones.
    pub clients: Vec<Client>,
}

impl Settings {
    /// A gateway for a test: nothing kept, a free port, a small nation, instant login, everything from one seed.
    pub fn sandbox() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: Data::Ephemeral,
            nation: NationSpec { living: 1_000_000, ..NationSpec::default() },
            seed: Some(NationSpec::default().seed),
            login: LoginPolicy::Instant,
            ..Self::default()
        }
    }
}

impl Default for Settings {
    /// What `dinhdanh serve` does without flags.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8006)),
            issuer: None,
            data: Data::Directory(PathBuf::from(".dinhdanh")),
            nation: NationSpec::default(),
            seed: None,
            login: LoginPolicy::Interactive,
            frozen_at: None,
            ready_file: None,
            admin_token: None,
            allow_plaintext_remote: false,
            clients: Vec::new(),
        }
    }
}
