//! Ethnic groups and religions by province.

use super::pick::Pick;
use super::{PROVINCES, number, provinces, rows};

/// Code of the Kinh in the list of 1979 (Decision 121-TCTK/PPCD), which these tables use.
const KINH: u8 = 1;

/// Ethnic groups and religions.
pub(crate) struct Society {
    /// Names of the ethnic groups by code, from 1.
    groups: Vec<Box<str>>,
    /// Ethnic codes of the people of each province.
    by_province: Vec<Pick<u8>>,
    /// Names of the religions, in the order of [`RELIGION_COLUMNS`], after "none".
    religions: Vec<Box<str>>,
    /// Place in `religions` by ethnic code, where a group differs from its province.
    of_group: Vec<Option<Pick<u8>>>,
    of_province: Vec<Pick<u8>>,
}

const RELIGION_COLUMNS: [&str; 5] = ["catholic", "buddhist", "hoa_hao", "protestant", "other"];
pub(super) const ETHNIC: &str = include_str!("../../data/ethnic_groups.csv");
const ETHNIC_HOMES: &str = include_str!("../../data/ethnic_homes.csv");
const RELIGIONS: &str = include_str!("../../data/religions_2019.csv");
const RELIGION_HOMES: &str = include_str!("../../data/religion_homes.csv");
/// Groups of citizens: 54. The list ends with foreigners and unknown.
const GROUPS: usize = 54;

impl Society {
    pub(super) fn read() -> Society {
        let groups: Vec<(Box<str>, f64)> = rows(ETHNIC, ["name_vi", "population_2019"])
            .take(GROUPS)
            .map(|[name, people]| (name, number(&people)))
            .collect();
        let religion: Vec<(Box<str>, u8, [f64; 5])> = rows(RELIGION_HOMES, ["scope", "code"])
            .zip(rows(RELIGION_HOMES, RELIGION_COLUMNS))
            .map(|([scope, code], per_mille)| (scope, number(&code), per_mille.map(|n| number(&n))))
            .collect();
        let find = |scope: &str, code: u8| {
            religion.iter().find(|(s, c, _)| **s == *scope && *c == code).map(|r| religion_pick(r.2))
        };
        let of_province =
            |code| find("province", code).or(find("nation", 0)).unwrap_or(religion_pick([0.0; 5]));
        Society {
            by_province: by_province(&groups),
            religions: rows(RELIGIONS, ["name_vi"]).map(|[name]| name).collect(),
            of_group: (0..=GROUPS as u8).map(|code| find("ethnic", code)).collect(),
            of_province: provinces().all().iter().map(|p| of_province(p.code)).collect(),
            groups: groups.into_iter().map(|(name, _)| name).collect(),
        }
    }

    /// The code of an ethnic group in a province.
    pub(crate) fn ethnic_group(&self, province: usize, word: u64) -> u8 {
        self.by_province[province].get(word).copied().unwrap_or(KINH)
    }

    /// The name of an ethnic group.
    pub(crate) fn group_name(&self, code: u8) -> &str {
        self.groups.get(usize::from(code).wrapping_sub(1)).map_or("", |name| name)
    }

    /// The names of all groups, in the order of their codes.
    pub(crate) fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|name| &**name)
    }

    /// The names of all religions, "none" first.
    pub(crate) fn religion_names(&self) -> impl Iterator<Item = &str> {
        self.religions.iter().map(|name| &**name)
    }

    /// The name of the religion of somebody of a group and province.
    pub(crate) fn religion(&self, ethnic_code: u8, province: usize, word: u64) -> &str {
        let pick = self.of_group[usize::from(ethnic_code)].as_ref().unwrap_or(&self.of_province[province]);
        pick.get(word).and_then(|i| self.religions.get(usize::from(*i))).map_or("", |name| name)
    }
}

/// Which religion, given people per mille of each; the rest have none, which comes first in the list of names.
fn religion_pick(per_mille: [f64; 5]) -> Pick<u8> {
    let none = 1000.0 - per_mille.iter().sum::<f64>();
    Pick::new([none].into_iter().chain(per_mille).enumerate().map(|(i, n)| (i as u8, n)))
}

/// Every group's people spread over its home provinces; the rest of a province is Kinh.
fn by_province(groups: &[(Box<str>, f64)]) -> Vec<Pick<u8>> {
    let homes: Vec<(usize, Option<usize>, f64)> =
        rows(ETHNIC_HOMES, ["ethnic_code", "province_code", "weight"])
            .map(|[group, province, weight]| {
                (number(&group), provinces().index(number(&province)), number(&weight))
            })
            .collect();
    let mut people = vec![[0.0; GROUPS]; PROVINCES];
    for (group, province, weight) in &homes {
        let all: f64 = homes.iter().filter(|home| home.0 == *group).map(|home| home.2).sum();
        if let Some(province) = province {
            people[*province][group - 1] = groups[group - 1].1 * weight / all;
        }
    }
    people
        .into_iter()
        .zip(provinces().all())
        .map(|(mut row, province)| {
            row[0] = (province.residents - row.iter().sum::<f64>()).max(0.0);
            Pick::new(row.into_iter().enumerate().map(|(i, n)| (i as u8 + 1, n / province.residents)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_a_name_and_a_home() {
        let s = Society::read();
        assert_eq!(s.groups.len(), GROUPS);
        for code in 2..=GROUPS as u8 {
            assert!(s.by_province.iter().any(|p| p.entries().contains(&code)), "{code} lives nowhere");
        }
        assert!(
            rows(ETHNIC_HOMES, ["province_code"]).all(|[code]| provinces().index(number(&code)).is_some())
        );
        let sum: f64 = rows(ETHNIC, ["population_2019"]).map(|[n]| number::<f64>(&n)).sum();
        assert_eq!(sum, 96_208_984.0, "the census of 2019");
    }

    #[test]
    fn religions_leave_room_for_none() {
        let sum: f64 = rows(RELIGIONS, ["pct"]).map(|[pct]| number::<f64>(&pct)).sum();
        assert!((sum - 100.0).abs() < 0.1);
        assert_eq!(rows(RELIGIONS, ["name_vi"]).count(), 6);
        assert_eq!(
            rows(RELIGION_HOMES, ["scope"]).filter(|[scope]| **scope == *"nation").count(),
            1,
            "the default"
        );
        for row in rows(RELIGION_HOMES, RELIGION_COLUMNS) {
            let sum: f64 = row.iter().map(|n| number::<f64>(n)).sum();
            assert!(sum < 1000.0, "{row:?}");
        }
    }
}
