//! The realms of this process: their records, keys and caches.

mod runtime;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use dinhdanh_core::client::Client;
use dinhdanh_core::clock::RealmClock;
use dinhdanh_core::realm::{Realm, RootSecret, SYSTEM};
use dinhdanh_core::storage::{Decision, Page, Read, Write};
use dinhdanh_core::{Fail, Refusal};
use dinhdanh_jose::{Alg, Entropy as _};
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::control::{ClockChange, CreateRealm, LoginPolicy, RealmView};
use dinhdanh_protocol::error::Reason;
use dinhdanh_store::{Scope, Store};
use jiff::Timestamp;
pub(crate) use runtime::{RealmRuntime, RegisterWrite};

use crate::clock::real_now;
use crate::entropy::SharedEntropy;

/// Every realm by name. Reading is a lock and a clone of an `Arc`; realms come and go rarely.
pub(crate) struct Realms {
    store: Store,
    base: String,
    /// Clients of the configuration: the default realm has them again after a reset.
    configured: Vec<Client>,
    by_name: RwLock<BTreeMap<RealmName, Arc<RealmRuntime>>>,
    lives: AtomicU64,
    entropy: SharedEntropy,
    /// Changes to realms happen one after another: each reads a record, writes it and puts it into place.
    changing: tokio::sync::Mutex<()>,
}

impl Realms {
    /// Loads the realms of the store; the default realm is created from `first` if it is not there. Every realm begins a new epoch.
    pub(crate) async fn load(
        store: Store,
        base: String,
        first: &CreateRealm,
        configured: Vec<Client>,
    ) -> Result<Self, Fail> {
        let changing = tokio::sync::Mutex::new(());
        let entropy = SharedEntropy::new().map_err(|e| Fail::Internal(e.to_string()))?;
        let realms = Self {
            store,
            base,
            configured,
            by_name: RwLock::default(),
            lives: AtomicU64::new(0),
            entropy,
            changing,
        };
        let stored =
            realms.store.read_blocking(system(), |tx| tx.list::<Realm>(None, Page::first(u32::MAX)))?;
        let has_default = stored.iter().any(|realm| realm.name.is_default());
        for mut realm in stored {
            realm.epoch += 1;
            if realm.name.is_default() {
                // What the command line says about the default realm holds for this run.
                realm.login = first.login;
                if let Some(at) = first.frozen_at {
                    realm.clock = RealmClock::Frozen { at };
                    realm.first_clock = realm.clock;
                }
                if first.seed.is_some_and(|seed| RootSecret::from_seed(seed, &realm.name) != realm.root) {
                    return Err(Fail::refused(
                        Reason::ParameterInvalid,
                        "this data directory was made with another `--seed`, or without: its keys and identifiers would change; start without \
                         `--seed`, or name another directory with `--data`",
                    ));
                }
            }
            let saved = realm.clone();
            realms.store.write_blocking(system(), move |tx| tx.put(&saved).map(Decision::Commit))?;
            realms.insert(realm)?;
        }
        if !has_default {
            let realm = realms.new_realm(first);
            let saved = realm.clone();
            realms.store.write_blocking(system(), move |tx| tx.put(&saved).map(Decision::Commit))?;
            realms.insert(realm)?;
        }
        realms.register_configured().await?;
        Ok(realms)
    }

    async fn register_configured(&self) -> Result<(), Fail> {
        let default = self.get(&RealmName::default_realm())?;
        for client in &self.configured {
            default.register(client.clone()).await?;
        }
        Ok(())
    }

    /// Issuer of the default realm: base of every URL of the gateway.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The realm of this name.
    pub(crate) fn get(&self, name: &RealmName) -> Result<Arc<RealmRuntime>, Fail> {
        let by_name = self.by_name.read().unwrap_or_else(PoisonError::into_inner);
        by_name.get(name).cloned().ok_or_else(|| {
            Fail::refused(Reason::RealmUnknown, format!("expected a realm of this gateway, got `{name}`"))
        })
    }

    /// Every realm, in name order.
    pub(crate) fn all(&self) -> Vec<Arc<RealmRuntime>> {
        self.by_name.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Creates a realm: one record, whatever the realm will hold.
    pub(crate) async fn create(&self, request: &CreateRealm) -> Result<RealmView, Fail> {
        let _changing = self.changing.lock().await;
        let realm = self.new_realm(request);
        let saved = realm.clone();
        let created = self.store.write(system(), move |tx| tx.create(&saved).map(Decision::Commit)).await?;
        if !created {
            return Err(Fail::refused(Reason::RealmExists, format!("`{}` exists", request.name)));
        }
        Ok(self.insert(realm)?.view())
    }

    /// Forgets everything that happened in a realm; its name, seed and policies stay.
    pub(crate) async fn reset(&self, name: &RealmName) -> Result<RealmView, Fail> {
        let _changing = self.changing.lock().await;
        let before = self.get(name)?.record();
        let reset = Realm {
            clock: before.first_clock,
            epoch: before.epoch + 1,
            born_at: real_now(),
            ..(*before).clone()
        };
        let saved = reset.clone();
        self.store.write(system(), move |tx| tx.put(&saved).map(Decision::Commit)).await?;
        let view = self.insert(reset)?.view();
        if name.is_default() {
            self.register_configured().await?;
        }
        // What a request of the old life still writes lands where nobody looks.
        self.store.drop_realm(&before.scope()).await?;
        Ok(view)
    }

    /// Removes a realm and everything in it.
    pub(crate) async fn delete(&self, name: &RealmName) -> Result<(), Fail> {
        if name.is_default() {
            return Err(Fail::refused(Reason::RealmProtected, "expected another realm than `default`"));
        }
        let _changing = self.changing.lock().await;
        let scope = self.get(name)?.record().scope();
        let key = name.to_string();
        self.store.write(system(), move |tx| tx.delete::<Realm>(&key).map(Decision::Commit)).await?;
        self.by_name.write().unwrap_or_else(PoisonError::into_inner).remove(name);
        self.store.drop_realm(&scope).await?;
        Ok(())
    }

    /// Changes a realm's clock; the change is durable before anybody sees it.
    pub(crate) async fn change_clock(
        &self,
        name: &RealmName,
        change: &ClockChange,
    ) -> Result<RealmView, Fail> {
        let _changing = self.changing.lock().await;
        let runtime = self.get(name)?;
        let record = runtime.record();
        let clock = record.clock.changed(change, real_now())?;
        let changed = Realm { clock, ..(*record).clone() };
        let saved = changed.clone();
        self.store.write(system(), move |tx| tx.put(&saved).map(Decision::Commit)).await?;
        runtime.replace_record(changed);
        Ok(runtime.view())
    }

    /// Rotates the keys of an algorithm.
    pub(crate) async fn rotate(&self, name: &RealmName, alg: Alg) -> Result<(), Fail> {
        let _changing = self.changing.lock().await;
        self.get(name)?.rotate(alg).await
    }

    /// Removes what has expired in every realm; returns how many records.
    pub(crate) async fn sweep(&self) -> Result<usize, Fail> {
        let mut removed = 0;
        for realm in self.all() {
            removed += self.store.sweep(Scope { realm: &realm.scope, now: realm.now() }).await?;
        }
        Ok(removed)
    }

    fn new_realm(&self, request: &CreateRealm) -> Realm {
        let clock = request.frozen_at.map_or(RealmClock::REAL, |at| RealmClock::Frozen { at });
        let root = match request.seed {
            Some(seed) => RootSecret::from_seed(seed, &request.name),
            None => {
                let mut bytes = [0; 32];
                self.entropy.clone().fill(&mut bytes);
                RootSecret::from_bytes(bytes)
            }
        };
        Realm {
            name: request.name.clone(),
            root,
            seeded: request.seed.is_some(),
            login: request.login,
            clock,
            first_clock: clock,
            epoch: 0,
            born_at: real_now(),
        }
    }

    fn insert(&self, realm: Realm) -> Result<Arc<RealmRuntime>, Fail> {
        let issuer = match realm.name.is_default() {
            true => self.base.clone(),
            false => format!("{}/r/{}", self.base, realm.name),
        };
        let name = realm.name.clone();
        let runtime = Arc::new(RealmRuntime::new(
            realm,
            issuer,
            self.lives.fetch_add(1, Ordering::Relaxed),
            &self.store,
            self.entropy.clone(),
        )?);
        self.by_name.write().unwrap_or_else(PoisonError::into_inner).insert(name, runtime.clone());
        Ok(runtime)
    }
}

/// The gateway's own records never expire: real time is as good as any.
fn system() -> Scope<'static> {
    Scope { realm: SYSTEM, now: Timestamp::UNIX_EPOCH }
}

/// The default realm as the settings want it.
pub(crate) fn default_realm(
    seed: Option<u64>,
    login: LoginPolicy,
    frozen_at: Option<Timestamp>,
) -> CreateRealm {
    CreateRealm { name: RealmName::default_realm(), seed, login, frozen_at }
}

/// Refuses what cannot be a realm in an address.
pub(crate) fn parse_name(text: &str) -> Result<RealmName, Refusal> {
    RealmName::parse(text).map_err(|e| Refusal::new(Reason::RealmUnknown, e.to_string()))
}
