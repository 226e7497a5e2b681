//! Schemas of licences and vehicles, and the words of registration papers.

use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// Makes of motorcycles and of cars: invented names, so that no maker is spoken for.
pub(super) const MAKES: [[&str; 4]; 2] =
    [["SÔNG HỒNG", "BẠCH MÃ", "PHÙ ĐỔNG", "ÉN BẠC"], ["LẠC VIỆT", "TRƯỜNG SƠN", "HẢI ÂU", "ĐẠI NGÀN"]];

/// Colours by weight, as the registration paper writes them.
pub(super) const COLOURS: &[(u64, &str)] =
    &[(30, "Đen"), (26, "Trắng"), (14, "Đỏ"), (12, "Xám"), (8, "Xanh"), (6, "Bạc"), (3, "Nâu"), (1, "Vàng")];

/// Driving licences.
pub const DRIVING_LICENCES: Dataset = Dataset {
    name: "driving_licences",
    agency: "public-security",
    label_en: "Driving licences",
    label_vi: "Giấy phép lái xe",
    legal_source: "Law 36/2024 art. 57-62; Decree 58/2026 list 2 item 53",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("number", T::Text, "Number", "Số giấy phép lái xe"),
        field("class", T::Code, "Class", "Hạng"),
        field("passed_on", T::Date, "Date of the test", "Ngày trúng tuyển"),
        field("issued_on", T::Date, "Date of issue", "Ngày cấp"),
        field("expires_on", T::Date, "Expiry date", "Có giá trị đến"),
        field("points", T::Number, "Points left", "Số điểm còn lại"),
        field("revoked_on", T::Date, "Date of withdrawal", "Ngày thu hồi"),
        field("state", T::Code, "State", "Trạng thái"),
    ],
    records: |nation, person, as_of| to_json(super::licences(nation, person, as_of)),
};

/// Vehicles.
pub const VEHICLES: Dataset = Dataset {
    name: "vehicles",
    agency: "public-security",
    label_en: "Vehicle registrations",
    label_vi: "Đăng ký xe",
    legal_source: "Circular 79/2024/TT-BCA; Decree 58/2026 list 2 items 52 and 96",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("plate", T::Text, "Number plate", "Biển số"),
        field("kind", T::Code, "Kind of vehicle", "Loại xe"),
        field("make", T::Text, "Make", "Nhãn hiệu"),
        field("colour", T::Text, "Colour", "Màu sơn"),
        field("chassis_number", T::Text, "Chassis number", "Số khung"),
        field("registration_number", T::Text, "Registration certificate", "Số chứng nhận đăng ký xe"),
        field("first_registered_on", T::Date, "Date of first registration", "Ngày đăng ký lần đầu"),
        field("plate_bound_since", T::Date, "Plate bound to the person since", "Biển số định danh từ ngày"),
        field("withdrawn_on", T::Date, "Date of withdrawal", "Ngày thu hồi đăng ký"),
        field("state", T::Code, "State", "Trạng thái"),
    ],
    records: |nation, person, as_of| to_json(super::vehicles(nation, person, as_of)),
};
