//! What every backend must do. A new backend adds one line to the end of this file.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dinhdanh_core::storage::{
    AuditEntry, AuditPage, Decision, Link, Page, RawWrite, Read, Record, StoreError, Write,
};
use dinhdanh_store::{Scope, Store};
use jiff::Timestamp;

use crate::model;
use crate::support::{at, contents, durable, ephemeral, expiring, here, keys, plain, queue, raw};

async fn a_put_replaces_and_counts_versions(store: Store) {
    for version in 1..=3 {
        let body = format!("{{\"n\":{version}}}");
        let written = body.clone();
        let put =
            store.write(here(), move |tx| tx.put_raw(plain("k", "a", &written)).map(Decision::Commit)).await;
        assert_eq!(put.unwrap(), version);
        assert_eq!(
            store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(),
            Some(raw("a", &body, version))
        );
    }
}

async fn a_create_yields_to_a_live_record(store: Store) {
    let create = async |body: &'static str| {
        store
            .write(here(), move |tx| tx.create_raw(plain("k", "a", body)).map(Decision::Commit))
            .await
            .unwrap()
    };
    assert!(create("first").await);
    assert!(!create("second").await);
    assert_eq!(store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(), Some(raw("a", "first", 1)));
}

async fn a_refused_create_leaves_the_links_alone(store: Store) {
    let (old, new) = (Link::new("to", "old"), Link::new("to", "new"));
    let links = [old.clone(), new.clone()];
    store
        .write(here(), move |tx| {
            tx.put_raw(RawWrite { links: &links[..1], ..plain("k", "a", "{}") })?;
            tx.create_raw(RawWrite { links: &links[1..], ..plain("k", "a", "{}") }).map(Decision::Commit)
        })
        .await
        .unwrap();
    store
        .read(here(), |tx| {
            assert_eq!(keys(tx, "k", Some(&old), Page::first(9)), ["a"]);
            assert_eq!(keys(tx, "k", Some(&new), Page::first(9)), [""; 0]);
            Ok(())
        })
        .await
        .unwrap();
}

async fn an_expired_record_is_absent_for_every_verb(store: Store) {
    let link = Link::new("to", "x");
    let of_all = [link.clone()];
    store
        .write(here(), move |tx| {
            for key in ["get", "take", "delete", "put", "create"] {
                tx.put_raw(RawWrite { links: &of_all, ..expiring("k", key, 200) })?;
                tx.put_raw(RawWrite { links: &of_all, ..expiring("k", key, 200) })?;
            }
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();

    let just_before = Scope { now: Timestamp::from_microsecond(199_999_999).unwrap(), ..here() };
    store
        .read(just_before, |tx| {
            assert_eq!(tx.get_raw("k", "get")?, Some(raw("get", "{}", 2)));
            assert_eq!(
                keys(tx, "k", Some(&link), Page::first(9)),
                ["create", "delete", "get", "put", "take"]
            );
            Ok(())
        })
        .await
        .unwrap();

    // From the very instant of its expiry on.
    let then = Scope { now: at(200), ..here() };
    store
        .read(then, |tx| {
            assert_eq!(tx.get_raw("k", "get")?, None);
            assert_eq!(keys(tx, "k", None, Page::first(9)), [""; 0]);
            assert_eq!(keys(tx, "k", Some(&link), Page::first(9)), [""; 0]);
            Ok(())
        })
        .await
        .unwrap();
    store
        .write(then, |tx| {
            assert_eq!(tx.take_raw("k", "take")?, None);
            assert!(!tx.delete_raw("k", "delete")?);
            assert_eq!(tx.put_raw(plain("k", "put", "new"))?, 1, "a new record, counted from 1");
            assert!(tx.create_raw(plain("k", "create", "new"))?);
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();
    store
        .read(then, |tx| {
            assert_eq!(
                tx.list_raw("k", None, Page::first(9))?,
                [raw("create", "new", 1), raw("put", "new", 1)]
            );
            assert_eq!(
                keys(tx, "k", Some(&link), Page::first(9)),
                [""; 0],
                "links of the expired ones are gone"
            );
            Ok(())
        })
        .await
        .unwrap();
}

async fn a_put_replaces_the_expiry(store: Store) {
    store
        .write(here(), |tx| {
            tx.put_raw(expiring("k", "stays", 200))?;
            tx.put_raw(plain("k", "stays", "{}"))?;
            tx.put_raw(plain("k", "goes", "{}"))?;
            tx.put_raw(expiring("k", "goes", 200)).map(Decision::Commit)
        })
        .await
        .unwrap();
    let later = Scope { now: at(1000), ..here() };
    assert_eq!(store.read(later, |tx| Ok(keys(tx, "k", None, Page::first(9)))).await.unwrap(), ["stays"]);
}

async fn every_instant_can_be_an_expiry(store: Store) {
    store
        .write(here(), |tx| {
            tx.put_raw(RawWrite { expires_at: Some(Timestamp::MAX), ..plain("k", "never", "{}") })?;
            tx.put_raw(RawWrite { expires_at: Some(Timestamp::MIN), ..plain("k", "always", "{}") })
                .map(Decision::Commit)
        })
        .await
        .unwrap();
    assert_eq!(store.read(here(), |tx| Ok(keys(tx, "k", None, Page::first(9)))).await.unwrap(), ["never"]);
    let end = Scope { now: Timestamp::MAX, ..here() };
    assert_eq!(store.read(end, |tx| Ok(keys(tx, "k", None, Page::first(9)))).await.unwrap(), [""; 0]);
}

async fn a_take_gives_the_record_and_its_links_away(store: Store) {
    let link = Link::new("to", "x");
    let of_record = [link.clone()];
    let taken = store
        .write(here(), move |tx| {
            tx.put_raw(RawWrite { links: &of_record, ..plain("k", "a", "body") })?;
            let taken = (tx.take_raw("k", "a")?, tx.take_raw("k", "a")?);
            // The same key again, without the link: the old link must not find it.
            tx.put_raw(plain("k", "a", "{}"))?;
            Ok(Decision::Commit(taken))
        })
        .await
        .unwrap();
    assert_eq!(taken, (Some(raw("a", "body", 1)), None));
    assert_eq!(
        store.read(here(), |tx| Ok(keys(tx, "k", Some(&link), Page::first(9)))).await.unwrap(),
        [""; 0]
    );
}

async fn of_many_takers_one_gets_it(store: Store) {
    for round in 0..20 {
        let key = round.to_string();
        let written = key.clone();
        store
            .write(here(), move |tx| tx.put_raw(plain("code", &written, "{}")).map(Decision::Commit))
            .await
            .unwrap();
        let winners = AtomicUsize::new(0);
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| {
                    let key = key.clone();
                    let take = store
                        .write_blocking(here(), move |tx| tx.take_raw("code", &key).map(Decision::Commit));
                    winners.fetch_add(usize::from(take.unwrap().is_some()), Ordering::Relaxed);
                });
            }
        });
        assert_eq!(winners.into_inner(), 1);
    }
}

async fn of_many_creators_one_succeeds(store: Store) {
    let winners = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..64)
        .map(|_| {
            let (store, winners) = (store.clone(), Arc::clone(&winners));
            tokio::spawn(async move {
                let created = store
                    .write(here(), |tx| tx.create_raw(plain("k", "a", "{}")).map(Decision::Commit))
                    .await;
                winners.fetch_add(usize::from(created.unwrap()), Ordering::Relaxed);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(winners.load(Ordering::Relaxed), 1);
}

async fn listings_are_in_byte_order_and_paged(store: Store) {
    let ordered = ["", "A", "a", "a\0", "a\0b", "ab", "z", "é", "đ", "ệ", "𝄞"];
    store
        .write(here(), move |tx| {
            for key in ordered.into_iter().rev() {
                tx.put_raw(plain("k", key, "{}"))?;
            }
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();
    store
        .read(here(), |tx| {
            assert_eq!(keys(tx, "k", None, Page::first(99)), ordered);
            assert_eq!(keys(tx, "k", None, Page::first(0)), [""; 0]);
            for (index, after) in ordered.iter().enumerate() {
                let next = &ordered[index + 1..ordered.len().min(index + 3)];
                assert_eq!(
                    keys(tx, "k", None, Page { after: Some(after), limit: 2 }),
                    next,
                    "after {after:?}"
                );
            }
            assert_eq!(
                keys(tx, "k", None, Page { after: Some("b"), limit: 1 }),
                ["z"],
                "`b` itself need not exist"
            );
            Ok(())
        })
        .await
        .unwrap();
}

async fn a_link_finds_its_records_and_no_others(store: Store) {
    let links =
        |pairs: &[(&'static str, &str)]| pairs.iter().map(|(n, v)| Link::new(n, *v)).collect::<Vec<_>>();
    let writes = [
        ("k", "twice", links(&[("client", "x"), ("client", "x")])),
        ("k", "both", links(&[("client", "x"), ("client", "y"), ("subject", "x")])),
        ("k", "other", links(&[("client", "y")])),
        ("k", "none", links(&[])),
        ("other kind", "foreign", links(&[("client", "x")])),
        ("k", "moved", links(&[("client", "x")])),
        ("k", "moved", links(&[("client", "z")])),
        ("k", "deleted", links(&[("client", "x")])),
    ];
    store
        .write(here(), move |tx| {
            for (kind, key, links) in &writes {
                tx.put_raw(RawWrite { links, ..plain(kind, key, "{}") })?;
            }
            tx.delete_raw("k", "deleted").map(Decision::Commit)
        })
        .await
        .unwrap();
    let check = |kind: &str, name: &'static str, value: &str, page: Page<'_>, expect: &[&str]| {
        let found = store
            .read_blocking(here(), |tx| Ok(keys(tx, kind, Some(&Link::new(name, value)), page)))
            .unwrap();
        assert_eq!(found, expect, "{kind} {name} {value}");
    };
    check("k", "client", "x", Page::first(9), &["both", "twice"]);
    check("k", "client", "x", Page::first(1), &["both"]);
    check("k", "client", "x", Page { after: Some("both"), limit: 9 }, &["twice"]);
    check("k", "client", "y", Page::first(9), &["both", "other"]);
    check("k", "subject", "x", Page::first(9), &["both"]);
    check("k", "client", "z", Page::first(9), &["moved"]);
    check("k", "client", "", Page::first(9), &[]);
    check("other kind", "client", "x", Page::first(9), &["foreign"]);
}

async fn the_audit_log_is_numbered_without_gaps(store: Store) {
    let append = async |body: &'static str, keep: bool| {
        store
            .write(here(), move |tx| {
                let sequence = tx.append_audit("kind", body)?;
                Ok(if keep { Decision::Commit(sequence) } else { Decision::Rollback(sequence) })
            })
            .await
            .unwrap()
    };
    assert_eq!(append("one", true).await, 1);
    assert_eq!(append("undone", false).await, 2);
    assert_eq!(append("two", true).await, 2);
    assert_eq!(append("three", true).await, 3);
    let page = |from, limit| store.read_blocking(here(), |tx| tx.audit(AuditPage { from, limit })).unwrap();
    let entry = |sequence, body: &str| AuditEntry {
        sequence,
        at: at(100),
        kind: "kind".to_owned(),
        body: body.to_owned(),
    };
    assert_eq!(page(0, 9), [entry(1, "one"), entry(2, "two"), entry(3, "three")]);
    assert_eq!(page(2, 1), [entry(2, "two")]);
    assert_eq!(page(4, 9), []);
    assert_eq!(page(u64::MAX, 9), []);
}

async fn the_outbox_never_gives_a_number_twice(store: Store) {
    let (first, again, second, left) = store
        .write(here(), |tx| {
            let first = tx.enqueue("topic", "one")?;
            assert!(tx.dequeue(first)?);
            let again = tx.dequeue(first)?;
            let second = tx.enqueue("topic", "two")?;
            tx.enqueue("topic", "three")?;
            assert!(!tx.dequeue(u64::MAX)?);
            let left = tx.outbox(9)?;
            Ok(Decision::Commit((first, again, second, left)))
        })
        .await
        .unwrap();
    assert!(!again, "a message is delivered once");
    assert!(second > first);
    assert_eq!(
        left.iter().map(|m| (m.topic.as_str(), m.body.as_str())).collect::<Vec<_>>(),
        [("topic", "two"), ("topic", "three")]
    );
    assert_eq!(store.read(here(), |tx| tx.outbox(1)).await.unwrap(), left[..1]);
}

async fn what_is_not_committed_leaves_nothing(store: Store) {
    let link = Link::new("to", "x");
    let seen = || contents(&store, here(), &["k"], std::slice::from_ref(&link));
    let of_record = [link.clone()];
    store
        .write(here(), move |tx| {
            tx.put_raw(RawWrite { links: &of_record, ..plain("k", "old", "{}") })?;
            tx.enqueue("topic", "old")?;
            tx.append_audit("kind", "old").map(Decision::Commit)
        })
        .await
        .unwrap();
    let before = seen();

    type End = fn() -> Result<Decision<&'static str>, StoreError>;
    let ends: [(End, &str); 3] = [
        (|| Ok(Decision::Rollback("refused")), "Ok(\"refused\")"),
        (|| Err(StoreError::Busy), "Err(Busy)"),
        (|| panic!("on purpose"), "Err(Backend(\"a write closure panicked: it was undone\"))"),
    ];
    for (end, answer) in ends {
        let of_record = [link.clone()];
        let result = store
            .write(here(), move |tx| {
                tx.put_raw(RawWrite { links: &of_record, ..plain("k", "new", "{}") })?;
                tx.put_raw(RawWrite { body: "changed", ..plain("k", "old", "{}") })?;
                tx.take_raw("k", "old")?;
                tx.append_audit("kind", "new")?;
                tx.dequeue(1)?;
                tx.enqueue("topic", "new")?;
                end()
            })
            .await;
        assert_eq!(format!("{result:?}"), answer);
        assert_eq!(seen(), before, "{answer}");
    }
}

async fn a_transaction_sees_its_own_changes_and_its_own_time(store: Store) {
    store
        .write(here(), |tx| {
            assert_eq!(tx.now(), at(100));
            tx.put_raw(plain("k", "a", "{}"))?;
            assert_eq!(tx.get_raw("k", "a")?, Some(raw("a", "{}", 1)));
            assert_eq!(tx.put_raw(plain("k", "a", "{}"))?, 2);
            Ok(Decision::Commit(()))
        })
        .await
        .unwrap();
    assert_eq!(store.read(here(), |tx| Ok(tx.now())).await.unwrap(), at(100));
}

async fn a_reader_keeps_its_snapshot_beside_writers(store: Store) {
    let put = |body: &'static str| {
        store
            .write_blocking(here(), move |tx| {
                tx.put_raw(plain("k", "a", body))?;
                tx.put_raw(plain("k", "b", body)).map(Decision::Commit)
            })
            .unwrap();
    };
    let body =
        |key: &'static str| store.read_blocking(here(), |tx| tx.get_raw("k", key)).unwrap().unwrap().body;
    put("old");
    store
        .read(here(), |tx| {
            assert_eq!(tx.get_raw("k", "a")?.unwrap().body, "old");
            put("new");
            assert_eq!(tx.get_raw("k", "b")?.unwrap().body, "old", "as at the first read");
            assert_eq!(body("b"), "new", "a reader inside a reader has a snapshot of its own");
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!((body("a"), body("b")), ("new".to_owned(), "new".to_owned()));
}

async fn a_reader_that_fails_or_panics_harms_nobody(store: Store) {
    store.write(here(), |tx| tx.put_raw(plain("k", "a", "1")).map(Decision::Commit)).await.unwrap();
    let failed: Result<(), _> =
        store.read(here(), |tx| tx.get_raw("k", "a").and(Err(StoreError::Busy))).await;
    assert!(matches!(failed, Err(StoreError::Busy)));
    let of_task = store.clone();
    let panicked = tokio::spawn(async move {
        of_task.read(here(), |tx| tx.get_raw("k", "a").map(|_| panic!("on purpose"))).await
    });
    assert!(panicked.await.unwrap_err().is_panic());
    // The connections used above must not show yesterday's data.
    store.write(here(), |tx| tx.put_raw(plain("k", "a", "2")).map(Decision::Commit)).await.unwrap();
    for _ in 0..3 {
        assert_eq!(store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(), Some(raw("a", "2", 2)));
    }
}

async fn realms_do_not_see_each_other(store: Store) {
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

async fn dropping_a_realm_touches_nobody_else(store: Store) {
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

async fn a_sweep_frees_room_and_changes_nothing_else(store: Store) {
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

async fn text_comes_back_as_it_was(store: Store) {
    let long = "ệ".repeat(400_000);
    for text in ["", "Nguyễn Thị Hường", "a\0b", "'; DROP TABLE record; --", "\u{10FFFF}\u{FEFF}", &long]
    {
        let text = text.to_owned();
        let (realm, written) = (text.clone(), text.clone());
        let scope = Scope { realm: &realm, now: at(100) };
        store
            .write(scope, move |tx| {
                tx.put_raw(plain(&written, &written, &written))?;
                tx.enqueue(&written, &written)?;
                tx.append_audit(&written, &written).map(Decision::Commit)
            })
            .await
            .unwrap();
        store
            .read(scope, |tx| {
                assert!(tx.get_raw(&text, &text)? == Some(raw(&text, &text, 1)));
                assert!(tx.audit(AuditPage { from: 1, limit: 1 })?[0].kind == text);
                assert!(tx.outbox(1)?[0].topic == text);
                Ok(())
            })
            .await
            .unwrap();
    }
}

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Code {
    value: String,
    client: String,
    until: i64,
}

impl Record for Code {
    const KIND: &'static str = "code";
    fn key(&self) -> String {
        self.value.clone()
    }
    fn links(&self) -> Vec<Link> {
        vec![Link::new("client", &self.client)]
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Some(at(self.until))
    }
}

async fn typed_records_go_in_and_out(store: Store) {
    let code = |value: &str| Code { value: value.to_owned(), client: "hospital".to_owned(), until: 200 };
    store
        .write(here(), move |tx| {
            assert!(tx.create(&code("a"))?);
            assert!(!tx.create(&code("a"))?);
            assert_eq!(tx.put(&code("b"))?, 1);
            assert!(tx.delete::<Code>("b")?);
            tx.put_raw(plain("code", "broken", "{\"value\": 12345}")).map(Decision::Commit)
        })
        .await
        .unwrap();
    store
        .read(here(), |tx| {
            assert_eq!(tx.get::<Code>("a")?, Some(code("a")));
            assert_eq!(tx.list::<Code>(Some(&Link::new("client", "hospital")), Page::first(9))?, [code("a")]);
            let broken = tx.get::<Code>("broken").unwrap_err().to_string();
            assert!(broken.contains("`code`") && !broken.contains("12345"), "{broken}");
            Ok(())
        })
        .await
        .unwrap();
    let taken = store.write(here(), |tx| tx.take::<Code>("a").map(Decision::Commit)).await.unwrap();
    assert_eq!(taken, Some(code("a")));
}

async fn a_write_whose_caller_left_is_still_made(store: Store) {
    let mut left =
        Box::pin(store.write(here(), |tx| tx.put_raw(plain("k", "a", "{}")).map(Decision::Commit)));
    queue(&mut left);
    drop(left);
    store.ping().await.unwrap();
    assert_eq!(store.read(here(), |tx| tx.get_raw("k", "a")).await.unwrap(), Some(raw("a", "{}", 1)));
}

async fn a_closed_store_says_so(store: Store) {
    // Whatever was queued before is still written and answered.
    let mut before: Vec<_> = (0..50)
        .map(|_| Box::pin(store.write(here(), |tx| tx.append_audit("kind", "{}").map(Decision::Commit))))
        .collect();
    before.iter_mut().for_each(|write| {
        queue(write);
    });
    store.clone().close().await;
    for (write, sequence) in before.into_iter().zip(1..) {
        assert_eq!(write.await.unwrap(), sequence);
    }
    let closed =
        |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Closed)), "{result:?}");
    closed(store.write(here(), |_| Ok(Decision::Commit(()))).await);
    closed(store.write_blocking(here(), |_| Ok(Decision::Commit(()))));
    closed(store.read(here(), |_| Ok(())).await);
    closed(store.drop_realm("here").await);
    closed(store.sweep(here()).await.map(|_| ()));
    closed(store.stats().await.map(|_| ()));
    closed(store.ping().await);
    store.close().await;
}

async fn statistics_count_rows_and_commits(store: Store) {
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

async fn random_transactions_behave_like_the_model(store: Store) {
    model::check(&store);
}

/// Makes a test of each case for one backend.
macro_rules! contract {
    ($backend:ident: $($case:ident),* $(,)?) => {
        mod $backend {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let fixture = super::$backend().await;
                super::$case(fixture.store.clone()).await;
            })*
        }
    };
}

/// The list of cases, once for all backends.
macro_rules! contract_of {
    ($($backend:ident),* $(,)?) => {
        $(contract! { $backend:
            a_put_replaces_and_counts_versions,
            a_create_yields_to_a_live_record,
            a_refused_create_leaves_the_links_alone,
            an_expired_record_is_absent_for_every_verb,
            a_put_replaces_the_expiry,
            every_instant_can_be_an_expiry,
            a_take_gives_the_record_and_its_links_away,
            of_many_takers_one_gets_it,
            of_many_creators_one_succeeds,
            listings_are_in_byte_order_and_paged,
            a_link_finds_its_records_and_no_others,
            the_audit_log_is_numbered_without_gaps,
            the_outbox_never_gives_a_number_twice,
            what_is_not_committed_leaves_nothing,
            a_transaction_sees_its_own_changes_and_its_own_time,
            a_reader_keeps_its_snapshot_beside_writers,
            a_reader_that_fails_or_panics_harms_nobody,
            realms_do_not_see_each_other,
            dropping_a_realm_touches_nobody_else,
            a_sweep_frees_room_and_changes_nothing_else,
            text_comes_back_as_it_was,
            typed_records_go_in_and_out,
            a_write_whose_caller_left_is_still_made,
            a_closed_store_says_so,
            statistics_count_rows_and_commits,
            random_transactions_behave_like_the_model,
        })*
    };
}

// A backend is a function of `support` that opens an empty store.
contract_of!(ephemeral, durable);
