//! What the datasets of civil status look like from outside.

use super::{birth_certificate, death_certificate, divorce_notes, marriage_certificates};
use crate::records::{field, to_json};
use crate::schema::FieldType::{BirthDate, Code, Date, Nested, Text};
use crate::schema::{Dataset, Sensitivity};

pub(crate) const BIRTH: Dataset = Dataset {
    name: "birth_certificates",
    agency: "justice",
    label_en: "Birth certificate",
    label_vi: "Giấy khai sinh",
    legal_source: "Law on Civil Status 60/2014/QH13, article 14; Decree 58/2026/ND-CP, annex, list 2, item 3",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("act_number", Text, "Number", "Số"),
        field("book", Text, "Book", "Quyển số"),
        field("office_code", Text, "Code of the office", "Mã nơi đăng ký"),
        field("office", Text, "Office", "Nơi đăng ký"),
        field("registered_on", Date, "Registered on", "Ngày đăng ký"),
        field("personal_number", Text, "Personal ID number", "Số định danh cá nhân"),
        field("name", Text, "Full name", "Họ, chữ đệm, tên"),
        field("date_of_birth", BirthDate, "Date of birth", "Ngày sinh"),
        field("sex", Code, "Sex", "Giới tính"),
        field("ethnicity", Text, "Ethnic group", "Dân tộc"),
        field("nationality", Code, "Nationality", "Quốc tịch"),
        field("place_of_birth", Text, "Place of birth", "Nơi sinh"),
        field("hometown", Text, "Home village", "Quê quán"),
        field("mother", Nested, "Mother", "Người mẹ"),
        field("father", Nested, "Father", "Người cha"),
        field("declarant", Nested, "Declarant", "Người đi khai sinh"),
    ],
    records: |nation, person, as_of| to_json(birth_certificate(nation, person, as_of).into_iter().collect()),
};

pub(crate) const MARRIAGE: Dataset = Dataset {
    name: "marriage_certificates",
    agency: "justice",
    label_en: "Marriage certificate",
    label_vi: "Giấy chứng nhận kết hôn",
    legal_source: "Law on Civil Status 60/2014/QH13, article 17; Decree 58/2026/ND-CP, annex, list 2, item 1",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("act_number", Text, "Number", "Số"),
        field("book", Text, "Book", "Quyển số"),
        field("office_code", Text, "Code of the office", "Mã nơi đăng ký"),
        field("office", Text, "Office", "Nơi đăng ký"),
        field("registered_on", Date, "Registered on", "Ngày đăng ký"),
        field("husband", Nested, "Husband", "Bên nam"),
        field("wife", Nested, "Wife", "Bên nữ"),
    ],
    records: |nation, person, as_of| to_json(marriage_certificates(nation, person, as_of)),
};

pub(crate) const DIVORCE: Dataset = Dataset {
    name: "divorce_notes",
    agency: "justice",
    label_en: "Note of a divorce",
    label_vi: "Ghi chú ly hôn",
    legal_source: "Law on Civil Status 60/2014/QH13, article 3; Decree 58/2026/ND-CP, annex, list 2, item 6",
    sensitivity: Sensitivity::Basic,
    fields: &[
        field("decision_number", Text, "Number of the decision", "Số quyết định"),
        field("court", Text, "Court", "Toà án"),
        field("effective_on", Date, "Effective on", "Ngày có hiệu lực"),
        field("marriage_act_number", Text, "Number of the marriage", "Số giấy chứng nhận kết hôn"),
        field("marriage_office", Text, "Office of the marriage", "Nơi đăng ký kết hôn"),
        field("husband", Nested, "Husband", "Bên nam"),
        field("wife", Nested, "Wife", "Bên nữ"),
    ],
    records: |nation, person, as_of| to_json(divorce_notes(nation, person, as_of)),
};

pub(crate) const DEATH: Dataset = Dataset {
    name: "death_certificates",
    agency: "justice",
    label_en: "Death certificate",
    label_vi: "Trích lục khai tử",
    legal_source: "Law on Civil Status 60/2014/QH13, article 34; Decree 58/2026/ND-CP, annex, list 2, item 4",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("act_number", Text, "Number", "Số"),
        field("book", Text, "Book", "Quyển số"),
        field("office_code", Text, "Code of the office", "Mã nơi đăng ký"),
        field("office", Text, "Office", "Nơi đăng ký"),
        field("registered_on", Date, "Registered on", "Ngày đăng ký"),
        field("personal_number", Text, "Personal ID number", "Số định danh cá nhân"),
        field("name", Text, "Full name", "Họ, chữ đệm, tên"),
        field("date_of_birth", BirthDate, "Date of birth", "Ngày sinh"),
        field("died_on", Date, "Date of death", "Ngày chết"),
        field("last_residence", Text, "Last residence", "Nơi cư trú cuối cùng"),
        field("cause_group", Code, "Group of the cause", "Nhóm nguyên nhân chết"),
        field("declarant", Nested, "Declarant", "Người đi khai tử"),
    ],
    records: |nation, person, as_of| to_json(death_certificate(nation, person, as_of).into_iter().collect()),
};
