//! Opening, refusing to open, and opening again.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use dinhdanh_core::storage::{Decision, Link, RawWrite};
use dinhdanh_store::{OpenError, Options, Scope, Store};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{at, contents, expiring, here, plain};

fn refusal(path: &Path) -> OpenError {
    Store::open(Options::directory(path)).unwrap_err()
}

fn write(store: &Store) {
    store
        .write_blocking(here(), |tx| {
            tx.put_raw(plain("k", "a", "{}"))?;
            tx.enqueue("topic", "{}")?;
            tx.append_audit("kind", "{}").map(Decision::Commit)
        })
        .unwrap();
}

#[test]
fn reopening_keeps_everything() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("made/on/the/way");
    let store = Store::open(Options::directory(&path)).unwrap();
    write(&store);
    let before = contents(&store, here(), &["k"], &[]);
    drop(store);
    let store = Store::open(Options::directory(&path)).unwrap();
    assert_eq!(contents(&store, here(), &["k"], &[]), before);
    write(&store);
    assert_ne!(contents(&store, here(), &["k"], &[]), before);
}

#[tokio::test]
async fn closing_frees_the_directory_though_a_handle_is_left() {
    let home = TempDir::new().unwrap();
    let store = Store::open(Options::directory(home.path())).unwrap();
    write(&store);
    let left = store.clone();
    store.close().await;
    let log = fs::metadata(home.path().join("store.db-wal")).map_or(0, |file| file.len());
    assert_eq!(log, 0, "checkpointed");
    let again = Store::open(Options::directory(home.path())).unwrap();
    assert_eq!(again.stats().await.unwrap().records, 1);
    drop(left);
    again.ping().await.unwrap();
}

#[test]
fn a_directory_in_use_is_refused() {
    let home = TempDir::new().unwrap();
    let store = Store::open(Options::directory(home.path())).unwrap();
    for _ in 0..2 {
        match refusal(home.path()) {
            OpenError::InUse { path, holder } => {
                assert_eq!((&*path, &*holder), (home.path(), "this very process"));
            }
            other => panic!("{other}"),
        }
        // The refused attempt took nothing from the one that works.
        write(&store);
    }
    drop(store);
    Store::open(Options::directory(home.path())).unwrap();
}

#[test]
fn a_path_that_cannot_be_a_directory_is_refused() {
    let home = TempDir::new().unwrap();
    let (file, taken) = (home.path().join("file"), home.path().join("taken"));
    fs::write(&file, "").unwrap();
    fs::create_dir_all(taken.join("store.db")).unwrap();
    for path in [&file, &file.join("below"), &taken] {
        assert!(matches!(refusal(path), OpenError::Directory { path: named, .. } if named == *path));
    }
}

#[test]
fn a_foreign_file_is_refused_and_left_alone() {
    let home = TempDir::new().unwrap();
    let database = home.path().join("store.db");
    let text = "a letter, or anything else of some length, ".repeat(100);
    fs::write(&database, &text).unwrap();
    assert!(matches!(refusal(home.path()), OpenError::Foreign { path } if path == database));
    assert_eq!(fs::read_to_string(&database).unwrap(), text);

    fs::remove_file(&database).unwrap();
    Connection::open(&database).unwrap().execute_batch("CREATE TABLE record (n)").unwrap();
    let bytes = fs::read(&database).unwrap();
    assert!(matches!(refusal(home.path()), OpenError::Foreign { .. }));
    assert_eq!(fs::read(&database).unwrap(), bytes);
}

#[test]
fn a_newer_schema_is_refused() {
    let home = TempDir::new().unwrap();
    drop(Store::open(Options::directory(home.path())).unwrap());
    Connection::open(home.path().join("store.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(refusal(home.path()), OpenError::NewerSchema { found: 99, .. }));
}

#[test]
fn every_refusal_says_what_was_expected_and_what_to_do() {
    let path = || Path::new("data").to_owned();
    let refusals = [
        OpenError::InUse { path: path(), holder: "process `4711`".to_owned() },
        OpenError::Directory { path: path(), reason: ErrorKind::PermissionDenied.into() },
        OpenError::Foreign { path: path().join("store.db") },
        OpenError::NewerSchema { path: path().join("store.db"), found: 3, known: 1 },
        OpenError::Full { path: path().join("store.db") },
        OpenError::Database { path: path().join("store.db"), reason: "disk I/O error".to_owned() },
        OpenError::Thread(ErrorKind::WouldBlock.into()),
    ];
    insta::assert_snapshot!(refusals.map(|refusal| refusal.to_string()).join("\n\n"));
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;

    let home = TempDir::new().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let fresh = home.path().join("fresh");
    let _store = Store::open(Options::directory(&fresh)).unwrap();
    assert_eq!(mode(&fresh), 0o700);
    // A directory that was there keeps its mode; the files in it are private even so.
    let shared = home.path().join("shared");
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o755)).unwrap();
    let store = Store::open(Options::directory(&shared)).unwrap();
    write(&store);
    assert_eq!(mode(&shared), 0o755);
    let files: Vec<_> = fs::read_dir(&shared).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 3, "database, log and lock: {files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{file:?}");
    }
}

#[test]
fn two_ephemeral_stores_are_two_stores() {
    let (one, two) = (Store::open(Options::ephemeral()).unwrap(), Store::open(Options::ephemeral()).unwrap());
    write(&one);
    assert!(contents(&two, here(), &["k"], &[]).starts_with("k: []"));
}

/// No verb shows a link without its record, so only the table itself can tell that none is left to fill the disk.
#[tokio::test]
async fn no_link_outlives_its_record() {
    let home = TempDir::new().unwrap();
    let store = Store::open(Options::directory(home.path())).unwrap();
    let put = |keys: &'static [&'static str]| {
        store.write(here(), move |tx| {
            for key in keys {
                let links = [Link::new("to", "x"), Link::new("to", "y")];
                tx.put_raw(RawWrite { links: &links, ..expiring("k", key, 200) })?;
            }
            Ok(Decision::Commit(()))
        })
    };
    let other = Connection::open(home.path().join("store.db")).unwrap();
    let links = || other.query_row("SELECT count(*) FROM link", [], |row| row.get::<_, i64>(0)).unwrap();
    put(&["take", "delete", "sweep"]).await.unwrap();
    assert_eq!(links(), 6);
    store.write(here(), |tx| tx.take_raw("k", "take").map(Decision::Commit)).await.unwrap();
    assert_eq!(links(), 4);
    store.write(here(), |tx| tx.delete_raw("k", "delete").map(Decision::Commit)).await.unwrap();
    assert_eq!(links(), 2);
    store.sweep(Scope { now: at(200), ..here() }).await.unwrap();
    assert_eq!(links(), 0);
    put(&["drop"]).await.unwrap();
    store.drop_realm("here").await.unwrap();
    assert_eq!(links(), 0);
}

/// The log is append-only even for whoever opens the file with other tools.
#[test]
fn the_database_itself_protects_the_audit_log() {
    let home = TempDir::new().unwrap();
    let store = Store::open(Options::directory(home.path())).unwrap();
    write(&store);
    write(&store);
    let before = contents(&store, here(), &["k"], &[]);
    let other = Connection::open(home.path().join("store.db")).unwrap();
    for (sql, rule) in [
        ("UPDATE audit SET body = 'x'", "never changed"),
        ("UPDATE audit SET sequence = sequence + 10", "never changed"),
        ("DELETE FROM audit", "only with their realm"),
        ("DELETE FROM audit WHERE sequence = 2", "only with their realm"),
        ("REPLACE INTO audit VALUES ('here', 1, 0, 'kind', 'x')", "without gaps and never replaced"),
        ("INSERT INTO audit VALUES ('here', 4, 0, 'kind', 'x')", "without gaps and never replaced"),
        ("INSERT INTO audit VALUES ('here', 0, 0, 'kind', 'x')", "without gaps and never replaced"),
        ("INSERT INTO audit VALUES ('elsewhere', 2, 0, 'kind', 'x')", "without gaps and never replaced"),
    ] {
        let refused = other.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains(rule), "{sql}: {refused}");
    }
    assert_eq!(contents(&store, here(), &["k"], &[]), before);
}
