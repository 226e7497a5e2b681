//! The changes of a realm's register as records: one per change, linked to everybody it names.
//!
//! What a change means is the registry's business; here it is kept, found, undone, and each time noted in the audit log.

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{Change, MAX_CHANGES};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Fail;
use crate::audit::{AuditEvent, RegisterChange};
use crate::realm::RootSecret;
use crate::storage::{Link, Page, Read, ReadTx, Record, StoreError, Write, WriteTx};

/// A change as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedChange {
    /// When it was recorded, by the realm's clock.
    pub recorded_at: Timestamp,
    /// What.
    pub change: Change,
}

/// The link from a change to a person it names.
const CITIZEN: &str = "citizen";

impl Record for RecordedChange {
    const KIND: &'static str = "citizen_change";

    fn key(&self) -> String {
        key(self.change.id)
    }

    fn links(&self) -> Vec<Link> {
        let mut links: Vec<Link> =
            self.change.named().into_iter().map(|number| Link::new(CITIZEN, number.expose())).collect();
        links.sort();
        links.dedup();
        links
    }
}

/// The highest id of an undone change: nobody is given it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct LastUndone {
    id: u64,
}

impl Record for LastUndone {
    const KIND: &'static str = "citizen_change_undone";

    fn key(&self) -> String {
        LAST.to_owned()
    }
}

const LAST: &str = "last";

/// Every change of the realm, in the order of their ids, and the last id that was given.
pub fn all(tx: &dyn ReadTx) -> Result<(Vec<Change>, u64), StoreError> {
    let limit = u32::try_from(MAX_CHANGES).unwrap_or(u32::MAX);
    let kept = tx.list::<RecordedChange>(None, Page::first(limit))?;
    let changes: Vec<Change> = kept.into_iter().map(|kept| kept.change).collect();
    let undone = tx.get::<LastUndone>(LAST)?.map_or(0, |last| last.id);
    let last_id = changes.last().map_or(0, |change| change.id).max(undone);
    Ok((changes, last_id))
}

/// Keeps a change, and says so in the audit log.
pub fn record(tx: &mut dyn WriteTx, root: &RootSecret, change: Change) -> Result<(), Fail> {
    AuditEvent::RegisterChanged(RegisterChange::of(root, &change)).append(tx)?;
    let recorded_at = tx.now();
    if tx.create(&RecordedChange { recorded_at, change })? {
        return Ok(());
    }
    // Changes of a realm are decided one after another: nobody else can have taken the id.
    Err(Fail::Internal("a change of this id exists".to_owned()))
}

/// Keeps all changes of an imported overlay, in a realm that has none.
pub fn import(tx: &mut dyn WriteTx, root: &RootSecret, changes: Vec<Change>) -> Result<(), Fail> {
    if !tx.list::<RecordedChange>(None, Page::first(1))?.is_empty() {
        return Err(Fail::refused(
            Reason::OverlayNotEmpty,
            "expected a realm without changes, got one that has some",
        ));
    }
    changes.into_iter().try_for_each(|change| record(tx, root, change))
}

/// Forgets a change, and says so in the audit log.
pub fn undo(tx: &mut dyn WriteTx, root: &RootSecret, change: &Change) -> Result<(), Fail> {
    AuditEvent::RegisterChangeUndone(RegisterChange::of(root, change)).append(tx)?;
    if !tx.delete::<RecordedChange>(&key(change.id))? {
        return Err(Fail::Internal("a change of this id does not exist".to_owned()));
    }
    let last = tx.get::<LastUndone>(LAST)?.map_or(0, |last| last.id);
    tx.put(&LastUndone { id: last.max(change.id) })?;
    Ok(())
}

/// Padded, so that the order of keys is the order of ids.
fn key(id: u64) -> String {
    format!("{id:020}")
}

#[cfg(test)]
mod tests {
    use dinhdanh_protocol::PersonalNumber;
    use dinhdanh_protocol::overlay::ChangeKind;

    use super::*;

    #[test]
    fn a_change_is_found_by_everybody_it_names_and_kept_in_order() {
        let number = |text: &str| PersonalNumber::parse(text).unwrap();
        let change = |id| RecordedChange {
            recorded_at: Timestamp::UNIX_EPOCH,
            change: Change {
                id,
                personal_number: number("901090000002"),
                valid_from: jiff::civil::date(2026, 1, 1),
                change: ChangeKind::Married { spouse: number("901190000001") },
            },
        };
        let links: Vec<String> = change(7).links().into_iter().map(|link| link.value).collect();
        assert_eq!(links, ["901090000002", "901190000001"]);
        assert!(change(9).key() < change(10).key());
        assert!(!format!("{:?}", change(1)).contains("9010"));
    }
}
