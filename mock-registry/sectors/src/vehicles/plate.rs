//! Number plates: place code, series of two letters, five digits (Circular 79/2024/TT-BCA).

use std::sync::LazyLock;

use dinhdanh_population::{Nation, Person, ProvinceCode};
use jiff::civil::Date;

use super::vehicle::{Kind, vehicles};
use crate::common_things::{LocalNumbers, digits_at, reserved};

/// Numbers of one series: five digits.
const PER_SERIES: u32 = 100_000;
/// Series of one place code: 20 letters by 5, or by 10.
const SERIES: [u32; 2] = [100, 200];
/// Letters of real series, in order.
const LETTERS: &[u8; 20] = b"ABCDEFGHKLMNPSTUVXYZ";
/// Letters that no series has: a plate with one of them is on no vehicle.
const UNUSED: &[u8; 5] = b"IJOQW";

/// Place codes by province of the 63.
static CODES: LazyLock<Vec<(ProvinceCode, u32)>> = LazyLock::new(|| {
    let text = include_str!("../../data/vehicle_plates.csv");
    let mut codes: Vec<(ProvinceCode, u32)> = csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .filter_map(|row| {
            let row = row.ok()?;
            Some((row.get(1)?.parse().ok()?, row.get(0)?.parse().ok()?))
        })
        .collect();
    codes.sort();
    codes
});

/// The plate of a person's vehicle of one kind: `30JA-123.45`. The province is that of the birth registration.
pub(super) fn of(nation: &Nation, person: Person, kind: Kind) -> Option<String> {
    let province = nation.birth_province(person);
    let number = numbers(nation, province, kind).of(person)?;
    let per_code = series(nation) * PER_SERIES;
    let code = codes(province).nth((number / per_code) as usize)?;
    let [first, second] = letters(nation, kind, number % per_code / PER_SERIES);
    let digits = number % PER_SERIES;
    Some(format!("{code}{first}{second}-{:03}.{:02}", digits / 100, digits % 100))
}

/// The person whose vehicle has a plate as of a date; of a plate that moved on, its holder.
pub fn person_by_plate(nation: &Nation, plate: &str, as_of: Date) -> Option<Person> {
    if plate.len() != 11 || plate.get(4..5) != Some("-") || plate.get(8..9) != Some(".") {
        return None;
    }
    let code = digits_at(plate, 0, 2)?;
    let province = CODES.iter().find(|(_, c)| *c == code)?.0;
    let place = codes(province).position(|c| c == code)? as u32;
    let digits = digits_at(plate, 5, 3)? * 100 + digits_at(plate, 9, 2)?;
    let (kind, series_at) = [Kind::Motorcycle, Kind::Car].into_iter().find_map(|kind| {
        let at = (0..series(nation))
            .find(|at| letters(nation, kind, *at).iter().copied().eq(plate[2..4].chars()))?;
        Some((kind, at))
    })?;
    let number = (place * series(nation) + series_at) * PER_SERIES + digits;
    let person = numbers(nation, province, kind).owner(number)?;
    vehicles(nation, person, as_of).iter().any(|vehicle| vehicle.plate == plate).then_some(person)
}

fn codes(province: ProvinceCode) -> impl Iterator<Item = u32> {
    CODES.iter().filter(move |(of, _)| *of == province).map(|(_, code)| *code)
}

fn numbers(nation: &Nation, province: ProvinceCode, kind: Kind) -> LocalNumbers<'_> {
    let name = match kind {
        Kind::Motorcycle => "plate.motorcycle",
        Kind::Car => "plate.car",
    };
    let capacity = codes(province).count() as u32 * series(nation) * PER_SERIES;
    LocalNumbers::new(nation, name, province, None, capacity)
}

fn series(nation: &Nation) -> u32 {
    SERIES[usize::from(!reserved(nation))]
}

/// The letters of a series below [`series`]: cars and motorcycles never share one.
fn letters(nation: &Nation, kind: Kind, at: u32) -> [char; 2] {
    let (first, second) = (at as usize % 20, at as usize / 20);
    let pair = match (reserved(nation), kind) {
        (true, Kind::Car) => [UNUSED[second], LETTERS[first]],
        (true, Kind::Motorcycle) => [LETTERS[first], UNUSED[second]],
        (false, Kind::Car) => [LETTERS[first], LETTERS[second]],
        (false, Kind::Motorcycle) => [LETTERS[first], LETTERS[second + 10]],
    };
    pair.map(char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_place_codes() {
        assert_eq!(CODES.len(), 81, "one of the 82 codes, of central agencies, has no province");
        for province in ProvinceCode::all() {
            assert!(codes(province).count() > 0, "{province:?}");
        }
        let mut seen: Vec<u32> = CODES.iter().map(|(_, code)| *code).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), CODES.len(), "a code has one province");
    }
}
