//! The schema of businesses, their lines and their names.

use super::Kind;
use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// Lines of business by weight: code and name in the Vietnam Standard Industrial Classification.
pub(super) const LINES: &[(u64, (&str, &str))] = &[
    (
        22,
        (
            "4711",
            "Bán lẻ lương thực, thực phẩm, đồ uống chiếm tỷ trọng lớn trong các cửa hàng kinh doanh tổng hợp",
        ),
    ),
    (18, ("5610", "Nhà hàng và các dịch vụ ăn uống phục vụ lưu động")),
    (10, ("4771", "Bán lẻ hàng may mặc, giày dép, hàng da và giả da trong các cửa hàng chuyên doanh")),
    (8, ("4520", "Bảo dưỡng, sửa chữa ô tô và xe có động cơ khác")),
    (8, ("9631", "Cắt tóc, làm đầu, gội đầu")),
    (7, ("4933", "Vận tải hàng hóa bằng đường bộ")),
    (6, ("1410", "May trang phục (trừ trang phục từ da lông thú)")),
    (6, ("5510", "Dịch vụ lưu trú ngắn ngày")),
    (5, ("4101", "Xây dựng nhà để ở")),
    (4, ("3100", "Sản xuất giường, tủ, bàn, ghế")),
    (3, ("4620", "Bán buôn nông, lâm sản nguyên liệu (trừ gỗ, tre, nứa) và động vật sống")),
    (3, ("6201", "Lập trình máy vi tính")),
];

/// The name of a business: that of the person, or one that says it is made up.
pub(super) fn name(kind: Kind, person: &str, number: u64) -> String {
    match kind {
        Kind::HouseholdBusiness => format!("Hộ kinh doanh {person}"),
        Kind::Company => format!("Công ty TNHH một thành viên Giả Lập {number:04}"),
    }
}

/// Businesses.
pub const BUSINESSES: Dataset = Dataset {
    name: "businesses",
    agency: "tax",
    label_en: "Household businesses and companies",
    label_vi: "Hộ kinh doanh và doanh nghiệp",
    legal_source: "Decree 168/2025; Circular 86/2024/TT-BTC art. 5; Decree 58/2026 list 1 item 4, list 2 items 137 and 144",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("tax_code", T::Text, "Tax code", "Mã số thuế"),
        field("former_tax_code", T::Text, "Tax code until 30 June 2025", "Mã số thuế đến ngày 30/6/2025"),
        field("kind", T::Code, "Kind", "Loại hình"),
        field("name", T::Text, "Name", "Tên"),
        field("representative", T::Nested, "Legal representative", "Người đại diện theo pháp luật"),
        field("line_code", T::Text, "Code of the line of business", "Mã ngành"),
        field("line", T::Text, "Line of business", "Ngành, nghề kinh doanh"),
        field("address", T::Text, "Place of business", "Địa điểm kinh doanh"),
        field("commune_code", T::Text, "Code of the commune", "Mã đơn vị hành chính cấp xã"),
        field("province_code", T::Text, "Code of the province", "Mã tỉnh"),
        field("charter_capital", T::Number, "Charter capital in dong", "Vốn điều lệ (đồng)"),
        field("registered_on", T::Date, "Date of registration", "Ngày đăng ký"),
        field("suspended_since", T::Date, "Suspended since", "Tạm ngừng kinh doanh từ ngày"),
        field("ended_on", T::Date, "Ended on", "Ngày chấm dứt hoạt động"),
        field("state", T::Code, "State", "Trạng thái"),
    ],
    records: |nation, person, as_of| to_json(super::businesses(nation, person, as_of)),
};
