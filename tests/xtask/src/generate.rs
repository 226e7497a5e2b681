//! Documents derived from code, so that no reader meets a table that the code has left behind.

mod catalogue;
mod datasets;
mod help;
mod share;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::workspace;

/// Where derived documents stand.
const FOLDER: &str = "docs/src/reference";

/// Write or compare.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Compare with what is checked in, and write nothing.
    #[arg(long)]
    check: bool,
    /// Ask this gateway for its help and schema; without it, one is built.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// Writes every derived document, or compares.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let binary = options.binary.clone().map_or_else(binary, Ok)?;
    if options.check {
        return check(&binary);
    }
    let folder = workspace::root()?.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    for (name, text) in documents(&binary)? {
        std::fs::write(folder.join(name), text)?;
        println!("{FOLDER}/{name}");
    }
    Ok(())
}

/// Compares every derived document with what is checked in.
pub(crate) fn check(binary: &Path) -> anyhow::Result<()> {
    let folder = workspace::root()?.join(FOLDER);
    let documents = documents(binary)?;
    let stale = documents.iter().filter(|(name, text)| {
        // A clone may have been made with other line ends.
        let kept = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        kept.replace("\r\n", "\n") != *text
    });
    let stale: Vec<&str> = stale.map(|(name, _)| *name).collect();
    if !stale.is_empty() {
        bail!(
            "out of date in `{FOLDER}`: `{}`; run `cargo xtask generate` and check the result in",
            stale.join("`, `")
        );
    }
    Ok(())
}

/// The gateway's binary, built with the same features as the tests, so that nothing is compiled twice.
pub(crate) fn binary() -> anyhow::Result<PathBuf> {
    workspace::run(workspace::cargo(&[
        "build",
        "--quiet",
        "--workspace",
        "--all-features",
        "--bin",
        "dinhdanh",
    ])?)?;
    Ok(workspace::target_dir()?.join("debug/dinhdanh"))
}

fn documents(binary: &Path) -> anyhow::Result<Vec<(&'static str, String)>> {
    let binary = binary.to_str().context("expected the gateway at a path in UTF-8")?;
    Ok(vec![
        ("errors.md", catalogue::errors()),
        ("attributes.md", catalogue::attributes()),
        ("datasets.md", datasets::page()),
        ("share-catalogue.md", share::catalogue()),
        ("ready-file.schema.json", catalogue::ready_file()?),
        ("config.schema.json", help::config_schema(binary)?),
        ("cli.md", help::commands(binary)?),
    ])
}
