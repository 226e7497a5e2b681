//! Bare Ed25519 signatures, as many as one core makes: the reference for everything that signs.

use std::hint::black_box;
use std::io::read_to_string;
use std::time::{Duration, Instant};

use dinhdanh_jose::{Alg, SigningKey};
use serde::{Deserialize, Serialize};

use super::server::processor_time;

/// What to sign; comes on standard input.
#[derive(Serialize, Deserialize)]
pub(crate) struct Order {
    /// Length of the message in bytes.
    pub(crate) length: usize,
    /// How long to sign.
    pub(crate) time: Duration,
}

/// What was signed; goes to standard output.
#[derive(Serialize, Deserialize)]
pub(crate) struct Yield {
    /// Signatures per second.
    pub(crate) per_second: f64,
    /// Signatures per second of processor time.
    pub(crate) per_processor_second: f64,
}

/// Reads an order, signs, reports.
pub(crate) fn run() -> anyhow::Result<()> {
    let order: Order = serde_json::from_str(&read_to_string(std::io::stdin())?)?;
    let key = SigningKey::derive(Alg::EdDSA, b"benchmark", "reference")?;
    let message = vec![b'a'; order.length];
    let signature = key.sign_bytes(&message)?;
    key.verifying_key().verify_bytes(Alg::EdDSA, &message, &signature)?;
    let (start, used) = (Instant::now(), processor_time("self")?);
    let mut signatures = 0_u64;
    while start.elapsed() < order.time {
        // The clock is read once per batch, so that reading it is no part of the figure.
        for _ in 0..256 {
            black_box(key.sign_bytes(black_box(&message))?);
        }
        signatures += 256;
    }
    let per = |time: Duration| signatures as f64 / time.as_secs_f64();
    let report =
        Yield { per_second: per(start.elapsed()), per_processor_second: per(processor_time("self")? - used) };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}
