//! What the datasets of health look like from outside.

use super::{
    allergies, body_measurements, chronic_conditions, health_insurance, health_visits, vaccinations,
};
use crate::records::{field, to_json};
use crate::schema::FieldType::{Code, Date, Number, Text};
use crate::schema::{Dataset, Sensitivity};

pub(crate) const INSURANCE: Dataset = Dataset {
    name: "health_insurance",
    agency: "social-insurance",
    label_en: "Health-insurance cards",
    label_vi: "Thẻ bảo hiểm y tế",
    legal_source: "Decree 58/2026/ND-CP, annex, list 1, item 7",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("card_code", Text, "Card code", "Mã thẻ bảo hiểm y tế"),
        field("insurance_number", Text, "Social-insurance number", "Mã số bảo hiểm xã hội"),
        field("group", Code, "Group", "Nhóm đối tượng"),
        field("benefit_level", Number, "Benefit level", "Mức hưởng"),
        field("benefit_percent", Number, "Costs covered (percent)", "Tỷ lệ hưởng (%)"),
        field("valid_from", Date, "Valid from", "Giá trị sử dụng từ ngày"),
        field("valid_until", Date, "Valid until", "Giá trị sử dụng đến ngày"),
        field("five_years_on", Date, "Five continuous years on", "Thời điểm đủ 5 năm liên tục"),
        field(
            "facility_code",
            Text,
            "Code of the first-care facility",
            "Mã nơi đăng ký khám chữa bệnh ban đầu",
        ),
        field("facility", Text, "First-care facility", "Nơi đăng ký khám chữa bệnh ban đầu"),
    ],
    records: |nation, person, as_of| to_json(health_insurance(nation, person, as_of)),
};

pub(crate) const VISITS: Dataset = Dataset {
    name: "health_visits",
    agency: "health",
    label_en: "Visits to health facilities",
    label_vi: "Lịch sử khám chữa bệnh",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 31/QD-BYT of 2026",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("visited_on", Date, "Date of the visit", "Ngày khám"),
        field("discharged_on", Date, "Date of discharge", "Ngày ra viện"),
        field("type", Code, "Type", "Hình thức khám chữa bệnh"),
        field("reason", Code, "Reason", "Lý do"),
        field("icd10_code", Text, "Diagnosis (ICD-10)", "Mã bệnh chính (ICD-10)"),
        field("diagnosis_en", Text, "Diagnosis in English", "Chẩn đoán (tiếng Anh)"),
        field("diagnosis_vi", Text, "Diagnosis in Vietnamese", "Chẩn đoán"),
        field("outcome", Code, "State at the end", "Tình trạng ra viện"),
        field("facility_code", Text, "Code of the facility", "Mã cơ sở khám chữa bệnh"),
        field("facility", Text, "Facility", "Cơ sở khám chữa bệnh"),
    ],
    records: |nation, person, as_of| to_json(health_visits(nation, person, as_of)),
};

pub(crate) const VACCINATIONS: Dataset = Dataset {
    name: "vaccinations",
    agency: "health",
    label_en: "Vaccinations",
    label_vi: "Tiêm chủng",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, item 83",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("vaccine", Code, "Vaccine", "Vắc xin"),
        field("name_en", Text, "Vaccine in English", "Tên vắc xin (tiếng Anh)"),
        field("name_vi", Text, "Vaccine in Vietnamese", "Tên vắc xin"),
        field("dose", Number, "Dose", "Mũi số"),
        field("given_on", Date, "Given on", "Ngày tiêm"),
        field("lot_number", Text, "Lot (invented)", "Số lô (giả lập)"),
        field("facility_code", Text, "Code of the facility", "Mã cơ sở tiêm chủng"),
        field("facility", Text, "Facility", "Cơ sở tiêm chủng"),
    ],
    records: |nation, person, as_of| to_json(vaccinations(nation, person, as_of)),
};

pub(crate) const ALLERGIES: Dataset = Dataset {
    name: "allergies",
    agency: "health",
    label_en: "Allergies",
    label_vi: "Tiền sử dị ứng",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 1332/QD-BYT of 2024",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("allergen", Code, "Allergen", "Dị nguyên"),
        field("name_en", Text, "Allergen in English", "Tên dị nguyên (tiếng Anh)"),
        field("name_vi", Text, "Allergen in Vietnamese", "Tên dị nguyên"),
        field("severity", Code, "Severity", "Mức độ"),
        field("noted_on", Date, "First noted on", "Ngày ghi nhận"),
    ],
    records: |nation, person, as_of| to_json(allergies(nation, person, as_of)),
};

pub(crate) const CONDITIONS: Dataset = Dataset {
    name: "chronic_conditions",
    agency: "health",
    label_en: "Chronic conditions",
    label_vi: "Bệnh mạn tính",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 1332/QD-BYT of 2024",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("icd10_code", Text, "Code (ICD-10)", "Mã bệnh (ICD-10)"),
        field("name_en", Text, "Name in English", "Tên bệnh (tiếng Anh)"),
        field("name_vi", Text, "Name in Vietnamese", "Tên bệnh"),
        field("diagnosed_on", Date, "Diagnosed on", "Ngày chẩn đoán"),
    ],
    records: |nation, person, as_of| to_json(chronic_conditions(nation, person, as_of)),
};

pub(crate) const BODY: Dataset = Dataset {
    name: "body_measurements",
    agency: "health",
    label_en: "Height, weight and blood group",
    label_vi: "Chiều cao, cân nặng, nhóm máu",
    legal_source: "Decree 58/2026/ND-CP, annex, list 2, item 86; Decision 31/QD-BYT of 2026",
    sensitivity: Sensitivity::Sensitive,
    fields: &[
        field("measured_on", Date, "Measured on", "Ngày đo"),
        field("height_cm", Number, "Height (cm)", "Chiều cao (cm)"),
        field("weight_g", Number, "Weight (g)", "Cân nặng (g)"),
        field("blood_group", Code, "Blood group", "Nhóm máu"),
    ],
    records: |nation, person, as_of| to_json(body_measurements(nation, person, as_of)),
};
