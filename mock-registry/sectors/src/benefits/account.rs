//! Bank accounts to which the state pays.

use dinhdanh_population::{Nation, Person};

use crate::common_people::Digits;

/// Begins every account number: no bank issues numbers with letters in front, so that none is anybody's.
const PREFIX: &str = "SYN";
/// Room for everybody ever registered in the largest nation.
const SPACE: u32 = 4_000_000_000;

/// The account of a person at the invented bank: `SYN` and ten digits.
pub fn account_number(nation: &Nation, person: Person) -> String {
    format!("{PREFIX}{:010}", accounts(nation).of(nation, person))
}

/// The person with an account number.
pub fn person_by_account_number(nation: &Nation, number: &str) -> Option<Person> {
    let digits = number.strip_prefix(PREFIX).filter(|digits| digits.len() == 10)?;
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    accounts(nation).person(nation, digits.parse().ok()?)
}

fn accounts(nation: &Nation) -> Digits {
    Digits::new(nation, "benefits.account", SPACE)
}
