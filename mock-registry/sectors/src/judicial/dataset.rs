//! The schema of judicial records, and the offences in them.

use super::Sentence::{self, Fine, Imprisonment, NonCustodialReform, SuspendedImprisonment};
use crate::records::{field, to_json};
use crate::schema::{Dataset, FieldType as T, Sensitivity};

/// An offence of the Penal Code 100/2015/QH13.
pub(super) struct Offence {
    pub(super) article: u16,
    pub(super) name: &'static str,
    /// Least and most months of the sentences drawn, which lie within those of the article's first paragraphs.
    pub(super) months: (u64, u64),
    /// Penalties by weight.
    pub(super) penalties: [(u64, Sentence); 3],
}

const fn offence(
    article: u16,
    name: &'static str,
    months: (u64, u64),
    penalties: [(u64, Sentence); 3],
) -> Offence {
    Offence { article, name, months, penalties }
}

const PRISON: [(u64, Sentence); 3] = [(85, Imprisonment), (15, SuspendedImprisonment), (0, Fine)];
const MIXED: [(u64, Sentence); 3] =
    [(50, Imprisonment), (35, SuspendedImprisonment), (15, NonCustodialReform)];
const LIGHT: [(u64, Sentence); 3] = [(30, Imprisonment), (30, SuspendedImprisonment), (40, Fine)];

/// Offences by weight.
pub(super) const OFFENCES: &[(u64, Offence)] = &[
    (24, offence(173, "Tội trộm cắp tài sản", (6, 48), MIXED)),
    (18, offence(249, "Tội tàng trữ trái phép chất ma túy", (12, 84), PRISON)),
    (8, offence(251, "Tội mua bán trái phép chất ma túy", (24, 190), PRISON)),
    (
        13,
        offence(134, "Tội cố ý gây thương tích hoặc gây tổn hại cho sức khỏe của người khác", (6, 60), MIXED),
    ),
    (12, offence(321, "Tội đánh bạc", (6, 36), LIGHT)),
    (9, offence(260, "Tội vi phạm quy định về tham gia giao thông đường bộ", (9, 60), MIXED)),
    (6, offence(174, "Tội lừa đảo chiếm đoạt tài sản", (9, 180), PRISON)),
    (5, offence(318, "Tội gây rối trật tự công cộng", (6, 24), LIGHT)),
    (3, offence(171, "Tội cướp giật tài sản", (12, 72), PRISON)),
    (2, offence(232, "Tội vi phạm quy định về khai thác, bảo vệ rừng và lâm sản", (6, 36), LIGHT)),
];

/// The people's court of a province, named as in the year of the judgment.
pub(super) fn court(province: &str) -> String {
    format!("Tòa án nhân dân {province}")
}

/// Judicial records.
pub const JUDICIAL_RECORD: Dataset = Dataset {
    name: "judicial_record",
    agency: "public-security",
    label_en: "Judicial record",
    label_vi: "Lý lịch tư pháp",
    legal_source: "Law 107/2025; Decree 216/2026; Decree 58/2026 list 3 item 8",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("judgment_number", T::Text, "Number of the judgment", "Số bản án"),
        field("judged_on", T::Date, "Date of the judgment", "Ngày tuyên án"),
        field("court", T::Text, "Court", "Tòa án đã tuyên bản án"),
        field("article", T::Number, "Article of the Penal Code", "Điều luật áp dụng"),
        field("offence", T::Text, "Offence", "Tội danh"),
        field("sentence", T::Code, "Main penalty", "Hình phạt chính"),
        field("months", T::Number, "Length in months", "Thời hạn (tháng)"),
        field("fine", T::Number, "Fine in dong", "Tiền phạt (đồng)"),
        field("served_on", T::Date, "Served on", "Ngày chấp hành xong"),
        field("expunged_on", T::Date, "Expunged on", "Ngày được xóa án tích"),
    ],
    records: |nation, person, as_of| to_json(super::convictions(nation, person, as_of)),
};
