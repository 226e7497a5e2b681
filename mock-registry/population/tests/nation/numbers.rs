//! Phone and old numbers lead back to one person; reserved ones belong to nobody.

use dinhdanh_population::IdSpace;
use proptest::prelude::*;

use crate::common::{date, nation_and_person, nation_of};

const UNASSIGNED: [&str; 8] = ["030", "040", "050", "053", "060", "071", "080", "095"];

proptest! {
    #[test]
    fn a_phone_number_leads_back((nation, person) in nation_and_person(), as_of in date()) {
        let Some(number) = nation.phone(person, as_of) else { return Ok(()) };
        prop_assert_eq!(nation.by_phone(number, as_of), Some(person));
        prop_assert_eq!(number.digits().parse(), Ok(number));
        let unassigned = UNASSIGNED.contains(&&number.digits()[..3]);
        prop_assert_eq!(unassigned, nation.spec().id_space == IdSpace::Reserved);
    }

    #[test]
    fn a_phone_number_has_one_holder(digits in 0u64..80_000_000, as_of in date()) {
        let nation = nation_of(101_000_000, 4, IdSpace::Reserved);
        let number = format!("{}{:07}", UNASSIGNED[(digits / 10_000_000) as usize], digits % 10_000_000).parse().unwrap();
        if let Some(person) = nation.by_phone(number, as_of) {
            prop_assert_eq!(nation.phone(person, as_of), Some(number));
            prop_assert!(nation.is_alive(person, as_of));
        }
    }

    #[test]
    fn an_old_number_leads_back((nation, person) in nation_and_person(), as_of in date()) {
        let Some(number) = nation.old_number(person, as_of) else { return Ok(()) };
        prop_assert_eq!(nation.by_old_number(number, as_of), Some(person));
        prop_assert_eq!(number.digits().parse(), Ok(number));
        let reserved = matches!(number.digits().as_bytes()[0], b'5'..=b'8');
        prop_assert_eq!(reserved, nation.spec().id_space == IdSpace::Reserved);
        prop_assert!(nation.date_of_birth(person).year() <= 2006);
    }

    #[test]
    fn an_old_number_has_one_holder(digits in 0u32..400_000_000, as_of in date()) {
        let nation = nation_of(101_000_000, 4, IdSpace::Plausible);
        let number = format!("{digits:09}").parse().unwrap();
        if let Some(person) = nation.by_old_number(number, as_of) {
            prop_assert_eq!(nation.old_number(person, as_of), Some(number));
        }
    }
}

#[test]
fn a_phone_number_ends_with_its_holder() {
    let nation = nation_of(1_000_000, 4, IdSpace::Reserved);
    let held = (0..2_000).find_map(|i| {
        let person = nation.person_at(i * 777)?;
        let death = nation.date_of_death(person);
        Some((death, nation.phone(person, death.yesterday().ok()?)?))
    });
    let (death, number) = held.unwrap();
    assert!(nation.by_phone(number, death.yesterday().unwrap()).is_some());
    assert_eq!(nation.by_phone(number, death), None);
}
