//! What happens on a day in a province is found without a scan, and is what a scan finds.

use std::collections::{BTreeSet, HashMap};

use dinhdanh_population::{AccountStepKind, Event, EventKind, IdSpace, Nation, Person};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::common::{nation_of, plus_days, plus_years};

/// Days on which much happens by rule, and days around the end of February.
const SPECIAL: [Date; 16] = [
    date(1995, 9, 5),
    date(2008, 6, 1),
    date(2012, 2, 29),
    date(2015, 3, 1),
    date(2020, 12, 31),
    date(2021, 3, 1),
    date(2022, 7, 18),
    date(2023, 1, 2),
    date(2024, 7, 1),
    date(2025, 1, 1),
    date(2025, 7, 1),
    date(2026, 3, 1),
    date(2026, 9, 5),
    date(2027, 7, 1),
    date(2028, 2, 29),
    date(2044, 12, 31),
];

/// Every event of every person of a nation, by day; 1 July 2025 without the reform.
fn scan(nation: &Nation) -> HashMap<Date, Vec<(Person, Event)>> {
    let mut by_day: HashMap<Date, Vec<(Person, Event)>> = HashMap::new();
    for person in (0..nation.registered()).filter_map(|index| nation.person_at(index)) {
        for event in nation.events(person) {
            if event.kind != EventKind::AdministrativeReform {
                by_day.entry(event.date).or_default().push((person, event));
            }
        }
    }
    by_day
}

#[test]
fn nothing_is_missed_and_nothing_is_added() {
    let nation = nation_of(10_000, 9, IdSpace::Reserved);
    let all = scan(&nation);
    // A prime stride over half a century.
    let strided = (0..100).map(|nth| plus_days(date(1990, 1, 1), nth * 199));
    let mut kinds: Vec<EventKind> = Vec::new();
    for day in SPECIAL.into_iter().chain(strided) {
        let mut found: Vec<_> = dinhdanh_population::ProvinceCode::all()
            .flat_map(|province| nation.events_of_day(province, day))
            .collect();
        let mut expected = all.get(&day).cloned().unwrap_or_default();
        let order = |event: &(Person, Event)| (event.0, event.1.kind);
        found.sort_by_key(order);
        expected.sort_by_key(order);
        let kind =
            |events: &[(Person, Event)]| events.iter().map(|(_, event)| event.kind).collect::<Vec<_>>();
        assert!(found == expected, "{day}: {:?}, a scan finds {:?}", kind(&found), kind(&expected));
        kinds.extend(kind(&found));
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() >= 22, "{kinds:?}");
}

/// What few people have: too seldom on the days above.
const RARE: [fn(&Nation, Person) -> bool; 5] = [
    |nation, person| {
        let account = nation.account_history(person, date(2045, 12, 31));
        account.iter().any(|step| matches!(step.kind, AccountStepKind::Unlocked { .. }))
    },
    |nation, person| {
        nation.card_history(person, date(2045, 12, 31)).iter().any(|card| card.reissued.is_some())
    },
    |nation, person| nation.events(person).iter().any(|event| event.kind == EventKind::DeclaredMissing),
    |nation, person| nation.events(person).iter().any(|event| event.kind == EventKind::NameChanged),
    |nation, person| nation.passport_history(person, date(2045, 12, 31)).len() > 2,
];

#[test]
fn every_event_of_a_rare_life_is_found_on_its_day() {
    let nation = nation_of(10_000, 9, IdSpace::Reserved);
    for (rare, is) in RARE.iter().enumerate() {
        let people = (0..nation.registered()).filter_map(|index| nation.person_at(index));
        let some: Vec<Person> = people.filter(|person| is(&nation, *person)).take(12).collect();
        // One in 25,000 is ever missing.
        assert!(some.len() == 12 || rare == 2, "{rare}");
        for person in some {
            for event in nation.events(person) {
                let found = nation.events_of_day(nation.birth_province(person), event.date);
                let told = event.kind != EventKind::AdministrativeReform;
                assert_eq!(found.contains(&(person, event)), told, "{:?} of {rare}", event.kind);
            }
        }
    }
}

/// Orphans with guardians, and the guardians: one in some thousand, so of a larger nation.
#[test]
fn a_guardian_is_told_on_the_day_of_the_change() {
    let nation = nation_of(1_000_000, 9, IdSpace::Reserved);
    let mut told = 0;
    for orphan in nation.people(0..nation.registered()).step_by(11) {
        let parents = [nation.father(orphan), nation.mother(orphan)];
        let dead = |day| !parents.iter().flatten().any(|parent| nation.is_alive(*parent, day));
        let born = nation.date_of_birth(orphan);
        // The grandparents of older people are not in the register.
        if born.year() < 1980 || !dead(plus_years(born, 17)) {
            continue;
        }
        let of_interest = |one: Person| nation.events(one).into_iter().map(move |event| (one, event));
        let guardians = (0..18).flat_map(|age| nation.legal_representatives(orphan, plus_years(born, age)));
        let people: BTreeSet<Person> = guardians.chain([orphan]).collect();
        let changes = people.into_iter().flat_map(of_interest);
        for (one, event) in changes.filter(|(_, event)| event.kind == EventKind::RepresentationChanged) {
            let found = nation.events_of_day(nation.birth_province(one), event.date);
            assert!(found.contains(&(one, event)), "{}", event.date);
            told += 1;
        }
        if told > 300 {
            return;
        }
    }
    panic!("only {told} changes");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn every_event_of_a_life_is_found_on_its_day(seed in any::<u64>(), index in any::<u64>(), nth in any::<prop::sample::Index>()) {
        let nation = nation_of(1_000_000, seed, IdSpace::Reserved);
        let person = nation.person_at(index % nation.registered()).unwrap();
        let mut events = nation.events(person);
        events.retain(|event| event.kind != EventKind::AdministrativeReform);
        let event = *nth.get(&events);
        let found = nation.events_of_day(nation.birth_province(person), event.date);
        let own: Vec<Event> = found.iter().filter(|(one, _)| *one == person).map(|(_, event)| *event).collect();
        prop_assert!(own.contains(&event), "{:?}", event.kind);
        prop_assert!(found.iter().all(|(one, _)| nation.birth_province(*one) == nation.birth_province(person)));
        prop_assert_eq!(own, events.into_iter().filter(|e| e.date == event.date).collect::<Vec<_>>());
    }
}
