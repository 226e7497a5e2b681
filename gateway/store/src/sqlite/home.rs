//! The directory a store lives in: made, locked for this process, and removed again when it was temporary.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::{Location, OpenError};

/// Holds the directory for as long as it lives.
pub(super) struct Home {
    pub(super) database: PathBuf,
    _hold: Hold,
}

enum Hold {
    /// The kernel gives the lock free when the process ends, however it ends: no stale lock survives a crash.
    Locked(#[expect(dead_code, reason = "held, not read: closing the file gives the lock free")] File),
    Temporary(#[expect(dead_code, reason = "held, not read: dropping it removes the directory")] TempDir),
}

impl Home {
    pub(super) fn open(location: Location) -> Result<Self, OpenError> {
        match location {
            Location::Directory(path) => {
                let refuse = |reason| OpenError::Directory { path: path.clone(), reason };
                create(&path).map_err(refuse)?;
                let lock = lock(&path)?;
                let database = path.join("store.db");
                private(OpenOptions::new().create(true).append(true)).open(&database).map_err(refuse)?;
                Ok(Self { database, _hold: Hold::Locked(lock) })
            }
            Location::Ephemeral => {
                let directory = TempDir::with_prefix("dinhdanh-")
                    .map_err(|reason| OpenError::Directory { path: std::env::temp_dir(), reason })?;
                Ok(Self { database: directory.path().join("store.db"), _hold: Hold::Temporary(directory) })
            }
        }
    }
}

fn create(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    // The name of a new directory is durable only after its parent was flushed; SQLite does the same for the files inside.
    #[cfg(unix)]
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => File::open(parent)?.sync_all()?,
        _ => File::open(".")?.sync_all()?,
    }
    Ok(())
}

fn lock(directory: &Path) -> Result<File, OpenError> {
    let refuse = |reason| OpenError::Directory { path: directory.to_owned(), reason };
    let path = directory.join("lock");
    let mut options = OpenOptions::new();
    let mut file =
        private(options.create(true).truncate(false).read(true).write(true)).open(&path).map_err(refuse)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::Error(reason)) => return Err(refuse(reason)),
        Err(TryLockError::WouldBlock) => {
            return Err(OpenError::InUse { path: directory.to_owned(), holder: holder(&mut file) });
        }
    }
    // For the message that the next process gets; the lock itself is the kernel's.
    file.set_len(0).and_then(|()| write!(file, "{}", std::process::id())).map_err(refuse)?;
    Ok(file)
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    match file.read_to_string(&mut text).map(|_| text.parse::<u32>()) {
        Ok(Ok(id)) if id == std::process::id() => "this very process".to_owned(),
        Ok(Ok(id)) => format!("process `{id}`"),
        _ => "another process".to_owned(),
    }
}

/// SQLite gives its other files the mode of the database, so the whole store is closed to other users even in a shared directory.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_home_goes_with_its_owner() {
        let home = Home::open(Location::Ephemeral).unwrap();
        let directory = home.database.parent().unwrap().to_owned();
        assert!(directory.is_dir());
        drop(home);
        assert!(!directory.exists());
    }
}
