//! Every statement of the store, in one place, so that a test can ask SQLite how it would run each.
//!
//! Parameters are the same everywhere: `?1` realm, `?2` kind or topic or number, `?3` key, `?4` the realm's time; others follow.

/// Room for all statements of this file in a connection's cache.
pub(super) const CACHED: usize = 32;

pub(super) const BEGIN_READ: &str = "BEGIN DEFERRED";
pub(super) const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";
pub(super) const SAVEPOINT: &str = "SAVEPOINT closure";
pub(super) const RELEASE: &str = "RELEASE closure";
pub(super) const UNDO: &str = "ROLLBACK TO closure";
pub(super) const COMMIT: &str = "COMMIT";
pub(super) const ROLLBACK: &str = "ROLLBACK";
pub(super) const CHECKPOINT: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

pub(super) const COUNTS: &str =
    "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM audit), (SELECT count(*) FROM outbox)";

pub(super) const GET: &str = "SELECT key, body, version FROM record
    WHERE realm = ?1 AND kind = ?2 AND key = ?3 AND (expires_at IS NULL OR expires_at > ?4)";

pub(super) const LIST: &str = "SELECT key, body, version FROM record
    WHERE realm = ?1 AND kind = ?2 AND key >= ?3 AND (expires_at IS NULL OR expires_at > ?4)
    ORDER BY key LIMIT ?5";

// CROSS JOIN keeps the order of the tables: by the link to the records, never the other way round.
pub(super) const LIST_BY_LINK: &str = "SELECT record.key, record.body, record.version
    FROM link CROSS JOIN record USING (realm, kind, key)
    WHERE link.realm = ?1 AND link.kind = ?2 AND link.key >= ?3 AND link.name = ?6 AND link.value = ?7
      AND (record.expires_at IS NULL OR record.expires_at > ?4)
    ORDER BY link.key LIMIT ?5";

// An expired record is as good as absent: its successor counts from 1 again, whether or not it was swept before.
pub(super) const PUT: &str =
    "INSERT INTO record (realm, kind, key, body, version, expires_at) VALUES (?1, ?2, ?3, ?5, 1, ?6)
    ON CONFLICT DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at,
      version = CASE WHEN record.expires_at <= ?4 THEN 1 ELSE record.version + 1 END
    RETURNING version";

pub(super) const CREATE: &str =
    "INSERT INTO record (realm, kind, key, body, version, expires_at) VALUES (?1, ?2, ?3, ?5, 1, ?6)
    ON CONFLICT DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at, version = 1
      WHERE record.expires_at <= ?4
    RETURNING version";

pub(super) const UNLINK: &str = "DELETE FROM link WHERE realm = ?1 AND kind = ?2 AND key = ?3";

// A record may name the same link twice.
pub(super) const LINK: &str =
    "INSERT OR IGNORE INTO link (realm, kind, key, name, value) VALUES (?1, ?2, ?3, ?4, ?5)";

pub(super) const TAKE: &str = "DELETE FROM record
    WHERE realm = ?1 AND kind = ?2 AND key = ?3 AND (expires_at IS NULL OR expires_at > ?4)
    RETURNING key, body, version";

pub(super) const NEXT_AUDIT: &str = "INSERT INTO realm (name, audit) VALUES (?1, 1)
    ON CONFLICT DO UPDATE SET audit = audit + 1 RETURNING audit";

pub(super) const APPEND_AUDIT: &str =
    "INSERT INTO audit (realm, sequence, at, kind, body) VALUES (?1, ?2, ?3, ?4, ?5)";

pub(super) const AUDIT: &str = "SELECT sequence, at, kind, body FROM audit
    WHERE realm = ?1 AND sequence >= ?2 ORDER BY sequence LIMIT ?3";

pub(super) const NEXT_OUTBOX: &str = "INSERT INTO realm (name, outbox) VALUES (?1, 1)
    ON CONFLICT DO UPDATE SET outbox = outbox + 1 RETURNING outbox";

pub(super) const ENQUEUE: &str = "INSERT INTO outbox (realm, id, topic, body) VALUES (?1, ?2, ?3, ?4)";

pub(super) const OUTBOX: &str = "SELECT id, topic, body FROM outbox WHERE realm = ?1 ORDER BY id LIMIT ?2";

pub(super) const DEQUEUE: &str = "DELETE FROM outbox WHERE realm = ?1 AND id = ?2";

pub(super) const SWEEP: &str = "DELETE FROM record WHERE (realm, kind, key) IN
    (SELECT realm, kind, key FROM record WHERE realm = ?1 AND expires_at <= ?2 LIMIT ?3)";

/// The realm goes before its audit log: as long as it is there, the log cannot be touched.
pub(super) const DROP_REALM: [&str; 4] = [
    "DELETE FROM record WHERE realm = ?1",
    "DELETE FROM outbox WHERE realm = ?1",
    "DELETE FROM realm WHERE name = ?1",
    "DELETE FROM audit WHERE realm = ?1",
];
