//! P1: time to the first answer with the default nation, and resident memory when idle.

use std::path::Path;

use anyhow::bail;

use super::report::{Row, Target};
use super::server::Server;

/// Starts, each with an empty folder; odd, so that there is a middle one.
const STARTS: usize = 9;
/// Equal readings in a row after which memory counts as settled.
const SETTLED: usize = 50;
const READINGS: usize = 5_000;

/// Time and memory.
pub(crate) fn measure(binary: &Path) -> anyhow::Result<Vec<Row>> {
    // One start unmeasured: the binary's pages are read from disk once per machine, not once per start.
    Server::start(binary, None)?;
    let mut times = Vec::new();
    let mut memory = Vec::new();
    for _ in 0..STARTS {
        let server = Server::start(binary, None)?;
        times.push(server.started_in.as_secs_f64() * 1e3);
        memory.push(settled(&server)? as f64 / 1024.0);
    }
    Ok(vec![
        Row::new("P1.ready", median(times), "ms", None, Target::AtMost(150.0)),
        Row::new("P1.memory", median(memory), "MiB", None, Target::AtMost(48.0)),
    ])
}

/// Memory in KiB when it no longer changes from answer to answer.
fn settled(server: &Server) -> anyhow::Result<u64> {
    let mut last = server.memory()?;
    let mut equal = 0;
    for _ in 0..READINGS {
        server.discovery()?;
        let now = server.memory()?;
        equal = if now == last { equal + 1 } else { 0 };
        last = now;
        if equal == SETTLED {
            return Ok(now);
        }
    }
    bail!(
        "expected memory to settle within {READINGS} answers, got {last} KiB and still changing: does answering leak?"
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
