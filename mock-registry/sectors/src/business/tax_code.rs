//! Ten-digit tax codes, with their check digit (Circular 105/2020/TT-BTC, annex).

use std::ops::RangeInclusive;

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;

use super::{PERSONAL_NUMBER, businesses};
use crate::common_things::{Numbers, digits_at, reserved};

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];
/// Codes that begin with the same eight digits: of ten ninth digits at most one has no check digit.
const PER_STEM: u32 = 9;
/// Stems that begin with the same two digits.
const PER_PREFIX: u32 = 1_000_000;
/// First two digits of real codes, which are those of provinces.
const PLAUSIBLE: [RangeInclusive<u32>; 2] = [1..=32, 33..=63];
/// First two digits that no tax office gives out (assumption: the highest known is 64, and people have 80 to 89).
const RESERVED: [RangeInclusive<u32>; 2] = [70..=79, 90..=99];

/// The ten-digit code of the business of a person, if there is or will be one.
pub(super) fn of(nation: &Nation, person: Person) -> Option<String> {
    let number = numbers(nation).of(nation, person, 0)?;
    let (stem, nth) = (number / PER_STEM, number % PER_STEM);
    let prefix = prefixes(nation).nth((stem / PER_PREFIX) as usize)?;
    let payloads = (0..10).map(|ninth| (prefix * PER_PREFIX + stem % PER_PREFIX) * 10 + ninth);
    let (payload, check) =
        payloads.filter_map(|payload| Some((payload, check_digit(payload)?))).nth(nth as usize)?;
    Some(format!("{payload:09}{check}"))
}

/// The person a tax code belongs to as of a date: of ten digits, whoever represents the business; of twelve, since 1 July 2025,
/// whoever has it as personal number.
pub fn person_by_tax_code(nation: &Nation, code: &str, as_of: Date) -> Option<Person> {
    if code.len() == 12 {
        let person = nation.lookup(code.parse().ok()?)?;
        return (as_of >= PERSONAL_NUMBER && nation.date_of_birth(person) <= as_of).then_some(person);
    }
    let payload = digits_at(code, 0, 9).filter(|_| code.len() == 10)?;
    let stem = payload / 10;
    let place = prefixes(nation).position(|prefix| prefix == stem / PER_PREFIX)? as u32;
    let valid = (0..payload % 10).filter(|ninth| check_digit(stem * 10 + ninth).is_some()).count() as u32;
    // The tenth of ten digits with a check digit is nobody's.
    let number =
        (place * PER_PREFIX + stem % PER_PREFIX) * PER_STEM + Some(valid).filter(|nth| *nth < PER_STEM)?;
    let (person, _) = numbers(nation).owner(nation, number)?;
    let has = |business: &super::Business| {
        business.tax_code == code || business.former_tax_code.as_deref() == Some(code)
    };
    businesses(nation, person, as_of).iter().any(has).then_some(person)
}

/// The check digit of nine digits; none where the remainder leaves no digit for it.
fn check_digit(payload: u32) -> Option<u32> {
    let digits = (0..9).rev().map(|power| payload / 10u32.pow(power) % 10);
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    Some(10 - sum % 11).filter(|digit| *digit < 10)
}

fn numbers(nation: &Nation) -> Numbers {
    let capacity = prefixes(nation).count() as u32 * PER_PREFIX * PER_STEM;
    Numbers::new(nation, "business.tax", capacity, 1)
}

fn prefixes(nation: &Nation) -> impl Iterator<Item = u32> {
    let ranges = if reserved(nation) { RESERVED } else { PLAUSIBLE };
    ranges.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn check_digits_of_the_circular() {
        assert_eq!(check_digit(10_004_751), Some(6), "the circular's example 0100047516");
        // The weight of the ninth digit alone: 3 of it leave 7.
        assert_eq!(check_digit(1), Some(7));
        assert_eq!(check_digit(0), None, "ten is no digit");
    }

    proptest! {
        #[test]
        fn at_most_one_of_ten_has_no_check_digit(stem in 0u32..100_000_000) {
            let valid = (0..10).filter(|ninth| check_digit(stem * 10 + ninth).is_some()).count();
            prop_assert!(valid >= 9);
        }
    }
}
