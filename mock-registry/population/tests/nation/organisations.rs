//! Organisations: codes lead back, and whoever represents one is of age and alive.

use std::collections::HashSet;

use dinhdanh_population::{AccountLevel, IdSpace, Nation, Organisation, REFERENCE_DATE, TaxCode};
use proptest::prelude::*;

use crate::common::{date, nation_and_person, nation_of, plus_days, plus_years};

fn nation_and_organisation() -> impl Strategy<Value = (Nation, Organisation)> {
    nation_and_person().prop_flat_map(|(nation, _)| {
        let all = nation.organisations();
        (Just(nation), 0..all).prop_map(|(nation, index)| {
            let organisation = nation.organisation_at(index).unwrap();
            (nation, organisation)
        })
    })
}

proptest! {
    #[test]
    fn a_tax_code_leads_back((nation, organisation) in nation_and_organisation()) {
        let code = nation.tax_code(organisation);
        prop_assert_eq!(nation.organisation_by_tax_code(code), Some(organisation));
        prop_assert_eq!(nation.organisation_at(nation.organisation_index(organisation)), Some(organisation));
        prop_assert_eq!(code.digits().parse(), Ok(code));
        prop_assert_eq!(code.digits().starts_with('6'), nation.spec().id_space == IdSpace::Reserved);
    }

    #[test]
    fn a_representative_is_of_age_and_alive((nation, organisation) in nation_and_organisation()) {
        let terms = nation.representative_terms(organisation);
        prop_assert!(terms.windows(2).all(|pair| pair[0].until == pair[1].from));
        for term in &terms {
            prop_assert!(term.from < term.until);
            prop_assert!(nation.is_alive(term.person, term.from) && nation.is_alive(term.person, plus_days(term.until, -1)));
            prop_assert!(plus_years(nation.date_of_birth(term.person), 18) <= term.from);
            prop_assert!(nation.represented_organisations(term.person).contains(term));
        }
    }

    #[test]
    fn who_represents_is_named_by_the_organisation((nation, person) in nation_and_person()) {
        for term in nation.represented_organisations(person) {
            prop_assert!(nation.representative_terms(term.organisation).contains(&term));
            let record = nation.organisation(term.organisation, term.from).unwrap();
            prop_assert_eq!(record.representative, Some(nation.number(person)));
        }
    }

    #[test]
    fn everything_has_its_time((nation, organisation) in nation_and_organisation(), as_of in date()) {
        let Some(record) = nation.organisation(organisation, as_of) else { return Ok(()) };
        prop_assert!(record.synthetic && record.founded <= as_of && !record.name.is_empty());
        prop_assert!(nation.organisation(organisation, plus_days(record.founded, -1)).is_none());
        prop_assert_eq!(record.representative.is_none(), record.dissolved.is_some());
        if let Some(account) = record.account {
            prop_assert!(jiff::civil::date(2024, 7, 1) <= account.registered && account.registered <= as_of);
            prop_assert_eq!(account.locked, record.dissolved.is_some());
            let then = nation.organisation(organisation, account.registered).unwrap();
            let representative = nation.lookup(then.representative.unwrap()).unwrap();
            let own = nation.account(representative, account.registered).unwrap();
            prop_assert_eq!(own.level, AccountLevel::Level2);
            prop_assert!(!own.locked);
        }
    }
}

#[test]
fn no_two_share_a_tax_code() {
    let nation = nation_of(1_000_000, 51, IdSpace::Reserved);
    let codes: HashSet<TaxCode> =
        (0..nation.organisations()).map(|i| nation.tax_code(nation.organisation_at(i).unwrap())).collect();
    assert_eq!(codes.len() as u64, nation.organisations());
    let at_work = |i: &u64| {
        let record = nation.organisation(nation.organisation_at(*i).unwrap(), REFERENCE_DATE);
        record.is_some_and(|record| record.dissolved.is_none())
    };
    let share = (0..nation.organisations()).filter(at_work).count() as f64 / 1_000_000.0;
    // Some 940,000 enterprises for 101 million people.
    assert!((0.007..0.012).contains(&share), "organisations per citizen: {share}");
}
