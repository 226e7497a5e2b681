//! Which people of the nation: a few ranges of its index, which runs by province, sex and year of birth.

use std::ops::Range;

use clap::ValueEnum;
use dinhdanh_population::{Nation, Person, ProvinceCode, Sex};
use serde::Serialize;

use crate::dates::Years;

/// Sex on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SexOption {
    /// Men.
    M,
    /// Women.
    F,
}

impl SexOption {
    fn sex(self) -> Sex {
        match self {
            SexOption::M => Sex::Male,
            SexOption::F => Sex::Female,
        }
    }
}

/// Everybody who was registered at birth in a province, of a sex, in some years.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    pub(crate) province: Option<ProvinceCode>,
    pub(crate) sex: Option<SexOption>,
    pub(crate) born: Years,
}

impl Slice {
    /// The people as ranges of the index, in order.
    pub(crate) fn ranges(&self, nation: &Nation) -> Vec<Range<u64>> {
        let provinces = ProvinceCode::all().filter(|code| self.province.is_none_or(|only| only == *code));
        let sexes =
            [Sex::Male, Sex::Female].into_iter().filter(|sex| self.sex.is_none_or(|only| only.sex() == *sex));
        let keys = provinces.flat_map(|province| sexes.clone().map(move |sex| (province, sex)));
        let ranges = keys.map(|(province, sex)| {
            let from = first(nation, |key| key < (province, sex, self.born.first));
            from..first(nation, |key| key <= (province, sex, self.born.last))
        });
        ranges.filter(|range| !range.is_empty()).collect()
    }

    /// How many people these are, the unborn and the dead among them.
    pub(crate) fn count(&self, nation: &Nation) -> u64 {
        self.ranges(nation).iter().map(|range| range.end - range.start).sum()
    }
}

/// The first index whose key is not `before`.
fn first(nation: &Nation, before: impl Fn((ProvinceCode, Sex, i16)) -> bool) -> u64 {
    let key = |person: Person| {
        (nation.birth_province(person), nation.sex(person), nation.date_of_birth(person).year())
    };
    let (mut low, mut high) = (0, nation.registered());
    while low < high {
        let middle = low + (high - low) / 2;
        match nation.person_at(middle).is_some_and(|person| before(key(person))) {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    low
}
