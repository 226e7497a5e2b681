//! A whole gateway inside the caller's process: a nation of synthetic citizens, partners with agreements, and a clock that obeys.

mod browser;
mod citizen;
mod control;
mod settings;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use dinhdanh_protocol::control::{ClockChange, RealmView};
use dinhdanh_protocol::oauth::ClientAuthMethod;
use dinhdanh_protocol::ready::{ReadyClient, ReadyFile};
use dinhdanh_protocol::{ClientId, RealmName};
use dinhdanh_server::Gateway;
use jiff::Timestamp;
use url::Url;

pub use citizen::Citizen;
pub use settings::SandboxBuilder;

use self::browser::Browser;
use self::control::Control;
use crate::builder::Builder;
use crate::client::Client;
use crate::clock::Clock;
use crate::error::{Error, ErrorKind};
use crate::login::Login;
use crate::session::CitizenSession;

/// A running gateway on a free port of this machine. It stops when the last clone is dropped, and nothing of it is kept.
///
/// Every sandbox is a world of its own, so tests that start one each cannot touch each other.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

/// One realm of a gateway.
struct Inner {
    gateway: Arc<Running>,
    realm: RealmName,
    issuer: String,
    clients: Vec<ReadyClient>,
    citizens: Vec<Citizen>,
    clock: Clock,
}

/// What the realms of a gateway share.
struct Running {
    control: Control,
    browser: Browser,
    /// From it the keys and identifiers of every realm derive.
    seed: u64,
    /// Stops when dropped.
    _gateway: Gateway,
}

impl Sandbox {
    /// Starts a gateway with a small nation, instant login, and everything from one seed: two runs see the same citizens and keys.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when the gateway cannot start.
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// A sandbox of another size, seed, time or way of logging in.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::new()
    }

    /// A new realm of the same gateway: an issuer of its own below `/r/{name}`, own keys, logins, consents and audit log, and a clock
    /// of its own, frozen where this one is if it is. Its clients have the same names and credentials of their own. It costs milliseconds, so every test can have one.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] for a name that cannot be one; [`ErrorKind::Refused`] if the realm exists.
    pub async fn realm(&self, name: &str) -> Result<Self, Error> {
        let name = RealmName::parse(name).map_err(|cause| {
            Error::new(ErrorKind::Configuration, cause.to_string()).remedy_is("choose another name")
        })?;
        let Running { control, seed, .. } = &*self.0.gateway;
        let view = control.create_realm(name, *seed, self.0.clock.frozen()).await?;
        let ready = control.ready(&view.name).await?;
        let realm = Self(Arc::new(Inner {
            gateway: Arc::clone(&self.0.gateway),
            realm: view.name.clone(),
            issuer: view.issuer.clone(),
            clients: ready.clients,
            citizens: self.0.citizens.clone(),
            clock: Clock::system(),
        }));
        realm.follow(&view);
        Ok(realm)
    }

    /// The issuer.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// Citizens who can log in, with what makes each interesting.
    pub fn citizens(&self) -> &[Citizen] {
        &self.0.citizens
    }

    /// The first citizen with a trait such as `married`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the traits there are.
    pub fn citizen_with(&self, wanted: &str) -> Result<&Citizen, Error> {
        self.citizens().iter().find(|citizen| citizen.has(wanted)).ok_or_else(|| {
            let mut known: Vec<&str> = self.citizens().iter().flat_map(Citizen::traits).collect();
            known.sort_unstable();
            known.dedup();
            not_here("a trait", &known, wanted)
        })
    }

    /// A web application's client, ready to log citizens in.
    pub async fn relying_party(&self) -> Result<Client, Error> {
        self.first("a relying party", |client| {
            client.token_endpoint_auth_method == ClientAuthMethod::ClientSecretBasic
        })
        .await
    }

    /// A ministry's client, with a key and an agreement, ready to query.
    pub async fn ministry(&self) -> Result<Client, Error> {
        self.first("a ministry", |client| {
            client.private_key_jwk.is_some() && client.scope.split(' ').any(|scope| scope == "attributes")
        })
        .await
    }

    /// The client with this id.
    pub async fn client(&self, id: &str) -> Result<Client, Error> {
        self.client_builder(id)?.connect().await
    }

    /// Settings of the client with this id, to be changed before it connects.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the clients there are.
    pub fn client_builder(&self, id: &str) -> Result<Builder, Error> {
        let clients = &self.0.clients;
        match clients.iter().find(|client| client.client_id == id) {
            Some(client) => self.builder_of(client),
            None => {
                let known: Vec<&str> = clients.iter().map(|client| client.client_id.as_str()).collect();
                Err(not_here("a client", &known, id))
            }
        }
    }

    /// Logs a citizen in to an application without a browser, and asks for all that the application is registered for.
    pub async fn log_in(&self, client: &Client, citizen: &Citizen) -> Result<CitizenSession, Error> {
        let id = client.client_id().as_str();
        let registered = self.0.clients.iter().find(|registered| registered.client_id == id);
        let scope = registered.map_or("openid", |registered| registered.scope.as_str());
        // The data-sharing scope belongs to the client itself, never to a citizen's login.
        let scope: Vec<&str> = scope.split(' ').filter(|name| *name != "attributes").collect();
        self.finish(client, client.login(loopback_callback()?).scope(&scope.join(" ")), citizen).await
    }

    /// Logs a citizen in with what `ask` adds to the request: purpose, single claims, level.
    pub async fn log_in_with(
        &self,
        client: &Client,
        citizen: &Citizen,
        ask: impl FnOnce(Login) -> Login,
    ) -> Result<CitizenSession, Error> {
        self.finish(client, ask(client.login(loopback_callback()?)), citizen).await
    }

    /// Plays the citizen's browser: opens the address of a [`LoginRequest`](crate::LoginRequest) and returns the callback it ends at.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`] when a page asks for something that only a person can give.
    pub async fn visit(&self, url: &Url) -> Result<Url, Error> {
        self.0.gateway.browser.visit(url).await
    }

    /// Stops the clock, and sets it to this instant (RFC 3339, `2026-01-01T00:00:00Z`).
    pub async fn freeze_at(&self, instant: &str) -> Result<(), Error> {
        self.change_clock(&ClockChange::Freeze(Some(parse_instant(instant)?))).await
    }

    /// Stops the clock where it is.
    pub async fn freeze(&self) -> Result<(), Error> {
        self.change_clock(&ClockChange::Freeze(None)).await
    }

    /// Lets the clock go on from where it stands.
    pub async fn resume(&self) -> Result<(), Error> {
        self.change_clock(&ClockChange::Resume).await
    }

    /// Moves the clock forward by whole seconds, at least one: tokens expire, people age.
    pub async fn advance(&self, by: Duration) -> Result<(), Error> {
        let seconds = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        self.change_clock(&ClockChange::Advance { seconds }).await
    }

    /// The time in the sandbox.
    pub fn now(&self) -> SystemTime {
        self.0.clock.now().into()
    }

    async fn started(gateway: Gateway) -> Result<Self, Error> {
        let ReadyFile { issuer, control, nation, clients, citizens } = gateway.ready().clone();
        let running = Running {
            control: Control::new(&control)?,
            browser: Browser::new(&issuer)?,
            seed: nation.seed,
            _gateway: gateway,
        };
        let realm = RealmName::default_realm();
        let view = running.control.realm(&realm).await?;
        let sandbox = Self(Arc::new(Inner {
            gateway: Arc::new(running),
            realm,
            issuer,
            clients,
            citizens: citizens.iter().map(Citizen::new).collect::<Result<_, _>>()?,
            clock: Clock::system(),
        }));
        sandbox.follow(&view);
        Ok(sandbox)
    }

    async fn first(&self, what: &str, wanted: impl Fn(&ReadyClient) -> bool) -> Result<Client, Error> {
        let clients = &self.0.clients;
        match clients.iter().find(|client| wanted(client)) {
            Some(client) => self.builder_of(client)?.connect().await,
            None => Err(not_here("a client", &[], what)),
        }
    }

    fn builder_of(&self, client: &ReadyClient) -> Result<Builder, Error> {
        let id = ClientId::parse(&client.client_id).map_err(|cause| {
            Error::new(ErrorKind::Configuration, "expected a client id in the ready-file").caused_by(cause)
        })?;
        // A test must not fail because the machine is slow.
        let builder =
            Client::builder(self.issuer(), id).clock(self.0.clock.clone()).timeout(Duration::from_secs(120));
        let secret = client.client_secret.clone().unwrap_or_default();
        Ok(match client.token_endpoint_auth_method {
            ClientAuthMethod::ClientSecretBasic => builder.client_secret(secret),
            ClientAuthMethod::ClientSecretPost => builder.client_secret_post(secret),
            ClientAuthMethod::PrivateKeyJwt => builder.private_key_jwk(
                client.private_key_jwk.as_ref().map(ToString::to_string).unwrap_or_default(),
            ),
            ClientAuthMethod::None => builder.public(),
        })
    }

    async fn finish(
        &self,
        client: &Client,
        login: Login,
        citizen: &Citizen,
    ) -> Result<CitizenSession, Error> {
        let (url, pending) = login.login_hint(citizen.number().expose()).start().into_parts();
        let callback = self.visit(&url).await?;
        client.finish_login(pending, callback.as_str()).await
    }

    async fn change_clock(&self, change: &ClockChange) -> Result<(), Error> {
        let view = self.0.gateway.control.change_clock(&self.0.realm, change).await?;
        self.follow(&view);
        Ok(())
    }

    /// The clients' clock is the realm's: otherwise tokens of a frozen realm would look expired.
    fn follow(&self, view: &RealmView) {
        self.0.clock.follow(view.now, view.frozen);
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("issuer", &self.issuer()).finish_non_exhaustive()
    }
}

/// Registered for every client of the ready-file, with any port.
fn loopback_callback() -> Result<Url, Error> {
    Url::parse("http://127.0.0.1/callback")
        .map_err(|cause| Error::new(ErrorKind::Configuration, "expected a URL").caused_by(cause))
}

fn parse_instant(text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|cause: jiff::Error| {
        Error::new(
            ErrorKind::Configuration,
            format!("expected an instant such as `2026-01-01T00:00:00Z`, got `{text}`"),
        )
        .caused_by(cause)
    })
}

fn not_here(what: &str, known: &[&str], got: &str) -> Error {
    Error::new(
        ErrorKind::Configuration,
        format!("expected {what} among `{}`, got `{got}`", known.join("`, `")),
    )
    .remedy_is("pick one of those")
}
