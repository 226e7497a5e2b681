//! Records and audit log of the gateway on SQLite.
