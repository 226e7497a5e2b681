-- Instants are microseconds since 1970-01-01T00:00:00Z: every instant of the years -9999 to 9999 fits.
-- Text compares byte by byte (BINARY), which is the order of keys that the port promises.

-- One row per realm that has an audit log or an outbox: the numbers given out last.
-- Numbers are not taken from the rows themselves, because a delivered message must not give its number to the next.
CREATE TABLE realm (
  name TEXT NOT NULL PRIMARY KEY,
  audit INTEGER NOT NULL DEFAULT 0,
  outbox INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  realm TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  version INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (realm, kind, key)
) STRICT, WITHOUT ROWID;

-- For the sweep; records without an expiry pay nothing.
CREATE INDEX record_by_expiry ON record (realm, expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE link (
  realm TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (realm, kind, name, value, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_by_key ON link (realm, kind, key);

-- A link never outlives its record, whichever statement removes that.
CREATE TRIGGER record_takes_its_links AFTER DELETE ON record BEGIN
  DELETE FROM link WHERE realm = OLD.realm AND kind = OLD.kind AND key = OLD.key;
END;

CREATE TABLE audit (
  realm TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (realm, sequence)
) STRICT, WITHOUT ROWID;

-- The audit log is append-only for every program that opens this file, not for this one alone.
-- REPLACE deletes without firing delete triggers; the check on insertion forbids it, and gaps as well.
CREATE TRIGGER audit_is_appended BEFORE INSERT ON audit
WHEN NEW.sequence <> 1 + coalesce((SELECT max(sequence) FROM audit WHERE realm = NEW.realm), 0) BEGIN
  SELECT raise(ABORT, 'audit rows are numbered without gaps and never replaced');
END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
  SELECT raise(ABORT, 'audit rows are never changed');
END;

CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
WHEN EXISTS (SELECT 1 FROM realm WHERE name = OLD.realm) BEGIN
  SELECT raise(ABORT, 'audit rows are removed only with their realm');
END;

CREATE TABLE outbox (
  realm TEXT NOT NULL,
  id INTEGER NOT NULL,
  topic TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (realm, id)
) STRICT, WITHOUT ROWID;
