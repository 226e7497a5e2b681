//! Shape of the audit log as the port shows it; what is written there is the business of the use cases.

use jiff::Timestamp;

/// One line of a realm's audit log. Lines are only ever appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// From 1, without gaps, per realm.
    pub sequence: u64,
    /// Realm time of the transaction that appended it.
    pub at: Timestamp,
    /// What kind of line; stable.
    pub kind: String,
    /// JSON text.
    pub body: String,
}

/// Which part of the log to read.
#[derive(Debug, Clone, Copy)]
pub struct AuditPage {
    /// First sequence number wanted.
    pub from: u64,
    /// At most this many lines.
    pub limit: u32,
}
