//! Schemas of loans and scores.

use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// Loans.
pub const LOANS: Dataset = Dataset {
    name: "loans",
    agency: "bank",
    label_en: "Loans",
    label_vi: "Khoản vay",
    legal_source: "Decree 58/2026 list 2 item 134; Circular 11/2021/TT-NHNN art. 10",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("contract_number", T::Text, "Number of the contract", "Số hợp đồng tín dụng"),
        field("lender", T::Code, "Lender", "Tổ chức tín dụng"),
        field("purpose", T::Code, "Purpose", "Mục đích vay"),
        field("amount", T::Number, "Amount in dong", "Số tiền vay (đồng)"),
        field("opened_on", T::Date, "Date of the contract", "Ngày ký hợp đồng"),
        field("due_on", T::Date, "Last instalment due on", "Ngày đáo hạn"),
        field("outstanding", T::Number, "Outstanding principal in dong", "Dư nợ gốc (đồng)"),
        field("overdue_days", T::Number, "Days overdue", "Số ngày quá hạn"),
        field("debt_class", T::Number, "Debt class", "Nhóm nợ"),
        field("worst_class", T::Number, "Worst debt class so far", "Nhóm nợ cao nhất từng có"),
        field("closed_on", T::Date, "Closed on", "Ngày tất toán"),
        field("state", T::Code, "State", "Trạng thái"),
    ],
    records: |nation, person, as_of| to_json(super::loans(nation, person, as_of)),
};

/// Scores.
pub const CREDIT_SCORE: Dataset = Dataset {
    name: "credit_score",
    agency: "bank",
    label_en: "Credit score",
    label_vi: "Điểm tín dụng",
    legal_source: "Decree 58/2026 list 2 item 134 (the score itself is not in the list)",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("measured_on", T::Date, "Date of the report", "Ngày chấm điểm"),
        field("score", T::Number, "Score", "Điểm tín dụng"),
        field("band", T::Code, "Band", "Hạng tín dụng"),
        field("factors", T::Nested, "Factors that sum to the score", "Các yếu tố cấu thành điểm"),
        field("open_loans", T::Number, "Open loans", "Số khoản vay đang có"),
        field("outstanding", T::Number, "Outstanding principal in dong", "Tổng dư nợ (đồng)"),
        field("debt_class", T::Number, "Worst debt class", "Nhóm nợ cao nhất"),
    ],
    records: |nation, person, as_of| to_json(super::scores(nation, person, as_of)),
};
