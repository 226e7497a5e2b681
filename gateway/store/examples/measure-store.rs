//! Measures the store on the disk under a directory: `cargo run --release --example measure-store -p dinhdanh-store -- [DIRECTORY]`.
//!
//! Prints rates for orientation; what they must be is the business of `cargo xtask bench --check`.

use std::path::Path;
use std::time::{Duration, Instant};

use dinhdanh_core::storage::{Decision, Link, RawWrite, StoreError};
use dinhdanh_store::{Options, Scope, Store};
use jiff::Timestamp;

type Failure = Box<dyn std::error::Error>;

const SCOPE: Scope<'static> = Scope { realm: "default", now: Timestamp::UNIX_EPOCH };
const RECORDS: usize = 1_000_000;
const BODY: &str =
    r#"{"client":"hospital","subject":"S0000000000","scopes":["core","address"],"issued":1790000000}"#;

fn main() -> Result<(), Failure> {
    let parent = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let home = tempfile::TempDir::new_in(parent)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build()?;
    runtime.block_on(async {
        let store = Store::open(Options { queue: 4096, ..Options::directory(home.path()) })?;
        fill(&store).await?;
        point_reads(&store).await?;
        reads_beside_writes(&store).await?;
        for tasks in [1, 8, 32, 128, 512] {
            durable_writes(&store, "audit", Write::Audit, tasks).await?;
        }
        for tasks in [1, 32, 512] {
            durable_writes(&store, "record, link, audit", Write::Record, tasks).await?;
        }
        durable_writes(&Store::open(Options::ephemeral())?, "audit, ephemeral", Write::Audit, 512).await?;
        // Copied while nobody writes and before the log is folded in: what a killed process leaves behind.
        let crashed = home.path().join("crashed");
        std::fs::create_dir(&crashed)?;
        for file in ["store.db", "store.db-wal"] {
            std::fs::copy(home.path().join(file), crashed.join(file))?;
        }
        drop(store);
        reopening("after a crash", &crashed).await?;
        reopening("after an orderly end", home.path()).await?;
        let began = now();
        Store::open(Options::ephemeral())?.ping().await?;
        println!("{:>12.1?} to open an ephemeral store and answer", began.elapsed());
        Ok(())
    })
}

async fn fill(store: &Store) -> Result<(), Failure> {
    let began = now();
    for chunk in 0..RECORDS / 10_000 {
        store
            .write(SCOPE, move |tx| {
                let links = [Link::new("client", "hospital")];
                for number in chunk * 10_000..(chunk + 1) * 10_000 {
                    tx.put_raw(RawWrite { links: &links, ..record(&format!("{number:08}")) })?;
                }
                Ok(Decision::Commit(()))
            })
            .await?;
    }
    report("records written, 10,000 a transaction, one link each", RECORDS, began.elapsed());
    Ok(())
}

async fn point_reads(store: &Store) -> Result<(), Failure> {
    for among in [1_000, RECORDS] {
        let began = now();
        read_points(store, 200_000, among).await?;
        report(
            &format!("point reads among {among}, one thread, each its own snapshot"),
            200_000,
            began.elapsed(),
        );
    }
    let began = now();
    store
        .read(SCOPE, |tx| {
            for number in 0..200_000 {
                found(tx.get_raw("token", &scattered(number, RECORDS))?.is_some())?;
            }
            Ok(())
        })
        .await?;
    report(&format!("point reads among {RECORDS}, one thread, one snapshot"), 200_000, began.elapsed());
    let began = now();
    let (left, right) = (store.clone(), store.clone());
    let left = tokio::spawn(async move { read_points(&left, 100_000, RECORDS).await });
    let right = tokio::spawn(async move { read_points(&right, 100_000, RECORDS).await });
    left.await??;
    right.await??;
    report(&format!("point reads among {RECORDS}, two threads"), 200_000, began.elapsed());
    Ok(())
}

async fn reads_beside_writes(store: &Store) -> Result<(), Failure> {
    let before = store.stats().await?.writes;
    let began = now();
    let reader = store.clone();
    let reads = tokio::spawn(async move { read_points(&reader, 50_000, 1_000).await });
    while !reads.is_finished() {
        write_one(store, Write::Record, "beside".to_owned()).await?;
    }
    reads.await??;
    report("point reads among 1000 beside a durable writer", 50_000, began.elapsed());
    let written = store.stats().await?.writes - before;
    report("  and what that writer wrote", written as usize, began.elapsed());
    Ok(())
}

/// What one write does.
#[derive(Clone, Copy)]
enum Write {
    Audit,
    Record,
}

async fn durable_writes(store: &Store, name: &str, kind: Write, tasks: usize) -> Result<(), Failure> {
    let each = 40_000 / tasks.max(20);
    let before = store.stats().await?;
    let began = now();
    let running: Vec<_> = (0..tasks)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut latencies = Vec::with_capacity(each);
                for number in 0..each {
                    let began = now();
                    write_one(&store, kind, format!("{tasks}-{task}-{number}")).await?;
                    latencies.push(began.elapsed());
                }
                Ok::<_, StoreError>(latencies)
            })
        })
        .collect();
    let mut latencies = Vec::new();
    for task in running {
        latencies.extend(task.await??);
    }
    let took = began.elapsed();
    let after = store.stats().await?;
    found(after.audit - before.audit == latencies.len() as u64)?;
    report(&format!("writes ({name}), {tasks} at a time"), latencies.len(), took);
    latencies.sort_unstable();
    let grouped = (after.writes - before.writes) as f64 / (after.batches - before.batches) as f64;
    let p99 = latencies.get(latencies.len() * 99 / 100).copied().unwrap_or_default();
    println!("{grouped:>12.1} writes a transaction, p99 {p99:.1?}");
    Ok(())
}

async fn reopening(when: &str, path: &Path) -> Result<(), Failure> {
    let began = now();
    let store = Store::open(Options::directory(path))?;
    store.ping().await?;
    println!("{:>12.1?} to open {when} and answer", began.elapsed());
    let began = now();
    let records = store.stats().await?.records;
    found(records >= RECORDS as u64)?;
    println!("{:>12.1?} to count {records} records", began.elapsed());
    Ok(())
}

async fn read_points(store: &Store, count: usize, among: usize) -> Result<(), StoreError> {
    for number in 0..count {
        let record = store.read(SCOPE, |tx| tx.get_raw("token", &scattered(number, among))).await?;
        found(record.is_some())?;
    }
    Ok(())
}

async fn write_one(store: &Store, kind: Write, key: String) -> Result<u64, StoreError> {
    store
        .write(SCOPE, move |tx| {
            if let Write::Record = kind {
                let links = [Link::new("client", "hospital")];
                tx.put_raw(RawWrite { links: &links, ..record(&key) })?;
            }
            tx.append_audit("token.issued", BODY).map(Decision::Commit)
        })
        .await
}

fn record(key: &str) -> RawWrite<'_> {
    RawWrite { kind: "token", key, body: BODY, links: &[], expires_at: Some(Timestamp::MAX) }
}

/// Walks over `among` records without an order that a cache could follow.
fn scattered(number: usize, among: usize) -> String {
    format!("{:08}", number * 7_919_777 % among)
}

fn found(right: bool) -> Result<(), StoreError> {
    if right {
        Ok(())
    } else {
        Err(StoreError::Backend("the answer was wrong: the figure counts for nothing".to_owned()))
    }
}

fn report(what: &str, count: usize, took: Duration) {
    println!(
        "{:>12.0}/s {what} ({:.2} µs)",
        count as f64 / took.as_secs_f64(),
        took.as_secs_f64() * 1e6 / count as f64
    );
}

#[expect(clippy::disallowed_methods, reason = "measuring is what this example is for")]
fn now() -> Instant {
    Instant::now()
}
