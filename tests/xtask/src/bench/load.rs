//! Load from a process of its own: connections that each repeat one request as soon as it is answered.

use std::io::read_to_string;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use hdrhistogram::Histogram;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::http::{Answer, answer};

/// What to send; comes on standard input, because the request holds a secret.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Order {
    /// `host:port`.
    pub(crate) address: String,
    /// The whole request.
    pub(crate) request: String,
    /// Connections kept open.
    pub(crate) connections: usize,
    /// Answers in this time are checked and not counted.
    pub(crate) warm_up: Duration,
    /// How long to count.
    pub(crate) time: Duration,
    /// Every so-manieth body of a connection is kept.
    pub(crate) keep: u64,
}

/// What came back; goes to standard output.
#[derive(Serialize, Deserialize)]
pub(crate) struct Yield {
    /// Every answer, those of the warm-up included.
    pub(crate) answers: u64,
    /// Answers per second, those of the warm-up left out.
    pub(crate) per_second: f64,
    /// Milliseconds. A slow answer delays the requests after it, so tails at full load are flattered.
    pub(crate) p50: f64,
    /// Milliseconds.
    pub(crate) p99: f64,
    /// Bodies that were kept.
    pub(crate) bodies: Vec<String>,
}

/// What one connection saw.
struct Seen {
    answers: u64,
    /// Microseconds.
    times: Histogram<u64>,
    bodies: Vec<String>,
}

/// Reads an order, sends, reports.
pub(crate) fn run() -> anyhow::Result<()> {
    let order: Order = serde_json::from_str(&read_to_string(std::io::stdin())?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let seen = runtime.block_on(all(&order))?;
    let quantile = |q| seen.times.value_at_quantile(q) as f64 / 1e3;
    let report = Yield {
        answers: seen.answers,
        per_second: seen.times.len() as f64 / order.time.as_secs_f64(),
        p50: quantile(0.5),
        p99: quantile(0.99),
        bodies: seen.bodies,
    };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

async fn all(order: &Order) -> anyhow::Result<Seen> {
    let start = Instant::now() + order.warm_up;
    let mut connections = JoinSet::new();
    for _ in 0..order.connections {
        connections.spawn(one(order.clone(), start));
    }
    let mut all = Seen { answers: 0, times: Histogram::new(3)?, bodies: Vec::new() };
    while let Some(seen) = connections.join_next().await {
        let seen = seen??;
        all.answers += seen.answers;
        all.times.add(seen.times)?;
        all.bodies.extend(seen.bodies);
    }
    Ok(all)
}

async fn one(order: Order, start: Instant) -> anyhow::Result<Seen> {
    let mut stream = TcpStream::connect(&order.address).await?;
    stream.set_nodelay(true)?;
    let end = start + order.time;
    let mut seen = Seen { answers: 0, times: Histogram::new(3)?, bodies: Vec::new() };
    let mut bytes = Vec::with_capacity(8192);
    loop {
        let sent = Instant::now();
        stream.write_all(order.request.as_bytes()).await?;
        let length = loop {
            ensure!(
                stream.read_buf(&mut bytes).await? > 0,
                "expected an answer, got the end of the connection"
            );
            match answer(&bytes)? {
                Answer::Partial => {}
                Answer::Whole { status, body, length } => {
                    let text = || std::str::from_utf8(body).context("expected a body in UTF-8");
                    ensure!(status == 200, "expected status 200 each time, got {status}: {}", text()?);
                    if seen.answers.is_multiple_of(order.keep) {
                        seen.bodies.push(text()?.to_owned());
                    }
                    break length;
                }
            }
        };
        ensure!(length == bytes.len(), "expected one answer to one request, got more bytes");
        bytes.clear();
        seen.answers += 1;
        let now = Instant::now();
        if now >= end {
            break;
        }
        if now >= start {
            seen.times.record((now - sent).as_micros() as u64)?;
        }
    }
    Ok(seen)
}
