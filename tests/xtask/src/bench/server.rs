//! A gateway in a process of its own.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use dinhdanh_protocol::ready::ReadyFile;
use tempfile::TempDir;

use super::http;

/// How long a start may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running gateway with the default nation and a folder of its own; it ends with this value.
pub(crate) struct Server {
    child: Child,
    pub(crate) ready: ReadyFile,
    /// From before the process was made to its first answer.
    pub(crate) started_in: Duration,
    _folder: TempDir,
}

impl Server {
    /// Starts one on a free port, on one processor core if asked, and asks it for its discovery document.
    pub(crate) fn start(binary: &Path, core: Option<Core>) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let ready_file = folder.path().join("ready.json");
        let mut command = on_core(core, binary);
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", "off"]);
        command.arg("--data").arg(folder.path().join("data")).arg("--ready-file").arg(&ready_file);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let start = Instant::now();
        let mut child = command.spawn().with_context(|| format!("cannot start `{}`", binary.display()))?;
        let ready: ReadyFile = loop {
            // The file appears whole, when the server answers; until then there is nothing to wait on.
            if let Ok(text) = std::fs::read(&ready_file) {
                break serde_json::from_slice(&text)?;
            }
            if let Some(status) = child.try_wait()? {
                bail!("expected the gateway to serve, but it ended ({status}); its own message is above");
            }
            if start.elapsed() > PATIENCE {
                child.kill()?;
                bail!(
                    "expected a ready-file within {PATIENCE:?}, got none; start the gateway by hand with `--ready-file` to see why"
                );
            }
            std::thread::sleep(Duration::from_micros(200));
        };
        let mut server = Self { child, ready, started_in: Duration::ZERO, _folder: folder };
        server.discovery()?;
        server.started_in = start.elapsed();
        Ok(server)
    }

    /// The discovery document, after checking that it is this server's.
    pub(crate) fn discovery(&self) -> anyhow::Result<serde_json::Value> {
        let issuer = &self.ready.issuer;
        let document =
            http::get(&format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))?;
        if document["issuer"] != issuer.as_str() {
            bail!("expected the issuer `{issuer}` in the discovery document, got `{}`", document["issuer"]);
        }
        Ok(document)
    }

    /// Processor time used so far.
    pub(crate) fn processor_time(&self) -> anyhow::Result<Duration> {
        processor_time(&self.child.id().to_string())
    }

    /// Resident memory in KiB, where the system tells it.
    pub(crate) fn memory(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.context("expected `VmRSS` in the process's status")?.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; what matters is that it is gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processor time used by a process, or by this one under the name `self`, to a hundredth of a second.
pub(crate) fn processor_time(process: &str) -> anyhow::Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The program's name, in parentheses, may hold blanks; user and system time are the 14th and 15th field (proc(5)).
    let mut fields = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ').skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    let ticks = ticks().zip(ticks()).map(|(user, system)| user + system);
    // Linux shows times to programs in ticks of 10 ms on every machine.
    Ok(Duration::from_millis(10 * ticks.context("expected user and system time in the process's status")?))
}

/// A processor core to pin a process to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Core(pub(crate) usize);

/// Two cores, if this machine has them and can pin.
pub(crate) fn two_cores() -> Option<[Core; 2]> {
    let can_pin = Command::new("taskset")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    (can_pin && cores >= 2).then_some([Core(0), Core(1)])
}

/// A command that runs on one core alone, if asked. `taskset` replaces itself, so the process id is the program's.
pub(crate) fn on_core(core: Option<Core>, program: &Path) -> Command {
    match core {
        None => Command::new(program),
        Some(Core(core)) => {
            let mut command = Command::new("taskset");
            command.arg("--cpu-list").arg(core.to_string()).arg(program);
            command
        }
    }
}
