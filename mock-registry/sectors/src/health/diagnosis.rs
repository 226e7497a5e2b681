//! Diagnoses with codes of ICD-10 (names in Vietnamese after Decision 4469/QD-BYT of 2020): a small table, with assumed rates.

use dinhdanh_population::Sex::{self, Female, Male};

use super::visit::Reason::{self, CheckUp, Illness, Injury};
use crate::common_people::weighted;

/// Why people go to the doctor once.
pub(super) struct Acute {
    pub(super) code: &'static str,
    pub(super) en: &'static str,
    pub(super) vi: &'static str,
    pub(super) reason: Reason,
    sex: Option<Sex>,
    /// First and last age.
    ages: (i32, i32),
    /// Weight from November to April, and from May to October.
    weights: [u64; 2],
    /// Per mille who are taken in.
    pub(super) inpatient: u64,
}

/// A condition that stays, and is looked after several times a year.
pub(super) struct Chronic {
    pub(super) code: &'static str,
    pub(super) en: &'static str,
    pub(super) vi: &'static str,
    /// Per mille of men and of women who live to the later age and are diagnosed: many more have it and do not know.
    pub(super) per_mille: [u64; 2],
    /// Ages between which it begins, mostly late.
    pub(super) onset: (i32, i32),
    /// Visits a year.
    pub(super) visits: u64,
}

#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn acute(
    code: &'static str,
    en: &'static str,
    vi: &'static str,
    reason: Reason,
    sex: Option<Sex>,
    ages: (i32, i32),
    weights: [u64; 2],
    inpatient: u64,
) -> Acute {
    Acute { code, en, vi, reason, sex, ages, weights, inpatient }
}

const fn chronic(
    code: &'static str,
    en: &'static str,
    vi: &'static str,
    per_mille: [u64; 2],
    onset: (i32, i32),
    visits: u64,
) -> Chronic {
    Chronic { code, en, vi, per_mille, onset, visits }
}

#[rustfmt::skip]
const ACUTE: [Acute; 34] = [
    acute("J00", "Acute nasopharyngitis", "Viêm mũi họng cấp", Illness, None, (0, 120), [90, 60], 5),
    acute("J02.9", "Acute pharyngitis", "Viêm họng cấp", Illness, None, (1, 120), [80, 60], 8),
    acute("J03.9", "Acute tonsillitis", "Viêm amiđan cấp", Illness, None, (2, 40), [45, 35], 25),
    acute("J06.9", "Acute upper respiratory infection", "Nhiễm trùng đường hô hấp trên cấp", Illness, None, (0, 120), [70, 50], 10),
    acute("J18.9", "Pneumonia", "Viêm phổi", Illness, None, (0, 6), [60, 40], 700),
    acute("J18.9", "Pneumonia", "Viêm phổi", Illness, None, (60, 120), [40, 25], 800),
    acute("J20.9", "Acute bronchitis", "Viêm phế quản cấp", Illness, None, (0, 120), [60, 40], 150),
    acute("J01.9", "Acute sinusitis", "Viêm xoang cấp", Illness, None, (8, 80), [30, 20], 10),
    acute("A09", "Gastroenteritis", "Tiêu chảy và viêm dạ dày ruột", Illness, None, (0, 120), [25, 45], 250),
    acute("A90", "Dengue fever", "Sốt xuất huyết Dengue", Illness, None, (2, 70), [8, 35], 600),
    acute("B08.4", "Hand, foot and mouth disease", "Bệnh tay chân miệng", Illness, None, (0, 6), [30, 60], 300),
    acute("B01.9", "Varicella", "Thuỷ đậu", Illness, None, (1, 25), [12, 4], 40),
    acute("J10.1", "Influenza", "Cúm", Illness, None, (0, 120), [35, 20], 60),
    acute("H10.9", "Conjunctivitis", "Viêm kết mạc", Illness, None, (1, 100), [12, 25], 0),
    acute("H66.9", "Otitis media", "Viêm tai giữa", Illness, None, (0, 14), [25, 20], 30),
    acute("K29.7", "Gastritis", "Viêm dạ dày", Illness, None, (15, 100), [60, 60], 20),
    acute("K35.8", "Acute appendicitis", "Viêm ruột thừa cấp", Illness, None, (7, 60), [4, 4], 1000),
    acute("K02.9", "Dental caries", "Sâu răng", Illness, None, (4, 90), [35, 35], 0),
    acute("L30.9", "Dermatitis", "Viêm da", Illness, None, (0, 110), [25, 35], 5),
    acute("L50.9", "Urticaria", "Mày đay", Illness, None, (2, 90), [15, 20], 20),
    acute("N39.0", "Urinary tract infection", "Nhiễm khuẩn đường tiết niệu", Illness, Some(Female), (15, 110), [25, 30], 60),
    acute("N20.0", "Kidney stone", "Sỏi thận", Illness, None, (25, 85), [10, 12], 150),
    acute("N76.0", "Vaginitis", "Viêm âm đạo", Illness, Some(Female), (15, 60), [25, 25], 0),
    acute("R51", "Headache", "Đau đầu", Illness, None, (12, 110), [25, 25], 10),
    acute("R42", "Dizziness", "Chóng mặt", Illness, None, (30, 110), [20, 20], 60),
    acute("M54.5", "Low back pain", "Đau cột sống thắt lưng", Illness, None, (25, 110), [45, 40], 40),
    acute("M25.5", "Joint pain", "Đau khớp", Illness, None, (35, 110), [35, 25], 15),
    acute("H52.1", "Myopia", "Cận thị", Illness, None, (6, 25), [30, 40], 0),
    acute("S61.9", "Wound of wrist and hand", "Vết thương cổ tay và bàn tay", Injury, None, (5, 80), [18, 18], 60),
    acute("S52.5", "Fracture of the lower end of radius", "Gãy đầu dưới xương quay", Injury, None, (6, 95), [8, 8], 350),
    acute("S06.0", "Concussion", "Chấn động não", Injury, Some(Male), (15, 70), [8, 8], 800),
    acute("T14.0", "Superficial injury", "Tổn thương nông", Injury, None, (2, 90), [20, 22], 10),
    acute("Z00.1", "Routine child health examination", "Khám sức khoẻ định kỳ cho trẻ em", CheckUp, None, (0, 5), [60, 60], 0),
    acute("Z00.0", "General medical examination", "Khám sức khoẻ tổng quát", CheckUp, None, (18, 110), [70, 70], 0),
];

#[rustfmt::skip]
pub(super) const CHRONIC: [Chronic; 18] = [
    chronic("I10", "Essential hypertension", "Tăng huyết áp vô căn", [620, 580], (30, 82), 6),
    chronic("E11.9", "Type 2 diabetes", "Đái tháo đường típ 2", [230, 240], (36, 80), 8),
    chronic("E78.5", "Hyperlipidaemia", "Tăng lipid máu", [240, 260], (35, 75), 2),
    chronic("I25.9", "Chronic ischaemic heart disease", "Bệnh tim thiếu máu cục bộ mạn", [140, 100], (50, 88), 5),
    chronic("I69.4", "Sequelae of stroke", "Di chứng đột quỵ", [70, 50], (50, 88), 4),
    chronic("J44.9", "Chronic obstructive pulmonary disease", "Bệnh phổi tắc nghẽn mạn tính", [110, 25], (48, 82), 5),
    chronic("J45.9", "Asthma", "Hen phế quản", [45, 40], (3, 55), 3),
    chronic("B18.1", "Chronic hepatitis B", "Viêm gan B mạn", [85, 60], (18, 55), 2),
    chronic("K21.9", "Gastro-oesophageal reflux", "Bệnh trào ngược dạ dày - thực quản", [110, 120], (22, 65), 2),
    chronic("N18.9", "Chronic kidney disease", "Bệnh thận mạn", [50, 45], (45, 88), 6),
    chronic("M17.9", "Arthrosis of the knee", "Thoái hoá khớp gối", [140, 260], (48, 85), 3),
    chronic("M81.9", "Osteoporosis", "Loãng xương", [40, 220], (52, 88), 2),
    chronic("M10.9", "Gout", "Bệnh gút", [60, 6], (32, 75), 3),
    chronic("E05.9", "Hyperthyroidism", "Cường giáp", [5, 22], (20, 65), 4),
    chronic("F32.9", "Depressive episode", "Giai đoạn trầm cảm", [20, 38], (16, 70), 4),
    chronic("G40.9", "Epilepsy", "Động kinh", [7, 6], (1, 40), 5),
    chronic("D56.1", "Beta thalassaemia", "Bệnh thiếu máu beta thalassaemia", [2, 2], (0, 6), 10),
    chronic("N40", "Hyperplasia of prostate", "Tăng sản tuyến tiền liệt", [210, 0], (52, 88), 3),
];

/// Care in pregnancy and delivery, which follow the births of the nation.
pub(super) const PREGNANCY: (&str, &str, &str) =
    ("Z34.9", "Supervision of normal pregnancy", "Theo dõi thai nghén bình thường");
/// Delivery.
pub(super) const DELIVERY: (&str, &str, &str) =
    ("O80.9", "Single spontaneous delivery", "Đẻ thường một thai");

/// What somebody of a sex and age comes for in a month.
pub(super) fn acute_of(sex: Sex, age: i32, month: i8, word: u64) -> Option<&'static Acute> {
    let season = usize::from((5..=10).contains(&month));
    let fits =
        |row: &&Acute| row.sex.is_none_or(|only| only == sex) && (row.ages.0..=row.ages.1).contains(&age);
    let place = weighted(word, ACUTE.iter().filter(fits).map(|row| row.weights[season]))?;
    ACUTE.iter().filter(fits).nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_form_of_icd_10() {
        let codes = ACUTE.iter().map(|row| row.code).chain(CHRONIC.iter().map(|row| row.code));
        for code in codes.chain([PREGNANCY.0, DELIVERY.0]) {
            let bytes = code.as_bytes();
            assert!(bytes[0].is_ascii_uppercase() && bytes[1..3].iter().all(u8::is_ascii_digit), "{code}");
            assert!(
                bytes.len() == 3 || (bytes.len() == 5 && bytes[3] == b'.' && bytes[4].is_ascii_digit()),
                "{code}"
            );
        }
    }

    #[test]
    fn there_is_something_for_everybody() {
        for sex in [Male, Female] {
            for age in 0..=110 {
                assert!(
                    acute_of(sex, age, 1, u64::MAX).is_some() && acute_of(sex, age, 7, 0).is_some(),
                    "{age}"
                );
            }
        }
        let share = |month| {
            let hits = (0..20_000u64).filter(|i| {
                let word = i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                acute_of(Male, 30, month, word).is_some_and(|row| row.code == "A90")
            });
            hits.count()
        };
        assert!(share(8) > 3 * share(1), "dengue comes with the rains");
    }
}
