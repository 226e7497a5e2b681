//! The order of death in a cell: seat `s` of `n` dies at the quantile `(s + phase) / n` of its cohort's death table.

use crate::cell::Cell;

/// Seats, in order of death, that are dead before a whole age: everybody from that seat on reaches it.
pub(crate) fn dead_before(cell: Cell, size: u32, age: usize) -> u32 {
    let share = u64::from(cell.cohort().dead[age]);
    // The smallest s with (s + phase) / size not below the share.
    ((u64::from(size) * share + u64::from(u32::MAX) - u64::from(phase(cell))) >> 32) as u32
}

/// The quantile at which a seat dies, as a fraction of 2^32.
pub(crate) fn death_quantile(cell: Cell, size: u32, seat: u32) -> u64 {
    (u64::from(seat) << 32 | u64::from(phase(cell))) / u64::from(size)
}

/// A fraction of 2^32, spread evenly over neighbouring cells: with one half for all, the small cells of a small nation
/// would all round their few deaths down.
fn phase(cell: Cell) -> u32 {
    (cell.index() as u32).wrapping_mul(0x9e37_79b9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CELLS;
    use crate::demography::AGES;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_the_dead_agrees_with_the_order(cell in 0..CELLS, size in 1u32..1_000_000, age in 0..AGES) {
            // Mothers are drawn from "alive at age a"; if this were off by one, some would bear children after death.
            let cell = Cell::from_index(cell);
            let dead = dead_before(cell, size, age);
            let share = u64::from(cell.cohort().dead[age]);
            prop_assert!(dead <= size);
            prop_assert!(dead == size || death_quantile(cell, size, dead) >= share);
            prop_assert!(dead == 0 || death_quantile(cell, size, dead - 1) < share);
        }
    }
}
