//! Communes before and after 1 July 2025, and districts before.

use std::collections::HashMap;
use std::ops::Range;

use super::pick::Pick;
use super::{number, provinces, rows};

/// A commune of the 63 provinces, as on 30 June 2025.
pub(crate) struct Ward {
    pub(crate) code: Box<str>,
    /// With the kind in front.
    pub(crate) name: Box<str>,
    /// Code and name (kind in front) of its district.
    pub(crate) district: (Box<str>, Box<str>),
    /// Index of its province.
    pub(crate) province: usize,
    /// A ward or town rather than a rural commune.
    pub(crate) urban: bool,
    /// What it went into on 1 July 2025: more than one where it was divided.
    into: Vec<u16>,
}

/// A commune from 1 July 2025.
pub(crate) struct MergedWard {
    pub(crate) code: Box<str>,
    /// With the kind in front.
    pub(crate) name: Box<str>,
    /// Code of its province, one of the 34.
    pub(crate) province: u8,
}

/// All communes with a successor, province by province.
pub(crate) struct Wards {
    all: Vec<Ward>,
    merged: Vec<MergedWard>,
    by_province: Vec<Pick<u16>>,
    towns: Vec<Pick<u16>>,
    range: Vec<Range<u16>>,
}

/// Relative number of residents of a commune by kind: brings the urban share near 38 %, the mid-term census of 2024.
const RESIDENTS: [(&str, f64); 3] = [("phường", 1.9), ("thị trấn", 1.1), ("xã", 0.8)];

impl Wards {
    pub(super) fn read() -> Wards {
        let merged: Vec<MergedWard> = rows(MERGED, ["code", "full_name", "province_code"])
            .map(|[code, name, province]| MergedWard { code, name, province: number(&province) })
            .collect();
        let merged_at: HashMap<&str, u16> = (0..).zip(&merged).map(|(i, w)| (&*w.code, i)).collect();
        let mut into: HashMap<Box<str>, Vec<u16>> = HashMap::new();
        for [old, new] in rows(MERGE, ["old_code", "new_code"]) {
            into.entry(old).or_default().extend(merged_at.get(&*new));
        }
        let districts: HashMap<Box<str>, Box<str>> = rows(DISTRICTS, ["code", "name", "kind"])
            .map(|[code, name, kind]| (code, full_name(&kind, &name)))
            .collect();
        let mut all: Vec<(Ward, f64)> =
            rows(WARDS, ["code", "name", "kind", "district_code", "province_code"])
                .filter_map(|[code, name, kind, district, province]| {
                    let weight = RESIDENTS.iter().find(|(k, _)| **k == *kind)?.1;
                    let ward = Ward {
                        into: into.remove(&code).filter(|into| !into.is_empty())?,
                        name: full_name(&kind, &name),
                        district: (district.clone(), districts.get(&district)?.clone()),
                        province: provinces().index(number(&province))?,
                        urban: *kind != *"xã",
                        code,
                    };
                    Some((ward, weight))
                })
                .collect();
        all.sort_by_key(|(ward, _)| ward.province);
        let range: Vec<Range<u16>> = (0..provinces().all().len())
            .map(|p| {
                all.partition_point(|(w, _)| w.province < p) as u16
                    ..all.partition_point(|(w, _)| w.province <= p) as u16
            })
            .collect();
        let pick = |only_towns: bool| {
            range
                .iter()
                .map(|range| {
                    Pick::new(range.clone().map(|i| {
                        let (ward, weight) = &all[usize::from(i)];
                        (i, if only_towns && !ward.urban { 0.0 } else { *weight })
                    }))
                })
                .collect()
        };
        let (by_province, towns) = (pick(false), pick(true));
        Wards { by_province, towns, range, merged, all: all.into_iter().map(|(ward, _)| ward).collect() }
    }

    /// The commune with an index.
    pub(crate) fn get(&self, index: u16) -> &Ward {
        &self.all[usize::from(index)]
    }

    /// A commune of a province, by number of residents.
    pub(crate) fn any(&self, province: usize, word: u64) -> u16 {
        self.by_province[province].get(word).copied().unwrap_or(0)
    }

    /// A town or city ward of a province, by number of residents.
    pub(crate) fn town(&self, province: usize, word: u64) -> u16 {
        self.towns[province].get(word).copied().unwrap_or(0)
    }

    /// A commune near another: a few places up or down the list, which runs through the districts.
    pub(crate) fn near(&self, index: u16, word: u64) -> u16 {
        let range = &self.range[self.get(index).province];
        let (i, n) = (u64::from(index - range.start), u64::from(range.end - range.start));
        range.start + ((i + n + word % 17 - 8) % n.max(1)) as u16
    }

    /// What a commune, or the part of it a word falls on, became on 1 July 2025.
    pub(crate) fn merged(&self, index: u16, word: u64) -> &MergedWard {
        let into = &self.get(index).into;
        &self.merged[usize::from(into[(word % into.len() as u64) as usize])]
    }
}

const WARDS: &str = include_str!("../../data/wards_old.csv");
const DISTRICTS: &str = include_str!("../../data/districts_old.csv");
const MERGED: &str = include_str!("../../data/wards_2025.csv");
const MERGE: &str = include_str!("../../data/ward_merge.csv");

fn full_name(kind: &str, name: &str) -> Box<str> {
    let mut letters = kind.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {name}", letters.as_str()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn communes_districts_and_provinces_refer_to_each_other() {
        let w = Wards::read();
        assert_eq!(
            [WARDS, DISTRICTS, MERGED, MERGE].map(|f| rows(f, []).count()),
            [10_051, 696, 3_321, 10_571]
        );
        // 28 old communes have no successor in the file: nobody lives there.
        assert_eq!((w.all.len(), w.merged.len()), (10_051 - 28, 3_321));
        let codes: HashSet<&str> = w.all.iter().map(|w| &*w.code).collect();
        assert_eq!(codes.len(), w.all.len());
        for ward in &w.all {
            let merged = provinces().all()[ward.province].merged;
            assert!(ward.into.iter().all(|i| w.merged[usize::from(*i)].province == merged), "{}", ward.code);
        }
        assert!(
            w.range.iter().all(|range| range.len() > 40)
                && w.range.iter().map(ExactSizeIterator::len).sum::<usize>() == w.all.len()
        );
    }

    #[test]
    fn names_carry_their_kind() {
        let w = Wards::read();
        let first = w.all.iter().find(|w| &*w.code == "00004").unwrap();
        assert_eq!(
            (&*first.name, &*first.district.1, first.urban),
            ("Phường Trúc Bạch", "Quận Ba Đình", true)
        );
        assert_eq!(&*w.merged[usize::from(first.into[0])].name, "Phường Ba Đình");
    }

    #[test]
    fn a_commune_nearby_is_in_the_same_province() {
        let w = Wards::read();
        for word in 0..10_000 {
            let at = (word % w.all.len() as u64) as u16;
            assert_eq!(w.get(w.near(at, word)).province, w.get(at).province);
        }
    }
}
