//! Serials of certificates: two letters and six digits, eight since 1 August 2024.

use dinhdanh_population::{Nation, Person};
use jiff::civil::{Date, date};

use super::certificate;
use crate::common_things::{Numbers, digits_at, reserved};

/// Circular 10/2024/TT-BTNMT, which brought the new form, came into force.
const NEW_FORM: Date = date(2024, 8, 1);
/// Letters of real serials.
const LETTERS: &[u8; 22] = b"ABCDEGHIKLMNOPQRSTUVXY";
/// Letters that Vietnamese has not: a serial with one of them is on nobody's certificate.
const FOREIGN: &[u8; 4] = b"FJWZ";
/// Serials of one pair of letters in the old form, and in the new one.
const PER_PAIR: [u32; 2] = [1_000_000, 100_000_000];
const STREAMS: [&str; 2] = ["land.serial", "land.serial.2024"];

/// The serial of the certificate filed under a person.
pub(super) fn of(nation: &Nation, person: Person, issued_on: Date) -> Option<String> {
    let form = usize::from(issued_on >= NEW_FORM);
    let number = numbers(nation, form).of(nation, person, 0)?;
    let [first, second] = *pairs(nation).get((number / PER_PAIR[form]) as usize)?;
    let (digits, width) = (number % PER_PAIR[form], [6, 8][form]);
    Some(format!("{}{} {digits:0width$}", char::from(first), char::from(second)))
}

/// The person a certificate is filed under, once it is issued: one of its owners. The serial is written as on the paper,
/// `AW 123456`.
pub fn person_by_certificate(nation: &Nation, serial: &str, as_of: Date) -> Option<Person> {
    let form = match serial.len() {
        9 => 0,
        11 => 1,
        _ => return None,
    };
    let (letters, digits) = serial.split_once(' ')?;
    let pair = pairs(nation).iter().position(|pair| pair == letters.as_bytes())? as u32;
    let number = pair.checked_mul(PER_PAIR[form])?.checked_add(digits_at(digits, 0, digits.len())?)?;
    let (person, _) = numbers(nation, form).owner(nation, number)?;
    (certificate(nation, person, as_of)?.certificate == serial).then_some(person)
}

fn numbers(nation: &Nation, form: usize) -> Numbers {
    let capacity = (pairs(nation).len() as u64 * u64::from(PER_PAIR[form])).min(u64::from(u32::MAX));
    Numbers::new(nation, STREAMS[form], capacity as u32, 1)
}

/// The pairs of letters in use, in order.
fn pairs(nation: &Nation) -> Vec<[u8; 2]> {
    let all = || (b'A'..=b'Z').flat_map(|first| (b'A'..=b'Z').map(move |second| [first, second]));
    match reserved(nation) {
        true => all().filter(|pair| pair.iter().any(|letter| FOREIGN.contains(letter))).collect(),
        false => all().filter(|pair| pair.iter().all(|letter| LETTERS.contains(letter))).collect(),
    }
}
