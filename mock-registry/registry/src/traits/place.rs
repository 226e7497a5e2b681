//! Provinces by name, in whatever way they are written.

use dinhdanh_population::{ProvinceCode, REFORM_DATE, fold};
use jiff::civil::Date;

/// A province of one of the two administrative divisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// One of the 34 since 1 July 2025.
    Present(ProvinceCode),
    /// One of the 63 until 30 June 2025.
    Former(ProvinceCode),
}

impl Place {
    /// Whether one of the 63 provinces is this one or has become part of it.
    pub fn contains(self, former: ProvinceCode) -> bool {
        match self {
            Self::Present(province) => former.merged() == province,
            Self::Former(province) => former == province,
        }
    }

    /// Two digits, as an address of its time has them.
    pub fn digits(self) -> String {
        match self {
            Self::Present(province) | Self::Former(province) => province.digits(),
        }
    }
}

/// Other names, folded and without spaces, and the code of the province meant.
const ALIASES: &[(&str, &str)] = &[
    ("hcm", "79"),
    ("hcmc", "79"),
    ("hochiminhcity", "79"),
    ("saigon", "79"),
    ("sg", "79"),
    ("hn", "01"),
    ("hanoicity", "01"),
    ("thuathienhue", "46"),
    ("daklak", "66"),
    ("daknong", "67"),
    ("baria", "77"),
    ("vungtau", "77"),
];

/// Kinds that may stand before a name, folded.
const KINDS: &[&str] = &["province of ", "city of ", "tinh ", "thanh pho ", "tp. ", "tp.", "tp "];

/// The province that a name or a code of two digits means on a date.
pub(crate) fn place(text: &str, as_of: Date) -> Option<Place> {
    let key = key(text);
    let reformed = as_of >= REFORM_DATE;
    let alias = ALIASES.iter().find(|(alias, _)| *alias == key).map(|(_, code)| *code);
    let named = |name: &str| self::key(name) == key;
    let coded =
        |province: ProvinceCode| alias.map_or(province.digits() == key, |code| province.digits() == code);
    let present = ProvinceCode::all()
        .filter(|province| province.merged() == *province)
        .find(|province| named(province.name_since_reform()) || coded(*province));
    let former = || ProvinceCode::all().find(|province| named(province.name()) || coded(*province));
    match present.filter(|_| reformed) {
        Some(province) => Some(Place::Present(province)),
        None => former().map(Place::Former),
    }
}

/// The name of a province that is nearest to a text.
pub(crate) fn nearest(text: &str) -> Option<&'static str> {
    let key = key(text);
    let names = ProvinceCode::all().flat_map(|province| [province.name(), province.name_since_reform()]);
    names
        .filter(|name| !name.is_empty())
        .map(|name| (strsim::osa_distance(&self::key(name), &key), name))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= key.len() / 2)
        .map(|(_, name)| name)
}

fn key(text: &str) -> String {
    let folded = fold(text.trim());
    let name = KINDS.iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(&folded);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn provinces_are_known_by_many_names() {
        let (now, before) = (date(2026, 1, 1), date(2025, 6, 30));
        let code = |digits: &str| digits.parse::<ProvinceCode>().unwrap();
        let check = |text: &str, as_of: Date, expect: Option<Place>| {
            assert_eq!(place(text, as_of), expect, "{text} {as_of}");
        };
        for text in ["Huế", "hue", "HUE", "Thành phố Huế", "TP. Huế", "46", "Thừa Thiên Huế"] {
            check(text, now, Some(Place::Present(code("46"))));
        }
        for text in ["Hồ Chí Minh", "TP HCM", "HCMC", "Sài Gòn", "Ho Chi Minh City", "79"] {
            check(text, now, Some(Place::Present(code("79"))));
        }
        // Merged away: known by its old name alone.
        check("Bình Dương", now, Some(Place::Former(code("74"))));
        check("Bình Dương", before, Some(Place::Former(code("74"))));
        check("Đồng Nai", before, Some(Place::Former(code("75"))));
        check("Đồng Nai", now, Some(Place::Present(code("75"))));
        check("Atlantis", now, None);
        assert_eq!(nearest("Huêé"), Some("Huế"));
        assert_eq!(nearest("ha noii"), Some("Hà Nội"));
        assert_eq!(nearest("xyzzyxyzzy"), None);
    }

    #[test]
    fn a_province_contains_what_went_into_it() {
        let code = |digits: &str| digits.parse::<ProvinceCode>().unwrap();
        assert!(Place::Present(code("79")).contains(code("74")));
        assert!(!Place::Former(code("79")).contains(code("74")));
    }
}
