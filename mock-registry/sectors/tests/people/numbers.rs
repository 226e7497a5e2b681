//! Numbers lead back to one person.

use std::collections::HashSet;

use dinhdanh_population::IdSpace;
use dinhdanh_sectors::benefits::{account_number, person_by_account_number};
use dinhdanh_sectors::education::{degrees, person_by_diploma_number};
use dinhdanh_sectors::health::health_insurance;
use dinhdanh_sectors::social_insurance::{book, book_number, person_by_book_number};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::common::{day, nation_and_person, nation_of};

proptest! {
    #[test]
    fn a_book_number_leads_back((nation, person) in nation_and_person()) {
        let number = book_number(&nation, person);
        prop_assert_eq!(number.is_some(), nation.date_of_birth(person) < date(2025, 8, 1));
        let Some(number) = number else { return Ok(()) };
        prop_assert!(number.len() == 10 && number.bytes().all(|c| c.is_ascii_digit()));
        prop_assert_eq!(person_by_book_number(&nation, &number), Some(person));
        let assigned = dinhdanh_population::ProvinceCode::all().any(|code| code.digits() == number[..2]);
        prop_assert_eq!(assigned, nation.spec().id_space == IdSpace::Plausible);
    }

    #[test]
    fn a_book_number_has_one_holder(digits in 0u64..10_000_000_000, reserved in any::<bool>()) {
        let space = if reserved { IdSpace::Reserved } else { IdSpace::Plausible };
        let nation = nation_of(101_000_000, 4, space);
        let number = format!("{digits:010}");
        if let Some(person) = person_by_book_number(&nation, &number) {
            prop_assert_eq!(book_number(&nation, person), Some(number));
        }
    }

    #[test]
    fn what_is_no_number_is_nobodys(text in "\\PC{0,16}") {
        let nation = nation_of(10_000, 4, IdSpace::Plausible);
        let shape = |prefix: &str, digits: usize| {
            text.strip_prefix(prefix).is_some_and(|rest| rest.len() == digits && rest.bytes().all(|c| c.is_ascii_digit()))
        };
        prop_assert!(person_by_book_number(&nation, &text).is_none() || shape("", 10));
        prop_assert!(person_by_account_number(&nation, &text).is_none() || shape("SYN", 10));
        prop_assert!(person_by_diploma_number(&nation, &text).is_none() || text.len() == 11);
    }

    #[test]
    fn accounts_and_diplomas_lead_back((nation, person) in nation_and_person()) {
        let account = account_number(&nation, person);
        prop_assert_eq!(person_by_account_number(&nation, &account), Some(person));
        for degree in degrees(&nation, person, Date::MAX) {
            prop_assert_eq!(person_by_diploma_number(&nation, &degree.diploma_number), Some(person));
        }
    }

    #[test]
    fn one_number_for_health_and_social_insurance((nation, person) in nation_and_person(), as_of in day()) {
        let number = book_number(&nation, person).unwrap_or_else(|| nation.number(person).digits());
        if let Some(book) = book(&nation, person, as_of) {
            prop_assert_eq!(&book.book_number, &number);
        }
        for card in health_insurance(&nation, person, as_of) {
            prop_assert_eq!(&card.insurance_number, &number);
            let Some(code) = card.card_code else { continue };
            prop_assert_eq!(code.len(), 15);
            prop_assert_eq!(&code[5..], &number);
            prop_assert_eq!(code[2..3].parse::<u8>().ok(), Some(card.benefit_level));
        }
    }
}

#[test]
fn nobody_shares_a_number() {
    for space in [IdSpace::Reserved, IdSpace::Plausible] {
        let nation = nation_of(10_000, 8, space);
        let mut seen = HashSet::new();
        for index in 0..nation.registered() {
            let person = nation.person_at(index).unwrap();
            let diplomas =
                degrees(&nation, person, Date::MAX).into_iter().map(|degree| degree.diploma_number);
            let numbers = [book_number(&nation, person), Some(account_number(&nation, person))];
            for number in numbers.into_iter().flatten().chain(diplomas) {
                assert!(seen.insert(number));
            }
        }
    }
}
