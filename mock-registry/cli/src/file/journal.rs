//! How far an interrupted export got, and what it was of.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// State after a whole chunk, as JSON beside the unfinished file.
#[derive(Clone, Serialize, Deserialize, PartialEq, Debug)]
pub(crate) struct Journal {
    /// What was asked for: names and values.
    pub(crate) request: Map<String, Value>,
    /// Rows in whole chunks.
    pub(crate) rows: u64,
    /// Index of the first person who is not in them.
    pub(crate) next: u64,
    /// Bytes of the file that hold them, where the format needs it.
    pub(crate) bytes: u64,
}

impl Journal {
    /// Where the journal of an unfinished file stands.
    pub(crate) fn path(partial: &Path) -> PathBuf {
        let mut name = partial.as_os_str().to_owned();
        name.push(".journal");
        name.into()
    }

    /// The journal of an unfinished file; none if there is no interrupted run.
    pub(crate) fn read(partial: &Path) -> Result<Option<Journal>> {
        let path = Journal::path(partial);
        match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
            Ok(text) => Ok(Some(serde_json::from_slice(&text).with_context(|| {
                format!("`{}` is no journal of an export; begin anew with `--restart`", path.display())
            })?)),
        }
    }

    /// Refuses to continue another request, and says what differs.
    pub(crate) fn check(&self, request: &Map<String, Value>) -> Result<()> {
        let names =
            self.request.keys().chain(request.keys().filter(|name| !self.request.contains_key(*name)));
        let show = |value: Option<&Value>| value.map_or("nothing".to_owned(), |value| format!("`{value}`"));
        let differing: Vec<String> = names
            .filter(|name| self.request.get(*name) != request.get(*name))
            .map(|name| {
                let [was, is] = [self.request.get(name), request.get(name)].map(show);
                format!("`{name}` was {was} and is {is}")
            })
            .collect();
        anyhow::ensure!(
            differing.is_empty(),
            "an interrupted export under this name was of something else: {}; ask for the same to continue it, name another file, or begin anew with `--restart`",
            differing.join(", ")
        );
        Ok(())
    }

    /// Replaces the journal at once: whoever reads it finds the old one or the new one.
    pub(crate) fn save(&self, partial: &Path) -> Result<()> {
        let path = Journal::path(partial);
        let new = path.with_extension("journal-new");
        std::fs::write(&new, serde_json::to_vec_pretty(self)?)
            .with_context(|| format!("cannot write `{}`", new.display()))?;
        std::fs::rename(&new, &path).with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// Removes the journal of a file that is whole, or to be begun anew.
    pub(crate) fn remove(partial: &Path) -> Result<()> {
        match std::fs::remove_file(Journal::path(partial)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}
