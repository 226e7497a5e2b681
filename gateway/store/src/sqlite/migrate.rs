//! The schema grows by steps, and the database remembers how many it has taken.

use rusqlite::{Connection, Result, TransactionBehavior};

/// Steps from an empty database to the current schema. A step that has been released is never changed: add another.
pub(super) const STEPS: &[&str] = &[include_str!("migrations/0001_records.sql")];

/// Which database this is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// Nothing in it yet, or ours, with this many steps taken.
    Ours(u32),
    /// Some other program's.
    Foreign,
}

/// Reads, and changes nothing.
pub(super) fn identify(connection: &Connection) -> Result<Identity> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let empty: bool =
        connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?;
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    let fresh = empty && application == 0 && version == 0;
    Ok(if fresh || application == APPLICATION { Identity::Ours(version) } else { Identity::Foreign })
}

/// Takes the steps that are missing after the first `taken`, each in its own transaction.
pub(super) fn migrate(connection: &mut Connection, taken: u32) -> Result<()> {
    for (number, step) in (1_u32..).zip(STEPS).skip(taken as usize) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(step)?;
        tx.pragma_update(None, "application_id", APPLICATION)?;
        tx.pragma_update(None, "user_version", number)?;
        tx.commit()?;
    }
    Ok(())
}

/// "DDst" in ASCII; `file` and other tools show it.
const APPLICATION: u32 = u32::from_be_bytes(*b"DDst");
