//! Foreigners: numbers lead back, are no citizen's, and everything has its time.

use std::collections::HashSet;

use dinhdanh_population::{AccountLevel, Foreigner, IdNumber, IdSpace, Nation, REFERENCE_DATE};
use proptest::prelude::*;

use crate::common::{date, nation_of, plus_days, plus_years};

fn nation_and_foreigner() -> impl Strategy<Value = (Nation, Foreigner)> {
    let spaces = prop::sample::select(vec![IdSpace::Reserved, IdSpace::Plausible]);
    let sizes = prop::sample::select(vec![101_000_000, 1_000_000, 10_000]);
    (sizes, spaces, any::<u64>(), any::<u64>()).prop_map(|(living, space, seed, index)| {
        let nation = nation_of(living, seed, space);
        let foreigner = nation.foreigner_at(index % nation.foreigners()).unwrap();
        (nation, foreigner)
    })
}

proptest! {
    #[test]
    fn a_number_leads_back_and_is_no_citizens((nation, foreigner) in nation_and_foreigner()) {
        let number = nation.foreigner_number(foreigner);
        prop_assert_eq!(nation.foreigner_by_number(number), Some(foreigner));
        prop_assert_eq!(nation.foreigner_at(nation.foreigner_index(foreigner)), Some(foreigner));
        prop_assert_eq!(nation.lookup(number), None);
        prop_assert_eq!(&number.digits()[..1], "8");
    }

    #[test]
    fn a_citizens_number_is_no_foreigners(seed in any::<u64>(), index in any::<u64>()) {
        for space in [IdSpace::Reserved, IdSpace::Plausible] {
            let nation = nation_of(101_000_000, seed, space);
            let number: IdNumber = nation.number(nation.person_at(index % nation.registered()).unwrap());
            prop_assert_eq!(nation.foreigner_by_number(number), None);
        }
    }

    #[test]
    fn everything_has_its_time((nation, foreigner) in nation_and_foreigner(), as_of in date()) {
        let Some(record) = nation.foreigner(foreigner, as_of) else { return Ok(()) };
        prop_assert!(record.synthetic && record.date_of_birth < record.arrived && record.arrived <= as_of);
        prop_assert!(nation.foreigner(foreigner, plus_days(record.arrived, -1)).is_none());
        prop_assert_eq!(record.residence.is_none(), record.departed.is_some());
        prop_assert!(record.departed.is_none_or(|on| record.arrived < on && on <= as_of));
        prop_assert!(record.nationality != "VNM" && record.passport.country == record.nationality);
        prop_assert!(record.passport.issued <= as_of && record.date_of_birth <= record.passport.issued);
        prop_assert!(record.passport.number.starts_with('F') && record.passport.number.len() == 9);
        prop_assert_eq!(nation.foreigner_by_passport(&record.passport.number, as_of), Some(foreigner));
        let cards = nation.residence_cards(foreigner, as_of);
        prop_assert_eq!(cards.last(), record.residence_card.as_ref());
        for card in &cards {
            let then = nation.foreigner_by_residence_card(&card.number, card.issued);
            prop_assert_eq!(then, Some(foreigner));
        }
        if let Some(card) = &record.residence_card {
            prop_assert_eq!(nation.foreigner_by_residence_card(&card.number, as_of), Some(foreigner));
            prop_assert!(record.arrived < card.issued && card.issued <= as_of && card.issued < card.expires);
        }
        if let Some(account) = record.account {
            prop_assert!(account.registered <= as_of);
            let age = plus_years(record.date_of_birth, 6);
            prop_assert!(account.level == AccountLevel::Level1 || age <= account.registered);
            let valid = record.departed.is_none() && record.residence_card.is_some_and(|card| as_of <= card.expires);
            prop_assert_eq!(account.locked, !valid);
        }
    }
}

#[test]
fn what_is_no_number_of_a_foreigners_paper_leads_to_nobody() {
    let nation = nation_of(1_000_000, 41, IdSpace::Reserved);
    for text in
        ["", "F", "F1234567", "F123456789", "G00000000", "TR", "TR1234567x", "00000000", "PR\u{661}234567"]
    {
        assert_eq!(nation.foreigner_by_passport(text, REFERENCE_DATE), None, "{text}");
        assert_eq!(nation.foreigner_by_residence_card(text, REFERENCE_DATE), None, "{text}");
    }
}

#[test]
fn no_two_share_a_number() {
    let nation = nation_of(1_000_000, 41, IdSpace::Reserved);
    let all: Vec<Foreigner> = (0..nation.foreigners()).filter_map(|i| nation.foreigner_at(i)).collect();
    assert_eq!(all.len() as u64, nation.foreigners());
    let day = jiff::civil::date(2060, 1, 1);
    let records: Vec<_> = all.iter().filter_map(|f| nation.foreigner(*f, day)).collect();
    let numbers: HashSet<_> = records.iter().map(|r| r.number).collect();
    let passports: HashSet<_> = records.iter().map(|r| r.passport.number.clone()).collect();
    let cards: Vec<_> = records.iter().filter_map(|r| Some(r.residence_card.clone()?.number)).collect();
    assert_eq!((numbers.len(), passports.len()), (all.len(), all.len()));
    assert_eq!(cards.iter().collect::<HashSet<_>>().len(), cards.len());
    let here = |f: &&Foreigner| nation.foreigner(**f, REFERENCE_DATE).is_some_and(|r| r.departed.is_none());
    let share = all.iter().filter(here).count() as f64 / 1_000_000.0;
    assert!((0.000_8..0.001_5).contains(&share), "foreigners per citizen: {share}");
    assert!(nation.foreigner_at(nation.foreigners()).is_none());
}
