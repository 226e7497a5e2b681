//! A change that has nothing to do with a fact leaves it as the nation has it.

use std::sync::LazyLock;

use dinhdanh_population::{EventKind, Nation, NationSpec, Person, Relation, Sex};
use dinhdanh_protocol::overlay::{CitizenEdit, CitizenEvent};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, Wish};
use dinhdanh_registry::{Kinds, LISTED, Registry};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;

use crate::support::{NOW, number};

/// In a small nation nobody marries twice.
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(NationSpec::default()).unwrap());
static NATION: LazyLock<Nation> = LazyLock::new(|| Nation::new(NationSpec::default()).unwrap());

/// The first people, of a scattered order, of whom something holds.
fn some(is: impl Fn(Person) -> bool, most: usize) -> Vec<Person> {
    let people = (0..400_000).filter_map(|at| NATION.person_at(at * 7_368_787 % NATION.registered()));
    people.filter(|person| NATION.is_alive(*person, NOW) && is(*person)).take(most).collect()
}

fn digits(person: Person) -> PersonalNumber {
    number(&NATION.number(person).digits())
}

/// A realm in which somebody is known by another name, and nothing else is changed.
fn nicknamed(person: Person) -> Overlay {
    let set = CitizenEdit { other_name: Some("Ba".to_owned()), ..CitizenEdit::default() };
    let none = Overlay::default();
    REGISTRY.with(&none).decide(Wish::Edit(digits(person), NOW, Box::new(set))).unwrap().1
}

fn with(overlay: &Overlay, person: Person, attribute: Attribute) -> Value {
    REGISTRY.with(overlay).values(&digits(person), NOW, &[attribute]).remove(&attribute).unwrap_or_default()
}

fn sole_relation_of_each(household: &Value) -> Vec<(String, String)> {
    let members = household["members"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut all: Vec<_> =
        members.map(|one| (text(&one["personal_number"]), text(&one["relation"]))).collect();
    all.sort();
    all
}

#[test]
fn stepchildren_and_twins_stay_what_they_are_to_the_head() {
    let second_wife = |person| {
        let marriages = NATION.marriages_of_life(person);
        let children = NATION.children(person);
        marriages.get(1).is_some_and(|again| again.wedding <= NOW)
            && children.iter().any(|child| {
                NATION.father(*child) == Some(marriages[0].spouse)
                    && NATION.household(*child, NOW).is_some_and(|home| {
                        home.members.iter().any(|member| member.person == marriages[1].spouse)
                    })
            })
    };
    let with_twin = |person| {
        NATION.twin(person).is_some_and(|twin| {
            let head = NATION.household_head(person, NOW);
            head == Some(twin) || head == Some(person) && NATION.household_head(twin, NOW) == head
        })
    };
    for (people, what) in [(some(second_wife, 6), "stepchildren"), (some(with_twin, 3), "twins")] {
        assert!(people.len() >= 2, "{what}: {}", people.len());
        for person in people {
            let before = with(&Overlay::default(), person, Attribute::Household);
            let after = with(&nicknamed(person), person, Attribute::Household);
            assert_eq!(sole_relation_of_each(&before), sole_relation_of_each(&after), "{what}");
        }
    }
}

#[test]
fn the_dead_are_told_their_childrens_names_as_they_knew_them() {
    let renamed = |person: Person| {
        let parents = [NATION.mother(person), NATION.father(person)].into_iter().flatten();
        let event = NATION.events(person).into_iter().find(|event| event.kind.code() == "name_changed");
        event.is_some_and(|event| {
            event.date <= NOW && parents.into_iter().any(|parent| NATION.date_of_death(parent) <= event.date)
        })
    };
    let found = some(renamed, 3);
    assert_eq!(found.len(), 3);
    for child in found {
        let overlay = nicknamed(child);
        for parent in [NATION.mother(child), NATION.father(child)].into_iter().flatten() {
            let names = |overlay: &Overlay| with(overlay, parent, Attribute::Children);
            assert_eq!(names(&overlay), names(&Overlay::default()));
        }
    }
}

#[test]
fn with_the_divorce_falls_the_second_wedding_and_the_move_that_followed() {
    // The first wife dies before the divorce, so that the husband never marries the second.
    let moves = |wife: Person, day: Date| {
        NATION.events(wife).into_iter().any(|event| event.date == day && event.kind == EventKind::Moved)
    };
    let falls = |husband: Person| {
        let marriages = NATION.marriages_of_life(husband);
        NATION.sex(husband) == Sex::Male
            && marriages.len() == 2
            && marriages[0].wedding < NOW
            && marriages[0].divorce.is_some_and(|divorce| divorce > NOW)
            && marriages[1].wedding <= LISTED.1
            && NATION.is_alive(marriages[0].spouse, NOW)
            && moves(marriages[1].spouse, marriages[1].wedding)
    };
    let [first, second] = NATION.marriages_of_life(some(falls, 1)[0])[..] else { panic!("two marriages") };
    let death = Wish::Event(digits(first.spouse), NOW, CitizenEvent::Death);
    let overlay = REGISTRY.with(&Overlay::default()).decide(death).unwrap().1;
    let wife = digits(second.spouse);
    for kind in ["marriage", "moved"] {
        let listed = |overlay: &Overlay| {
            let (province, kinds) = (&wife.expose()[1..3], kind.parse::<Kinds>().unwrap());
            let day = REGISTRY.events_of_day_with(overlay, province, second.wedding, &kinds).unwrap();
            day.events.iter().any(|event| event.personal_number == wife)
        };
        assert_eq!([listed(&Overlay::default()), listed(&overlay)], [true, false], "{kind}");
    }
}

#[test]
fn nobodys_relation_to_the_head_changes_with_what_does_not_concern_it() {
    let large = |person: Person| NATION.household(person, NOW).is_some_and(|home| home.members.len() > 4);
    for person in some(large, 3_000) {
        let before = with(&Overlay::default(), person, Attribute::Household);
        let after = with(&nicknamed(person), person, Attribute::Household);
        assert_eq!(sole_relation_of_each(&before), sole_relation_of_each(&after));
    }
}

#[test]
fn who_heads_a_home_has_grandchildren_there_also_of_the_first_marriage() {
    let grandchild = |head: Person, member: Person| {
        NATION.mother(member).and_then(|mother| NATION.mother(mother)) == Some(head)
    };
    let heads = some(
        |person| {
            let again = NATION.marriages_of_life(person).get(1).is_some_and(|again| again.wedding <= NOW);
            again
                && NATION.sex(person) == Sex::Female
                && NATION.household(person, NOW).is_some_and(|home| {
                    home.head == person && home.members.iter().any(|one| grandchild(person, one.person))
                })
        },
        1,
    );
    let home = NATION.household(heads[0], NOW).unwrap();
    for member in home.members.iter().filter(|member| grandchild(heads[0], member.person)) {
        assert_eq!(member.relation, Relation::Grandchild);
    }
    let household = |overlay: &Overlay| sole_relation_of_each(&with(overlay, heads[0], Attribute::Household));
    assert_eq!(household(&nicknamed(heads[0])), household(&Overlay::default()));
}

/// The rule of who acts for orphans is written twice, for the nation and for a realm: neither may change alone.
#[test]
fn orphans_and_their_guardians_are_told_as_in_the_nation() {
    let orphan = |person| {
        let minor = NATION.date_of_birth(person) > NOW.saturating_sub(18.years());
        let parents = [NATION.father(person), NATION.mother(person)].into_iter().flatten();
        minor && !parents.into_iter().any(|parent| NATION.is_alive(parent, NOW))
    };
    let orphans = some(orphan, 60);
    let acting = |orphan: &Person| NATION.legal_representatives(*orphan, NOW);
    let siblings =
        |orphan: &Person| acting(orphan).iter().any(|one| NATION.mother(*one) == NATION.mother(*orphan));
    let (with_sibling, others) = orphans.iter().partition::<Vec<&Person>, _>(|orphan| siblings(orphan));
    assert!(with_sibling.len() > 5 && others.iter().filter(|one| !acting(one).is_empty()).count() > 20);
    let overlay = nicknamed(orphans[0]);
    let guardians = orphans.iter().flat_map(acting);
    for person in orphans.iter().copied().chain(guardians) {
        let numbers = |people: Vec<Person>| people.into_iter().map(|one| NATION.number(one).digits());
        for (attribute, people) in [
            (Attribute::LegalRepresentatives, NATION.legal_representatives(person, NOW)),
            (Attribute::Represented, NATION.represented(person, NOW)),
        ] {
            let told = with(&overlay, person, attribute);
            let mut told: Vec<&str> =
                told.as_array().into_iter().flatten().map(|n| n.as_str().unwrap()).collect();
            let mut expected: Vec<String> = numbers(people).collect();
            told.sort_unstable();
            expected.sort_unstable();
            assert_eq!(told, expected, "{}", attribute.name());
        }
    }
}
