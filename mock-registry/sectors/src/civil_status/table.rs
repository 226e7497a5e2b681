//! Names of offices and courts, and causes of death.

use super::death::CauseGroup;

/// Before the name of a commune.
pub(super) const OFFICE: &str = "Uỷ ban nhân dân";
/// Before the name of a district, and since 1 July 2025 before that of a commune and its surroundings.
pub(super) const COURTS: [&str; 2] = ["Toà án nhân dân", "Toà án nhân dân khu vực"];

/// Weights of causes of death from an age on, men and women (assumption after the Global Burden of Disease for Viet Nam).
pub(super) const CAUSES: [(i32, [[u64; 8]; 2]); 5] = [
    // cardiovascular, cancer, respiratory, infectious, injury, diabetes and kidney, digestive, perinatal and congenital
    (0, [[1, 2, 14, 14, 12, 1, 3, 53], [1, 2, 15, 15, 10, 1, 3, 53]]),
    (1, [[5, 10, 10, 16, 48, 2, 4, 5], [5, 14, 12, 20, 36, 3, 4, 6]]),
    (15, [[15, 13, 4, 12, 48, 3, 5, 0], [16, 24, 5, 14, 32, 4, 5, 0]]),
    (40, [[34, 31, 6, 6, 10, 5, 8, 0], [31, 38, 6, 5, 6, 9, 5, 0]]),
    (70, [[46, 17, 17, 5, 4, 6, 5, 0], [52, 13, 13, 5, 4, 9, 4, 0]]),
];
/// In the order of the weights.
pub(super) const GROUPS: [CauseGroup; 8] = [
    CauseGroup::Cardiovascular,
    CauseGroup::Cancer,
    CauseGroup::Respiratory,
    CauseGroup::Infectious,
    CauseGroup::Injury,
    CauseGroup::DiabetesKidney,
    CauseGroup::Digestive,
    CauseGroup::PerinatalCongenital,
];
