//! Surnames, middle names, given names.

use super::pick::Pick;
use super::{number, rows};
use crate::terms::Sex;

type Words = Pick<Box<str>>;

/// The name tables.
pub(crate) struct Names {
    /// Kinh surnames in the north and in the south: Hoàng and Vũ there are Huỳnh and Võ here.
    surnames: [Words; 2],
    /// Surnames of other groups by code; empty where none are known.
    minority: Vec<Words>,
    /// Given names by sex and era.
    given: [[Words; 3]; 2],
    /// Middle names of one and of two words by sex, without the two that go with the times ("Thị", "Văn").
    middle: [[Words; 2]; 2],
    /// Number of words of a name by sex, in older and in recent births.
    length: [[Pick<u8>; 2]; 2],
}

/// First year of birth of the second and third era of given names.
const ERAS: [i32; 2] = [1985, 2007];
/// Middle names whose share depends on sex, year and region rather than on a table.
const OF_ITS_TIME: [&str; 2] = ["Văn", "Thị"];
/// Words in the tail of the surname list that are minority prefixes.
const NO_SURNAMES: [&str; 3] = ["A", "Y", "Thị"];

impl Names {
    pub(super) fn read() -> Names {
        let sexes = [("M", GIVEN_M), ("F", GIVEN_F)];
        Names {
            surnames: [surnames(0), surnames(1)],
            minority: minority(),
            given: sexes.map(|(_, file)| ["1940-1984", "1985-2006", "2007-"].map(|era| given(file, era))),
            middle: sexes.map(|(sex, _)| ["one", "two"].map(|kind| middle(sex, kind))),
            length: sexes
                .map(|(sex, _)| ["pct_mixed_40k", "pct_hcmc_sg01_births_2007_2011"].map(|c| length(sex, c))),
        }
    }

    /// A surname of an ethnic group.
    pub(crate) fn surname(&self, ethnic_code: u8, south: bool, word: u64) -> &str {
        let own = self.minority.get(usize::from(ethnic_code)).filter(|_| word % 100 < 85);
        own.and_then(|names| names.get(word))
            .or(self.surnames[usize::from(south)].get(word))
            .map_or("", |name| name)
    }

    /// A given name of a sex and year of birth.
    pub(crate) fn given(&self, sex: Sex, year: i32, word: u64) -> &str {
        let era = ERAS.iter().filter(|first| year >= **first).count();
        let names = &self.given[sex as usize];
        // Nothing is recorded of boys born from 2007 on: they go on like those before.
        names[era].get(word).or(names[1].get(word)).map_or("", |name| name)
    }

    /// A middle name of one or two words, other than those of [`OF_ITS_TIME`].
    pub(crate) fn middle(&self, sex: Sex, words: u8, word: u64) -> &str {
        self.middle[sex as usize][usize::from(words > 1)].get(word).map_or("", |name| name)
    }

    /// Words of a whole name.
    pub(crate) fn length(&self, sex: Sex, year: i32, word: u64) -> u8 {
        self.length[sex as usize][usize::from(year >= ERAS[1])].get(word).copied().unwrap_or(3)
    }
}

const SURNAMES: &str = include_str!("../../data/surnames.csv");
const TOP_SURNAMES: &str = include_str!("../../data/surnames_national_2022.csv");
const MINORITY: &str = include_str!("../../data/ethnic_surnames.csv");
const GIVEN_M: &str = include_str!("../../data/given_names_m.csv");
const GIVEN_F: &str = include_str!("../../data/given_names_f.csv");
const MIDDLE: &str = include_str!("../../data/middle_names.csv");
const LENGTH: &str = include_str!("../../data/name_length.csv");

/// The national fifteen, and the tail of a sample scaled to what they leave.
fn surnames(variant: usize) -> Words {
    let top: Vec<(Vec<Box<str>>, f64)> = rows(TOP_SURNAMES, ["name", "pct"])
        .map(|[names, pct]| {
            let brought =
                SHARED_WITH_MINORITIES.iter().find(|(name, _)| **name == *names).map_or(0.0, |(_, n)| *n);
            (names.split('/').map(Into::into).collect(), number::<f64>(&pct) - brought)
        })
        .collect();
    let tail: Vec<(Box<str>, f64)> = rows(SURNAMES, ["name", "share"])
        .filter(|[name, _]| {
            !NO_SURNAMES.contains(&&**name) && !top.iter().any(|(names, _)| names.contains(name))
        })
        .map(|[name, share]| (name, number(&share)))
        .collect();
    let [listed, rest] = [top.iter().map(|t| t.1).sum::<f64>(), tail.iter().map(|t| t.1).sum()];
    // Minorities with surnames of their own lower the national share of the common ones, so the Kinh have more of them.
    let top = top.into_iter().filter_map(|(mut names, pct)| {
        names.truncate(variant + 1);
        Some((names.pop()?, pct * KINH_EXCESS))
    });
    let scale = (100.0 - listed * KINH_EXCESS) / rest;
    Pick::new(top.chain(tail.into_iter().map(move |(name, share)| (name, share * scale))))
}

/// Surnames of the national list that minorities bring by themselves, in per cent of everybody.
const SHARED_WITH_MINORITIES: [(&str, f64); 1] = [("Lý", 0.5)];

/// Inverse of the share of people who take their surname from the Kinh list.
const KINH_EXCESS: f64 = 1.13;

fn minority() -> Vec<Words> {
    let groups: Vec<(u8, Box<str>)> = rows(super::society::ETHNIC, ["code_qd121", "name_vi"])
        .map(|[code, name]| (number(&code), name))
        .collect();
    let mut all: Vec<Words> = groups.iter().map(|_| Pick::new([])).collect();
    for [group, names] in rows(MINORITY, ["ethnic_group", "surnames"]) {
        if let Some((code, _)) = groups.iter().find(|(_, name)| *name == group) {
            all[usize::from(*code)] = Pick::new(names.split('|').map(|name| (name.into(), 1.0)));
        }
    }
    all
}

/// Two samples of the middle era have one label each; together they count as one.
fn given(file: &'static str, era: &'static str) -> Words {
    let names = rows(file, ["name", "weight", "era"])
        .filter(|[.., e]| **e == *era || (era == "1985-2006" && **e == *"1985-2002"));
    Pick::new(names.map(|[name, weight, _]| (name, number(&weight))))
}

fn middle(sex: &'static str, kind: &'static str) -> Words {
    let names = rows(MIDDLE, ["sex", "kind", "name", "pct_within_kind"])
        .filter(|[s, k, name, _]| **s == *sex && **k == *kind && !OF_ITS_TIME.contains(&&**name));
    Pick::new(names.map(|[_, _, name, pct]| (name, number(&pct))))
}

fn length(sex: &'static str, column: &'static str) -> Pick<u8> {
    let table = rows(LENGTH, ["sex", "words", column]).filter(|[s, ..]| **s == *sex);
    Pick::new(table.map(|[_, words, pct]| (number(&words), number(&pct))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use unicode_normalization::is_nfc;

    #[test]
    fn rows_are_all_read() {
        let n = Names::read();
        assert_eq!(rows(SURNAMES, ["name"]).count(), 155);
        assert_eq!(rows(TOP_SURNAMES, ["name"]).count(), 15);
        assert_eq!(
            n.given.each_ref().map(|eras| eras.each_ref().map(|e| e.entries().len())),
            [[82, 472, 0], [80, 396, 43]]
        );
        // 204 and 264 rows, less "Văn" and "Thị" among the single words.
        assert_eq!(
            n.middle.each_ref().map(|kinds| kinds.each_ref().map(|k| k.entries().len())),
            [[152, 50], [81, 181]]
        );
        assert_eq!(
            n.length.each_ref().map(|eras| eras.each_ref().map(|e| e.entries().len())),
            [[4, 4], [4, 4]]
        );
        assert_eq!(
            n.minority.iter().filter(|names| !names.entries().is_empty()).count(),
            rows(MINORITY, ["surnames"]).count()
        );
    }

    #[test]
    fn north_and_south_differ_in_two_surnames() {
        let [north, south] =
            Names::read().surnames.map(|names| names.entries().iter().cloned().collect::<HashSet<_>>());
        let only = |a: &HashSet<Box<str>>, b: &HashSet<Box<str>>| {
            let mut names: Vec<_> = a.difference(b).map(ToString::to_string).collect();
            names.sort();
            names
        };
        assert_eq!(only(&north, &south), ["Hoàng", "Vũ"]);
        assert_eq!(only(&south, &north), ["Huỳnh", "Võ"]);
    }

    #[test]
    fn every_name_is_composed_text() {
        for text in [SURNAMES, TOP_SURNAMES, MINORITY, GIVEN_M, GIVEN_F, MIDDLE] {
            assert!(is_nfc(text));
        }
    }
}
