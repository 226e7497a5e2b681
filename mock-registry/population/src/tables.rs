//! What depends on the size of a nation alone, shared by all nations of that size.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::cell::cell_starts;
use crate::kin::KinTables;
use crate::papers::{OldNumbers, Phones};
use crate::spec::IdSpace;

/// Prefix sums of a nation: some two mebibytes.
pub(crate) struct Tables {
    pub(crate) kin: KinTables,
    pub(crate) old_numbers: OldNumbers,
    pub(crate) reserved_phones: Phones,
    pub(crate) plausible_phones: Phones,
}

/// Tables in use, so that a thousand realms of one size hold them once.
static IN_USE: Mutex<Vec<(u64, Weak<Tables>)>> = Mutex::new(Vec::new());

impl Tables {
    /// The tables of nations with so many living people: those in use, or new ones.
    pub(crate) fn of(living: u64) -> Arc<Tables> {
        // A list whose holder panicked is whole all the same: it is only pushed to and pruned.
        let mut in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        in_use.retain(|(_, tables)| tables.strong_count() > 0);
        if let Some(tables) =
            in_use.iter().find(|(of, _)| *of == living).and_then(|(_, tables)| tables.upgrade())
        {
            return tables;
        }
        let tables = Arc::new(Tables::new(living));
        in_use.push((living, Arc::downgrade(&tables)));
        tables
    }

    fn new(living: u64) -> Tables {
        let kin = KinTables::new(cell_starts(living));
        Tables {
            old_numbers: OldNumbers::new(&kin),
            reserved_phones: Phones::new(&kin, IdSpace::Reserved),
            plausible_phones: Phones::new(&kin, IdSpace::Plausible),
            kin,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nations_of_one_size_share_their_tables() {
        let first = Tables::of(5_000);
        assert!(Arc::ptr_eq(&first, &Tables::of(5_000)));
        assert!(!Arc::ptr_eq(&first, &Tables::of(6_000)));
        let old = Arc::downgrade(&first);
        drop(first);
        assert!(old.upgrade().is_none(), "tables nobody uses are freed");
    }
}
