//! What the datasets of benefits look like from outside.

use super::{benefit_payments, merit_allowances, social_assistance};
use crate::records::{field, to_json};
use crate::schema::FieldType::{Code, Date, Number, Text};
use crate::schema::{Dataset, Sensitivity};

pub(crate) const ASSISTANCE: Dataset = Dataset {
    name: "social_assistance",
    agency: "health",
    label_en: "Social assistance",
    label_vi: "Trợ cấp xã hội",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, items 77 to 79; Decree 20/2021/ND-CP, article 5",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("ground", Code, "Ground", "Diện hưởng"),
        field("decision_number", Text, "Number of the decision", "Số quyết định"),
        field("from", Date, "From", "Hưởng từ ngày"),
        field("ended_on", Date, "Ended on", "Ngày kết thúc"),
        field("monthly_amount", Number, "Monthly amount (dong)", "Mức trợ cấp hằng tháng (đồng)"),
        field("account_number", Text, "Account", "Số tài khoản nhận"),
    ],
    records: |nation, person, as_of| to_json(social_assistance(nation, person, as_of)),
};

pub(crate) const MERIT: Dataset = Dataset {
    name: "merit_allowances",
    agency: "home-affairs",
    label_en: "Allowances for people of merit",
    label_vi: "Trợ cấp ưu đãi người có công",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, items 24 and 27; Ordinance 02/2020/UBTVQH14",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("kind", Code, "Kind", "Đối tượng"),
        field("decision_number", Text, "Number of the decision", "Số quyết định"),
        field("decided_on", Date, "Date of the decision", "Ngày quyết định"),
        field("from", Date, "From", "Hưởng từ ngày"),
        field("ended_on", Date, "Ended on", "Ngày kết thúc"),
        field("monthly_amount", Number, "Monthly amount (dong)", "Mức trợ cấp hằng tháng (đồng)"),
        field("account_number", Text, "Account", "Số tài khoản nhận"),
    ],
    records: |nation, person, as_of| to_json(merit_allowances(nation, person, as_of)),
};

pub(crate) const PAYMENTS: Dataset = Dataset {
    name: "benefit_payments",
    agency: "social-insurance",
    label_en: "Payments of the last twelve months",
    label_vi: "Chi trả trong mười hai tháng gần nhất",
    legal_source: "Decree 58/2026/ND-CP, annex, list 1, item 12; list 2, item 134",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("paid_on", Date, "Paid on", "Ngày chi trả"),
        field("month", Text, "Month", "Tháng"),
        field("kind", Code, "Kind", "Loại"),
        field("amount", Number, "Amount (dong)", "Số tiền (đồng)"),
        field("account_number", Text, "Account", "Số tài khoản nhận"),
    ],
    records: |nation, person, as_of| to_json(benefit_payments(nation, person, as_of)),
};
