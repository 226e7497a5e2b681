//! What the datasets of social insurance look like from outside.

use super::{book, contributions, employment, pensions, unemployment};
use crate::records::{field, to_json};
use crate::schema::FieldType::{Code, Date, Number, Text};
use crate::schema::{Dataset, Sensitivity};

pub(crate) const BOOK: Dataset = Dataset {
    name: "social_insurance",
    agency: "social-insurance",
    label_en: "Social-insurance book",
    label_vi: "Sổ bảo hiểm xã hội",
    legal_source: "Decree 58/2026/ND-CP, annex, list 1, items 8 and 9",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("book_number", Text, "Social-insurance number", "Mã số bảo hiểm xã hội"),
        field("issued_on", Date, "Date of issue", "Ngày cấp"),
        field("scheme", Code, "Compulsory or voluntary", "Bắt buộc hay tự nguyện"),
        field("status", Code, "State", "Tình trạng"),
        field("months", Number, "Months paid", "Số tháng đã đóng"),
    ],
    records: |nation, person, as_of| to_json(book(nation, person, as_of).into_iter().collect()),
};

pub(crate) const EMPLOYMENT: Dataset = Dataset {
    name: "employment",
    agency: "social-insurance",
    label_en: "Insured employment",
    label_vi: "Quá trình làm việc có tham gia bảo hiểm xã hội",
    legal_source: "Decree 58/2026/ND-CP, annex, list 1, items 8 and 16; list 2, item 37",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("employer_code", Text, "Code of the employer", "Mã đơn vị"),
        field("employer", Text, "Employer (invented name)", "Nơi làm việc (tên giả lập)"),
        field("position", Text, "Position", "Chức danh, công việc"),
        field("from", Date, "From", "Từ ngày"),
        field("until", Date, "Until", "Đến ngày"),
    ],
    records: |nation, person, as_of| to_json(employment(nation, person, as_of)),
};

pub(crate) const CONTRIBUTIONS: Dataset = Dataset {
    name: "social_insurance_contributions",
    agency: "social-insurance",
    label_en: "Contributions",
    label_vi: "Quá trình đóng bảo hiểm xã hội",
    legal_source: "Decree 58/2026/ND-CP, annex, list 1, item 10",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("scheme", Code, "Compulsory or voluntary", "Bắt buộc hay tự nguyện"),
        field("employer_code", Text, "Code of the employer", "Mã đơn vị"),
        field("from", Date, "From", "Từ ngày"),
        field("until", Date, "Until", "Đến ngày"),
        field("months", Number, "Months paid", "Số tháng đóng"),
        field(
            "base_salary",
            Number,
            "Monthly salary or income paid on (dong)",
            "Mức tiền lương, thu nhập đóng (đồng)",
        ),
    ],
    records: |nation, person, as_of| to_json(contributions(nation, person, as_of)),
};

pub(crate) const UNEMPLOYMENT: Dataset = Dataset {
    name: "unemployment_benefits",
    agency: "social-insurance",
    label_en: "Unemployment benefit",
    label_vi: "Trợ cấp thất nghiệp",
    legal_source: "Decree 58/2026/ND-CP, annex, list 1, item 11; list 2, items 31 and 32",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("decision_number", Text, "Number of the decision", "Số quyết định"),
        field("decided_on", Date, "Date of the decision", "Ngày quyết định"),
        field("from", Date, "From", "Hưởng từ ngày"),
        field("granted_months", Number, "Months granted", "Số tháng được hưởng"),
        field("monthly_amount", Number, "Monthly amount (dong)", "Mức hưởng hằng tháng (đồng)"),
        field("ended_on", Date, "Ended on", "Ngày chấm dứt"),
    ],
    records: |nation, person, as_of| to_json(unemployment(nation, person, as_of)),
};

pub(crate) const PENSIONS: Dataset = Dataset {
    name: "pensions",
    agency: "social-insurance",
    label_en: "Pension or lump sum",
    label_vi: "Lương hưu hoặc bảo hiểm xã hội một lần",
    legal_source: "Decree 58/2026/ND-CP, annex, list 1, item 12; list 2, items 63 and 69",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("kind", Code, "Kind", "Loại"),
        field("decision_number", Text, "Number of the decision", "Số quyết định"),
        field("decided_on", Date, "Date of the decision", "Ngày quyết định"),
        field("months", Number, "Months paid for", "Số tháng đã đóng"),
        field("rate", Number, "Rate (percent)", "Tỷ lệ hưởng (%)"),
        field("amount", Number, "Amount (dong)", "Mức hưởng (đồng)"),
        field("from", Date, "From", "Từ ngày"),
        field("ended_on", Date, "Ended on", "Ngày kết thúc"),
        field("account_number", Text, "Account", "Số tài khoản nhận"),
    ],
    records: |nation, person, as_of| to_json(pensions(nation, person, as_of)),
};
