//! What happened to many: the list of a day in a province, the list of some people, and one life tell the same.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dinhdanh_population::{EventKind, IdNumber, Nation, Person, ProvinceCode};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_registry::{EventsError, Happening, Kinds, LISTED, NationSpec, Occurrence, Registry};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;

const SPEC: NationSpec =
    NationSpec { seed: 11, living: 200_000, id_space: dinhdanh_registry::IdSpace::Reserved };
static NATION: LazyLock<Nation> = LazyLock::new(|| Nation::new(SPEC).unwrap());
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(SPEC).unwrap());
const REFORM: Date = date(2025, 7, 1);

fn number(person: Person) -> PersonalNumber {
    PersonalNumber::parse(&NATION.number(person).digits()).unwrap()
}

fn person(number: &PersonalNumber) -> Person {
    NATION.lookup(number.expose().parse::<IdNumber>().unwrap()).unwrap()
}

fn all() -> Kinds {
    Kinds::default()
}

fn json(occurrence: &Occurrence) -> Value {
    serde_json::to_value(occurrence).unwrap()
}

fn kind(occurrence: &Occurrence) -> String {
    json(occurrence)["kind"].as_str().unwrap().to_owned()
}

fn day() -> impl Strategy<Value = Date> {
    (0..20_453_i32).prop_map(|days| LISTED.0.checked_add(days.days()).unwrap())
}

fn code() -> impl Strategy<Value = ProvinceCode> {
    prop::sample::select(ProvinceCode::all().collect::<Vec<_>>())
}

/// People of every age and province, in no order.
fn scattered(nation: &Nation) -> impl Iterator<Item = Person> {
    let index = |nth: u64| nth.wrapping_mul(0x9e37_79b9_7f4a_7c15) % nation.registered();
    (0..nation.registered()).map(move |nth| nation.person_at(index(nth)).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_list_of_a_day_is_what_its_people_say(province in code(), day in day()) {
        let listed = REGISTRY.events_of_day(&province.digits(), day, &all()).unwrap();
        let order = |one: &Occurrence| (one.date, one.personal_number.clone());
        prop_assert!(listed.windows(2).all(|pair| order(&pair[0]) <= order(&pair[1])));
        prop_assert!(listed.iter().all(|one| one.date == day));
        let people: Vec<PersonalNumber> =
            listed.iter().map(|one| one.personal_number.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        let mut own = REGISTRY.events_of(&people, day, day, &all()).unwrap();
        own.retain(|one| !matches!(one.what, Happening::AdministrativeReform { .. }));
        prop_assert!(listed == own, "{} listed, {} of their own", listed.len(), own.len());
        for one in &listed {
            let life = REGISTRY.timeline(&one.personal_number, day);
            prop_assert!(life.iter().any(|event| event.date == day && event.what == one.what), "{}", kind(one));
        }
    }

    #[test]
    fn a_kind_picks_what_is_of_it(province in code(), day in day(), code in prop::sample::select(EventKind::CODES)) {
        let province = province.digits();
        let mut listed = REGISTRY.events_of_day(&province, day, &all()).unwrap();
        let picked = REGISTRY.events_of_day(&province, day, &code.parse().unwrap()).unwrap();
        listed.retain(|one| kind(one) == code);
        // Twins are told apart by those before them: the same with and without the others.
        prop_assert!(picked == listed, "{code}: {} of {}", picked.len(), listed.len());
    }
}

#[test]
fn a_province_of_today_means_all_that_went_into_it_and_a_former_one_itself() {
    let day = date(2026, 11, 30);
    let of = |text: &str| REGISTRY.events_of_day(text, day, &all()).unwrap();
    let provinces = |text: &str| -> BTreeSet<String> {
        of(text).iter().map(|one| NATION.birth_province(person(&one.personal_number)).digits()).collect()
    };
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>();
    // A nation of this size has not every province.
    let present: ProvinceCode = "79".parse().unwrap();
    let living: BTreeSet<String> = present
        .predecessors()
        .filter(|former| !NATION.events_of_day(*former, day).is_empty())
        .map(ProvinceCode::digits)
        .collect();
    assert!(living.len() > 1, "{living:?}");
    assert_eq!(provinces("TP HCM"), living);
    assert_eq!(provinces("79"), living);
    assert_eq!(provinces("Bình Dương"), codes(&["74"]));
    // The same people on a day on which there were 63.
    let before = REGISTRY.events_of_day("HCMC", date(2020, 3, 2), &all()).unwrap();
    assert!(before.iter().any(|one| one.personal_number.expose().starts_with("974")));
}

#[test]
fn everything_that_happens_has_a_name_and_says_with_whom() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for one in scattered(&NATION).take(1_500) {
        let number = number(one);
        let events = NATION.events(one);
        let told = REGISTRY.timeline(&number, date(2199, 1, 1));
        let codes: Vec<&str> = events.iter().map(|event| event.kind.code()).collect();
        let kinds: Vec<Value> =
            told.iter().map(|event| serde_json::to_value(event).unwrap()["kind"].clone()).collect();
        assert_eq!(kinds, codes, "every event of a life is told, under its code");
        codes.iter().for_each(|code| *seen.entry(code).or_default() += 1);
        for event in told {
            match event.what {
                Happening::Marriage { spouse } | Happening::Widowed { spouse } => {
                    assert!(!spouse.name.is_empty() && spouse.personal_number.len() == 12);
                }
                Happening::NameChanged { former_name, new_name } => assert_ne!(former_name, new_name),
                Happening::RepresentationChanged { representatives, represents } => {
                    let both = representatives.iter().chain(&represents);
                    assert!(both.into_iter().all(|other| other.personal_number != number.expose()));
                }
                _ => {}
            }
        }
    }
    let unseen: Vec<&&str> = EventKind::CODES.iter().filter(|code| !seen.contains_key(**code)).collect();
    // One person of 25,000 is declared missing.
    assert!(unseen.iter().all(|code| code.contains("missing")), "{unseen:?}");
}

/// Somebody of a nation for whom something holds.
fn first(nation: &Nation, holds: impl Fn(Person) -> bool) -> Person {
    scattered(nation).find(|one| holds(*one)).unwrap()
}

/// The whole life of somebody.
fn life(registry: &Registry, number: &PersonalNumber) -> impl Iterator<Item = (Date, Happening)> {
    registry.timeline(number, date(2199, 1, 1)).into_iter().map(|event| (event.date, event.what))
}

#[test]
fn who_marries_twice_is_divorced_from_the_first_and_widowed_of_the_second() {
    // In a small nation nobody marries twice.
    let spec = NationSpec { living: 101_000_000, ..SPEC };
    let (nation, registry) = (Nation::new(spec.clone()).unwrap(), Registry::new(spec).unwrap());
    let twice = first(&nation, |one| {
        let marriages = nation.marriages_of_life(one);
        let widowed = |spouse: Person| nation.date_of_death(spouse) < nation.date_of_death(one);
        marriages.get(1).is_some_and(|second| {
            second.wedding < nation.date_of_death(second.spouse) && widowed(second.spouse)
        })
    });
    let marriages = nation.marriages_of_life(twice);
    let [before, after] =
        [&marriages[0], &marriages[1]].map(|marriage| nation.number(marriage.spouse).digits());
    let number = PersonalNumber::parse(&nation.number(twice).digits()).unwrap();
    let said: Vec<(&str, String)> = life(&registry, &number)
        .filter_map(|(_, what)| match what {
            Happening::Marriage { spouse } => Some(("marriage", spouse.personal_number)),
            Happening::Divorce { spouse } => Some(("divorce", spouse.personal_number)),
            Happening::Widowed { spouse } => Some(("widowed", spouse.personal_number)),
            _ => None,
        })
        .collect();
    let expected =
        [("marriage", before.clone()), ("divorce", before), ("marriage", after.clone()), ("widowed", after)];
    assert!(said == expected, "{:?}", said.iter().map(|(kind, _)| kind).collect::<Vec<_>>());
}

#[test]
fn of_twins_each_is_named_once() {
    let twin = first(&NATION, |one| NATION.twin(one).is_some_and(|_| NATION.mother(one).is_some()));
    let mother = NATION.mother(twin).unwrap();
    let born: Vec<(Date, String)> = life(&REGISTRY, &number(mother))
        .filter_map(|(day, what)| match what {
            Happening::ChildBorn { child } => Some((day, child.personal_number)),
            _ => None,
        })
        .collect();
    let children = NATION.children(mother).into_iter();
    let expected: Vec<(Date, String)> =
        children.map(|child| (NATION.date_of_birth(child), NATION.number(child).digits())).collect();
    assert!(born == expected, "{} of {}", born.len(), expected.len());
}

#[test]
fn a_new_name_is_the_name_from_that_day_on() {
    let renaming = |one: Person| {
        let named = NATION.events(one).into_iter().find(|event| event.kind == EventKind::NameChanged);
        named.map(|event| event.date).filter(|day| (LISTED.0..=LISTED.1).contains(day))
    };
    let renamed = first(&NATION, |one| renaming(one).is_some());
    let day = renaming(renamed).unwrap();
    let kinds: Kinds = "name_changed,birth".parse().unwrap();
    let listed = REGISTRY.events_of(&[number(renamed)], day, LISTED.1, &kinds).unwrap();
    let Happening::NameChanged { former_name, new_name } = &listed[0].what else { panic!("another event") };
    assert!(*former_name == NATION.name(renamed).full && *new_name == NATION.name_on(renamed, day).full);
    assert!(listed[0].date == day && listed[0].name == *new_name);
}

#[test]
fn a_list_is_told_in_order_without_repetition() {
    let numbers: Vec<PersonalNumber> = scattered(&NATION).take(40).map(number).collect();
    let (from, until) = (date(2020, 1, 1), REFORM);
    let listed = REGISTRY.events_of(&numbers, from, until, &all()).unwrap();
    assert!(listed.iter().any(|one| matches!(one.what, Happening::AdministrativeReform { .. })));
    assert!(listed.iter().all(|one| (from..=until).contains(&one.date)));
    let doubled = [numbers.clone(), numbers].concat();
    assert!(REGISTRY.events_of(&doubled, from, until, &all()).unwrap() == listed);
    let order: Vec<_> = listed.iter().map(|one| (one.date, &one.personal_number)).collect();
    assert!(order.is_sorted());
}

#[test]
fn what_cannot_be_answered_is_refused_without_repeating_a_number() {
    let day = date(2026, 11, 30);
    let refused = REGISTRY.events_of_day("Huêé", day, &all()).unwrap_err();
    assert_eq!(refused, EventsError::Province { got: "Huêé".to_owned(), nearest: Some("Huế") });
    let outside = date(1989, 12, 31);
    assert_eq!(REGISTRY.events_of_day("Huế", outside, &all()), Err(EventsError::Day { got: outside }));
    let known = number(NATION.person_at(0).unwrap());
    let nobody = PersonalNumber::parse("000000000000").unwrap();
    let refused = REGISTRY.events_of(&[known.clone(), nobody], day, day, &all()).unwrap_err();
    assert_eq!(refused, EventsError::Number { nth: 2 });
    assert!(!refused.to_string().contains("0000"), "{refused}");
    let refused = REGISTRY.events_of(&[known], day, outside, &all()).unwrap_err();
    assert_eq!(refused, EventsError::Day { got: outside });
}
