//! One realm while the process runs: its record, its keys, and what is read often.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use arc_swap::{ArcSwap, ArcSwapOption};
use dinhdanh_core::client::Client;
use dinhdanh_core::keys::{self, StoredRing};
use dinhdanh_core::overlay;
use dinhdanh_core::realm::Realm;
use dinhdanh_core::seed::find_client;
use dinhdanh_core::storage::{Decision, Read, ReadTx, StoreError, Write, WriteTx};
use dinhdanh_core::{Ctx, Fail};
use dinhdanh_jose::{Alg, Entropy, KeyRing, SeededEntropy};
use dinhdanh_protocol::control::RealmView;
use dinhdanh_protocol::overlay::Change;
use dinhdanh_protocol::{ClientId, RealmName};
use dinhdanh_registry::overlay::Overlay;
use dinhdanh_store::{Scope, Store};
use jiff::Timestamp;

use crate::clock::real_now;
use crate::entropy::SharedEntropy;

/// A realm that can be asked.
pub(crate) struct RealmRuntime {
    pub(crate) name: RealmName,
    pub(crate) issuer: String,
    /// Where its records are.
    pub(crate) scope: String,
    /// Unique in this process: a realm that was reset, or deleted and created again, is another one.
    pub(crate) life: u64,
    store: Store,
    record: ArcSwap<Realm>,
    ring: ArcSwap<(u64, KeyRing)>,
    clients: RwLock<HashMap<ClientId, Arc<Client>>>,
    /// The changes of the register; none while nobody has changed anything, which costs a read one look at a pointer.
    overlay: ArcSwapOption<Overlay>,
    /// Changes are decided one after another: each stands on those before.
    changing_register: tokio::sync::Mutex<()>,
    requests: AtomicU64,
    entropy: SharedEntropy,
}

impl RealmRuntime {
    pub(super) fn new(
        realm: Realm,
        issuer: String,
        life: u64,
        store: &Store,
        entropy: SharedEntropy,
    ) -> Result<Self, Fail> {
        let scope = realm.scope();
        let (stored, (changes, last_id)) = store
            .read_blocking(Scope { realm: &scope, now: real_now() }, |tx| {
                Ok((tx.get::<StoredRing>("ring")?, overlay::all(tx)?))
            })?;
        let ring = match &stored {
            Some(stored) => (stored.generation, keys::stored_ring(&realm.root, stored)?),
            None => (0, keys::first_ring(&realm.root)?),
        };
        Ok(Self {
            name: realm.name.clone(),
            issuer,
            scope,
            life,
            store: store.clone(),
            record: ArcSwap::from_pointee(realm),
            ring: ArcSwap::from_pointee(ring),
            clients: RwLock::default(),
            overlay: ArcSwapOption::new(kept(Overlay::new(changes).counting_from(last_id))),
            changing_register: tokio::sync::Mutex::new(()),
            requests: AtomicU64::new(0),
            entropy,
        })
    }

    pub(crate) fn record(&self) -> Arc<Realm> {
        self.record.load_full()
    }

    pub(super) fn replace_record(&self, realm: Realm) {
        self.record.store(Arc::new(realm));
    }

    /// The realm's time.
    pub(crate) fn now(&self) -> Timestamp {
        self.record.load().clock.now(real_now())
    }

    /// The realm's keys.
    pub(crate) fn keys(&self) -> impl std::ops::Deref<Target = Arc<(u64, KeyRing)>> {
        self.ring.load()
    }

    /// A request's context. Requests of a seeded realm draw numbered streams of the root, so that a run repeats byte for byte.
    pub(crate) fn ctx(&self) -> Ctx {
        let realm = self.record.load();
        let rng: Box<dyn Entropy + Send> = if realm.seeded {
            let number = self.requests.fetch_add(1, Ordering::Relaxed);
            Box::new(SeededEntropy::new(realm.root.bytes(), &format!("request/{}/{number}", realm.epoch)))
        } else {
            Box::new(self.entropy.clone())
        };
        Ctx { now: realm.clock.now(real_now()), issuer: self.issuer.clone(), root: realm.root.clone(), rng }
    }

    /// Reads in a transaction of this realm at its present time.
    pub(crate) async fn read<T>(
        &self,
        now: Timestamp,
        f: impl FnOnce(&dyn ReadTx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.store.read(Scope { realm: &self.scope, now }, f).await
    }

    /// As [`Self::read`], for use cases that can refuse.
    pub(crate) async fn try_read<T>(
        &self,
        now: Timestamp,
        f: impl FnOnce(&dyn ReadTx) -> Result<T, Fail>,
    ) -> Result<T, Fail> {
        let answer = self.read(now, |tx| match f(tx) {
            Err(Fail::Store(error)) => Err(error),
            other => Ok(other),
        });
        answer.await?
    }

    /// Writes in a transaction of this realm. A refusal rolls back, unless the use case answers it inside a [`Decision::Commit`].
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        now: Timestamp,
        f: impl FnOnce(&mut dyn WriteTx) -> Result<Decision<T>, Fail> + Send + 'static,
    ) -> Result<T, Fail> {
        let answer = self.store.write(Scope { realm: &self.scope, now }, move |tx| match f(tx) {
            Ok(Decision::Commit(value)) => Ok(Decision::Commit(Ok(value))),
            Ok(Decision::Rollback(value)) => Ok(Decision::Rollback(Ok(value))),
            Err(Fail::Store(error)) => Err(error),
            Err(other) => Ok(Decision::Rollback(Err(other))),
        });
        answer.await?
    }

    /// The client with this id, from memory after the first time.
    pub(crate) async fn client(&self, id: &ClientId) -> Result<Option<Arc<Client>>, StoreError> {
        if let Some(client) = self.clients.read().unwrap_or_else(PoisonError::into_inner).get(id) {
            return Ok(Some(client.clone()));
        }
        let root = self.record().root.clone();
        let found = self.read(self.now(), |tx| find_client(tx, &self.issuer, &root, id)).await?;
        let Some(client) = found.map(Arc::new) else { return Ok(None) };
        self.clients.write().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), client.clone());
        Ok(Some(client))
    }

    /// Registers a client, durably, in place of any other of its id.
    pub(crate) async fn register(&self, client: Client) -> Result<(), Fail> {
        let id = client.client_id.clone();
        self.write(self.now(), move |tx| Ok(tx.put(&client).map(Decision::Commit)?)).await?;
        self.clients.write().unwrap_or_else(PoisonError::into_inner).remove(&id);
        Ok(())
    }

    /// The changes of the register, if there are any.
    pub(crate) fn overlay(&self) -> Option<Arc<Overlay>> {
        self.overlay.load_full()
    }

    /// Changes the register: what is decided over the present changes is durable before anybody sees it.
    ///
    /// In a task of its own: a client that goes away between the commit and the swap must not leave the memory behind the store.
    pub(crate) async fn change_register<T: Send + 'static>(
        self: Arc<Self>,
        decide: impl FnOnce(&Overlay) -> Result<(T, RegisterWrite, Overlay), Fail> + Send + 'static,
    ) -> Result<T, Fail> {
        let task = tokio::spawn(async move {
            let _changing = self.changing_register.lock().await;
            let present = self.overlay.load_full().unwrap_or_default();
            // A full overlay takes long enough to check that no other request should wait for it.
            let decided = tokio::task::spawn_blocking(move || decide(&present)).await;
            let (answer, write, next) = decided.map_err(|error| Fail::Internal(error.to_string()))??;
            let root = self.record().root.clone();
            self.write(self.now(), move |tx| {
                let written = match write {
                    RegisterWrite::Add(change) => overlay::record(tx, &root, *change),
                    RegisterWrite::Import(changes) => overlay::import(tx, &root, changes),
                    RegisterWrite::Undo(change) => overlay::undo(tx, &root, &change),
                };
                written.map(Decision::Commit)
            })
            .await?;
            self.overlay.store(kept(next));
            Ok(answer)
        });
        task.await.map_err(|error| Fail::Internal(error.to_string()))?
    }

    /// Rotates the keys of an algorithm, durably, before the new key signs anything.
    pub(super) async fn rotate(&self, alg: Alg) -> Result<(), Fail> {
        let now = self.now();
        let current = self.ring.load_full();
        let (ring, stored) = keys::rotated(&self.record().root, &current.1, current.0 + 1, alg, now)?;
        let generation = stored.generation;
        self.write(now, move |tx| Ok(tx.put(&stored).map(Decision::Commit)?)).await?;
        self.ring.store(Arc::new((generation, ring)));
        Ok(())
    }

    /// The realm as the control API shows it.
    pub(crate) fn view(&self) -> RealmView {
        let realm = self.record();
        RealmView {
            name: self.name.clone(),
            issuer: self.issuer.clone(),
            login: realm.login,
            now: self.now(),
            frozen: realm.clock.is_frozen(),
        }
    }

    /// Prefix of the realm's paths: empty for the default realm.
    pub(crate) fn prefix(&self) -> String {
        if self.name.is_default() { String::new() } else { format!("/r/{}", self.name) }
    }
}

/// What a change of the register writes.
pub(crate) enum RegisterWrite {
    /// One change.
    Add(Box<Change>),
    /// Every change of a file.
    Import(Vec<Change>),
    /// A change is taken back.
    Undo(Box<Change>),
}

/// An overlay that never had a change is none.
fn kept(overlay: Overlay) -> Option<Arc<Overlay>> {
    (overlay.last_id() > 0).then(|| Arc::new(overlay))
}
