//! Communes before and after 1 July 2025, and districts before.

use std::collections::HashMap;
use std::ops::Range;

use super::pick::Pick;
use super::{number, provinces, rows};

/// A commune of the 63 provinces, as on 30 June 2025. What most questions need, and small: there are ten thousand.
pub(crate) struct Ward {
    /// Index of its province.
    pub(crate) province: u8,
    /// A ward or town rather than a rural commune.
    pub(crate) urban: bool,
    /// What it went into on 1 July 2025: more than one where it was divided. A range of [`Wards::into`].
    parts: u8,
    first_part: u16,
}

/// What a commune was called.
pub(crate) struct WardName {
    pub(crate) code: Box<str>,
    /// With the kind in front.
    pub(crate) name: Box<str>,
    /// Index of its district.
    district: u16,
}

/// A district of the 63 provinces.
pub(crate) struct District {
    pub(crate) code: Box<str>,
    /// With the kind in front.
    pub(crate) name: Box<str>,
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
    names: Vec<WardName>,
    districts: Vec<District>,
    merged: Vec<MergedWard>,
    /// Indexes in `merged`.
    into: Vec<u16>,
    by_province: Vec<Pick<u16>>,
    towns: Vec<Pick<u16>>,
    range: Vec<Range<u16>>,
}

/// Relative number of residents of a commune by kind: brings the urban share near 38 %, the mid-term census of 2024.
const RESIDENTS: [(&str, f64); 3] = [("phường", 1.42), ("thị trấn", 0.95), ("xã", 0.84)];

impl Wards {
    pub(super) fn read() -> Wards {
        let merged: Vec<MergedWard> = rows(MERGED, ["code", "full_name", "province_code"])
            .map(|[code, name, province]| MergedWard { code, name, province: number(&province) })
            .collect();
        let merged_at: HashMap<&str, u16> = (0..).zip(&merged).map(|(i, w)| (&*w.code, i)).collect();
        let mut parts: HashMap<Box<str>, Vec<u16>> = HashMap::new();
        for [old, new] in rows(MERGE, ["old_code", "new_code"]) {
            parts.entry(old).or_default().extend(merged_at.get(&*new));
        }
        let districts: Vec<District> = rows(DISTRICTS, ["code", "name", "kind"])
            .map(|[code, name, kind]| District { name: full_name(&kind, &name), code })
            .collect();
        let district_at: HashMap<&str, u16> = (0..).zip(&districts).map(|(i, d)| (&*d.code, i)).collect();
        let mut into = Vec::new();
        let mut all: Vec<(Ward, WardName, f64)> =
            rows(WARDS, ["code", "name", "kind", "district_code", "province_code"])
                .filter_map(|[code, name, kind, district, province]| {
                    let weight = RESIDENTS.iter().find(|(k, _)| **k == *kind)?.1;
                    let parts = parts.remove(&code).filter(|parts| !parts.is_empty())?;
                    let ward = Ward {
                        province: provinces().index(number(&province))? as u8,
                        urban: *kind != *"xã",
                        parts: parts.len() as u8,
                        first_part: into.len() as u16,
                    };
                    let district = *district_at.get(&*district)?;
                    into.extend(parts);
                    Some((ward, WardName { name: full_name(&kind, &name), code, district }, weight))
                })
                .collect();
        all.sort_by_key(|(ward, ..)| ward.province);
        let range: Vec<Range<u16>> = (0..provinces().all().len())
            .map(|p| {
                all.partition_point(|(w, ..)| usize::from(w.province) < p) as u16
                    ..all.partition_point(|(w, ..)| usize::from(w.province) <= p) as u16
            })
            .collect();
        let pick = |only_towns: bool| {
            range
                .iter()
                .map(|range| {
                    Pick::new(range.clone().map(|i| {
                        let (ward, _, weight) = &all[usize::from(i)];
                        (i, if only_towns && !ward.urban { 0.0 } else { *weight })
                    }))
                })
                .collect()
        };
        let (by_province, towns) = (pick(false), pick(true));
        let (all, names) = all.into_iter().map(|(ward, name, _)| (ward, name)).unzip();
        Wards { by_province, towns, range, merged, all, names, districts, into }
    }

    /// The commune with an index.
    pub(crate) fn get(&self, index: u16) -> &Ward {
        &self.all[usize::from(index)]
    }

    /// What the commune with an index was called, and its district.
    pub(crate) fn name(&self, index: u16) -> (&WardName, &District) {
        let name = &self.names[usize::from(index)];
        (name, &self.districts[usize::from(name.district)])
    }

    /// The commune of today with a code.
    pub(crate) fn of_today(&self, code: &str) -> Option<&MergedWard> {
        self.merged.iter().find(|ward| *ward.code == *code)
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
        let range = &self.range[usize::from(self.get(index).province)];
        let (i, n) = (u64::from(index - range.start), u64::from(range.end - range.start));
        range.start + ((i + n + word % 17 - 8) % n.max(1)) as u16
    }

    /// Codes of the communes that went into more than one on 1 July 2025.
    pub(crate) fn divided(&self) -> impl Iterator<Item = &str> {
        self.all.iter().zip(&self.names).filter(|(ward, _)| ward.parts > 1).map(|(_, name)| &*name.code)
    }

    /// What a commune, or the part of it a word falls on, became on 1 July 2025.
    pub(crate) fn merged(&self, index: u16, word: u64) -> &MergedWard {
        let ward = self.get(index);
        let part = usize::from(ward.first_part) + (word % u64::from(ward.parts)) as usize;
        &self.merged[usize::from(self.into[part])]
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
        let codes: HashSet<&str> = w.names.iter().map(|w| &*w.code).collect();
        assert_eq!(codes.len(), w.all.len());
        for (i, ward) in (0..).zip(&w.all) {
            let merged = provinces().all()[usize::from(ward.province)].merged;
            let mut parts = (0..u64::from(ward.parts)).map(|part| w.merged(i, part));
            assert!(ward.parts > 0 && parts.all(|part| part.province == merged), "{}", w.name(i).0.code);
        }
        assert_eq!(w.all.iter().map(|w| usize::from(w.parts)).sum::<usize>(), w.into.len());
        assert!(
            w.range.iter().all(|range| range.len() > 40)
                && w.range.iter().map(ExactSizeIterator::len).sum::<usize>() == w.all.len()
        );
    }

    #[test]
    fn names_carry_their_kind() {
        let w = Wards::read();
        let first = w.names.iter().position(|w| &*w.code == "00004").unwrap() as u16;
        let (name, district) = w.name(first);
        assert_eq!((&*name.name, &*district.name), ("Phường Trúc Bạch", "Quận Ba Đình"));
        assert!(w.get(first).urban);
        assert_eq!(&*w.merged(first, 0).name, "Phường Ba Đình");
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
