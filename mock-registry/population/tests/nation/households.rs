//! Households: climbing from a person and descending from a home agree (invariant 3 of the design).

use std::collections::HashSet;

use dinhdanh_population::{IdSpace, Person, Relation};
use proptest::prelude::*;

use crate::common::{date, nation_and_person, nation_of};

proptest! {
    #[test]
    fn everybody_alive_is_in_exactly_one_household((nation, person) in nation_and_person(), as_of in date()) {
        let household = nation.household(person, as_of);
        prop_assert_eq!(household.is_some(), nation.is_alive(person, as_of));
        let Some(household) = household else { return Ok(()) };
        let people: HashSet<_> = household.members.iter().map(|m| m.person).collect();
        prop_assert_eq!(people.len(), household.members.len(), "somebody is listed twice");
        prop_assert!(people.contains(&person));
        for member in &household.members {
            prop_assert!(nation.is_alive(member.person, as_of));
            prop_assert_eq!(nation.household(member.person, as_of), Some(household.clone()));
            prop_assert_eq!(
                nation.permanent_residence(member.person, as_of), nation.permanent_residence(person, as_of)
            );
        }
    }

    #[test]
    fn a_residence_file_leads_to_the_home((nation, person) in nation_and_person(), as_of in date()) {
        let Some(household) = nation.household(person, as_of) else { return Ok(()) };
        let file = nation.residence_file(person, as_of).unwrap();
        prop_assert_eq!(nation.household_of_file(&file, as_of), Some(household));
        prop_assert_eq!(nation.address_of_file(&file, as_of), nation.permanent_residence(person, as_of));
    }

    #[test]
    fn the_head_comes_first_and_alone((nation, person) in nation_and_person(), as_of in date()) {
        let Some(household) = nation.household(person, as_of) else { return Ok(()) };
        prop_assert_eq!(Some(household.head), nation.household_head(person, as_of));
        let heads: Vec<_> = household.members.iter().filter(|m| m.relation == Relation::Head).collect();
        prop_assert_eq!(heads.len(), 1);
        prop_assert_eq!(household.members[0].person, household.head);
    }

    #[test]
    fn relations_agree_with_kinship((nation, person) in nation_and_person(), as_of in date()) {
        let Some(household) = nation.household(person, as_of) else { return Ok(()) };
        let head = household.head;
        let parents = |p| [nation.mother(p), nation.father(p)];
        // Of twins the second is the younger.
        let born = |p| (nation.date_of_birth(p), p);
        let siblings = |a, b| nation.mother(a).is_some() && nation.mother(a) == nation.mother(b);
        let married = |p: Person, to: Person| nation.marriages_of_life(p).iter().any(|m| m.spouse == to);
        let couple: Vec<Person> =
            std::iter::once(head).chain(nation.marriages_of_life(head).iter().map(|m| m.spouse)).collect();
        for member in &household.members {
            let p = member.person;
            let holds = match member.relation {
                Relation::Wife | Relation::Husband => nation.spouse(head, as_of) == Some(p),
                Relation::Child => parents(p).into_iter().flatten().any(|parent| couple.contains(&parent)),
                Relation::Father | Relation::Mother => {
                    let mut parents = couple.iter().flat_map(|one| parents(*one)).flatten();
                    parents.any(|parent| parent == p || married(parent, p))
                }
                Relation::DaughterInLaw => nation
                    .marriages_of_life(p)
                    .iter()
                    .flat_map(|m| parents(m.spouse))
                    .flatten()
                    .any(|parent| couple.contains(&parent)),
                Relation::YoungerSibling => siblings(p, head) && born(p) > born(head),
                Relation::OlderBrother | Relation::OlderSister => siblings(p, head) && born(p) < born(head),
                _ => true,
            };
            prop_assert!(holds, "{:?}", member.relation);
        }
    }
}

#[test]
fn households_partition_a_whole_nation() {
    let nation = nation_of(10_000, 3, IdSpace::Reserved);
    let as_of = dinhdanh_population::REFERENCE_DATE;
    let living: HashSet<_> = (0..nation.registered())
        .filter_map(|i| nation.person_at(i))
        .filter(|p| nation.is_alive(*p, as_of))
        .collect();
    let mut seen = HashSet::new();
    for person in &living {
        let household = nation.household(*person, as_of).unwrap();
        if household.head == *person {
            for member in household.members {
                assert!(seen.insert(member.person), "somebody is in two households");
            }
        }
    }
    assert_eq!(seen, living);
}
