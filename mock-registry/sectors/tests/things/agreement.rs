//! Datasets agree with the nation, and with themselves.

use dinhdanh_population::{IdSpace, Sex};
use dinhdanh_sectors::business::Kind;
use dinhdanh_sectors::{associations, business, credit, electricity, judicial, land, telecom, vehicles};
use jiff::ToSpan;
use jiff::civil::date as day;
use proptest::prelude::*;

use crate::common::{date, nation_and_person, nation_of, plus_days, sample};

proptest! {
    #[test]
    fn husband_and_wife_see_one_parcel((nation, person) in nation_and_person(), as_of in date()) {
        for certificate in land::certificates(&nation, person, as_of) {
            let issued = certificate.issued_on;
            prop_assert!(certificate.owners.iter().any(|owner| owner.number == nation.number(person)));
            let home = nation.permanent_residence(person, issued).unwrap();
            prop_assert_eq!(certificate.commune_code, home.commune.code);
            let spouse = nation.spouse(person, issued);
            prop_assert_eq!(certificate.owners.len(), 1 + usize::from(spouse.is_some()));
            if let Some(spouse) = spouse {
                prop_assert!(certificate.owners.iter().any(|owner| owner.number == nation.number(spouse)));
                prop_assert!(land::certificates(&nation, spouse, as_of).contains(&certificate));
            }
            prop_assert_eq!(certificate.purpose.starts_with('O'), certificate.use_until.is_none());
        }
    }

    #[test]
    fn one_home_has_one_certificate((nation, person) in nation_and_person(), as_of in date()) {
        let homes = land::certificates(&nation, person, as_of);
        let homes = homes.iter().filter(|certificate| certificate.use_until.is_none()).count();
        prop_assert!(homes <= 1);
    }

    #[test]
    fn the_head_of_the_household_signs((nation, person) in nation_and_person(), as_of in date()) {
        for contract in electricity::contracts(&nation, person, as_of) {
            prop_assert!(nation.household_head(person, contract.signed_on) == Some(person));
            prop_assert_eq!(&contract.buyer.number, &nation.number(person));
            prop_assert!(contract.usage.len() <= 12);
        }
    }

    #[test]
    fn factors_sum_to_the_score((nation, person) in nation_and_person(), as_of in date()) {
        for score in credit::scores(&nation, person, as_of) {
            prop_assert_eq!(score.score, score.factors.iter().map(|factor| factor.points).sum::<u64>());
            prop_assert!((403..=706).contains(&score.score));
            prop_assert!(score.factors.iter().all(|factor| factor.points <= factor.most));
            let loans = credit::loans(&nation, person, score.measured_on);
            prop_assert_eq!(score.outstanding, loans.iter().map(|loan| loan.outstanding).sum::<u64>());
        }
    }

    #[test]
    fn debt_classes_follow_the_days((nation, person) in nation_and_person(), as_of in date()) {
        for loan in credit::loans(&nation, person, as_of) {
            prop_assert_eq!(loan.debt_class.is_some(), loan.closed_on.is_none());
            prop_assert!(loan.debt_class.is_none_or(|class| class <= loan.worst_class));
            prop_assert!(loan.outstanding <= loan.amount);
            if let Some(days) = loan.overdue_days {
                prop_assert_eq!(loan.debt_class.unwrap() >= 2, days >= 10);
                let day_after = credit::loans(&nation, person, plus_days(as_of, 1));
                let same = day_after.iter().find(|other| other.contract_number == loan.contract_number).unwrap();
                prop_assert!(same.overdue_days.is_none_or(|later| later == days + 1));
            }
        }
    }

    #[test]
    fn licences_follow_the_ages_of_the_law((nation, person) in nation_and_person(), as_of in date()) {
        let licences = vehicles::licences(&nation, person, as_of);
        let age = |years: i16| nation.date_of_birth(person).saturating_add(i32::from(years).years());
        let table = [("A1", 18, None), ("A", 18, None), ("B", 18, Some(10)), ("C1", 18, Some(10)), ("C", 21, Some(5)), ("D2", 24, Some(5))];
        for licence in &licences {
            let (_, from, years) = table.into_iter().find(|(class, ..)| *class == licence.class).unwrap();
            prop_assert!(licence.passed_on >= age(from));
            prop_assert_eq!(licence.expires_on, years.map(|years: i32| licence.issued_on.saturating_add(years.years())));
            prop_assert!(licence.points.is_none_or(|points| points <= 12));
            prop_assert_eq!(&licence.number, &licences[0].number);
            prop_assert_eq!(&licence.number[..2], nation.birth_province(person).digits());
            prop_assert_eq!(&licence.number[3..5], format!("{:02}", licences[0].passed_on.year() % 100));
        }
    }

    #[test]
    fn plates_belong_to_people_since_the_circular((nation, person) in nation_and_person(), as_of in date()) {
        let vehicles = vehicles::vehicles(&nation, person, as_of);
        for vehicle in &vehicles {
            let bound = day(2023, 8, 15);
            prop_assert_eq!(vehicle.plate_bound_since.is_some(), as_of >= bound && nation.date_of_death(person) > bound);
            let same = vehicles.iter().filter(|other| other.plate == vehicle.plate);
            prop_assert_eq!(same.clone().filter(|other| other.withdrawn_on.is_none()).count().max(1), 1);
            prop_assert!(same.clone().all(|other| other.kind == vehicle.kind));
        }
    }

    #[test]
    fn the_personal_number_is_a_household_business_tax_code((nation, person) in nation_and_person(), as_of in date()) {
        for business in business::businesses(&nation, person, as_of) {
            let own = business.kind == Kind::HouseholdBusiness && as_of >= day(2025, 7, 1);
            prop_assert_eq!(business.tax_code == nation.number(person).digits(), own);
            prop_assert_eq!(business.tax_code.len(), if own { 12 } else { 10 });
            prop_assert_eq!(business.former_tax_code.is_some(), own && business.registered_on < day(2025, 7, 1));
            prop_assert_eq!(business.representative.number, nation.number(person));
        }
    }

    #[test]
    fn convictions_are_served_before_they_are_expunged((nation, person) in nation_and_person(), as_of in date()) {
        for conviction in judicial::convictions(&nation, person, as_of) {
            prop_assert_eq!(conviction.months.is_none(), conviction.fine.is_some());
            prop_assert!(conviction.served_on.is_none_or(|served| conviction.judged_on < served));
            prop_assert!(conviction.expunged_on.is_none_or(|clean| conviction.served_on.unwrap() < clean));
            prop_assert_eq!(conviction.is_on_form_1(), conviction.expunged_on.is_none());
        }
    }

    #[test]
    fn members_are_of_the_sex_and_age((nation, person) in nation_and_person(), as_of in date()) {
        use associations::Organisation as O;
        for membership in associations::memberships(&nation, person, as_of) {
            prop_assert!(membership.organisation.admits(nation.sex(person)));
            let age = i32::from(membership.joined_on.year() - nation.date_of_birth(person).year());
            let least = match membership.organisation { O::YouthUnion => 16, O::ElderlyAssociation => 60, _ => 18 };
            prop_assert!(age >= least, "{:?} at {}", membership.organisation, age);
            let home = nation.permanent_residence(person, membership.joined_on).unwrap();
            prop_assert_eq!(membership.commune_code, home.commune.code);
        }
    }
}

#[test]
fn whoever_is_convicted_again_before_being_clean_waits_for_both() {
    let nation = nation_of(101_000_000, 7, IdSpace::Reserved);
    let mut early = 0;
    for person in sample(&nation, 60_000) {
        let found = judicial::convictions(&nation, person, day(2060, 1, 1));
        let [first, second] = &found[..] else { continue };
        assert!(first.served_on.unwrap() < second.judged_on);
        let before = judicial::convictions(&nation, person, second.judged_on.yesterday().unwrap());
        if before[0].expunged_on.is_none() {
            assert_eq!(first.expunged_on, second.expunged_on);
            early += 1;
        }
    }
    assert!(early > 3, "{early}");
}

#[test]
fn only_women_are_in_the_womens_union() {
    assert!(!associations::Organisation::WomensUnion.admits(Sex::Male));
    assert!(associations::Organisation::WomensUnion.admits(Sex::Female));
}

#[test]
fn some_numbers_are_registered_under_a_stranger_and_the_record_does_not_say_so() {
    let nation = nation_of(101_000_000, 7, IdSpace::Reserved);
    let as_of = day(2026, 6, 1);
    let found: Vec<_> =
        sample(&nation, 6_000).flat_map(|p| telecom::subscriptions(&nation, p, as_of)).collect();
    let share =
        |of: fn(&telecom::Subscription) -> bool| found.iter().filter(|s| of(s)).count() * 1000 / found.len();
    let wrong = share(telecom::Subscription::is_wrongly_registered);
    let children = share(|subscription| matches!(subscription.user, telecom::User::Child(_)));
    assert!((8..=35).contains(&wrong), "{wrong} per mille");
    assert!((10..=200).contains(&children), "{children} per mille");
    let public = serde_json::to_value(found.iter().find(|s| s.is_wrongly_registered()).unwrap()).unwrap();
    assert!(public.get("user").is_none() && !public.to_string().contains("tranger"), "{public}");
}

#[test]
fn most_households_have_one_contract_for_electricity() {
    let nation = nation_of(101_000_000, 7, IdSpace::Reserved);
    let as_of = day(2026, 6, 1);
    let mut homes = [0; 4];
    for person in sample(&nation, 4_000) {
        let Some(household) = nation.household(person, as_of) else { continue };
        let contracts =
            household.members.iter().flat_map(|m| electricity::contracts(&nation, m.person, as_of));
        let running = contracts.filter(|contract| contract.ended_on.is_none()).count();
        homes[running.min(3)] += 1;
    }
    let all: i32 = homes.iter().sum();
    let wrong = homes[2] + homes[3];
    assert!(homes[1] * 100 >= all * 97 && wrong * 100 <= all, "homes with 0, 1, 2, 3 contracts: {homes:?}");
}
