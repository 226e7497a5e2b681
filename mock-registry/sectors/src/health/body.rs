//! Height and weight over time, and the blood group.

use dinhdanh_population::{BloodGroup, Nation, Person, below};
use jiff::civil::Date;
use serde::Serialize;

use super::BOOK_BEGINS;
use crate::common_people::{Life, between, plus_days, plus_months};
use crate::records::redacted;

/// A measurement.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Measurement {
    /// Day.
    pub measured_on: Date,
    /// Height in centimetres.
    pub height_cm: i64,
    /// Weight in grams, to the nearest hundred.
    pub weight_g: i64,
    /// Blood group.
    pub blood_group: BloodGroup,
}
redacted!(Measurement);

/// Median height in millimetres by age in months, men and women (WHO growth standards and reference 2007).
const HEIGHT: [[(i64, i64); 15]; 2] = [
    [
        (0, 499),
        (3, 614),
        (6, 676),
        (12, 757),
        (24, 871),
        (36, 961),
        (48, 1033),
        (60, 1100),
        (84, 1217),
        (108, 1326),
        (120, 1378),
        (144, 1491),
        (168, 1632),
        (192, 1729),
        (228, 1765),
    ],
    [
        (0, 491),
        (3, 598),
        (6, 657),
        (12, 740),
        (24, 857),
        (36, 951),
        (48, 1027),
        (60, 1094),
        (84, 1208),
        (108, 1325),
        (120, 1386),
        (144, 1512),
        (168, 1598),
        (192, 1625),
        (228, 1632),
    ],
];
/// Months at which growth is over.
const GROWN: i64 = 228;
/// Months at which the difference from the median of the world is there: later, with little growth left, it would shrink people.
const APART: i64 = 168;
/// Mean height of adults in millimetres by year of birth, men and women (national surveys: 164.4 and 153.4 cm in 2010,
/// 168.1 and 156.2 cm of the young in 2020; the rest assumed).
const ADULT: [[(i64, i64); 5]; 2] = [
    [(1905, 1_590), (1940, 1_610), (1960, 1_625), (1985, 1_648), (2002, 1_681)],
    [(1905, 1_495), (1940, 1_510), (1960, 1_522), (1985, 1_538), (2002, 1_562)],
];
/// Body-mass index times ten by age in months.
const BMI: [(i64, i64); 11] = [
    (0, 133),
    (3, 165),
    (12, 168),
    (36, 158),
    (72, 153),
    (120, 165),
    (168, 188),
    (216, 204),
    (360, 222),
    (540, 231),
    (960, 215),
];
/// Ages in months at which small children are measured; then once a year, as an adult every other year.
const SMALL: [i32; 12] = [0, 1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 48];

/// Measurements on record by a date, in order.
pub fn body_measurements(nation: &Nation, person: Person, as_of: Date) -> Vec<Measurement> {
    let life = Life::of(nation, person);
    let blood_group = nation.blood_group(person);
    let stream = life.stream("health.body");
    let later = (5..18).chain((18..120).step_by(2)).map(|year| year * 12);
    let months = SMALL.into_iter().chain(later);
    let mut measurements = Vec::new();
    for months in months {
        let wait = if months == 0 { 0 } else { below(stream.word(months as u64), 25 + months as u64 / 4) };
        let measured_on = plus_days(plus_months(life.birth, months), wait as i32);
        if measured_on > as_of {
            break;
        }
        if measured_on < BOOK_BEGINS || !life.told(measured_on, as_of) {
            continue;
        }
        let age = i64::from(months) + wait as i64 / 30;
        let height = height(&life, age);
        let wobble = 980 + below(stream.child(1).word(months as u64), 41) as i64;
        let bmi = between(&BMI, age) * own(&life, 3, 820, 400) / 1000 * wobble / 1000;
        let grams = bmi * height * height / 10_000;
        let weight_g = (grams + 50) / 100 * 100;
        measurements.push(Measurement { measured_on, height_cm: (height + 5) / 10, weight_g, blood_group });
    }
    measurements
}

/// Height in millimetres at an age in months.
fn height(life: &Life<'_>, months: i64) -> i64 {
    let sex = life.sex as usize;
    let median = between(&HEIGHT[sex], months);
    let grown = between(&HEIGHT[sex], GROWN);
    let adult = between(&ADULT[sex], i64::from(life.birth.year()));
    // Newborns are as tall as anywhere; the difference comes while growing.
    let share = months.min(APART);
    let scaled = median * (grown * (APART - share) + adult * share) / (grown * APART);
    let own = scaled * own(life, 1, 930, 141) / 1000;
    // From sixty on a millimetre a year is lost.
    own - (months / 12 - 60).max(0)
}

/// A factor of a person in thousandths, mostly near the middle of its range.
fn own(life: &Life<'_>, item: u64, least: i64, spread: u64) -> i64 {
    let stream = life.stream("health.build").child(item);
    let words = [0, 1].map(|nth| below(stream.word(nth), spread) as i64);
    least + (words[0] + words[1]) / 2
}
