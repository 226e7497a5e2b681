//! Insurance and health book fit together and with the family.

use dinhdanh_population::{BloodGroup, IdSpace, Sex};
use dinhdanh_sectors::health::{
    Group, Reason, body_measurements, chronic_conditions, health_insurance, health_visits, vaccinations,
};
use dinhdanh_sectors::social_insurance::employment;
use jiff::civil::date;
use proptest::prelude::*;

use crate::common::{day, nation_and_person, nation_of, people};

proptest! {
    #[test]
    fn cards_are_valid_one_after_another((nation, person) in nation_and_person(), as_of in day()) {
        let cards = health_insurance(&nation, person, as_of);
        for pair in cards.windows(2) {
            prop_assert!(pair[0].valid_until.unwrap() < pair[1].valid_from);
        }
        let valid = cards.last().filter(|card| card.valid_until.is_none());
        prop_assert!(valid.is_none() || nation.is_alive(person, as_of));
        let works = employment(&nation, person, as_of).last().is_some_and(|job| job.until.is_none());
        if works && as_of >= date(1993, 1, 1) {
            let group = valid.map(|card| card.group);
            prop_assert!(matches!(group, Some(Group::Dn | Group::Hc)), "{group:?}");
        }
    }

    #[test]
    fn chronic_conditions_explain_the_visits((nation, person) in nation_and_person(), as_of in day()) {
        let conditions = chronic_conditions(&nation, person, as_of);
        for visit in health_visits(&nation, person, as_of) {
            if visit.reason == Reason::FollowUp {
                let known = conditions.iter().any(|c| c.icd10_code == visit.icd10_code && c.diagnosed_on < visit.visited_on);
                prop_assert!(known, "{}", visit.icd10_code);
            }
        }
    }

    #[test]
    fn who_lies_in_hospital_goes_nowhere_else((nation, person) in nation_and_person()) {
        let visits = health_visits(&nation, person, nation.date_of_death(person));
        for pair in visits.windows(2) {
            let overlap = pair[0].discharged_on.is_some_and(|until| pair[1].visited_on <= until);
            prop_assert!(!overlap || pair[1].reason == Reason::Delivery);
            prop_assert!(pair[0].visited_on <= pair[1].visited_on);
        }
    }

    #[test]
    fn deliveries_are_the_births_of_the_children((nation, person) in nation_and_person()) {
        let as_of = nation.date_of_death(person);
        let visits = health_visits(&nation, person, as_of);
        let deliveries: Vec<_> =
            visits.iter().filter(|v| v.reason == Reason::Delivery).map(|v| v.visited_on).collect();
        let births: Vec<_> = nation.children(person).into_iter().map(|child| nation.date_of_birth(child))
            .filter(|born| nation.sex(person) == Sex::Female && *born >= date(2017, 1, 1) && *born < as_of).collect();
        prop_assert_eq!(deliveries, births);
    }

    #[test]
    fn people_grow_and_keep_their_blood((nation, person) in nation_and_person(), as_of in day()) {
        let measurements = body_measurements(&nation, person, as_of);
        let birth = nation.date_of_birth(person).year();
        for pair in measurements.windows(2) {
            let grown = i32::from(pair[1].measured_on.year() - birth) <= 18;
            prop_assert!(!grown || pair[0].height_cm <= pair[1].height_cm, "nobody shrinks while growing");
        }
        for m in &measurements {
            prop_assert!((40..=200).contains(&m.height_cm) && (1_500..160_000).contains(&m.weight_g));
            let of_nation: BloodGroup = nation.blood_group(person);
            prop_assert_eq!(m.blood_group, of_nation);
        }
    }

    #[test]
    fn doses_come_in_order((nation, person) in nation_and_person(), as_of in day()) {
        let given = vaccinations(&nation, person, as_of);
        for (at, later) in given.iter().enumerate() {
            for earlier in given[..at].iter().filter(|earlier| earlier.vaccine == later.vaccine) {
                prop_assert!(earlier.dose < later.dose, "{}", later.vaccine);
            }
        }
    }
}

#[test]
fn newborns_of_today_are_vaccinated_and_insured() {
    let nation = nation_of(1_000_000, 3, IdSpace::Reserved);
    let day = date(2025, 6, 30);
    let child = |person: &_| nation.date_of_birth(*person).year() == 2023 && nation.is_alive(*person, day);
    let children: Vec<_> = people(&nation, 200_000).filter(child).collect();
    let count =
        |hit: &dyn Fn(_) -> bool| children.iter().filter(|child| hit(**child)).count() * 100 / children.len();
    let bcg = count(&|child| vaccinations(&nation, child, day).iter().any(|v| v.vaccine == "bcg"));
    let insured = count(&|child| {
        health_insurance(&nation, child, day)
            .iter()
            .any(|card| card.group == Group::Te && card.valid_until.is_none())
    });
    assert!(
        children.len() > 500 && (90..=97).contains(&bcg) && insured >= 98,
        "{bcg} {insured} {}",
        children.len()
    );
}
