//! `dinhdanh realm overlay`: the changes of a realm's register, one by one or as a file.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Subcommand;
use dinhdanh_protocol::RealmName;
use dinhdanh_protocol::control::Listing;
use dinhdanh_protocol::overlay::{Change, Imported};
use reqwest::Method;

use super::control::Connection;

#[derive(Debug, Subcommand)]
pub(super) enum OverlayCommand {
    /// List the changes: id, first day, kind, about whom
    List {
        /// The realm
        name: RealmName,
    },
    /// Take one change back, as if it had never been recorded
    Undo {
        /// The realm
        name: RealmName,
        /// The id of the change
        id: u64,
    },
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
        OverlayCommand::List { name } => {
            let answer = connection.send(Method::GET, &format!("/realms/{name}/citizens"), None)?;
            let listing: Listing<Change> = serde_json::from_str(&answer)?;
            listing.items.iter().for_each(line);
        }
        OverlayCommand::Undo { name, id } => {
            let path = format!("/realms/{name}/overlay/{id}");
            line(&serde_json::from_str(&connection.send(Method::DELETE, &path, None)?)?);
        }
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

fn line(change: &Change) {
    let Change { id, personal_number, valid_from, change } = change;
    say!("{id}  {valid_from}  {}  {}", change.name(), personal_number.expose());
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
