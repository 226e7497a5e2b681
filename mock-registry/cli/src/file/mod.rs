//! Files that appear under their name only when they are whole.

mod journal;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub(crate) use journal::Journal;

/// A file that is being written: until it is whole it has another name.
pub(crate) struct Unfinished {
    target: PathBuf,
    partial: PathBuf,
    force: bool,
}

impl Unfinished {
    /// A file that is to be `target`.
    ///
    /// # Errors
    /// If there is such a file already and `force` is not set, or its folder is missing.
    pub(crate) fn new(target: &Path, force: bool) -> Result<Unfinished> {
        let mut partial = target.as_os_str().to_owned();
        partial.push(".partial");
        let unfinished = Unfinished { target: target.to_owned(), partial: partial.into(), force };
        unfinished.refuse()?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            anyhow::bail!(
                "expected the folder `{}` to exist; create it, or name another file",
                folder.display()
            );
        }
        Ok(unfinished)
    }

    fn refuse(&self) -> Result<()> {
        anyhow::ensure!(
            self.force || !self.target.exists(),
            "`{}` exists and stays as it is; name another file, or say `--force` to replace it",
            self.target.display()
        );
        anyhow::ensure!(!self.target.is_dir(), "`{}` is a folder; name a file in it", self.target.display());
        Ok(())
    }

    /// Where to write.
    pub(crate) fn partial(&self) -> &Path {
        &self.partial
    }

    /// Gives the whole file its name. The data must be on the disk already.
    pub(crate) fn publish(self) -> Result<()> {
        self.refuse()?;
        let renamed = std::fs::rename(&self.partial, &self.target);
        renamed.with_context(|| {
            format!("the file is whole, but cannot be renamed from `{}`", self.partial.display())
        })
    }
}
