//! Portraits are drawings, say so, and are the same for one card.

use dinhdanh_population::CardKind;
use proptest::prelude::*;

use crate::common::{date, nation_and_person, plus_years};

proptest! {
    #[test]
    fn a_portrait_is_a_small_marked_drawing((nation, person) in nation_and_person(), as_of in date()) {
        let Some(portrait) = nation.portrait(person, as_of) else { return Ok(()) };
        prop_assert!(portrait.svg.len() < 4096, "{} bytes", portrait.svg.len());
        let svg = roxmltree::Document::parse(&portrait.svg).unwrap();
        let root = svg.root_element();
        prop_assert_eq!(root.tag_name().name(), "svg");
        prop_assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
        let texts = svg.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
        prop_assert!(texts.filter(|node| node.text() == Some("SYNTHETIC")).count() == 2);
        prop_assert!(svg.descendants().all(|node| !["image", "script", "a", "use"].contains(&node.tag_name().name())));
        prop_assert!(!portrait.svg.contains("href") && !portrait.svg.contains("url("));
    }

    #[test]
    fn a_portrait_is_that_of_the_last_card((nation, person) in nation_and_person(), as_of in date()) {
        let portrait = nation.portrait(person, as_of);
        let card = nation.card(person, as_of);
        let pictured = card.filter(|card| card.printed_on() >= plus_years(nation.date_of_birth(person), 6));
        prop_assert_eq!(portrait.as_ref().map(|p| p.taken), pictured.map(|card| card.printed_on()));
        prop_assert_eq!(&portrait, &nation.portrait(person, as_of));
        if let Some(portrait) = portrait {
            prop_assert_eq!(nation.portrait(person, portrait.taken), Some(portrait));
        }
    }

    #[test]
    fn templates_come_with_cards_and_stay((nation, person) in nation_and_person(), as_of in date()) {
        let Some(ids) = nation.biometric_templates(person, as_of) else {
            prop_assert!(nation.portrait(person, as_of).is_none());
            return Ok(());
        };
        let kinds: Vec<CardKind> = nation.card_history(person, as_of).iter().map(|card| card.kind).collect();
        prop_assert_eq!(ids.iris.is_some(), kinds.contains(&CardKind::IdentityCard));
        let all = [Some(&ids.face), ids.fingerprints.as_ref(), ids.iris.as_ref()];
        let all: Vec<&String> = all.into_iter().flatten().collect();
        prop_assert!(all.iter().all(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit())));
        let later = nation.biometric_templates(person, plus_years(as_of, 30)).unwrap();
        prop_assert_eq!(later.face, ids.face);
    }
}

#[test]
fn people_look_different() {
    let nation = crate::common::nation_of(1_000_000, 5, dinhdanh_population::IdSpace::Reserved);
    let as_of = dinhdanh_population::REFERENCE_DATE;
    let people = (0..2_000).filter_map(|i| nation.portrait(nation.person_at(i * 700)?, as_of));
    let pictures: Vec<String> = people.map(|portrait| portrait.svg).collect();
    let distinct: std::collections::HashSet<&String> = pictures.iter().collect();
    assert!(
        pictures.len() > 500 && distinct.len() == pictures.len(),
        "{} of {}",
        distinct.len(),
        pictures.len()
    );
}
