//! Random transactions against the store and against a model of a few maps: both must give the same answers all the way.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;

use dinhdanh_core::storage::{
    AuditEntry, AuditPage, Decision, Link, OutboxMessage, Page, RawRecord, RawWrite, ReadTx, StoreError,
    WriteTx,
};
use dinhdanh_store::{Scope, Store};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::{at, raw};

const KINDS: [&str; 2] = ["k", "l"];
const KEYS: [&str; 4] = ["", "a", "a\0", "ệ"];
const LINKS: [(&str, &str); 3] = [("to", "x"), ("to", "y"), ("of", "x")];

/// Runs the comparison in realms of its own.
pub(crate) fn check(store: &Store) {
    let runtime = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() })
            .run(&proptest::collection::vec(step(), 1..25), |steps| {
                static REALMS: AtomicU64 = AtomicU64::new(0);
                let realm = format!("model {}", REALMS.fetch_add(1, Ordering::Relaxed));
                let (mut model, mut now) = (Model::default(), 100);
                for step in steps {
                    let scope = Scope { realm: &realm, now: at(now) };
                    match step {
                        Step::Wait(seconds) => now += seconds,
                        Step::Sweep => drop(runtime.block_on(store.sweep(scope)).unwrap()),
                        Step::DropRealm => {
                            runtime.block_on(store.drop_realm(&realm)).unwrap();
                            model = Model::default();
                        }
                        Step::Write(verbs, end) => {
                            let mut changed = model.clone();
                            let expected: Vec<_> =
                                verbs.iter().map(|verb| changed.apply(verb, now)).collect();
                            prop_assert_eq!(write(store, scope, verbs, end), expected);
                            if end == End::Commit {
                                model = changed;
                            }
                        }
                    }
                    let scope = Scope { realm: &realm, now: at(now) };
                    let seen =
                        store.read_blocking(scope, |tx| Ok(everything(|verb| read(tx, verb)))).unwrap();
                    prop_assert_eq!(seen, everything(|verb| model.clone().apply(verb, now)));
                }
                Ok(())
            })
            .unwrap_or_else(|failure| panic!("{failure}"));
    });
}

#[derive(Debug, Clone)]
enum Step {
    Write(Vec<Verb>, End),
    Wait(i64),
    Sweep,
    DropRealm,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Commit,
    Rollback,
    Error,
}

#[derive(Debug, Clone)]
enum Verb {
    Put(Content),
    Create(Content),
    Take(&'static str, &'static str),
    Delete(&'static str, &'static str),
    Get(&'static str, &'static str),
    List(&'static str, Option<Link>, Option<&'static str>, u32),
    Append(u8),
    Audit(u64, u32),
    Enqueue(u8),
    Dequeue(u64),
    Outbox(u32),
}

#[derive(Debug, Clone)]
struct Content {
    kind: &'static str,
    key: &'static str,
    body: String,
    links: Vec<Link>,
    expires: Option<i64>,
}

fn step() -> impl Strategy<Value = Step> {
    let end = prop_oneof![4 => Just(End::Commit), 1 => Just(End::Rollback), 1 => Just(End::Error)];
    prop_oneof![
        12 => (proptest::collection::vec(verb(), 0..8), end).prop_map(|(verbs, end)| Step::Write(verbs, end)),
        4 => (0_i64..3).prop_map(Step::Wait),
        1 => Just(Step::Sweep),
        1 => Just(Step::DropRealm),
    ]
}

fn verb() -> impl Strategy<Value = Verb> {
    let kind = || proptest::sample::select(&KINDS[..]);
    let key = || proptest::sample::select(&KEYS[..]);
    let link = || proptest::sample::select(&LINKS[..]).prop_map(|(name, value)| Link::new(name, value));
    let content =
        move || {
            let links = proptest::collection::vec(link(), 0..3);
            let expires = proptest::option::of(99_i64..106);
            (kind(), key(), any::<u8>(), links, expires).prop_map(|(kind, key, body, links, expires)| {
                Content { kind, key, body: body.to_string(), links, expires }
            })
        };
    prop_oneof![
        4 => content().prop_map(Verb::Put),
        4 => content().prop_map(Verb::Create),
        2 => (kind(), key()).prop_map(|(kind, key)| Verb::Take(kind, key)),
        1 => (kind(), key()).prop_map(|(kind, key)| Verb::Delete(kind, key)),
        1 => (kind(), key()).prop_map(|(kind, key)| Verb::Get(kind, key)),
        2 => (kind(), proptest::option::of(link()), proptest::option::of(key()), 0_u32..4)
            .prop_map(|(kind, link, after, limit)| Verb::List(kind, link, after, limit)),
        2 => any::<u8>().prop_map(Verb::Append),
        1 => (0_u64..4, 0_u32..4).prop_map(|(from, limit)| Verb::Audit(from, limit)),
        2 => any::<u8>().prop_map(Verb::Enqueue),
        1 => (0_u64..6).prop_map(Verb::Dequeue),
        1 => (0_u32..4).prop_map(Verb::Outbox),
    ]
}

/// Every question the port can be asked about this small world.
fn everything(ask: impl FnMut(&Verb) -> String) -> Vec<String> {
    let mut verbs = vec![Verb::Audit(0, u32::MAX), Verb::Outbox(u32::MAX)];
    for kind in KINDS {
        verbs.push(Verb::List(kind, None, None, u32::MAX));
        verbs.extend(
            LINKS.map(|(name, value)| Verb::List(kind, Some(Link::new(name, value)), None, u32::MAX)),
        );
    }
    verbs.iter().map(ask).collect()
}

/// One transaction on the store; the answers come out even when it ends in an error.
fn write(store: &Store, scope: Scope<'_>, verbs: Vec<Verb>, end: End) -> Vec<String> {
    let (tell, told) = channel();
    let result = store.write_blocking(scope, move |tx| {
        for verb in &verbs {
            tell.send(perform(tx, verb)).unwrap();
        }
        match end {
            End::Commit => Ok(Decision::Commit(())),
            End::Rollback => Ok(Decision::Rollback(())),
            End::Error => Err(StoreError::Backend("on purpose".to_owned())),
        }
    });
    assert_eq!(result.is_ok(), end != End::Error);
    told.into_iter().collect()
}

fn perform(tx: &mut dyn WriteTx, verb: &Verb) -> String {
    match verb {
        Verb::Put(content) => tx.put_raw(content.raw()).unwrap().to_string(),
        Verb::Create(content) => tx.create_raw(content.raw()).unwrap().to_string(),
        Verb::Take(kind, key) => format!("{:?}", tx.take_raw(kind, key).unwrap()),
        Verb::Delete(kind, key) => tx.delete_raw(kind, key).unwrap().to_string(),
        Verb::Append(body) => tx.append_audit("kind", &body.to_string()).unwrap().to_string(),
        Verb::Enqueue(body) => tx.enqueue("topic", &body.to_string()).unwrap().to_string(),
        Verb::Dequeue(id) => tx.dequeue(*id).unwrap().to_string(),
        reading => read(tx, reading),
    }
}

fn read(tx: &dyn ReadTx, verb: &Verb) -> String {
    match verb {
        Verb::Get(kind, key) => format!("{:?}", tx.get_raw(kind, key).unwrap()),
        Verb::List(kind, link, after, limit) => {
            format!("{:?}", tx.list_raw(kind, link.as_ref(), Page { after: *after, limit: *limit }).unwrap())
        }
        Verb::Audit(from, limit) => {
            format!("{:?}", tx.audit(AuditPage { from: *from, limit: *limit }).unwrap())
        }
        Verb::Outbox(limit) => format!("{:?}", tx.outbox(*limit).unwrap()),
        writing => unreachable!("{writing:?}"),
    }
}

impl Content {
    fn raw(&self) -> RawWrite<'_> {
        let Self { kind, key, body, links, expires } = self;
        RawWrite { kind, key, body, links, expires_at: expires.map(at) }
    }
}

/// What the port promises, in maps. Expired records are removed before every verb, so that nothing can depend on them.
#[derive(Debug, Clone, Default)]
struct Model {
    records: BTreeMap<(&'static str, &'static str), (Content, u64)>,
    audit: Vec<AuditEntry>,
    outbox: BTreeMap<u64, OutboxMessage>,
    last_message: u64,
}

impl Model {
    fn apply(&mut self, verb: &Verb, now: i64) -> String {
        self.records.retain(|_, (content, _)| content.expires.is_none_or(|second| second > now));
        match verb {
            Verb::Put(content) => {
                let version =
                    self.records.get(&(content.kind, content.key)).map_or(1, |(_, version)| version + 1);
                self.records.insert((content.kind, content.key), (content.clone(), version));
                version.to_string()
            }
            Verb::Create(content) => {
                let free = !self.records.contains_key(&(content.kind, content.key));
                if free {
                    self.records.insert((content.kind, content.key), (content.clone(), 1));
                }
                free.to_string()
            }
            Verb::Take(kind, key) => {
                format!("{:?}", self.records.remove(&(*kind, *key)).as_ref().map(stored))
            }
            Verb::Delete(kind, key) => self.records.remove(&(*kind, *key)).is_some().to_string(),
            Verb::Get(kind, key) => format!("{:?}", self.records.get(&(*kind, *key)).map(stored)),
            Verb::List(kind, link, after, limit) => {
                let of_page = self.records.values().filter(|(content, _)| {
                    content.kind == *kind
                        && link.as_ref().is_none_or(|link| content.links.contains(link))
                        && after.is_none_or(|after| content.key.as_bytes() > after.as_bytes())
                });
                format!("{:?}", of_page.take(*limit as usize).map(stored).collect::<Vec<_>>())
            }
            Verb::Append(body) => {
                let sequence = self.audit.len() as u64 + 1;
                self.audit.push(AuditEntry {
                    sequence,
                    at: at(now),
                    kind: "kind".to_owned(),
                    body: body.to_string(),
                });
                sequence.to_string()
            }
            Verb::Audit(from, limit) => {
                let entries = self.audit.iter().filter(|entry| entry.sequence >= *from).take(*limit as usize);
                format!("{:?}", entries.collect::<Vec<_>>())
            }
            Verb::Enqueue(body) => {
                self.last_message += 1;
                let message = OutboxMessage {
                    id: self.last_message,
                    topic: "topic".to_owned(),
                    body: body.to_string(),
                };
                self.outbox.insert(message.id, message);
                self.last_message.to_string()
            }
            Verb::Dequeue(id) => self.outbox.remove(id).is_some().to_string(),
            Verb::Outbox(limit) => {
                format!("{:?}", self.outbox.values().take(*limit as usize).collect::<Vec<_>>())
            }
        }
    }
}

fn stored((content, version): &(Content, u64)) -> RawRecord {
    raw(content.key, &content.body, *version)
}
