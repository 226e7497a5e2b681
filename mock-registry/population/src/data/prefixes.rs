//! Number prefixes: mobile operators, and provinces in 9-digit ID numbers.

use super::{number, provinces, rows};

const MOBILE: &str = include_str!("../../data/mobile_prefixes.csv");
const OLD: &str = include_str!("../../data/cmnd_prefixes.csv");

/// Prefixes of mobile numbers that operators hold, without the leading 0.
pub(super) fn mobile() -> Vec<u16> {
    rows(MOBILE, ["prefix"]).map(|[prefix]| number(&prefix)).collect()
}

/// The number spaces of 9-digit ID numbers. Provinces that were once one share a space.
pub(crate) struct OldPrefixes {
    spaces: Vec<Space>,
    /// Space by index of province.
    of_province: Vec<usize>,
}

struct Space {
    prefixes: Box<str>,
    /// First number and count of each prefix.
    ranges: Vec<(u32, u32)>,
    provinces: Vec<usize>,
}

impl OldPrefixes {
    pub(super) fn read() -> OldPrefixes {
        let mut table = OldPrefixes { spaces: Vec::new(), of_province: vec![0; provinces().all().len()] };
        let all: Vec<Box<str>> = rows(OLD, ["prefixes"]).map(|[prefixes]| prefixes).collect();
        let claimed: Vec<&str> = all.iter().flat_map(|prefixes| prefixes.split('|')).collect();
        for [code, prefixes] in rows(OLD, ["gso_code", "prefixes"]) {
            let Some(province) = provinces().index(number(&code)) else { continue };
            let at = table.spaces.iter().position(|s| s.prefixes == prefixes).unwrap_or_else(|| {
                let ranges = prefixes.split('|').flat_map(|prefix| ranges(prefix, &claimed)).collect();
                table.spaces.push(Space { prefixes, ranges, provinces: Vec::new() });
                table.spaces.len() - 1
            });
            table.spaces[at].provinces.push(province);
            table.of_province[province] = at;
        }
        table
    }

    /// Number of spaces.
    pub(crate) fn len(&self) -> usize {
        self.spaces.len()
    }

    /// The space of a province.
    pub(crate) fn space_of(&self, province: usize) -> usize {
        self.of_province[province]
    }

    /// The provinces of a space, in order.
    pub(crate) fn provinces(&self, space: usize) -> &[usize] {
        &self.spaces[space].provinces
    }

    /// Numbers in a space.
    pub(crate) fn capacity(&self, space: usize) -> u32 {
        self.spaces[space].ranges.iter().map(|range| range.1).sum()
    }

    /// The number at a place of a space.
    pub(crate) fn number(&self, space: usize, at: u32) -> u32 {
        let mut left = at;
        for (first, count) in &self.spaces[space].ranges {
            if left < *count {
                return first + left;
            }
            left -= count;
        }
        0
    }

    /// The space of a number and its place there.
    pub(crate) fn locate(&self, number: u32) -> Option<(usize, u32)> {
        self.spaces.iter().enumerate().find_map(|(space, Space { ranges, .. })| {
            let mut before = 0;
            ranges.iter().find_map(|(first, count)| {
                let here = number.checked_sub(*first).filter(|n| n < count).map(|n| (space, before + n));
                before += count;
                here
            })
        })
    }
}

/// First number and count of the 9-digit numbers with a prefix: of one with two digits, those ten with three that no other
/// province has (`09` is Thai Nguyen's but for `095`, which went to Bac Kan).
fn ranges(prefix: &str, claimed: &[&str]) -> Vec<(u32, u32)> {
    const PER_PREFIX: u32 = 1_000_000;
    let own = |three: &u32| prefix.len() == 3 || !claimed.contains(&format!("{three:03}").as_str());
    let (first, count) =
        if prefix.len() == 3 { (number(prefix), 1) } else { (number::<u32>(prefix) * 10, 10) };
    (first..first + count).filter(own).map(|three| (three * PER_PREFIX, PER_PREFIX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::PROVINCES;
    use std::collections::HashSet;

    #[test]
    fn mobile_prefixes_are_distinct() {
        let all = mobile();
        assert_eq!((all.len(), all.iter().collect::<HashSet<_>>().len()), (36, 36));
        assert!(all.iter().all(|p| (30..100).contains(p)));
    }

    #[test]
    fn every_province_has_a_space_and_no_two_overlap() {
        let table = OldPrefixes::read();
        assert_eq!(rows(OLD, ["gso_code"]).count(), PROVINCES);
        assert_eq!(table.spaces.iter().map(|s| s.provinces.len()).sum::<usize>(), PROVINCES);
        for (space, s) in table.spaces.iter().enumerate() {
            assert!(s.provinces.is_sorted());
            for at in (0..table.capacity(space)).step_by(99_991) {
                let number = table.number(space, at);
                assert_eq!(table.locate(number), Some((space, at)), "{number}");
                assert!(number < 400_000_000, "the first digit is 0 to 3");
            }
        }
        assert_eq!(table.locate(400_000_000), None);
    }
}
