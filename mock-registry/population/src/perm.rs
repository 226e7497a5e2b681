//! Keyed permutations of `0..n`: how a choice that looks random can be undone.

use crate::mix::Key;

/// A bijection on `0..n`: a four-round Feistel network over a grid of about √n × √n cells.
///
/// The grid is the smallest with `a = ⌈√n⌉` rows that holds `n`, so fewer than one walk in √n leaves the range and
/// is sent round again ("cycle walking"). A grid of powers of two would walk twice on average.
#[derive(Clone, Copy)]
pub(crate) struct Perm {
    n: u32,
    rows: u32,
    columns: u32,
    key: u64,
}

impl Perm {
    /// The permutation of `0..n` under `key`.
    pub(crate) fn new(n: u32, key: Key) -> Perm {
        // IEEE 754 fixes the result of a square root to the last bit, so this is the same on every machine.
        let root = f64::from(n).sqrt() as u32;
        let rows = (root + u32::from(u64::from(root) * u64::from(root) < u64::from(n))).max(1);
        Perm { n, rows, columns: n.div_ceil(rows).max(1), key: key.raw() }
    }

    /// Where `x` goes. `x` must be below `n`.
    pub(crate) fn forward(self, x: u32) -> u32 {
        debug_assert!(x < self.n, "{x} is outside a permutation of {}", self.n);
        let mut x = x;
        loop {
            let (mut l, mut r) = (x / self.columns, x % self.columns);
            l = add(l, self.round(0, r, self.rows), self.rows);
            r = add(r, self.round(1, l, self.columns), self.columns);
            l = add(l, self.round(2, r, self.rows), self.rows);
            r = add(r, self.round(3, l, self.columns), self.columns);
            x = l * self.columns + r;
            if x < self.n {
                return x;
            }
        }
    }

    /// What goes to `y`. `y` must be below `n`.
    pub(crate) fn inverse(self, y: u32) -> u32 {
        debug_assert!(y < self.n, "{y} is outside a permutation of {}", self.n);
        let mut y = y;
        loop {
            let (mut l, mut r) = (y / self.columns, y % self.columns);
            r = sub(r, self.round(3, l, self.columns), self.columns);
            l = sub(l, self.round(2, r, self.rows), self.rows);
            r = sub(r, self.round(1, l, self.columns), self.columns);
            l = sub(l, self.round(0, r, self.rows), self.rows);
            y = l * self.columns + r;
            if y < self.n {
                return y;
            }
        }
    }

    fn round(self, round: u32, half: u32, modulus: u32) -> u32 {
        let mut z = (self.key.rotate_left(round * 16) ^ u64::from(half)).wrapping_mul(0x9fb2_1c65_1e98_df25);
        z = (z ^ (z >> 35)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        (((z >> 32) * u64::from(modulus)) >> 32) as u32
    }
}

fn add(x: u32, y: u32, modulus: u32) -> u32 {
    let sum = x + y;
    if sum >= modulus { sum - modulus } else { sum }
}

fn sub(x: u32, y: u32, modulus: u32) -> u32 {
    if x >= y { x - y } else { x + modulus - y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mix::{Field, Keys};
    use proptest::prelude::*;

    fn perm(n: u32, seed: u64) -> Perm {
        Perm::new(n, Keys::new(seed).of(Field::Serial))
    }

    #[test]
    fn every_small_permutation_is_a_bijection() {
        for n in 1..=300 {
            let mut image: Vec<u32> = (0..n).map(|x| perm(n, u64::from(n)).forward(x)).collect();
            image.sort_unstable();
            assert!(image.iter().copied().eq(0..n), "n = {n}");
        }
    }

    #[test]
    fn values_are_pinned() {
        let image: Vec<u32> = (0..5).map(|x| perm(1_000_000, 2026).forward(x)).collect();
        assert_eq!(image, PINNED);
    }
    const PINNED: [u32; 5] = [456_313, 672_830, 822_957, 765_890, 729_479];

    #[test]
    fn neighbours_scatter() {
        // A rank one higher must say nothing about the serial: mean distance of random pairs is a third.
        let p = perm(1_000_000, 7);
        let sum: u64 = (0..10_000).map(|x| u64::from(p.forward(x).abs_diff(p.forward(x + 1)))).sum();
        assert!((320_000..347_000).contains(&(sum / 10_000)), "{}", sum / 10_000);
    }

    proptest! {
        #[test]
        fn inverse_undoes_forward(n in 1u32..400_000_000, x in any::<u32>(), seed in any::<u64>()) {
            let (p, x) = (perm(n, seed), x % n);
            prop_assert_eq!(p.inverse(p.forward(x)), x);
            prop_assert_eq!(p.forward(p.inverse(x)), x);
        }
    }
}
