//! Every statement of the store, in one table, so that a test can ask SQLite how it would run each.
//!
//! Record statements share their first parameters: `?1` realm, `?2` kind, `?3` key, `?4` the realm's time.

/// Names each statement and lists them all.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(super) const $name: &str = $sql;)*
        const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}

/// A connection's cache has room for all statements.
pub(super) const CACHED: usize = ALL.len();

/// What removes a realm, in order. The realm goes before its audit log: as long as it is there, the log cannot be touched.
pub(super) const DROP_REALM: [&str; 4] = [DROP_RECORDS, DROP_OUTBOX, DROP_NUMBERS, DROP_AUDIT];

statements! {
    BEGIN_READ = "BEGIN DEFERRED";
    BEGIN_WRITE = "BEGIN IMMEDIATE";
    SAVEPOINT = "SAVEPOINT closure";
    RELEASE = "RELEASE closure";
    UNDO = "ROLLBACK TO closure";
    COMMIT = "COMMIT";
    ROLLBACK = "ROLLBACK";
    CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)";

    COUNTS = "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM audit), (SELECT count(*) FROM outbox)";

    GET = "SELECT key, body, version FROM record
        WHERE realm = ?1 AND kind = ?2 AND key = ?3 AND (expires_at IS NULL OR expires_at > ?4)";
    LIST = "SELECT key, body, version FROM record
        WHERE realm = ?1 AND kind = ?2 AND key >= ?3 AND (expires_at IS NULL OR expires_at > ?4)
        ORDER BY key LIMIT ?5";
    /// `CROSS JOIN` keeps the order of the tables: by the link to the records, never the other way round.
    LIST_BY_LINK = "SELECT record.key, record.body, record.version
        FROM link CROSS JOIN record USING (realm, kind, key)
        WHERE link.realm = ?1 AND link.kind = ?2 AND link.key >= ?3 AND link.name = ?6 AND link.value = ?7
          AND (record.expires_at IS NULL OR record.expires_at > ?4)
        ORDER BY link.key LIMIT ?5";

    /// An expired record is as good as absent: its successor counts from 1 again, whether or not it was swept before.
    PUT = "INSERT INTO record (realm, kind, key, body, version, expires_at) VALUES (?1, ?2, ?3, ?5, 1, ?6)
        ON CONFLICT DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at,
          version = CASE WHEN record.expires_at <= ?4 THEN 1 ELSE record.version + 1 END
        RETURNING version";
    CREATE = "INSERT INTO record (realm, kind, key, body, version, expires_at) VALUES (?1, ?2, ?3, ?5, 1, ?6)
        ON CONFLICT DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at, version = 1
          WHERE record.expires_at <= ?4
        RETURNING version";
    TAKE = "DELETE FROM record
        WHERE realm = ?1 AND kind = ?2 AND key = ?3 AND (expires_at IS NULL OR expires_at > ?4)
        RETURNING key, body, version";
    UNLINK = "DELETE FROM link WHERE realm = ?1 AND kind = ?2 AND key = ?3";
    /// A record may name the same link twice.
    LINK = "INSERT OR IGNORE INTO link (realm, kind, key, name, value) VALUES (?1, ?2, ?3, ?4, ?5)";

    NEXT_AUDIT = "INSERT INTO realm (name, audit) VALUES (?1, 1)
        ON CONFLICT DO UPDATE SET audit = audit + 1 RETURNING audit";
    APPEND_AUDIT = "INSERT INTO audit (realm, sequence, at, kind, body) VALUES (?1, ?2, ?3, ?4, ?5)";
    AUDIT = "SELECT sequence, at, kind, body FROM audit
        WHERE realm = ?1 AND sequence >= ?2 ORDER BY sequence LIMIT ?3";

    NEXT_OUTBOX = "INSERT INTO realm (name, outbox) VALUES (?1, 1)
        ON CONFLICT DO UPDATE SET outbox = outbox + 1 RETURNING outbox";
    ENQUEUE = "INSERT INTO outbox (realm, id, topic, body) VALUES (?1, ?2, ?3, ?4)";
    OUTBOX = "SELECT id, topic, body FROM outbox WHERE realm = ?1 ORDER BY id LIMIT ?2";
    DEQUEUE = "DELETE FROM outbox WHERE realm = ?1 AND id = ?2";

    SWEEP = "DELETE FROM record WHERE (realm, kind, key) IN
        (SELECT realm, kind, key FROM record WHERE realm = ?1 AND expires_at <= ?2 LIMIT ?3)";

    DROP_RECORDS = "DELETE FROM record WHERE realm = ?1";
    DROP_OUTBOX = "DELETE FROM outbox WHERE realm = ?1";
    DROP_NUMBERS = "DELETE FROM realm WHERE name = ?1";
    DROP_AUDIT = "DELETE FROM audit WHERE realm = ?1";
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::sqlite::migrate::migrate;

    /// Time must not grow with the number of rows that a statement does not return: no scan, no sort, and for each condition the
    /// index that the snapshot shows.
    #[test]
    fn every_statement_but_the_count_searches_an_index() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, 0).unwrap();
        let mut plans = String::new();
        for (name, sql) in ALL.iter().filter(|(name, _)| *name != "COUNTS") {
            let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let mut rows = explain.raw_query();
            while let Some(row) = rows.next().unwrap() {
                let step: String = row.get("detail").unwrap();
                assert!(!step.contains("SCAN") && !step.contains("B-TREE"), "{name}: {step}");
                plans += &format!("{name}: {step}\n");
            }
        }
        insta::assert_snapshot!(plans);
    }
}
