//! The repository's text in memory.

use std::collections::BTreeMap;

use crate::workspace;

/// Path from the root (with `/`) to text. Files that are not UTF-8 have no place in it.
pub(crate) struct Tree(BTreeMap<String, String>);

impl Tree {
    /// Reads what git tracks, and what it would track: new files count before they are added.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let root = workspace::root()?;
        let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
        let list = workspace::output(workspace::command("git", &list)?)?;
        let text = |path: &str| Some((path.to_owned(), std::fs::read_to_string(root.join(path)).ok()?));
        Ok(Self(list.split_terminator('\0').filter_map(text).collect()))
    }

    /// The text of a file.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Whether there is such a file, or a file in such a folder.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        path.is_empty() || self.0.contains_key(path) || self.paths().any(|path| path.starts_with(&folder))
    }

    /// Every path, sorted.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Every file whose name ends in one of `extensions` (without the dot), sorted by path.
    pub(crate) fn ending(&self, extensions: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())).filter(|(path, _)| {
            path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
        })
    }

    /// A tree for a test.
    #[cfg(test)]
    pub(crate) fn planted(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }
}
