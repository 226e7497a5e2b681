//! The schema of land certificates.

use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// Certificates of right to use land.
pub const LAND: Dataset = Dataset {
    name: "land",
    agency: "agriculture-environment",
    label_en: "Land parcels and certificates",
    label_vi: "Thửa đất và giấy chứng nhận quyền sử dụng đất",
    legal_source: "Decree 58/2026 list 1 items 1-3; Circular 10/2024/TT-BTNMT",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("certificate", T::Text, "Serial of the certificate", "Số phát hành (số seri)"),
        field("register_number", T::Text, "Number in the book", "Số vào sổ cấp giấy"),
        field("issued_on", T::Date, "Date of issue", "Ngày cấp"),
        field("map_sheet", T::Number, "Map sheet", "Tờ bản đồ số"),
        field("parcel_number", T::Number, "Parcel number", "Thửa đất số"),
        field("area_m2", T::Number, "Area in square metres", "Diện tích (m²)"),
        field("purpose", T::Code, "Purpose of use", "Loại đất"),
        field("use_until", T::Date, "End of the right to use", "Thời hạn sử dụng"),
        field("address", T::Text, "Address of the parcel", "Địa chỉ thửa đất"),
        field("commune_code", T::Text, "Code of the commune", "Mã đơn vị hành chính cấp xã"),
        field("province_code", T::Text, "Code of the province", "Mã tỉnh"),
        field("house_floor_m2", T::Number, "Floor area of the house", "Diện tích sàn nhà ở (m²)"),
        field("owners", T::Nested, "Owners", "Người sử dụng đất, chủ sở hữu tài sản"),
        field("changes", T::Nested, "Changes after issue", "Những thay đổi sau khi cấp giấy chứng nhận"),
    ],
    records: |nation, person, as_of| to_json(super::certificates(nation, person, as_of)),
};
