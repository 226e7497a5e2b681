//! P4: signed access tokens from the token endpoint, one server core, against bare signatures on the same core.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dinhdanh_jose::{Audience, Expect, JwkSet, Typ, Unverified};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::report::{Row, Target};
use super::server::{Core, Server, on_core, two_cores};
use super::{http, load, sign};

/// A seeded partner with a secret.
const CLIENT: &str = "education";
const FORM: &str = "grant_type=client_credentials&scope=attributes";
const CONNECTIONS: usize = 32;
/// Loads, each between two references: a shared machine changes its speed by a third within seconds, and a ratio of two
/// figures taken far apart says little.
const ROUNDS: usize = 9;
const WARM_UP: Duration = Duration::from_millis(300);
const TIME: Duration = Duration::from_millis(1200);
const REFERENCE_TIME: Duration = Duration::from_millis(400);

/// Tokens per second and the time each takes.
pub(crate) fn measure(binary: &Path) -> anyhow::Result<Vec<Row>> {
    let cores = two_cores();
    match cores {
        Some(_) => println!(
            "P4: server and bare signatures on core 0, load on core 1, {CONNECTIONS} connections, closed loop"
        ),
        None => println!("P4: not pinned to cores (needs `taskset` and two cores): ratios mean little"),
    }
    let [server_core, load_core] = cores.map_or([None, None], |cores| cores.map(Some));
    let server = Server::start(binary, server_core)?;
    let discovery = server.discovery()?;
    let text = |name: &str| {
        discovery[name].as_str().with_context(|| format!("expected `{name}` in the discovery document"))
    };
    let (address, path) = http::split(text("token_endpoint")?)?;
    let request = request(&server, address, path)?;
    let keys: JwkSet = serde_json::from_value(http::get(text("jwks_uri")?)?)?;

    let first = http::exchange(address, request.as_bytes())?;
    let signed = check(&first, &keys, &server.ready.issuer)?;
    let reference = || -> anyhow::Result<sign::Yield> {
        again("sign", server_core, &sign::Order { length: signed.len(), time: REFERENCE_TIME })
    };
    let order = load::Order {
        address: address.to_owned(),
        request,
        connections: CONNECTIONS,
        warm_up: WARM_UP,
        time: TIME,
        keep: 20,
    };
    let mut before = reference()?;
    let mut rounds = Vec::new();
    let mut different = BTreeSet::new();
    for _ in 0..ROUNDS {
        let used = server.processor_time()?;
        let load: load::Yield = again("load", load_core, &order)?;
        let used = server.processor_time()? - used;
        let after = reference()?;
        for body in &load.bodies {
            let fresh = different.insert(check(&serde_json::from_str(body)?, &keys, &server.ready.issuer)?);
            ensure!(fresh, "expected a new token each time, got one twice");
        }
        rounds.push(Round {
            bare: (before.per_second + after.per_second) / 2.0,
            bare_by_processor: (before.per_processor_second + after.per_processor_second) / 2.0,
            by_processor: load.answers as f64 / used.as_secs_f64(),
            load,
        });
        before = after;
    }
    let ratios: Vec<f64> = rounds.iter().map(Round::ratio).collect();
    println!(
        "P4: {} signatures verified; ratio of each round {ratios:.2?}, the median counts",
        different.len()
    );
    rounds.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    let middle = &rounds[ROUNDS / 2];
    Ok(vec![
        Row::new("P4.throughput", middle.load.per_second, "/s", Some(middle.bare), Target::AtLeastTimes(0.5)),
        // The same by processor time, which other programs on the machine disturb less.
        Row::new(
            "P4.processor",
            middle.by_processor,
            "/s",
            Some(middle.bare_by_processor),
            Target::Orientation,
        ),
        Row::new("P4.p50", middle.load.p50, "ms", None, Target::Orientation),
        Row::new("P4.p99", middle.load.p99, "ms", None, Target::Orientation),
    ])
}

/// One load with the references taken just before and just after it.
struct Round {
    load: load::Yield,
    by_processor: f64,
    bare: f64,
    bare_by_processor: f64,
}

impl Round {
    fn ratio(&self) -> f64 {
        self.load.per_second / self.bare
    }
}

fn request(server: &Server, address: &str, path: &str) -> anyhow::Result<String> {
    let client = server.ready.clients.iter().find(|client| client.client_id == CLIENT);
    let secret = client.and_then(|client| client.client_secret.as_ref());
    let secret =
        secret.with_context(|| format!("expected the client `{CLIENT}` with a secret in the ready-file"))?;
    // RFC 6749 section 2.3.1 encodes both as a form does; these letters stay as they are.
    ensure!(
        secret.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)),
        "expected a secret of plain letters"
    );
    let credentials = STANDARD.encode(format!("{CLIENT}:{secret}"));
    Ok(format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Basic {credentials}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{FORM}",
        FORM.len()
    ))
}

/// Verifies the token of an answer, and returns the part that is signed.
fn check(answer: &serde_json::Value, keys: &JwkSet, issuer: &str) -> anyhow::Result<String> {
    let token = answer["access_token"].as_str().context("expected `access_token` in the answer")?;
    let expect = Expect::new(Typ::Exact("at+jwt"), Some(issuer), Audience::Unchecked, Timestamp::now());
    Unverified::<serde_json::Value>::parse(token)?.verify(keys, &expect)?;
    Ok(token.rsplit_once('.').context("a token has three parts")?.0.to_owned())
}

/// Runs a task of this program in another process, with an order on its standard input.
fn again<O: Serialize, Y: DeserializeOwned>(task: &str, core: Option<Core>, order: &O) -> anyhow::Result<Y> {
    let mut command = on_core(core, &std::env::current_exe()?);
    let mut child = command.arg(task).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().context("standard input is a pipe")?;
    stdin.write_all(&serde_json::to_vec(order)?)?;
    drop(stdin);
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "`xtask {task}` failed ({}); its own message is above", output.status);
    Ok(serde_json::from_slice(&output.stdout)?)
}
