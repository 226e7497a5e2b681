//! The schema of mobile subscriptions, and who holds which prefix.

use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// Operators with the two digits after the 0 of their numbers (`mobile_prefixes.csv` of the nation). The first ones of a row are
/// the reserved prefixes, which nobody holds: they are dealt out among the operators (assumption).
const PREFIXES: [(&str, &str); 7] = [
    ("viettel", "30 40 95 32 33 34 35 36 37 38 39 86 96 97 98"),
    ("vinaphone", "50 53 81 82 83 84 85 88 91 94"),
    ("mobifone", "60 71 70 76 77 78 79 89 90 93"),
    ("vietnamobile", "80 52 56 58 92"),
    ("gmobile", "59 99"),
    ("wintel", "55"),
    ("itel", "87"),
];

/// The operator of a number of ten digits; empty if nobody has its prefix.
pub(super) fn operator(number: &str) -> &'static str {
    let prefix = number.get(1..3).unwrap_or_default();
    PREFIXES.iter().find(|(_, held)| held.split(' ').any(|held| held == prefix)).map_or("", |(name, _)| name)
}

/// Mobile subscriptions.
pub const MOBILE_SUBSCRIPTIONS: Dataset = Dataset {
    name: "mobile_subscriptions",
    agency: "telecom",
    label_en: "Mobile subscriptions",
    label_vi: "Thuê bao di động",
    legal_source: "Law 24/2023 on Telecommunications; Decree 58/2026 list 2 item 128",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("phone_number", T::Text, "Number", "Số thuê bao"),
        field("operator", T::Code, "Operator", "Doanh nghiệp viễn thông"),
        field("contract_on", T::Date, "Date of the contract", "Ngày giao kết hợp đồng"),
        field("photo_checked_on", T::Date, "Photograph compared on", "Ngày đối chiếu ảnh chủ thuê bao"),
        field("ended_on", T::Date, "Ended on", "Ngày chấm dứt"),
        field("state", T::Code, "State", "Trạng thái"),
    ],
    records: |nation, person, as_of| to_json(super::subscriptions(nation, person, as_of)),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prefix_of_the_nation_has_its_operator() {
        let table = include_str!("../../../population/data/mobile_prefixes.csv");
        for line in table.lines().skip(1) {
            let (prefix, rest) = line.split_once(',').unwrap();
            let held = operator(prefix);
            assert!(!held.is_empty() && rest.starts_with(held), "{line}: {held}");
        }
        for reserved in ["030", "040", "050", "053", "060", "071", "080", "095"] {
            assert_ne!(operator(reserved), "", "{reserved}");
        }
        assert_eq!(operator("029"), "");
    }
}
