//! A gateway in this process, on a thread of its own: tests may block.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;

use dinhdanh_protocol::ready::{ReadyCitizen, ReadyFile};
use dinhdanh_server::Settings;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::http::{Request, resolve};
use crate::realm::Realm;

/// Where the clocks of tests stand, unless moved.
pub const FROZEN_AT: &str = "2026-06-01T00:00:00Z";

/// [`FROZEN_AT`] in seconds since 1970.
pub const NOW: i64 = 1_780_272_000;

/// A gateway that answers; stopped when dropped.
pub struct Gateway {
    /// Issuer, control token, clients and citizens.
    pub ready: ReadyFile,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Gateway {
    /// What tests run on unless they say otherwise: nothing kept, a free port, a small nation, everything from one seed, and time standing
    /// still at [`NOW`].
    pub fn settings() -> Settings {
        let mut settings = Settings::sandbox();
        settings.frozen_at = Some(FROZEN_AT.parse().expect("an instant"));
        settings.nation.living = 100_000;
        settings.nation.seed = 7;
        settings.seed = Some(7);
        settings.login = dinhdanh_protocol::control::LoginPolicy::Interactive;
        settings
    }

    /// The gateway that the tests of this process share; each takes a realm of its own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Gateway> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(Self::settings()).expect("a gateway"))
    }

    /// Starts a gateway; the error is the message that an operator would see. Requests to its issuer reach it whatever the name.
    pub fn start(settings: Settings) -> Result<Self, String> {
        let (started, wait) = mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let name = settings.issuer.as_ref().map(|issuer| issuer.authority().to_owned());
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let gateway = match dinhdanh_server::Gateway::start(settings).await {
                    Ok(gateway) => gateway,
                    Err(error) => return drop(started.send(Err(error.to_string()))),
                };
                let _ = started.send(Ok((gateway.ready().clone(), gateway.address())));
                // An error means that the handle is gone, which is a stop too.
                let _ = stopped.await;
                gateway.stop().await;
            });
        });
        let (ready, address) = wait.recv().expect("a gateway that starts or says why not")?;
        if let Some(name) = name {
            resolve(&name, address);
        }
        Ok(Self { ready, stop: Some(stop), thread: Some(thread) })
    }

    /// The default realm, at the root.
    pub fn default_realm(&self) -> Realm {
        Realm::attach("default", &self.ready.issuer, &self.ready.control)
    }

    /// A new realm where citizens log in on pages.
    pub fn realm(&self) -> Realm {
        self.create(&json!({}))
    }

    /// A new realm where `login_hint` logs in and consents to everything.
    pub fn instant_realm(&self) -> Realm {
        self.create(&json!({ "login": "instant" }))
    }

    /// A new realm with these members of the control API's request.
    pub fn create(&self, settings: &Value) -> Realm {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("test-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut body = json!({ "name": name, "frozen_at": FROZEN_AT });
        for (member, value) in settings.as_object().into_iter().flatten() {
            body[member] = value.clone();
        }
        let control = &self.ready.control;
        let created = Request::post(&format!("{}/realms", control.url)).bearer(&control.token).json(&body);
        let view = created.send().expect(201).json();
        Realm::own(&name, view["issuer"].as_str().expect("an issuer"), control)
    }

    /// The first citizen with all these traits, e.g. `adult`, `level-2`.
    pub fn citizen(&self, traits: &[&str]) -> &ReadyCitizen {
        let has =
            |citizen: &&ReadyCitizen| traits.iter().all(|t| citizen.traits.iter().any(|known| known == t));
        let found = self.ready.citizens.iter().find(has);
        found.unwrap_or_else(|| panic!("expected a citizen with {traits:?} in the ready-file"))
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            assert!(ended.is_none_or(|ended| ended.is_ok()), "the gateway panicked");
        }
    }
}
