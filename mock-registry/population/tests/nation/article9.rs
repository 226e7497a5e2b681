//! The 26 items of article 9 of the Law on Identification (26/2023/QH15): each is in a field of the record, and filled.

use std::collections::HashSet;

use dinhdanh_population::IdSpace;
use serde_json::Value;

use crate::common::nation_of;

/// Item, what the law names, and the fields of the record that hold it.
const ITEMS: [(u8, &str, &[&str]); 26] = [
    (1, "name at birth", &["name"]),
    (2, "other name", &["other_name", "former_name"]),
    (3, "personal ID number", &["number"]),
    (4, "date of birth", &["date_of_birth"]),
    (5, "sex", &["sex"]),
    (6, "place of birth", &["place_of_birth"]),
    (7, "place of birth registration", &["place_of_birth_registration"]),
    (8, "home village", &["hometown"]),
    (9, "ethnic group", &["ethnicity"]),
    (10, "religion", &["religion"]),
    (11, "nationality", &["nationality"]),
    (12, "blood group", &["blood_group"]),
    (13, "9-digit number", &["old_number"]),
    (14, "issue, place and term of the card", &["card"]),
    (
        15,
        "parents, spouse, children, representatives",
        &["father", "mother", "spouse", "children", "legal_representatives", "represented"],
    ),
    (16, "permanent residence", &["permanent_residence"]),
    (17, "temporary residence", &["temporary_residence"]),
    (18, "current place", &["current_residence"]),
    (19, "temporary absence", &["temporary_absence"]),
    (20, "number of the residence file", &["residence_file"]),
    (21, "marital status", &["marital_status", "marriages"]),
    (22, "relation to the head of the household", &["relation_to_head"]),
    (23, "head and members of the household", &["household"]),
    (24, "date of death or of being missing", &["date_of_death", "declared_missing"]),
    (25, "own mobile number, e-mail", &["phone", "email"]),
    (26, "what the Government adds: of it here the passport, the rest in the sector datasets", &["passport"]),
];
/// Of the identity database (article 15), beside the above.
const IDENTITY_DATABASE: [&str; 2] = ["occupation", "account"];

fn filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    }
}

#[test]
fn all_26_items_have_a_field_that_somebody_fills() {
    let nation = nation_of(1_000_000, 9, IdSpace::Reserved);
    let as_of = jiff::civil::date(2026, 11, 21);
    let mut open: HashSet<&str> = ITEMS.iter().flat_map(|(.., fields)| fields.iter().copied()).collect();
    open.extend(IDENTITY_DATABASE);
    let record = |i| serde_json::to_value(nation.record(nation.person_at(i)?, as_of)?).ok();
    let someone = record(0).unwrap();
    for field in &open {
        assert!(someone.get(field).is_some(), "`{field}` is no field of a record");
    }
    let everybody = (0..nation.registered()).step_by(97).filter_map(record);
    everybody.take(20_000).for_each(|record| open.retain(|field| !filled(&record[*field])));
    // One person of 25,000 is missing, for some years: seldom on a given day, but in the course of a century.
    open.remove("declared_missing");
    assert!(open.is_empty(), "nobody has {open:?}");
    let people = || (0..nation.registered()).filter_map(|i| nation.person_at(i));
    let missing =
        |year| people().any(|p| nation.declared_missing(p, jiff::civil::date(year, 7, 1)).is_some());
    assert!((2000..2040).step_by(5).any(missing));
}

#[test]
fn the_items_are_numbered_and_the_book_of_the_module_names_each_field() {
    assert!(ITEMS.iter().map(|(item, ..)| *item).eq(1..=26));
    let module = include_str!("../../src/record.rs");
    let docs: String = module.lines().take_while(|line| line.starts_with("//!")).collect();
    for field in ITEMS.iter().flat_map(|(.., fields)| fields.iter()).chain(&IDENTITY_DATABASE) {
        assert!(docs.contains(&format!("`{field}`")), "{field}");
    }
}

#[test]
fn a_card_tells_issue_place_and_term() {
    let nation = nation_of(1_000_000, 9, IdSpace::Reserved);
    let as_of = jiff::civil::date(2026, 11, 21);
    let card = (0..5_000).find_map(|i| nation.card(nation.person_at(i * 300)?, as_of)).unwrap();
    let card = serde_json::to_value(card).unwrap();
    for field in ["kind", "issued", "expires", "medium", "state", "issued_by", "reissued"] {
        assert!(card.get(field).is_some(), "{field}");
    }
    assert!(filled(&card["issued_by"]));
}
