//! Deaths recorded over a nation: as of an earlier day nothing has happened, from the day on everything follows.

use std::collections::BTreeSet;

use dinhdanh_population::{EventKind, IdSpace, MaritalStatus, Marriage, Nation, Person, REFORM_DATE};
use jiff::civil::Date;
use proptest::prelude::*;

use crate::common::{date, nation_and_person, nation_of, plus_days};

/// Parents, spouse and children, born or not.
fn family(nation: &Nation, person: Person) -> Vec<Person> {
    let spouse = nation.marriage(person).map(|marriage| marriage.spouse);
    let mut family = vec![person];
    family.extend([nation.mother(person), nation.father(person), spouse].into_iter().flatten());
    family.extend(nation.children(person));
    family
}

/// A day of a life by a number of any size, not the first.
fn day_of_life(nation: &Nation, person: Person, word: u32) -> Option<Date> {
    let (birth, death) = (nation.date_of_birth(person), nation.date_of_death(person));
    let days = death.duration_since(birth).as_hours() / 24;
    (days > 1).then(|| plus_days(birth, 1 + (i64::from(word) % (days - 1)) as i32))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_048, ..ProptestConfig::default() })]

    #[test]
    fn before_a_recorded_death_nothing_has_happened(
        (nation, person) in nation_and_person(), word in any::<u32>(), days in 1i32..9_000
    ) {
        let Some(death) = day_of_life(&nation, person, word) else { return Ok(()) };
        let amended = nation.amended([(person, death)]);
        for as_of in [plus_days(death, -1), plus_days(death, -days)] {
            for one in family(&nation, person) {
                prop_assert!(amended.record(one, as_of) == nation.record(one, as_of));
                prop_assert!(amended.household(one, as_of) == nation.household(one, as_of));
            }
        }
    }

    #[test]
    fn from_a_recorded_death_on_everything_follows(
        (nation, person) in nation_and_person(), word in any::<u32>(), days in 0i32..9_000
    ) {
        let Some(death) = day_of_life(&nation, person, word) else { return Ok(()) };
        let amended = nation.amended([(person, death)]);
        let as_of = plus_days(death, days);
        prop_assert_eq!(amended.date_of_death(person), death);
        prop_assert!(!amended.is_alive(person, as_of));
        prop_assert!(amended.phone(person, as_of).is_none() && amended.household(person, as_of).is_none());
        prop_assert!(amended.account(person, as_of).is_none_or(|account| account.locked));
        prop_assert!(amended.events(person).iter().all(|event| event.date <= death || event.date == REFORM_DATE));
        // The marriages that come to pass are the nation's of before, and nobody is married to the dead.
        let weddings = nation.marriages_of_life(person).into_iter().filter(|marriage| marriage.wedding < death);
        let left: Vec<Marriage> = weddings
            .map(|marriage| Marriage { divorce: marriage.divorce.filter(|divorce| *divorce < death), ..marriage })
            .collect();
        prop_assert_eq!(&amended.marriages_of_life(person), &left);
        for marriage in nation.marriages_of_life(person) {
            prop_assert!(amended.spouse(marriage.spouse, as_of) != Some(person));
        }
        if let Some(marriage) = left.last().filter(|marriage| marriage.divorce.is_none()) {
            prop_assert_eq!(amended.marital_status(marriage.spouse, as_of) == MaritalStatus::Widowed, amended.is_alive(marriage.spouse, death));
        }
        for one in family(&nation, person) {
            let household = amended.household(one, as_of);
            prop_assert!(household.is_none_or(|household| household.members.iter().all(|member| member.person != person)));
        }
    }

    #[test]
    fn whose_mother_dies_first_is_never_born((nation, person) in nation_and_person(), days in 0i32..9_000) {
        let Some(mother) = nation.mother(person) else { return Ok(()) };
        let born = nation.date_of_birth(person);
        let death = plus_days(born, -days).max(plus_days(nation.date_of_birth(mother), 1));
        let amended = nation.amended([(mother, death)]);
        prop_assert!(amended.is_never_born(person) && !nation.is_never_born(person));
        prop_assert!(!amended.is_alive(person, born));
        prop_assert!(amended.marriage(person).is_none());
        for child in nation.children(person) {
            let lost = nation.mother(child) == Some(person);
            prop_assert_eq!(amended.is_never_born(child), lost);
        }
        // One day later, and the child lives.
        let late = nation.amended([(mother, plus_days(born, 1))]);
        prop_assert!(!late.is_never_born(person));
        prop_assert_eq!(late.date_of_death(person), nation.date_of_death(person));
    }

    #[test]
    fn a_death_that_does_not_come_first_changes_nothing((nation, person) in nation_and_person(), days in 0i32..900) {
        let death = nation.date_of_death(person);
        let late = nation.amended([(person, plus_days(death, days))]);
        prop_assert_eq!(late.date_of_death(person), death);
        prop_assert_eq!(late.events(person), nation.events(person));
        let early = nation.amended([(person, plus_days(death, -1)), (person, death)]);
        prop_assert!(early.date_of_death(person) < death || nation.date_of_birth(person) == death);
    }
}

/// Random deaths hardly ever fall between the loss of a card and the next card: here all do.
#[test]
fn a_lost_card_stays_lost_on_its_day_when_death_follows() {
    let nation = nation_of(1_000_000, 3, IdSpace::Reserved);
    let mut tried = 0;
    for person in (0..20_000).filter_map(|step| nation.person_at(step * 79)) {
        for event in nation.events(person).into_iter().filter(|event| event.kind == EventKind::CardReissued) {
            let amended = nation.amended([(person, plus_days(event.date, 1))]);
            assert!(amended.card(person, event.date) == nation.card(person, event.date), "on {}", event.date);
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}

proptest! {
    #[test]
    fn everybody_alive_is_in_one_household_whoever_dies_before_a_wedding(
        (nation, person) in nation_and_person(), days in 1i32..900, as_of in date()
    ) {
        let Some(marriage) = nation.marriage(person) else { return Ok(()) };
        let death = plus_days(marriage.wedding, -days);
        let amended = nation.amended([(person, death)]);
        let mut near = BTreeSet::from([person]);
        for _ in 0..3 {
            near = near.iter().flat_map(|one| family(&nation, *one)).collect();
        }
        for one in near {
            let household = amended.household(one, as_of);
            prop_assert_eq!(household.is_some(), amended.is_alive(one, as_of));
            for member in household.iter().flat_map(|household| &household.members) {
                prop_assert_eq!(&amended.household(member.person, as_of), &household);
            }
            prop_assert!(household.is_none_or(|household| household.members.iter().any(|m| m.person == one)));
            // Of the children of later years he is not the father.
            let later = amended.date_of_birth(one).year() > death.year();
            prop_assert!(!later || amended.father(one) != Some(person));
        }
    }
}
