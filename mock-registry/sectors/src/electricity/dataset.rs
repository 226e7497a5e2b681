//! The schema of electricity contracts.

use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// Electricity contracts.
pub const ELECTRICITY: Dataset = Dataset {
    name: "electricity",
    agency: "electricity",
    label_en: "Electricity contracts and bills",
    label_vi: "Hợp đồng mua bán điện và hóa đơn tiền điện",
    legal_source: "Law 61/2024 on Electricity; Decree 58/2026 list 2 items 131-133",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("customer_code", T::Text, "Customer code", "Mã khách hàng"),
        field("meter_number", T::Text, "Meter number", "Số công tơ"),
        field("buyer", T::Nested, "Buyer", "Bên mua điện"),
        field("address", T::Text, "Address of use", "Địa chỉ sử dụng điện"),
        field("tariff", T::Code, "Tariff", "Biểu giá"),
        field("signed_on", T::Date, "Date of the contract", "Ngày ký hợp đồng"),
        field("ended_on", T::Date, "Ended on", "Ngày chấm dứt"),
        field("state", T::Code, "State", "Trạng thái"),
        field("usage", T::Nested, "Use and bills of twelve months", "Điện năng tiêu thụ và hóa đơn 12 tháng"),
    ],
    records: |nation, person, as_of| to_json(super::contracts(nation, person, as_of)),
};
