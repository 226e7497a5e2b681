//! Tables of vaccines and allergens.

use super::vaccination::Dose;

/// Something people are allergic to, with an assumed rate.
pub(super) struct Allergen {
    pub(super) code: &'static str,
    pub(super) en: &'static str,
    pub(super) vi: &'static str,
    pub(super) per_mille: u64,
    /// Ages between which it is first noted.
    pub(super) noted: (i32, i32),
}

const fn allergen(
    code: &'static str,
    en: &'static str,
    vi: &'static str,
    per_mille: u64,
    noted: (i32, i32),
) -> Allergen {
    Allergen { code, en, vi, per_mille, noted }
}

#[rustfmt::skip]
pub(super) const ALLERGENS: [Allergen; 10] = [
    allergen("seafood", "Shrimp, crab, seafood", "Tôm, cua, hải sản", 38, (2, 45)),
    allergen("cow_milk", "Cow's milk", "Sữa bò", 12, (0, 3)),
    allergen("egg", "Egg", "Trứng", 8, (0, 5)),
    allergen("peanut", "Peanut", "Lạc (đậu phộng)", 6, (1, 20)),
    allergen("dust_mite", "House dust mite", "Mạt bụi nhà", 55, (3, 50)),
    allergen("pollen", "Pollen", "Phấn hoa", 22, (5, 50)),
    allergen("penicillin", "Penicillin", "Penicillin", 16, (3, 70)),
    allergen("nsaid", "Aspirin and other NSAIDs", "Aspirin và thuốc chống viêm không steroid", 10, (15, 75)),
    allergen("sulfonamide", "Sulfonamides", "Sulfonamid", 7, (5, 70)),
    allergen("insect_venom", "Bee and wasp venom", "Nọc ong", 5, (5, 60)),
];

/// Names of vaccines in English and Vietnamese by code.
pub(super) const VACCINES: [(&str, &str, &str); 13] = [
    ("bcg", "Tuberculosis (BCG)", "Lao (BCG)"),
    ("hepatitis_b", "Hepatitis B, at birth", "Viêm gan B sơ sinh"),
    ("dtp", "Diphtheria, tetanus, pertussis", "Bạch hầu - ho gà - uốn ván"),
    (
        "dtp_hepb_hib",
        "Diphtheria, tetanus, pertussis, hepatitis B, Hib",
        "Bạch hầu - ho gà - uốn ván - viêm gan B - Hib",
    ),
    ("opv", "Poliomyelitis, oral", "Bại liệt uống"),
    ("ipv", "Poliomyelitis, injected", "Bại liệt tiêm"),
    ("measles", "Measles", "Sởi"),
    ("measles_rubella", "Measles, rubella", "Sởi - rubella"),
    ("japanese_encephalitis", "Japanese encephalitis", "Viêm não Nhật Bản"),
    ("rotavirus", "Rotavirus", "Rota"),
    ("tetanus", "Tetanus, in pregnancy", "Uốn ván cho phụ nữ có thai"),
    ("covid19_vector", "COVID-19, viral vector", "COVID-19 (véc tơ vi rút)"),
    ("covid19_mrna", "COVID-19, mRNA", "COVID-19 (mRNA)"),
];

const fn dose(vaccine: &'static str, number: u8, days: i32, births: (i16, i16)) -> Dose {
    Dose { vaccine, number, days, births }
}

/// The expanded programme on immunization: age in days, and years of birth of those it was for (Circular 38/2017/TT-BYT,
/// 10/2024/TT-BYT for the present; the years in which vaccines came from memory).
pub(super) const PROGRAMME: [Dose; 22] = [
    dose("bcg", 1, 3, (1985, 2045)),
    dose("hepatitis_b", 1, 0, (2003, 2045)),
    dose("dtp", 1, 61, (1985, 2009)),
    dose("dtp", 2, 91, (1985, 2009)),
    dose("dtp", 3, 122, (1985, 2009)),
    dose("dtp_hepb_hib", 1, 61, (2010, 2045)),
    dose("dtp_hepb_hib", 2, 91, (2010, 2045)),
    dose("dtp_hepb_hib", 3, 122, (2010, 2045)),
    dose("opv", 1, 61, (1985, 2045)),
    dose("opv", 2, 91, (1985, 2045)),
    dose("opv", 3, 122, (1985, 2045)),
    dose("ipv", 1, 152, (2018, 2045)),
    dose("ipv", 2, 274, (2021, 2045)),
    dose("rotavirus", 1, 61, (2024, 2045)),
    dose("rotavirus", 2, 91, (2024, 2045)),
    dose("measles", 1, 274, (1985, 2045)),
    dose("measles", 2, 2200, (2000, 2009)),
    dose("measles_rubella", 1, 548, (2013, 2045)),
    dose("dtp", 4, 548, (2009, 2045)),
    dose("japanese_encephalitis", 1, 366, (1997, 2045)),
    dose("japanese_encephalitis", 2, 380, (1997, 2045)),
    dose("japanese_encephalitis", 3, 731, (1997, 2045)),
];
