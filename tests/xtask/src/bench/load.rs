//! Load from a process of its own: connections that each repeat one request as soon as it is answered.

use std::io::{ErrorKind, Read as _, Write as _, read_to_string};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use hdrhistogram::Histogram;
use serde::{Deserialize, Serialize};

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
    /// Every so-manieth body is kept.
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

/// What all connections saw.
struct Seen {
    answers: u64,
    /// Microseconds.
    times: Histogram<u64>,
    bodies: Vec<String>,
}

/// Reads an order, sends, reports.
pub(crate) fn run() -> anyhow::Result<()> {
    let order: Order = serde_json::from_str(&read_to_string(std::io::stdin())?)?;
    let seen = all(&order)?;
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

/// Turns through the connections without ever waiting: a generator that sleeps makes the server pay for waking it with every answer,
/// which a client on another machine would not.
fn all(order: &Order) -> anyhow::Result<Seen> {
    let start = Instant::now() + order.warm_up;
    let end = start + order.time;
    let mut seen = Seen { answers: 0, times: Histogram::new(3)?, bodies: Vec::new() };
    let opened = (0..order.connections).map(|_| Connection::open(order));
    let mut connections = opened.collect::<anyhow::Result<Vec<_>>>()?;
    while Instant::now() < end {
        for connection in &mut connections {
            connection.turn(order, start, &mut seen)?;
        }
    }
    Ok(seen)
}

/// A connection with one request under way.
struct Connection {
    stream: TcpStream,
    sent: Instant,
    bytes: Vec<u8>,
    chunk: Box<[u8; 8192]>,
}

impl Connection {
    fn open(order: &Order) -> anyhow::Result<Self> {
        let mut stream = TcpStream::connect(&order.address)?;
        stream.set_nodelay(true)?;
        stream.write_all(order.request.as_bytes())?;
        stream.set_nonblocking(true)?;
        Ok(Self { stream, sent: Instant::now(), bytes: Vec::with_capacity(8192), chunk: Box::new([0; 8192]) })
    }

    /// Reads what has come; a whole answer is counted and the request sent again.
    fn turn(&mut self, order: &Order, start: Instant, seen: &mut Seen) -> anyhow::Result<()> {
        let read = match self.stream.read(self.chunk.as_mut_slice()) {
            Ok(0) => bail!("expected an answer, got the end of the connection"),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        self.bytes.extend_from_slice(&self.chunk[..read]);
        let length = match answer(&self.bytes)? {
            Answer::Partial => return Ok(()),
            Answer::Whole { status, body, length } => {
                let text = || std::str::from_utf8(body).context("expected a body in UTF-8");
                ensure!(status == 200, "expected status 200 each time, got {status}: {}", text()?);
                if seen.answers.is_multiple_of(order.keep) {
                    seen.bodies.push(text()?.to_owned());
                }
                length
            }
        };
        ensure!(length == self.bytes.len(), "expected one answer to one request, got more bytes");
        self.bytes.clear();
        seen.answers += 1;
        let now = Instant::now();
        if now >= start {
            seen.times.record((now - self.sent).as_micros() as u64)?;
        }
        self.sent = now;
        // A request is far smaller than a socket's buffer: it is taken whole or the machine is out of memory.
        self.stream.write_all(order.request.as_bytes())?;
        Ok(())
    }
}
