//! Places of service, named after the administrative unit they serve.

use dinhdanh_population::{Address, ProvinceCode};

/// A health facility.
pub(crate) struct Facility {
    /// A letter for the level (`T` commune, `H` district, `P` province) and the code of its unit. Real codes have no letter.
    pub(crate) code: String,
    /// Name.
    pub(crate) name: String,
}

impl Facility {
    /// The health station of a commune.
    pub(crate) fn station(address: &Address) -> Facility {
        Facility {
            code: format!("T{}", address.commune.code),
            name: format!("Trạm Y tế {}", address.commune.name),
        }
    }

    /// The hospital of a district, or since there are none of the area around a commune.
    pub(crate) fn district(address: &Address) -> Facility {
        match address.district {
            Some(district) => Facility {
                code: format!("H{}", district.code),
                name: format!("Trung tâm Y tế {}", district.name),
            },
            None => Facility {
                code: format!("H{}", address.commune.code),
                name: format!("Trung tâm Y tế khu vực {}", bare_name(address.commune.name)),
            },
        }
    }

    /// The general hospital of a province.
    pub(crate) fn province(address: &Address) -> Facility {
        Facility {
            code: format!("P{}", address.province.code),
            name: format!("Bệnh viện Đa khoa {}", address.province.name),
        }
    }
}

/// What a school or college is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Institution {
    Kindergarten,
    Primary,
    LowerSecondary,
    UpperSecondary,
    Vocational,
    College,
}

impl Institution {
    /// A name made from the unit it serves: none of them is a real school. Those that draw on a province say so in the name.
    pub(crate) fn name(self, address: &Address) -> String {
        let commune = bare_name(address.commune.name);
        let wide = address.district.map_or(commune, |district| bare_name(district.name));
        match self {
            Institution::Kindergarten => format!("Trường Mầm non {commune}"),
            Institution::Primary => format!("Trường Tiểu học {commune}"),
            Institution::LowerSecondary => format!("Trường Trung học cơ sở {commune}"),
            Institution::UpperSecondary => format!("Trường Trung học phổ thông {wide}"),
            Institution::Vocational => format!("Trường Trung cấp {} (giả lập)", address.province.name),
            Institution::College => format!("Trường Cao đẳng {} (giả lập)", address.province.name),
        }
    }
}

/// Kinds of units with which names begin, the longest of those that begin alike first.
const KINDS: [&str; 8] =
    ["Thị trấn ", "Thị xã ", "Thành phố ", "Phường ", "Huyện ", "Quận ", "Xã ", "Đặc khu "];

/// The name of a unit without its kind; with it where nothing but a number would remain ("Phường 12").
pub(crate) fn bare_name(name: &str) -> &str {
    let bare = KINDS.iter().find_map(|kind| name.strip_prefix(kind));
    bare.filter(|bare| !bare.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(name)
}

/// Socio-economic regions of the 34 provinces from 1 to 6 (Ministry of Finance letter 16684/BTC-NSNN, 24 October 2025).
const REGIONS: [&[&str]; 6] = [
    &["04", "08", "11", "12", "14", "15", "19", "20", "25"],
    &["01", "22", "24", "31", "33", "37"],
    &["38", "40", "42", "44", "46"],
    &["48", "51", "52", "56", "66", "68"],
    &["75", "79", "80"],
    &["82", "86", "91", "92", "96"],
];

/// The region of a province, from 0: northern mountains, Red River, north central, central coast and highlands, south-east, Mekong.
pub(crate) fn region(province: ProvinceCode) -> usize {
    let digits = province.merged().digits();
    REGIONS.iter().position(|codes| codes.contains(&digits.as_str())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_one_region() {
        let codes: Vec<&str> = REGIONS.iter().copied().flatten().copied().collect();
        assert_eq!(codes.len(), 34);
        for province in ProvinceCode::all() {
            let digits = province.merged().digits();
            assert_eq!(codes.iter().filter(|code| **code == digits).count(), 1, "{digits}");
        }
        assert_eq!(region("74".parse().unwrap()), 4);
    }

    #[test]
    fn kinds_are_left_out_of_names() {
        for (name, expect) in [
            ("Phường Trúc Bạch", "Trúc Bạch"),
            ("Thị trấn Yên Viên", "Yên Viên"),
            ("Phường 12", "Phường 12"),
            ("Huế", "Huế"),
        ] {
            assert_eq!(bare_name(name), expect);
        }
    }
}
