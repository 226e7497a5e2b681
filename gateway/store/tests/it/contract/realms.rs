//! Realms side by side, their end, and housekeeping.

use dinhdanh_core::storage::{Decision, Link, RawWrite};
use dinhdanh_store::{Scope, Store};

use crate::model;
use crate::support::{at, contents, expiring, here, plain};

pub(super) async fn realms_do_not_see_each_other(store: Store) {
    let there = Scope { realm: "there", now: at(100) };
    let of_record = [Link::new("to", "x")];
    for _ in 0..2 {
        let of_record = of_record.clone();
        store
            .write(there, move |tx| {
                tx.put_raw(RawWrite { links: &of_record, ..plain("k", "a", "{}") })?;
                tx.enqueue("topic", "{}")?;
                tx.append_audit("kind", "{}").map(Decision::Commit)
            })
            .await
            .unwrap();
    }
    let (sequence, id) = store
        .write(here(), |tx| {
            assert!(!tx.delete_raw("k", "a")?);
            assert!(!tx.dequeue(1)?);
            Ok(Decision::Rollback((tx.append_audit("kind", "{}")?, tx.enqueue("topic", "{}")?)))
        })
        .await
        .unwrap();
    assert_eq!((sequence, id), (1, 1));
    assert_eq!(contents(&store, here(), &["k"], &[]), "k: []\naudit: []\noutbox: []\n");
}

pub(super) async fn dropping_a_realm_touches_nobody_else(store: Store) {
    let link = Link::new("to", "x");
    // Names between which a careless comparison would not tell the difference.
    let realms = ["here", "Here", "here ", "her", "here2", "", "%"];
    let fill = |realm: &'static str| {
        let of_record = [link.clone()];
        store.write_blocking(Scope { realm, now: at(100) }, move |tx| {
            tx.put_raw(RawWrite { links: &of_record, ..plain("k", "a", realm) })?;
            tx.put_raw(expiring("k", "b", 50))?;
            Ok(Decision::Commit((tx.append_audit("kind", realm)?, tx.enqueue("topic", realm)?)))
        })
    };
    let seen = |realm| contents(&store, Scope { realm, now: at(100) }, &["k"], std::slice::from_ref(&link));
    for realm in realms {
        fill(realm).unwrap();
    }
    let before: Vec<_> = realms.iter().map(|realm| seen(realm)).collect();
    store.drop_realm("here").await.unwrap();
    let nothing = "k: []\nk Link { name: \"to\", value: \"x\" }: []\naudit: []\noutbox: []\n";
    assert_eq!(seen("here"), nothing);
    for (realm, before) in realms.iter().zip(&before).skip(1) {
        assert_eq!(&seen(realm), before, "{realm:?}");
    }
    store.drop_realm("here").await.unwrap();
    assert_eq!(fill("here").unwrap(), (1, 1), "a realm of the same name starts anew");
    assert_eq!(seen("here"), before[0]);
}

pub(super) async fn a_sweep_frees_room_and_changes_nothing_else(store: Store) {
    let link = Link::new("to", "x");
    let there = Scope { realm: "there", ..here() };
    for scope in [here(), there] {
        let of_record = [link.clone()];
        store
            .write(scope, move |tx| {
                // More than are removed in one transaction.
                for number in 0..2500 {
                    tx.put_raw(RawWrite { links: &of_record, ..expiring("k", &number.to_string(), 200) })?;
                }
                tx.put_raw(RawWrite { links: &of_record, ..expiring("k", "later", 201) })?;
                tx.put_raw(RawWrite { links: &of_record, ..plain("k", "never", "{}") }).map(Decision::Commit)
            })
            .await
            .unwrap();
    }
    assert_eq!(store.sweep(Scope { now: at(199), ..here() }).await.unwrap(), 0);
    let then = Scope { now: at(200), ..here() };
    let seen = || contents(&store, then, &["k"], std::slice::from_ref(&link));
    let before = seen();
    assert_eq!(store.sweep(then).await.unwrap(), 2500);
    assert_eq!(seen(), before);
    assert_eq!(store.stats().await.unwrap().records, 2 + 2502);
    assert_eq!(store.sweep(then).await.unwrap(), 0);
}

pub(super) async fn statistics_count_rows_and_commits(store: Store) {
    store
        .write(here(), |tx| {
            tx.put_raw(plain("k", "a", "{}"))?;
            tx.put_raw(expiring("k", "b", 50))?;
            tx.append_audit("kind", "{}")?;
            tx.enqueue("topic", "{}").map(Decision::Commit)
        })
        .await
        .unwrap();
    let stats = store.stats().await.unwrap();
    assert_eq!((stats.records, stats.audit, stats.outbox, stats.writes, stats.batches), (2, 1, 1, 1, 1));
}

pub(super) async fn random_transactions_behave_like_the_model(store: Store) {
    model::check(&store);
}
