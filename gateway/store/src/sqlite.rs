//! The store on SQLite: one connection that writes, several that read, in write-ahead-log mode so that neither waits for the other.

mod error;
mod home;
mod migrate;
mod open;
mod readers;
mod session;
mod sql;
mod tx;

pub(crate) use open::open;
#[cfg(test)]
pub(crate) use {session::SqliteSession, tx::Tx};
