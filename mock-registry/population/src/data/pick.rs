//! Weighted choice from a table, by Walker's alias method.

/// Entries with weights; a word picks one in proportion, at the cost of one look, however many entries there are.
pub struct Pick<T> {
    entries: Vec<T>,
    /// For every entry: the share of its slot that is its own, in fractions of 2^32, and whose the rest is.
    slots: Vec<(u32, u16)>,
}

impl<T> Pick<T> {
    /// Entries without weight are dropped. At most 65,536 entries.
    pub fn new(weighted: impl IntoIterator<Item = (T, f64)>) -> Pick<T> {
        let (entries, weights): (Vec<T>, Vec<f64>) =
            weighted.into_iter().filter(|(_, weight)| *weight > 0.0).unzip();
        let scale = entries.len() as f64 / weights.iter().sum::<f64>();
        let mut share: Vec<f64> = weights.iter().map(|weight| weight * scale).collect();
        // Entries with less than a slot of their own are filled up from those with more (M. D. Vose, 1991).
        let (mut poor, mut rich): (Vec<usize>, Vec<usize>) = (0..share.len()).partition(|i| share[*i] < 1.0);
        let mut slots = vec![(u32::MAX, 0); share.len()];
        while let (Some(&from), Some(to)) = (rich.last(), poor.pop()) {
            slots[to] = ((share[to] * 4_294_967_296.0) as u32, from as u16);
            share[from] -= 1.0 - share[to];
            if share[from] < 1.0 {
                rich.pop();
                poor.push(from);
            }
        }
        Pick { entries, slots }
    }

    /// The entry that a uniform word falls on. None if there are no entries.
    pub fn get(&self, word: u64) -> Option<&T> {
        let product = u128::from(word) * self.slots.len() as u128;
        let at = (product >> 64) as usize;
        let (own, other) = *self.slots.get(at)?;
        let rest = ((product >> 32) as u32) > own;
        self.entries.get(if rest { usize::from(other) } else { at })
    }

    #[cfg(test)]
    pub(crate) fn entries(&self) -> &[T] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_as_often_as_they_weigh() {
        let pick = Pick::new([("a", 1.0), ("none", 0.0), ("b", 6.0), ("c", 0.5), ("d", 2.5)]);
        assert_eq!(pick.entries(), ["a", "b", "c", "d"]);
        let words = 1_000_000_u64;
        let count = |entry| {
            let word = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (0..words).filter(|i| pick.get(word(*i)) == Some(&entry)).count()
        };
        for (entry, weight) in [("a", 0.1), ("b", 0.6), ("c", 0.05), ("d", 0.25)] {
            let got = count(entry) as f64 / words as f64;
            assert!((got - weight).abs() < 0.001, "{entry}: expected {weight}, got {got}");
        }
    }

    #[test]
    fn a_table_may_have_one_entry_or_none() {
        assert_eq!(Pick::new([('x', 3.0)]).get(u64::MAX), Some(&'x'));
        assert_eq!(Pick::<char>::new([]).get(0), None);
    }
}
