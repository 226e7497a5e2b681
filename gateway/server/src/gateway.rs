//! A running gateway: started from [`Settings`], stopped by [`Gateway::stop`] or by being dropped.

mod serve;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use dinhdanh_core::{Fail, Refusal};
use dinhdanh_jose::{Secret, SystemEntropy, random_token};
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::ready::ReadyFile;
use dinhdanh_registry::SpecError;
use dinhdanh_store::{OpenError, Options, Store};
use tokio::net::TcpListener;
use url::Url;

use crate::http::{App, is_loopback, router};
use crate::ready;
use crate::realms::{Realms, default_realm};
use crate::registry::Population;
use crate::settings::{Data, Settings};

/// A gateway that answers.
pub struct Gateway {
    ready: ReadyFile,
    address: SocketAddr,
    local: bool,
    hints: Hints,
    server: serve::Server,
    store: Store,
    _sweeper: Sweeper,
}

/// Ends with the gateway.
struct Sweeper(tokio::task::JoinHandle<()>);

impl Drop for Sweeper {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What a newcomer is shown.
struct Hints {
    curl: String,
}

/// Why a gateway did not start. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error(
        "cannot listen on `{address}`: {source}; choose another with `--listen`, or stop what uses it (`--listen 127.0.0.1:0` takes a free port)"
    )]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The address is not on loopback and nobody said that this is meant.
    #[error(
        "`{address}` can be reached from other machines, and this gateway speaks plain HTTP: put a TLS proxy in front and listen on loopback, or pass `--allow-plaintext-remote`; the control API then asks for the admin token"
    )]
    Remote {
        /// The address.
        address: SocketAddr,
    },
    /// The address is no address that a client could use.
    #[error(
        "`{address}` stands for every address of this machine, and tokens need one that clients can use: pass `--issuer http://name:port`"
    )]
    Unspecified {
        /// The address.
        address: SocketAddr,
    },
    /// The issuer cannot be one.
    #[error("`{issuer}` cannot be an issuer: {rule}; OpenID Connect Discovery section 3")]
    Issuer {
        /// As given.
        issuer: String,
        /// What is wrong.
        rule: &'static str,
    },
    /// The nation cannot be built.
    #[error(transparent)]
    Nation(#[from] SpecError),
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The ready-file cannot be written.
    #[error("cannot write the ready-file: {0}; give `--ready-file` a path in a writable directory")]
    ReadyFile(io::Error),
    /// Something else.
    #[error("{0}")]
    Other(String),
}

impl From<Fail> for StartError {
    fn from(fail: Fail) -> Self {
        Self::Other(fail.to_string())
    }
}

impl From<Refusal> for StartError {
    fn from(refusal: Refusal) -> Self {
        Self::Other(refusal.to_string())
    }
}

impl Gateway {
    /// Starts a gateway inside the current tokio runtime and returns when it answers.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        if !settings.listen.ip().is_loopback() && !settings.allow_plaintext_remote {
            return Err(StartError::Remote { address: settings.listen });
        }
        let base = settings.issuer.as_ref().map(checked_issuer).transpose()?;
        let listen = |source| StartError::Listen { address: settings.listen, source };
        let listener = TcpListener::bind(settings.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        if address.ip().is_unspecified() && base.is_none() {
            return Err(StartError::Unspecified { address });
        }
        let base = base.unwrap_or_else(|| format!("http://{address}"));
        let local = address.ip().is_loopback() && Url::parse(&base).is_ok_and(|url| is_loopback(&url));

        let population = Population::new(settings.nation)?;
        let store = Store::open(match &settings.data {
            Data::Directory(path) => Options::directory(path),
            Data::Ephemeral => Options::ephemeral(),
        })?;
        let first = default_realm(settings.seed, settings.login, settings.frozen_at);
        let realms = Realms::load(store.clone(), base, &first, settings.clients).await?;
        let default = realms.get(&RealmName::default_realm())?;
        let admin = match settings.admin_token {
            Some(token) => token,
            None => {
                random_token(&mut SystemEntropy::new().map_err(|e| StartError::Other(e.to_string()))?, "", 32)
            }
        };
        let app = Arc::new(App::new(realms, population, store.clone(), Secret::new(admin), local));
        let server = serve::Server::start(listener, router(&app));

        let ready = ready::ready_file(&app, &default)?;
        // Written when the server answers: the listener is bound and its accept loop runs.
        let _ = app.ready.set(ready.clone());
        if let Some(path) = &settings.ready_file {
            ready::write_atomically(path, &ready).map_err(StartError::ReadyFile)?;
        }
        let root = default.record().root.clone();
        let citizen = ready.citizens.first().map(|c| c.personal_number.clone()).unwrap_or_default();
        let hints = Hints { curl: ready::curl_query(&default.issuer, &root, &citizen) };
        warm_up(default);
        let sweeper = Sweeper(tokio::spawn(sweep(app)));
        Ok(Self { ready, address, local, hints, server, store, _sweeper: sweeper })
    }

    /// Issuer, control token, clients and citizens.
    pub fn ready(&self) -> &ReadyFile {
        &self.ready
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the control API asks for the admin token: others than this machine can reach the gateway.
    pub fn wants_admin_token(&self) -> bool {
        !self.local
    }

    /// A command line that queries a citizen's attributes when pasted into a shell.
    pub fn curl_example(&self) -> &str {
        &self.hints.curl
    }

    /// Stops: no new connection, open requests finish, everything written is on disk.
    pub async fn stop(self) {
        self.server.stop().await;
        self.store.close().await;
    }
}

/// An issuer is a base URL without query, fragment, credentials or trailing slash.
fn checked_issuer(url: &Url) -> Result<String, StartError> {
    let wrong = |rule| Err(StartError::Issuer { issuer: url.to_string(), rule });
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return wrong("expected an http or https URL with a host");
    }
    if url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return wrong("expected no query, fragment or credentials");
    }
    if url.path() != "/" {
        return wrong(
            "expected no path: realms have their own below `/r/`; give the proxy a host name of its own",
        );
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Computes the RSA key before somebody waits for it. Costs a processor core for a moment and nothing if it was used already.
fn warm_up(realm: Arc<crate::realms::RealmRuntime>) {
    tokio::task::spawn_blocking(move || {
        let now = realm.now();
        if let Err(error) = realm.keys().1.jwks(now) {
            tracing::error!(%error, "cannot compute the keys");
        }
    });
}

/// How often expired records are removed. They are invisible before that; sweeping only gives their space back.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

async fn sweep(app: Arc<App>) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = app.realms.sweep().await {
            tracing::warn!(%error, "cannot remove expired records");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_a_bare_origin() {
        let check = |text: &str| checked_issuer(&Url::parse(text).unwrap());
        assert_eq!(check("https://id.example/").unwrap(), "https://id.example");
        assert_eq!(check("http://10.0.2.2:8006").unwrap(), "http://10.0.2.2:8006");
        for bad in [
            "https://id.example/x",
            "https://id.example/?q",
            "https://id.example/#f",
            "https://u@id.example",
            "ftp://id.example",
        ] {
            assert!(matches!(check(bad), Err(StartError::Issuer { .. })), "{bad}");
        }
    }
}
