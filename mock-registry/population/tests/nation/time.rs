//! Everything has its day: invariants 4 and 5 of the design.

use dinhdanh_population::{AccountLevel, EventKind, Nation, Person, REFORM_DATE, Record};
use jiff::civil::Date;
use proptest::prelude::*;

use crate::common::{date, nation_and_person, plus_days, plus_years};

/// The record without what other people's events change.
fn own(nation: &Nation, person: Person, as_of: Date) -> Option<Record> {
    let record = nation.record(person, as_of)?;
    Some(Record { relation_to_head: None, household: Vec::new(), ..record })
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 65_536, ..ProptestConfig::default() })]

    #[test]
    fn a_record_changes_on_the_day_of_an_event((nation, person) in nation_and_person()) {
        for event in nation.events(person) {
            let before = own(&nation, person, plus_days(event.date, -1));
            prop_assert_ne!(before, own(&nation, person, event.date), "{:?}", event.kind);
        }
    }

    #[test]
    fn a_record_changes_on_no_other_day((nation, person) in nation_and_person(), a in date(), b in date()) {
        let (from, to) = (a.min(b), a.max(b));
        let events = nation.events(person);
        prop_assert!(events.is_sorted_by_key(|event| event.date));
        // The whole span, and every stretch between two events.
        let mut days = vec![from, to, plus_days(from, 1)];
        days.extend(events.iter().flat_map(|event| [event.date, plus_days(event.date, -1)]));
        days.sort();
        for span in days.windows(2) {
            let eventful = events.iter().any(|event| span[0] < event.date && event.date <= span[1]);
            if !eventful {
                prop_assert_eq!(own(&nation, person, span[0]), own(&nation, person, span[1]));
            }
        }
    }

    #[test]
    fn a_life_begins_with_birth_and_ends_with_death((nation, person) in nation_and_person()) {
        let (birth, death) = (nation.date_of_birth(person), nation.date_of_death(person));
        for event in nation.events(person) {
            match event.kind {
                EventKind::Birth => prop_assert_eq!(event.date, birth),
                EventKind::Death => prop_assert_eq!(event.date, death),
                EventKind::AdministrativeReform => prop_assert_eq!(event.date, REFORM_DATE),
                kind => prop_assert!(birth < event.date && event.date < death, "{:?}", kind),
            }
        }
    }

    #[test]
    fn nothing_is_recorded_before_birth((nation, person) in nation_and_person(), days in 1i32..10_000) {
        let before = plus_days(nation.date_of_birth(person), -days);
        prop_assert!(nation.core(person, before).is_none() && nation.record(person, before).is_none());
        prop_assert!(nation.card(person, before).is_none() && nation.account(person, before).is_none());
        prop_assert!(nation.phone(person, before).is_none() && nation.old_number(person, before).is_none());
        prop_assert!(nation.household(person, before).is_none() && nation.spouse(person, before).is_none());
        prop_assert!(nation.permanent_residence(person, before).is_none());
    }

    #[test]
    fn the_dead_keep_what_they_had_and_no_more((nation, person) in nation_and_person(), days in 0i32..20_000) {
        let death = nation.date_of_death(person);
        let record = nation.record(person, plus_days(death, days)).unwrap();
        prop_assert_eq!(record.core.date_of_death, Some(death));
        prop_assert!(record.household.is_empty() && record.spouse.is_none() && record.phone.is_none());
        prop_assert!(record.account.is_none_or(|account| account.locked && account.level == AccountLevel::Level1));
        prop_assert!(record.card.is_none_or(|card| card.issued < death));
    }

    #[test]
    fn cards_follow_the_ages_of_the_law((nation, person) in nation_and_person(), as_of in date()) {
        let birth = nation.date_of_birth(person);
        let Some(card) = nation.card(person, as_of) else { return Ok(()) };
        prop_assert!(card.issued <= as_of);
        let law = jiff::civil::date(2024, 7, 1);
        prop_assert!(card.issued >= law || card.issued >= plus_years(birth, 14), "a child's card before the law");
        let age = |years| plus_years(birth, years);
        // Age when issued, and the age until which the card is valid.
        let table = [(12, Some(14)), (23, Some(25)), (38, Some(40)), (58, Some(60)), (200, None)];
        let until = table.iter().find(|(below, _)| card.issued < age(*below)).and_then(|(_, until)| *until);
        if card.kind != dinhdanh_population::CardKind::NineDigit {
            // Somebody born on 29 February is a year older on 1 March.
            let expires = card.expires.map(|date| date.year() - birth.year());
            prop_assert_eq!(expires.map(i32::from), until);
        }
    }

    #[test]
    fn level_two_needs_age_and_a_valid_card((nation, person) in nation_and_person()) {
        // The days that matter are the last of every card and those around them.
        let events = nation.events(person);
        let expiries = events.iter().filter_map(|event| nation.card(person, event.date)?.expires);
        let days = events.iter().map(|event| event.date).chain(expiries).flat_map(|day| [-1, 0, 1].map(|n| plus_days(day, n)));
        for as_of in days {
            let Some(account) = nation.account(person, as_of) else { continue };
            prop_assert!(account.since <= as_of);
            prop_assert!(account.since >= jiff::civil::date(2022, 7, 18), "the platform was not open");
            if account.level == AccountLevel::Level2 {
                prop_assert!(as_of >= plus_years(nation.date_of_birth(person), 6));
                let card = nation.card(person, as_of).unwrap();
                prop_assert!(card.expires.is_none_or(|expires| as_of <= expires));
                prop_assert!(nation.is_alive(person, as_of));
            }
        }
    }
}
