//! Who acts for minors without living parents.

use dinhdanh_population::{EventKind, Nation, Person};
use jiff::civil::Date;
use proptest::prelude::*;

use crate::common::{nation_and_person, next_who, plus_days, plus_years};

fn parents(nation: &Nation, person: Person) -> Vec<Person> {
    [nation.father(person), nation.mother(person)].into_iter().flatten().collect()
}

fn siblings(nation: &Nation, person: Person) -> Vec<Person> {
    nation.mother(person).map_or(Vec::new(), |mother| nation.children(mother))
}

fn of_age(nation: &Nation, person: Person) -> Date {
    let born = nation.date_of_birth(person);
    let same_day = plus_years(born, 18);
    // Of 29 February, the first day on which the year is full.
    if same_day.day() == born.day() { same_day } else { plus_days(same_day, 1) }
}

/// Somebody who loses the last parent as a minor.
fn nation_and_orphan() -> impl Strategy<Value = (Nation, Person)> {
    let orphaned = |nation: &Nation, person| {
        let last = parents(nation, person).into_iter().map(|parent| nation.date_of_death(parent)).max();
        last.is_some_and(|last| last < of_age(nation, person).min(nation.date_of_death(person)))
    };
    nation_and_person().prop_map(move |both| next_who(both, orphaned))
}

/// Days on which the representatives of an orphan may change, with the eves.
fn turns(nation: &Nation, orphan: Person) -> Vec<Date> {
    let parents = parents(nation, orphan);
    let grandparents = parents.iter().flat_map(|parent| self::parents(nation, *parent));
    let siblings = siblings(nation, orphan);
    let dying = parents.iter().copied().chain(grandparents).chain(siblings.clone()).chain([orphan]);
    let days = dying.map(|one| nation.date_of_death(one));
    let days = days.chain(siblings.iter().map(|one| of_age(nation, *one)));
    days.flat_map(|day| [plus_days(day, -1), day]).filter(|day| nation.is_alive(orphan, *day)).collect()
}

proptest! {
    #[test]
    fn an_orphan_is_represented_by_the_next_of_kin((nation, orphan) in nation_and_orphan()) {
        for day in turns(&nation, orphan) {
            let living = |people: Vec<Person>| -> Vec<Person> {
                people.into_iter().filter(|one| nation.is_alive(*one, day)).collect()
            };
            let grown = |one: &Person| of_age(&nation, *one) <= day;
            let [fathers_side, mothers_side] = [nation.father(orphan), nation.mother(orphan)]
                .map(|parent| parent.map_or(Vec::new(), |parent| living(parents(&nation, parent))));
            let eldest = living(siblings(&nation, orphan)).into_iter().find(grown).into_iter().collect();
            // Civil Code 91/2015/QH13, article 52, in its order.
            let kin = [living(parents(&nation, orphan)), eldest, fathers_side, mothers_side];
            let next = kin.into_iter().find(|kin| !kin.is_empty()).unwrap_or_default();
            let expected = if grown(&orphan) { Vec::new() } else { next };
            prop_assert_eq!(nation.legal_representatives(orphan, day), expected, "on {}", day);
        }
    }

    #[test]
    fn representation_is_told_on_both_sides_and_begins_and_ends_with_an_event(
        (nation, orphan) in nation_and_orphan()
    ) {
        let mut family = siblings(&nation, orphan);
        let parents = parents(&nation, orphan);
        family.extend(parents.iter().flat_map(|parent| self::parents(&nation, *parent)));
        family.extend(parents);
        for one in family {
            let changes: Vec<Date> = nation
                .events(one)
                .into_iter()
                .filter(|event| event.kind == EventKind::RepresentationChanged)
                .map(|event| event.date)
                .collect();
            let represents = |day| nation.represented(one, day).contains(&orphan);
            for day in turns(&nation, orphan).into_iter().filter(|day| nation.is_alive(one, *day)) {
                let told = nation.legal_representatives(orphan, day).contains(&one);
                prop_assert_eq!(represents(day), told, "on {}", day);
                let eve = plus_days(day, -1);
                if nation.is_alive(one, eve) && nation.is_alive(orphan, eve) && represents(eve) != told {
                    prop_assert!(changes.contains(&day), "no event on {}", day);
                }
            }
        }
    }
}
