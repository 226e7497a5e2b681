//! Acts agree with the nation, and no two have one number.

use std::collections::HashSet;

use dinhdanh_population::{IdSpace, Nation, Person, Sex};
use dinhdanh_sectors::civil_status::{
    Act, birth_certificate, death_certificate, divorce_notes, marriage_certificates,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::common::{day, nation_and_married, nation_and_person, nation_of, people, plus_days};

const END: Date = date(2046, 1, 1);

proptest! {
    #[test]
    fn a_birth_certificate_names_the_parents((nation, person) in nation_and_person()) {
        let certificate = birth_certificate(&nation, person, nation.date_of_death(person));
        prop_assert_eq!(certificate.is_none(), nation.date_of_death(person) == nation.date_of_birth(person));
        let Some(certificate) = certificate else { return Ok(()) };
        let parent = |parent: Person| (nation.number(parent), nation.name_on(parent, certificate.act.registered_on).full, nation.birth_date(parent));
        let mother = certificate.mother.as_ref().map(|party| (party.number, party.name.clone(), party.date_of_birth));
        let father = certificate.father.as_ref().map(|party| (party.number, party.name.clone(), party.date_of_birth));
        prop_assert_eq!(mother, nation.mother(person).map(parent));
        prop_assert_eq!(father, nation.father(person).map(parent));
        prop_assert_eq!(certificate.personal_number, nation.number(person));
        prop_assert_eq!(&certificate.name, &nation.name(person).full);
        let core = nation.core(person, certificate.act.registered_on).unwrap();
        prop_assert_eq!(certificate.act.office_code, core.place_of_birth_registration.commune.code);
        // Nobody comes to the office before birth or after death.
        if let Some(declarant) = &certificate.declarant {
            let declarant = nation.lookup(declarant.number).unwrap();
            prop_assert!(nation.is_alive(declarant, certificate.act.registered_on));
        }
    }

    #[test]
    fn spouses_have_one_certificate((nation, person) in nation_and_married(), as_of in day()) {
        let marriages = nation.marriages_of_life(person);
        let registered: Vec<_> = marriages.iter().filter(|marriage| marriage.wedding <= as_of).collect();
        let certificates = marriage_certificates(&nation, person, as_of);
        let notes = divorce_notes(&nation, person, as_of);
        prop_assert_eq!(registered.len(), certificates.len());
        let divorced = registered.iter().filter_map(|marriage| marriage.divorce).filter(|day| *day <= as_of);
        prop_assert!(divorced.eq(notes.iter().map(|note| note.effective_on)));
        for (marriage, certificate) in registered.into_iter().zip(&certificates) {
            prop_assert!(marriage_certificates(&nation, marriage.spouse, as_of).contains(certificate));
            prop_assert_eq!(certificate.act.registered_on, marriage.wedding);
            let own = if nation.sex(person) == Sex::Male { &certificate.husband } else { &certificate.wife };
            prop_assert_eq!(own.number, nation.number(person));
        }
        for note in &notes {
            let spouse = if nation.sex(person) == Sex::Male { &note.wife } else { &note.husband };
            let spouse = nation.lookup(spouse.number).unwrap();
            prop_assert!(divorce_notes(&nation, spouse, as_of).contains(note));
        }
    }

    #[test]
    fn a_death_is_registered_within_fifteen_days((nation, person) in nation_and_person()) {
        let death = nation.date_of_death(person);
        prop_assert!(death_certificate(&nation, person, death).is_none());
        let certificate = death_certificate(&nation, person, plus_days(death, 15));
        prop_assert_eq!(certificate.is_none(), death == nation.date_of_birth(person));
        let Some(certificate) = certificate else { return Ok(()) };
        prop_assert!(death < certificate.act.registered_on);
        prop_assert_eq!(certificate.died_on, death);
        if let Some(declarant) = &certificate.declarant {
            let declarant = nation.lookup(declarant.number).unwrap();
            prop_assert!(declarant != person && nation.is_alive(declarant, certificate.act.registered_on));
        }
    }
}

fn key(act: &Act) -> (String, &'static str) {
    (act.act_number.clone(), act.office_code)
}

#[test]
fn no_two_acts_of_an_office_have_one_number() {
    // Everybody of a small nation, and neighbours of a large one, where offices have many acts.
    let small = nation_of(10_000, 5, IdSpace::Reserved);
    let large = nation_of(101_000_000, 5, IdSpace::Reserved);
    let everybody: Vec<Person> = (0..small.registered()).filter_map(|i| small.person_at(i)).collect();
    check_unique(&small, &everybody);
    let neighbours: Vec<Person> =
        (0..15_000).filter_map(|i| large.person_at(large.registered() / 3 + i)).collect();
    check_unique(&large, &neighbours);
}

fn check_unique(nation: &Nation, people: &[Person]) {
    let mut births = HashSet::new();
    let mut weddings = HashSet::new();
    let mut deaths = HashSet::new();
    let mut divorces = HashSet::new();
    for person in people {
        if let Some(certificate) = birth_certificate(nation, *person, END) {
            assert!(births.insert(key(&certificate.act)), "birth {:?}", key(&certificate.act));
        }
        if let Some(certificate) = death_certificate(nation, *person, date(2160, 1, 1)) {
            assert!(deaths.insert(key(&certificate.act)), "death {:?}", key(&certificate.act));
        }
        if nation.sex(*person) == Sex::Male {
            for certificate in marriage_certificates(nation, *person, END) {
                assert!(weddings.insert(key(&certificate.act)), "wedding {:?}", key(&certificate.act));
            }
            for note in divorce_notes(nation, *person, END) {
                assert!(divorces.insert(note.decision_number.clone()), "{}", note.decision_number);
            }
        }
    }
    assert!(births.len() > 1000 && weddings.len() > 100 && deaths.len() > 1000 && !divorces.is_empty());
}

#[test]
fn most_births_are_registered_in_time_since_2005() {
    let nation = nation_of(1_000_000, 5, IdSpace::Reserved);
    let recent = people(&nation, 20_000).filter(|person| nation.date_of_birth(*person).year() >= 2005);
    let days: Vec<i64> = recent
        .filter_map(|person| {
            let registered = birth_certificate(&nation, person, END)?.act.registered_on;
            Some(registered.duration_since(nation.date_of_birth(person)).as_hours() / 24)
        })
        .collect();
    let in_time = days.iter().filter(|days| **days <= 60).count();
    assert!(days.len() > 2_000 && in_time * 100 > days.len() * 94, "{in_time} of {}", days.len());
}
