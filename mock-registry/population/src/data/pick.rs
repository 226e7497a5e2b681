//! Weighted choice from a table.

use crate::mix::below;

/// Entries with weights; a word picks one in proportion.
pub(crate) struct Pick<T> {
    entries: Vec<T>,
    /// Sums of the weights up to and including each entry.
    upto: Vec<u64>,
}

impl<T> Pick<T> {
    /// Weights are kept to a millionth of their unit; entries without weight are dropped.
    pub(crate) fn new(weighted: impl IntoIterator<Item = (T, f64)>) -> Pick<T> {
        let mut pick = Pick { entries: Vec::new(), upto: Vec::new() };
        let mut sum = 0;
        for (entry, weight) in weighted {
            let weight = (weight * 1e6 + 0.5) as u64;
            if weight > 0 {
                sum += weight;
                pick.entries.push(entry);
                pick.upto.push(sum);
            }
        }
        pick
    }

    /// The entry that a uniform word falls on. None if there are no entries.
    pub(crate) fn get(&self, word: u64) -> Option<&T> {
        let at = below(word, *self.upto.last()?);
        self.entries.get(self.upto.partition_point(|upto| *upto <= at))
    }

    #[cfg(test)]
    pub(crate) fn entries(&self) -> &[T] {
        &self.entries
    }
}
