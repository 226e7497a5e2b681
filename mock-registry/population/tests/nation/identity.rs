//! What is inherited, and how addresses are written.

use dinhdanh_population::{Address, AddressEra, BloodGroup, EventKind, Nation, Person, REFORM_DATE};
use proptest::prelude::*;
use unicode_normalization::is_nfc;

use crate::common::{date, nation_and_person, next_who, plus_days};

fn nation_and_renamed() -> impl Strategy<Value = (Nation, Person)> {
    let renamed =
        |nation: &Nation, person| nation.name_on(person, nation.date_of_death(person)) != nation.name(person);
    nation_and_person().prop_map(move |both| next_who(both, renamed))
}

proptest! {
    #[test]
    fn the_paternal_line_hands_on_name_group_and_village((nation, person) in nation_and_person()) {
        let core = |p| nation.core(p, jiff::civil::date(2160, 1, 1)).unwrap();
        // Where no father is recorded the mother's line counts.
        let Some(parent) = nation.father(person).or_else(|| nation.mother(person)) else { return Ok(()) };
        let (child, parent) = (core(person), core(parent));
        prop_assert_eq!(child.name.surname, parent.name.surname);
        prop_assert_eq!(child.ethnicity, parent.ethnicity);
        prop_assert_eq!(child.religion, parent.religion);
        prop_assert_eq!(child.hometown, parent.hometown);
    }

    #[test]
    fn blood_follows_mendel((nation, person) in nation_and_person()) {
        use BloodGroup::{A, Ab, B, O};
        let [Some(mother), Some(father)] = [nation.mother(person), nation.father(person)] else { return Ok(()) };
        let parents = [nation.blood_group(mother), nation.blood_group(father)];
        let has = |group: BloodGroup| parents.contains(&group);
        let possible = match nation.blood_group(person) {
            O => !has(Ab),
            Ab => !has(O) && parents != [A, A] && parents != [B, B],
            A => has(A) || has(Ab),
            B => has(B) || has(Ab),
        };
        prop_assert!(possible, "{:?} of {:?}", nation.blood_group(person), parents);
    }

    #[test]
    fn somebody_renamed_has_another_given_name_from_that_day_on((nation, person) in nation_and_renamed()) {
        let event = nation.events(person).into_iter().find(|event| event.kind == EventKind::NameChanged).unwrap();
        let (before, after) = (nation.name_on(person, plus_days(event.date, -1)), nation.name_on(person, event.date));
        prop_assert_eq!(&before, &nation.name(person));
        prop_assert!(before.given != after.given && before.surname == after.surname);
        let record = nation.core(person, event.date).unwrap();
        prop_assert_eq!((record.name, record.former_name), (after, Some(before)));
    }

    #[test]
    fn names_are_written_in_order_and_composed((nation, person) in nation_and_person()) {
        let name = nation.name(person);
        let parts = [name.surname, name.middle, name.given].into_iter().filter(|part| !part.is_empty());
        prop_assert_eq!(&name.full, &parts.collect::<Vec<_>>().join(" "));
        prop_assert!(is_nfc(&name.full) && !name.full.contains("  "));
        prop_assert!(!name.middle.ends_with(name.given), "{}", name.full);
        prop_assert_eq!(format!("{name:?}"), "Name(redacted)");
    }

    #[test]
    fn addresses_are_written_in_the_division_of_the_day((nation, person) in nation_and_person(), as_of in date()) {
        let Some(core) = nation.core(person, as_of) else { return Ok(()) };
        let era = if as_of < REFORM_DATE { AddressEra::ThreeLevel } else { AddressEra::TwoLevel };
        let places = [&core.place_of_birth, &core.place_of_birth_registration, &core.hometown];
        let residences = [Some(&core.permanent_residence), core.temporary_residence.as_ref()];
        let check = |address: &Address| {
            address.era == era
                && address.district.is_some() == (era == AddressEra::ThreeLevel)
                && (address.province.code.len(), address.commune.code.len()) == (2, 5)
                && !address.commune.name.is_empty() && !address.province.name.is_empty()
        };
        prop_assert!(places.iter().all(|a| check(a) && a.line.is_none()));
        prop_assert!(residences.iter().flatten().all(|a| check(a) && a.line.is_some()));
        // The province of birth registration is the one in the ID number, or what that became.
        let province = nation.birth_province(person);
        let written = if era == AddressEra::ThreeLevel { province } else { province.merged() };
        prop_assert_eq!(core.place_of_birth_registration.province.code, written.digits());
        prop_assert_eq!(&nation.number(person).digits()[1..3], province.digits());
    }

    #[test]
    fn brothers_and_sisters_are_registered_in_one_place((nation, person) in nation_and_person()) {
        let place = |p| nation.core(p, REFORM_DATE.max(nation.date_of_birth(p))).unwrap().place_of_birth_registration;
        let Some(mother) = nation.mother(person) else { return Ok(()) };
        for sibling in nation.children(mother) {
            if nation.father(sibling) == nation.father(person) {
                prop_assert_eq!(place(sibling), place(person));
            }
        }
    }

    #[test]
    fn residence_changes_only_with_the_home((nation, person) in nation_and_person(), as_of in date()) {
        let Some(household) = nation.household(person, as_of) else { return Ok(()) };
        let file = nation.residence_file(person, as_of);
        for member in household.members {
            prop_assert_eq!(&nation.residence_file(member.person, as_of), &file);
        }
        let newborn = nation.date_of_birth(person);
        if let Some(mother) = nation.mother(person).filter(|m| nation.is_alive(*m, newborn)) {
            prop_assert_eq!(nation.residence_file(person, newborn), nation.residence_file(mother, newborn));
        }
        prop_assert!(nation.residence_file(person, plus_days(newborn, -1)).is_none());
    }
}

proptest! {
    #[test]
    fn a_record_says_what_each_question_alone_is_answered((nation, person) in nation_and_person(), as_of in date()) {
        // A record climbs the family once for all its fields; the single questions each climb for themselves.
        if let Some(core) = nation.core(person, as_of) {
            prop_assert_eq!(core.former_name.as_ref().unwrap_or(&core.name), &nation.name(person));
            prop_assert_eq!(core.name, nation.name_on(person, as_of));
            prop_assert_eq!(Some(core.permanent_residence), nation.permanent_residence(person, as_of));
            prop_assert_eq!(core.temporary_residence, nation.temporary_residence(person, as_of));
        }
    }
}
