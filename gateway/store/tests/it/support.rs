//! Short words for the tests.

use std::pin::Pin;
use std::task::{Context, Waker};

use dinhdanh_core::storage::{AuditPage, Link, Page, RawRecord, RawWrite, ReadTx, StoreError};
use dinhdanh_store::{Options, Scope, Store};
use jiff::Timestamp;
use tempfile::TempDir;

/// A store and what must live as long as it does.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) _home: Option<TempDir>,
}

pub(crate) async fn ephemeral() -> Fixture {
    Fixture { store: Store::open(Options::ephemeral()).unwrap(), _home: None }
}

pub(crate) async fn durable() -> Fixture {
    let home = TempDir::new().unwrap();
    Fixture { store: Store::open(Options::directory(home.path())).unwrap(), _home: Some(home) }
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// The realm most tests use, at second 100.
pub(crate) fn here() -> Scope<'static> {
    Scope { realm: "here", now: at(100) }
}

/// A record without links and expiry.
pub(crate) fn plain<'a>(kind: &'a str, key: &'a str, body: &'a str) -> RawWrite<'a> {
    RawWrite { kind, key, body, links: &[], expires_at: None }
}

pub(crate) fn expiring<'a>(kind: &'a str, key: &'a str, second: i64) -> RawWrite<'a> {
    RawWrite { expires_at: Some(at(second)), ..plain(kind, key, "{}") }
}

pub(crate) fn raw(key: &str, body: &str, version: u64) -> RawRecord {
    RawRecord { key: key.to_owned(), body: body.to_owned(), version }
}

pub(crate) fn keys(tx: &dyn ReadTx, kind: &str, link: Option<&Link>, page: Page<'_>) -> Vec<String> {
    tx.list_raw(kind, link, page).unwrap().into_iter().map(|record| record.key).collect()
}

/// Everything the port shows of a realm, as text: to compare, or to see that a realm is empty.
pub(crate) fn contents(store: &Store, scope: Scope<'_>, kinds: &[&str], links: &[Link]) -> String {
    let all = Page::first(u32::MAX);
    store
        .read_blocking(scope, |tx| {
            let mut text = String::new();
            for kind in kinds {
                text += &format!("{kind}: {:?}\n", tx.list_raw(kind, None, all)?);
                for link in links {
                    text += &format!("{kind} {link:?}: {:?}\n", tx.list_raw(kind, Some(link), all)?);
                }
            }
            text += &format!("audit: {:?}\n", tx.audit(AuditPage { from: 0, limit: u32::MAX })?);
            text += &format!("outbox: {:?}\n", tx.outbox(u32::MAX)?);
            Ok::<_, StoreError>(text)
        })
        .unwrap()
}

/// Polls once, which queues a write; `true` when its answer is still to come.
pub(crate) fn queue(write: &mut Pin<Box<impl Future>>) -> bool {
    write.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending()
}
