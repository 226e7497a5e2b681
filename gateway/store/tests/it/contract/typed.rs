//! What is put in comes out unchanged, as text and as types.

use dinhdanh_core::storage::{AuditPage, Decision, Link, Page, Read, Record, Write};
use dinhdanh_store::{Scope, Store};
use jiff::Timestamp;

use crate::support::{at, here, plain, raw};

pub(super) async fn text_comes_back_as_it_was(store: Store) {
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

pub(super) async fn typed_records_go_in_and_out(store: Store) {
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
