//! Amounts set by decree. From memory unless the reference says otherwise.

use jiff::civil::{Date, date};

/// Monthly base of social assistance in dong (Decrees 67/2007, 13/2010, 136/2013, 20/2021, 76/2024).
pub(super) const ASSISTANCE_BASE: [(Date, i64); 5] = [
    (date(2007, 5, 1), 120_000),
    (date(2010, 4, 13), 180_000),
    (date(2015, 1, 1), 270_000),
    (date(2021, 7, 1), 360_000),
    (date(2024, 7, 1), 500_000),
];

/// Age from which old people without a pension have an allowance (Law on the Elderly 39/2009/QH12, article 17; social
/// pension from 75 by the Social Insurance Law 41/2024/QH15, article 21).
pub(super) const OLD_AGE: [(Date, i32); 3] =
    [(date(2007, 5, 1), 85), (date(2010, 7, 1), 80), (date(2025, 7, 1), 75)];

/// Monthly base of allowances for people of merit in dong (Decrees 32/2007, 38/2010, 31/2013, 20/2015, 70/2017, 99/2018,
/// 58/2019, 55/2023, 77/2024).
pub(super) const MERIT_BASE: [(Date, i64); 9] = [
    (date(2007, 1, 1), 470_000),
    (date(2010, 5, 1), 770_000),
    (date(2013, 7, 1), 1_220_000),
    (date(2015, 1, 1), 1_318_000),
    (date(2017, 7, 1), 1_417_000),
    (date(2018, 7, 1), 1_515_000),
    (date(2019, 7, 1), 1_624_000),
    (date(2023, 7, 1), 2_055_000),
    (date(2024, 7, 1), 2_789_000),
];
