//! A process is killed in the middle of its work; what it acknowledged must be there afterwards, and nothing by halves.
//!
//! SIGKILL shows that no acknowledged write lives in the process alone. That it also survives a power failure rests on `synchronous=FULL`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use dinhdanh_core::storage::{AuditPage, Decision, Page, StoreError};
use dinhdanh_store::{OpenError, Options, Store};
use tempfile::TempDir;

use crate::support::{here, keys, plain};

/// Tells this test binary to be the process that gets killed, and in which directory.
const VICTIM: &str = "DINHDANH_STORE_VICTIM";
const TASKS: usize = 24;

/// Starts this binary again as the victim, in `home`, with `round` in all its keys.
fn victim(home: &TempDir, round: usize) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::the_victim_writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(VICTIM, format!("{round}={}", home.path().display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    (child, output)
}

/// The key in an acknowledgement. The test runner writes on the same stream, without a line break at times.
fn acknowledged(line: &str) -> Option<String> {
    line.split_once("acknowledged ").map(|(_, key)| key.trim_end().to_owned())
}

#[test]
#[ignore = "started by the test below in a process of its own"]
fn the_victim_writes_until_it_is_killed() {
    #[expect(
        clippy::disallowed_methods,
        reason = "how the parent test tells its child what to do; not configuration"
    )]
    let Ok(order) = std::env::var(VICTIM) else { return };
    let (round, path) = order.split_once('=').unwrap();
    // An orphan must not fill the disk: the pipe closes when the parent is gone.
    std::thread::spawn(|| {
        drop(std::io::stdin().read_to_end(&mut Vec::new()));
        std::process::exit(1);
    });
    let store = Store::open(Options::directory(path)).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        let tasks: Vec<_> = (0..TASKS)
            .map(|task| {
                let (store, round) = (store.clone(), round.to_owned());
                tokio::spawn(async move {
                    for number in 0.. {
                        let key = format!("{round}-{task}-{number}");
                        let written = key.clone();
                        let write = store.write(here(), move |tx| {
                            tx.put_raw(plain("left", &written, "{}"))?;
                            tx.append_audit("kind", &written)?;
                            tx.enqueue("topic", &written)?;
                            tx.put_raw(plain("right", &written, "{}")).map(Decision::Commit)
                        });
                        write.await.unwrap();
                        println!("acknowledged {key}");
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

#[test]
fn a_killed_process_loses_no_acknowledged_write() {
    let home = TempDir::new().unwrap();
    let mut promised = BTreeSet::new();
    // The same directory again and again, so that recovery itself meets what earlier crashes left.
    for (round, enough) in [1, 2, 10, 50, 200, 500, 1000, 2000].into_iter().enumerate() {
        let (mut child, mut output) = victim(&home, round);
        let mut line = String::new();
        let mut count = 0;
        while count < enough && output.read_line(&mut line).unwrap() > 0 {
            let key = acknowledged(&line);
            count += usize::from(key.is_some());
            promised.extend(key);
            line.clear();
        }
        // SIGKILL: nothing in the child gets a chance to tidy up.
        child.kill().unwrap();
        let status = child.wait().unwrap();
        assert_eq!(status.code(), None, "killed by a signal, not ended by itself");
        // What was acknowledged while the signal was on its way counts as well; a last line cut short does not.
        let rest = output.split(b'\n').map(|line| String::from_utf8(line.unwrap()).unwrap());
        let mut rest: Vec<_> = rest.collect();
        rest.pop();
        promised.extend(rest.iter().filter_map(|line| acknowledged(line)));
        assert_kept(&home, &promised);
    }
    assert!(promised.len() > 3000, "the load was real: {}", promised.len());
}

fn assert_kept(home: &TempDir, promised: &BTreeSet<String>) {
    let store = Store::open(Options::directory(home.path())).unwrap();
    store
        .read_blocking(here(), |tx| {
            let left: BTreeSet<_> = keys(tx, "left", None, Page::first(u32::MAX)).into_iter().collect();
            let right = keys(tx, "right", None, Page::first(u32::MAX)).into_iter().collect();
            let log = tx.audit(AuditPage { from: 1, limit: u32::MAX })?;
            let outbox = tx.outbox(u32::MAX)?;
            let lost: Vec<_> = promised.difference(&left).collect();
            assert!(lost.is_empty(), "acknowledged but lost: {lost:?}");
            // Every transaction is there as a whole or not at all, whether or not it was acknowledged.
            assert_eq!(left, right);
            assert_eq!(left, log.iter().map(|entry| entry.body.clone()).collect());
            assert_eq!(left, outbox.iter().map(|message| message.body.clone()).collect());
            assert!(log.iter().map(|entry| entry.sequence).eq(1..=left.len() as u64));
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn a_directory_in_use_by_another_process_is_refused_until_that_ends() {
    let home = TempDir::new().unwrap();
    let (mut child, mut output) = victim(&home, 0);
    let mut line = String::new();
    while acknowledged(&line).is_none() {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "the other process ended early");
    }
    match Store::open(Options::directory(home.path())) {
        Err(OpenError::InUse { holder, .. }) => assert_eq!(holder, format!("process `{}`", child.id())),
        other => panic!("{other:?}"),
    }
    child.kill().unwrap();
    child.wait().unwrap();
    Store::open(Options::directory(home.path())).unwrap();
}
