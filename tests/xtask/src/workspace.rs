//! Where the workspace is, and how its tools are run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// The workspace's root: two folders above this crate.
pub(crate) fn root() -> anyhow::Result<&'static Path> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).filter(|root| root.join("Cargo.lock").is_file());
    root.context("expected the workspace two folders above this crate; run `cargo xtask` from the clone it was built in")
}

/// The folder that Cargo builds into, wherever configuration or environment put it.
pub(crate) fn target_dir() -> anyhow::Result<PathBuf> {
    let metadata = output(cargo(&["metadata", "--no-deps", "--format-version", "1"])?)?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let dir = metadata["target_directory"].as_str();
    Ok(dir.context("expected `target_directory` in the answer of `cargo metadata`")?.into())
}

/// A cargo command in the workspace's root.
pub(crate) fn cargo(args: &[&str]) -> anyhow::Result<Command> {
    command("cargo", args)
}

/// Any command in the workspace's root. It has no standard input: nothing here may wait for a person.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> anyhow::Result<Command> {
    let mut command = Command::new(program);
    command.args(args).current_dir(root()?).stdin(Stdio::null());
    Ok(command)
}

/// Runs to the end; what it prints goes where this program's output goes.
pub(crate) fn run(mut command: Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", shown(&command)))?;
    if !status.success() {
        bail!("`{}` failed ({status}); its own output above says why", shown(&command));
    }
    Ok(())
}

/// Runs to the end and returns what it printed.
pub(crate) fn output(mut command: Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("cannot start `{}`", shown(&command)))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", shown(&command), output.status, reason.trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn shown(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy());
    [command.get_program().to_string_lossy()].into_iter().chain(args).collect::<Vec<_>>().join(" ")
}
