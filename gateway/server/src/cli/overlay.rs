//! `dinhdanh realm overlay`: the changes of a realm's register as a file.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Subcommand;
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::overlay::Imported;
use reqwest::Method;

use super::control::Connection;

#[derive(Debug, Subcommand)]
pub(super) enum OverlayCommand {
    /// Write every change of a realm's register to a file, or to the standard output
    Export {
        /// The realm
        name: RealmName,
        /// Where to; another name is renamed to it when the file is whole
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Lay an exported file over a realm without changes; all of it or nothing
    Import {
        /// The realm
        name: RealmName,
        /// The file
        file: PathBuf,
    },
}

pub(super) fn run(command: &OverlayCommand, connection: &Connection) -> anyhow::Result<()> {
    match command {
        OverlayCommand::Export { name, out } => {
            let answer = connection.send(Method::GET, &format!("/realms/{name}/overlay"), None)?;
            let value: serde_json::Value = serde_json::from_str(&answer)?;
            let text = serde_json::to_string_pretty(&value)?;
            match out {
                None => say!("{text}"),
                Some(path) => {
                    write(path, &text).with_context(|| format!("cannot write `{}`", path.display()))?;
                }
            }
        }
        OverlayCommand::Import { name, file } => {
            let text =
                std::fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
            let value = serde_json::from_str(&text).with_context(|| {
                format!(
                    "`{}` is not JSON; expected a file of `dinhdanh realm overlay export`",
                    file.display()
                )
            })?;
            let answer = connection.send(Method::PUT, &format!("/realms/{name}/overlay"), Some(value))?;
            let imported: Imported = serde_json::from_str(&answer)?;
            say!("{name}  {} changes", imported.changes);
        }
    }
    Ok(())
}

/// To another name beside it, then renamed: whoever reads the file sees all of it or the one before.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let partial = directory.join(format!(".{name}.{}", std::process::id()));
    let written = std::fs::File::create(&partial).and_then(|mut file| {
        writeln!(file, "{text}")?;
        file.sync_all()?;
        std::fs::rename(&partial, path)
    });
    if written.is_err() {
        // What is left of a failed attempt helps nobody; the error that is told is the first one.
        let _ = std::fs::remove_file(&partial);
    }
    written
}
