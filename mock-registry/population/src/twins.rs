//! Twins: which neighbours of a cell are born together.
//!
//! The seats of a cell are blocks of [`BLOCK`], and the last two seats of a block are twins. Ranks have the same blocks, so
//! that twins are neighbours in both: as seats they count as one delivery and have one mother, as ranks they share a day.
//! Both are of one sex, since a cell is; twins of different sexes are not modelled.

use crate::cell::Cell;
use crate::mix::Key;
use crate::perm::Perm;

/// Children for one pair of twins of one sex among them. Some 12 of a thousand deliveries are of twins, two in three of them of
/// one sex: from memory, unverified.
const BLOCK: u32 = 128;
/// Places of a block that are not of twins.
const SINGLES: u32 = BLOCK - 2;
/// Deliveries of a block.
const DELIVERIES: u32 = BLOCK - 1;

/// The twins of a cell.
#[derive(Clone, Copy)]
pub(crate) struct Twins {
    size: u32,
    /// Where in a block the cell begins: the small cells of a small nation have twins too, each another.
    phase: u32,
}

impl Twins {
    /// Of a cell of so many people.
    pub(crate) fn of(cell: Cell, size: u32) -> Twins {
        // The last place of a block would be the second of twins whose first is nowhere.
        let phase = ((cell.index() as u32).wrapping_mul(0x9e37_79b9) >> 25).min(DELIVERIES - 1);
        Twins { size, phase }
    }

    /// Deliveries by which the people of the cell were born.
    pub(crate) fn deliveries(self) -> u32 {
        self.size - self.pairs()
    }

    /// The delivery of a seat.
    pub(crate) fn delivery(self, seat: u32) -> u32 {
        seat - (seat + self.phase + 1) / BLOCK
    }

    /// The seat of a delivery: of twins, the first.
    pub(crate) fn seat(self, delivery: u32) -> u32 {
        delivery + (delivery + self.phase) / DELIVERIES
    }

    /// The seat, or rank, of the twin of a seat, or rank.
    pub(crate) fn twin(self, at: u32) -> Option<u32> {
        match (at + self.phase) % BLOCK {
            SINGLES => Some(at + 1).filter(|second| *second < self.size),
            DELIVERIES => Some(at - 1),
            _ => None,
        }
    }

    /// The first of the twins of a rank; a rank without a twin is its own.
    pub(crate) fn first(self, rank: u32) -> u32 {
        rank - u32::from((rank + self.phase) % BLOCK == DELIVERIES)
    }

    /// The seat of a rank, in an order that keeps twins together.
    pub(crate) fn seat_of_rank(self, rank: u32, orders: Orders) -> u32 {
        self.reorder(rank, orders, Perm::forward)
    }

    /// The rank of a seat: the inverse of [`Twins::seat_of_rank`].
    pub(crate) fn rank_of_seat(self, seat: u32, orders: Orders) -> u32 {
        self.reorder(seat, orders, Perm::inverse)
    }

    fn reorder(self, at: u32, orders: Orders, go: impl Fn(Perm, u32) -> u32) -> u32 {
        let block = (at + self.phase) / BLOCK;
        if self.twin(at).is_some() {
            let first = block * BLOCK + SINGLES - self.phase;
            let to = go(Perm::new(self.pairs(), orders.twins), block);
            return to * BLOCK + SINGLES - self.phase + (at - first);
        }
        let to = go(Perm::new(self.size - 2 * self.pairs(), orders.others), at - 2 * block);
        // Of a block that ends with the first of twins, that one is alone, and the last of all.
        (to + (to + self.phase) / SINGLES * 2).min(self.size - 1)
    }

    fn pairs(self) -> u32 {
        (self.size + self.phase) / BLOCK
    }
}

/// The keyed orders of a cell.
#[derive(Clone, Copy)]
pub(crate) struct Orders {
    pub(crate) others: Key,
    pub(crate) twins: Key,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CELLS;
    use crate::mix::{Field, Keys};
    use proptest::prelude::*;

    fn orders(seed: u64) -> Orders {
        let keys = Keys::new(seed);
        Orders { others: keys.of(Field::CellOrder), twins: keys.of(Field::TwinOrder) }
    }

    #[test]
    fn one_in_sixty_four_has_a_twin() {
        let twins = Twins::of(Cell::from_index(77), 128_000);
        assert_eq!((0..128_000).filter(|at| twins.twin(*at).is_some()).count(), 2_000);
        assert_eq!(twins.deliveries(), 127_000);
    }

    proptest! {
        #[test]
        fn twins_stay_together(cell in 0..CELLS, size in 1u32..3_000, seed in any::<u64>()) {
            let twins = Twins::of(Cell::from_index(cell), size);
            let mut seen = vec![false; size as usize];
            let mut deliveries = vec![0; twins.deliveries() as usize];
            for rank in 0..size {
                let seat = twins.seat_of_rank(rank, orders(seed));
                prop_assert!(!std::mem::replace(&mut seen[seat as usize], true), "a seat for each");
                prop_assert_eq!(twins.rank_of_seat(seat, orders(seed)), rank);
                let twin = twins.twin(rank).map(|twin| twins.seat_of_rank(twin, orders(seed)));
                prop_assert_eq!(twins.twin(seat), twin);
                prop_assert_eq!(twins.twin(rank).map(|twin| twin.min(rank)).unwrap_or(rank), twins.first(rank));
                let delivery = twins.delivery(seat);
                deliveries[delivery as usize] += 1;
                let first = twins.seat(delivery);
                prop_assert!(first == seat || twins.twin(first) == Some(seat));
            }
            prop_assert!(deliveries.iter().all(|born| (1..=2).contains(born)));
        }
    }
}
