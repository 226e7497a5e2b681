//! The command line in a process of its own.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use dinhdanh_protocol::ready::ReadyFile;
use tempfile::TempDir;

use crate::realm::Realm;

/// A gateway in a process of its own; killed when dropped.
pub struct Process {
    /// Issuer, control token, clients and citizens.
    pub ready: ReadyFile,
    child: Child,
    // Closed, it would end the process at its next line.
    _output: BufReader<ChildStdout>,
    _home: TempDir,
}

/// A process that ended instead of answering.
#[derive(Debug)]
pub struct Ended {
    /// Exit code, if it was not killed.
    pub code: Option<i32>,
    /// What it said on standard output.
    pub stdout: String,
    /// What it said on standard error.
    pub stderr: String,
}

/// The command line `binary` in an empty environment, so that no variable of whoever runs the tests is taken for configuration.
fn command(binary: &str, home: &Path) -> Command {
    let mut command = Command::new(binary);
    // Usage lines show the name by which the program was called.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, "dinhdanh");
    command.env_clear().current_dir(home).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Process {
    /// Runs `serve` of the program `binary` with a small nation, on a free port unless `args` say otherwise, and waits until it answers or
    /// ends.
    pub fn serve(binary: &str, args: &[&str]) -> Result<Self, Ended> {
        let home = TempDir::new().expect("a directory");
        let ready_file = home.path().join("ready.json");
        let mut command = command(binary, home.path());
        command.arg("serve").args(["--log", "off", "--population", "100000"]).args(args);
        command.arg("--ready-file").arg(&ready_file);
        if !args.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        let mut child = command.spawn().expect("the gateway's program");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        // The first line is written when the gateway answers; none comes from one that ended.
        if output.read_line(&mut line).unwrap_or(0) == 0 {
            return Err(ended(child, line));
        }
        let text = std::fs::read_to_string(ready_file).expect("the ready-file");
        let ready = serde_json::from_str(&text).expect("a ready-file");
        Ok(Self { ready, child, _output: output, _home: home })
    }

    /// Runs another command of the program `binary` to its end.
    pub fn run(binary: &str, args: &[&str]) -> Ended {
        let home = TempDir::new().expect("a directory");
        let mut child = command(binary, home.path()).args(args).spawn().expect("the gateway's program");
        let mut stdout = String::new();
        let read = child.stdout.take().expect("a pipe").read_to_string(&mut stdout);
        read.expect("text on standard output");
        ended(child, stdout)
    }

    /// The default realm.
    pub fn default_realm(&self) -> Realm {
        Realm::attach("default", &self.ready.issuer, &self.ready.control)
    }

    /// Kills it with SIGKILL: it gets no chance to tidy up.
    pub fn kill(mut self) {
        self.end();
    }

    /// Asks it to stop, as a service manager does, and waits; returns its exit code.
    #[cfg(unix)]
    pub fn stop(mut self) -> Option<i32> {
        let order = format!("kill -TERM {}", self.child.id());
        let sent = Command::new("sh").args(["-c", &order]).status().expect("a shell");
        assert!(sent.success(), "{order}");
        self.child.wait().expect("a process that ends").code()
    }

    fn end(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

fn ended(child: Child, stdout: String) -> Ended {
    let output = child.wait_with_output().expect("a process that ended");
    Ended { code: output.status.code(), stdout, stderr: String::from_utf8_lossy(&output.stderr).into_owned() }
}
