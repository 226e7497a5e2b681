//! The social-insurance number and the state of the book.

use dinhdanh_population::{IdSpace, Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::career::{Career, Scheme};
use super::pension::{PensionKind, award};
use crate::common_people::{Digits, Life, index_in};
use crate::records::redacted;

/// State of a book.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BookStatus {
    /// Contributions are paid.
    Contributing,
    /// None are paid; the time is kept.
    Kept,
    /// A pension is drawn.
    Pension,
    /// The time was paid out at once.
    PaidOut,
    /// Closed by death.
    Closed,
}

/// The book as of a date.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Book {
    /// Ten digits; the 12-digit ID number of those who first came from 1 August 2025.
    pub book_number: String,
    /// Day of issue: the first of insured work or of voluntary insurance.
    pub issued_on: Date,
    /// How the person is insured.
    pub scheme: Scheme,
    /// State as of the date.
    pub status: BookStatus,
    /// Months paid by the date.
    pub months: i32,
}
redacted!(Book);

/// From here on the personal ID number is the insurance number (Vietnam Social Security letter 1804/BHXH-QLT of 2025).
const ID_NUMBER: Date = date(2025, 8, 1);
/// Numbers under one prefix of two digits.
const PER_PREFIX: u32 = 100_000_000;
/// Codes that no province has or had: books of the reserved number space begin with these.
const UNASSIGNED: [u8; 36] = [
    3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63, 65, 69, 71, 73,
    76, 78, 81, 85, 88, 90, 97, 98, 99,
];

/// The number under which somebody is insured, for health too: ten digits; none of those born from 1 August 2025, who have
/// their ID number. Two digits for a place, then eight; in the plausible number space the place is the province of birth.
pub fn book_number(nation: &Nation, person: Person) -> Option<String> {
    if nation.date_of_birth(person) >= ID_NUMBER {
        return None;
    }
    match nation.spec().id_space {
        IdSpace::Reserved => {
            let at = reserved(nation).of(nation, person);
            Some(format!("{:02}{:08}", UNASSIGNED[(at / PER_PREFIX) as usize], at % PER_PREFIX))
        }
        IdSpace::Plausible => {
            let province = nation.birth_province(person).digits();
            // A province of more than a hundred million people ever born runs out of numbers; the last to come have none.
            let nth = index_in(nation, person, |other| {
                nation.birth_province(other) == nation.birth_province(person)
            });
            let nth = u32::try_from(nth).ok().filter(|nth| *nth < PER_PREFIX)?;
            let serial = plausible(nation, &province).forward(nth);
            Some(format!("{province}{serial:08}"))
        }
    }
}

/// The person with a number of ten digits.
pub fn person_by_book_number(nation: &Nation, number: &str) -> Option<Person> {
    if number.len() != 10 || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let (prefix, serial) = number.split_at_checked(2)?;
    let serial: u32 = serial.parse().ok()?;
    let person = match nation.spec().id_space {
        IdSpace::Reserved => {
            let prefix: u8 = prefix.parse().ok()?;
            let at = UNASSIGNED.iter().position(|code| *code == prefix)? as u64;
            reserved(nation).person(nation, at * u64::from(PER_PREFIX) + u64::from(serial))
        }
        IdSpace::Plausible => {
            let nth = u64::from(plausible(nation, prefix).inverse(serial));
            let first = first_of(nation, prefix)?;
            nation.person_at(first + nth)
        }
    }?;
    (book_number(nation, person).as_deref() == Some(number)).then_some(person)
}

/// The book of a person who has been insured by a date.
pub fn book(nation: &Nation, person: Person, as_of: Date) -> Option<Book> {
    let life = Life::of(nation, person);
    let career = Career::of(&life);
    let issued_on = career.spells.first()?.from;
    if !life.told(issued_on, as_of) {
        return None;
    }
    let award = award(&life, &career).filter(|award| award.from <= as_of).map(|award| award.kind);
    let status = match award {
        _ if life.death <= as_of => BookStatus::Closed,
        Some(PensionKind::Pension) => BookStatus::Pension,
        Some(PensionKind::LumpSum) => BookStatus::PaidOut,
        None if career.spell_on(as_of).is_some() => BookStatus::Contributing,
        None => BookStatus::Kept,
    };
    Some(Book {
        book_number: book_number(nation, person).unwrap_or_else(|| nation.number(person).digits()),
        issued_on,
        scheme: career.scheme,
        status,
        months: career.months(&life, as_of),
    })
}

fn reserved(nation: &Nation) -> Digits {
    Digits::new(nation, "social_insurance.number", UNASSIGNED.len() as u32 * PER_PREFIX)
}

fn plausible(nation: &Nation, province: &str) -> dinhdanh_population::Permutation {
    let province = province.bytes().fold(0, |code, digit| code * 10 + u64::from(digit & 15));
    nation.stream("social_insurance.number").child(province).permutation(PER_PREFIX)
}

/// Index of the first person born in a province: people are numbered by province.
fn first_of(nation: &Nation, province: &str) -> Option<u64> {
    let before = |index: u64| {
        nation
            .person_at(index)
            .is_some_and(|person| nation.birth_province(person).digits().as_str() < province)
    };
    let (mut low, mut high) = (0, nation.registered());
    while low < high {
        let middle = low + (high - low) / 2;
        match before(middle) {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    (nation.birth_province(nation.person_at(low)?).digits() == province).then_some(low)
}
