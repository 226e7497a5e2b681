//! Addresses in both administrative eras.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::residence::Spot;
use crate::data::{provinces, wards};
use crate::day::Day;
use crate::mix::below;
use crate::nation::Nation;

/// The day on which 63 provinces with districts became 34 without: 1 July 2025.
pub const REFORM_DATE: Date = jiff::civil::date(2025, 7, 1);
/// The same as a day.
pub(crate) const REFORM: Day = Day::new(2025, 7, 1);

/// Which administrative division an address is written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressEra {
    /// Province, district, commune: until 30 June 2025.
    ThreeLevel,
    /// Province and commune: from 1 July 2025 (code table: Decision 19/2025/QD-TTg).
    TwoLevel,
}

/// A unit of administration.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct AdminUnit {
    /// Official code: two digits for a province, three for a district, five for a commune.
    pub code: &'static str,
    /// Name; that of a commune or district begins with its kind.
    pub name: &'static str,
}

/// An address, or a place without a line. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The division the other fields are written in.
    pub era: AddressEra,
    /// House and neighbourhood, or hamlet; none of a place of birth or home village.
    pub line: Option<String>,
    /// Commune, ward or town.
    pub commune: AdminUnit,
    /// District; none since the reform.
    pub district: Option<AdminUnit>,
    /// Province.
    pub province: AdminUnit,
}

/// What a neighbourhood is called in towns and in the country, by region from 1.
const NEIGHBOURHOODS: [[&str; 2]; 6] = [
    ["tổ dân phố", "Bản"],
    ["tổ dân phố", "Thôn"],
    ["tổ dân phố", "Thôn"],
    ["tổ dân phố", "Thôn"],
    ["khu phố", "Ấp"],
    ["khóm", "Ấp"],
];

impl Nation {
    /// A spot in the division of a day.
    pub(crate) fn address(&self, spot: Spot, day: Day) -> Address {
        let ward = wards().get(spot.ward);
        let region = provinces().all()[usize::from(ward.province)].region;
        let [town, hamlet] = NEIGHBOURHOODS[usize::from(region.clamp(1, 6)) - 1];
        let number = 1 + below(spot.word.rotate_left(48), 14);
        let line = match ward.urban {
            true => format!("Số nhà {}, {town} {number}", 1 + below(spot.word.rotate_left(56), 240)),
            false => format!("{hamlet} {number}"),
        };
        Address { line: Some(line), ..self.commune(spot, day) }
    }

    /// The commune of a spot, without a line, in the division of a day.
    pub(crate) fn commune(&self, spot: Spot, day: Day) -> Address {
        if day < REFORM {
            let (ward, district) = wards().name(spot.ward);
            let province = &provinces().all()[usize::from(wards().get(spot.ward).province)];
            return Address {
                era: AddressEra::ThreeLevel,
                line: None,
                commune: AdminUnit { code: &ward.code, name: &ward.name },
                district: Some(AdminUnit { code: &district.code, name: &district.name }),
                province: AdminUnit { code: &province.digits, name: &province.name },
            };
        }
        let merged = wards().merged(spot.ward, spot.word);
        let (code, name) = provinces().merged(merged.province);
        Address {
            era: AddressEra::TwoLevel,
            line: None,
            commune: AdminUnit { code: &merged.code, name: &merged.name },
            district: None,
            province: AdminUnit { code, name },
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({:?}, redacted)", self.era)
    }
}
