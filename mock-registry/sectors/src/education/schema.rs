//! What the datasets of education look like from outside.

use super::{degrees, schooling};
use crate::records::{field, to_json};
use crate::schema::FieldType::{Code, Date, Flag, Text};
use crate::schema::{Dataset, Sensitivity};

pub(crate) const SCHOOLING: Dataset = Dataset {
    name: "schooling",
    agency: "education",
    label_en: "Schools attended",
    label_vi: "Quá trình học tập",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, items 40 and 44",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("stage", Code, "Stage", "Cấp học"),
        field("institution", Text, "School (invented name)", "Trường (tên giả lập)"),
        field("from", Date, "From", "Từ ngày"),
        field("until", Date, "Until", "Đến ngày"),
        field("completed", Flag, "Completed", "Đã hoàn thành"),
    ],
    records: |nation, person, as_of| to_json(schooling(nation, person, as_of)),
};

pub(crate) const DEGREES: Dataset = Dataset {
    name: "degrees",
    agency: "education",
    label_en: "Diplomas",
    label_vi: "Văn bằng",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, items 38, 45 and 49",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("diploma_number", Text, "Diploma number", "Số hiệu văn bằng"),
        field("stage", Code, "Level", "Trình độ"),
        field("field_code", Text, "Code of the field of study", "Mã ngành"),
        field("field", Text, "Field of study", "Ngành đào tạo"),
        field("institution", Text, "Issued by (invented name)", "Cơ sở cấp (tên giả lập)"),
        field("classification", Code, "Classification", "Xếp loại"),
        field("issued_on", Date, "Date of issue", "Ngày cấp"),
    ],
    records: |nation, person, as_of| to_json(degrees(nation, person, as_of)),
};
