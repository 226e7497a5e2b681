//! How many are born, when they die and when they bear children: national tables that no seed changes.

mod cohorts;
mod fertility;
mod nuptiality;

pub(crate) use cohorts::{AGES, Cohort, Cohorts, FIRST_YEAR, LAST_YEAR, YEARS};
pub(crate) use fertility::{Fertility, MOTHER_AGES, YOUNGEST_MOTHER};
pub(crate) use nuptiality::{GAPS, gap_share, gap_years, mothers_by, never_married_women, wedding_age};

use std::sync::LazyLock;

/// The national tables, computed once per process.
pub(crate) struct National {
    pub(crate) cohorts: Cohorts,
    pub(crate) fertility: Fertility,
}

/// The national tables.
pub(crate) fn national() -> &'static National {
    static TABLE: LazyLock<National> = LazyLock::new(|| {
        let mut cohorts = Cohorts::past();
        let fertility = Fertility::new(&mut cohorts);
        National { cohorts, fertility }
    });
    &TABLE
}
