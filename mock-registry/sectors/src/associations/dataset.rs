//! The schema of memberships.

use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// Memberships.
pub const ASSOCIATIONS: Dataset = Dataset {
    name: "associations",
    agency: "fatherland-front",
    label_en: "Membership of associations and unions",
    label_vi: "Hội viên, đoàn viên các tổ chức chính trị - xã hội",
    legal_source: "Law 50/2024 on Trade Unions; Law 39/2009; Ordinance 27/2005; charters of the organisations",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("organisation", T::Code, "Organisation", "Tổ chức"),
        field("card_number", T::Text, "Number of the card", "Số thẻ"),
        field("branch", T::Text, "Branch", "Tổ chức cơ sở"),
        field("commune_code", T::Text, "Code of the commune", "Mã đơn vị hành chính cấp xã"),
        field("joined_on", T::Date, "Joined on", "Ngày vào"),
        field("left_on", T::Date, "Left on", "Ngày ra"),
        field("state", T::Code, "State", "Trạng thái"),
    ],
    records: |nation, person, as_of| to_json(super::memberships(nation, person, as_of)),
};
