//! Consistency over random changes: whatever a realm records, two records of the register never disagree.

use std::collections::BTreeSet;

use dinhdanh_protocol::overlay::{CitizenEdit, CitizenEvent, Gender, Move, NewCitizen, Newborn, OverlayFile};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, View, Wish};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{
    NOW, REGISTRY, address, decide, family, find, many, name, newcomer, one, single, someone, value,
};

/// A wish by small numbers: who of a cast, what, with whom, when.
type Step = (u8, u8, u8, i32);

fn wish(cast: &[PersonalNumber], (who, what, whom, days): Step) -> Wish {
    let pick = |at: u8| cast[usize::from(at) % cast.len()].clone();
    let (number, other) = (pick(who), pick(whom));
    let day = NOW.saturating_add(days.days());
    let to = |address, household_of, with| CitizenEvent::Move(Move { address, household_of, with });
    let event = match what % 20 {
        0 | 14..=19 => CitizenEvent::Marriage { spouse: other },
        1 => CitizenEvent::Divorce,
        2 => CitizenEvent::Death,
        3 => to(Some(address()), None, Vec::new()),
        4 => to(None, Some(other), Vec::new()),
        5 => to(Some(address()), None, vec![other]),
        6 => CitizenEvent::NameChange(name("Khác")),
        7 | 8 => CitizenEvent::Birth(Newborn {
            name: name("Bé"),
            gender: if days % 2 == 0 { Gender::Male } else { Gender::Female },
        }),
        9 => CitizenEvent::CardLost,
        10 => CitizenEvent::AccountLocked,
        11 => return Wish::Remove(number, day),
        12 => {
            let set = CitizenEdit { ethnicity: Some("Thử".to_owned()), ..CitizenEdit::default() };
            return Wish::Edit(number, day, Box::new(set));
        }
        _ => return Wish::Create(Box::new(NewCitizen { birthdate: day, ..newcomer(day) })),
    };
    Wish::Event(number, day, event)
}

/// A cast of related people and strangers, and what of a list of wishes the register accepts. New people join the cast.
pub(crate) fn played(seed: u64, steps: &[Step]) -> (Vec<PersonalNumber>, Overlay) {
    let none = Overlay::default();
    let view = REGISTRY.with(&none);
    let adult = find(seed, |view, number| {
        view.find(number, NOW).is_some_and(|s| (20..50).contains(&s.age) && s.traits.contains(&"married"))
    });
    let mut cast: Vec<PersonalNumber> = family(&view, &adult, NOW).into_iter().collect();
    for (from, female) in [(seed / 3, true), (seed / 5, false), (seed / 7, true)] {
        let stranger = single(from, female);
        cast.extend(family(&view, &stranger, NOW));
        // Twice, so that somebody marries.
        cast.extend([stranger.clone(), stranger]);
    }
    let mut overlay = Overlay::default();
    for step in steps {
        if let Ok((change, next)) = decide(&overlay, wish(&cast, *step)) {
            if !cast.contains(&change.personal_number) {
                cast.push(change.personal_number);
            }
            overlay = next;
        }
    }
    (cast, overlay)
}

/// A cast, and what comes of a long walk by a stride that is coprime to everything.
pub(crate) fn strolled(seed: u64, wishes: u64) -> (Vec<PersonalNumber>, Overlay) {
    let steps: Vec<Step> = (0..wishes)
        .map(|n| {
            let word = (seed * wishes + n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let [who, what, whom] = [56, 48, 40].map(|shift| (word >> shift) as u8);
            (who, what, whom, ((word >> 20) % 1_900) as i32 - 400)
        })
        .collect();
    played(seed * 97, &steps)
}

fn listed(numbers: Option<&Value>) -> Vec<PersonalNumber> {
    let numbers = numbers.and_then(Value::as_array).into_iter().flatten();
    numbers.map(|number| PersonalNumber::parse(number.as_str().unwrap()).unwrap()).collect()
}

fn consistent(view: &View<'_>, cast: &[PersonalNumber], day: Date) -> Result<(), TestCaseError> {
    let everybody: BTreeSet<PersonalNumber> = cast
        .iter()
        .chain(cast)
        .flat_map(|number| family(view, number, day))
        .chain(cast.iter().cloned())
        .collect();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for number in &everybody {
        let values = view.values(number, day, Attribute::ALL);
        prop_assert_eq!(values.is_empty(), view.find(number, day).is_none());
        let Some(summary) = view.find(number, day) else { continue };
        let alive = summary.died_on.is_none();
        for (parent, attribute) in
            [Attribute::Mother, Attribute::Father].map(|a| (one(view, number, day, a), a))
        {
            let Some(parent) = parent else { continue };
            let children = many(&value(view, &parent, day, Attribute::Children));
            prop_assert_eq!(children.iter().filter(|child| *child == number).count(), 1, "{:?}", attribute);
            // A parent's name in the child's record is the parent's own; in that of a dead child, as it was then.
            prop_assert!(!alive || values[&attribute]["name"] == value(view, &parent, day, Attribute::Name));
        }
        for child in many(&values[&Attribute::Children]) {
            let parents = [Attribute::Mother, Attribute::Father].map(|a| one(view, &child, day, a));
            prop_assert!(parents.contains(&Some(number.clone())));
        }
        let marital = text(&values[&Attribute::MaritalStatus]);
        match one(view, number, day, Attribute::Spouse) {
            Some(spouse) => {
                prop_assert!(alive && marital == "married");
                prop_assert_eq!(one(view, &spouse, day, Attribute::Spouse), Some(number.clone()));
                prop_assert!(view.find(&spouse, day).is_some_and(|s| s.died_on.is_none()));
            }
            None => prop_assert!(!alive || marital != "married"),
        }
        let members = many(&values.get(&Attribute::Household).unwrap_or(&Value::Null)["members"]);
        prop_assert_eq!(members.contains(number), alive);
        let distinct: BTreeSet<&PersonalNumber> = members.iter().collect();
        prop_assert_eq!(distinct.len(), members.len(), "somebody is listed twice");
        prop_assert_eq!(values.contains_key(&Attribute::RelationToHead), alive);
        let home = value(view, number, day, Attribute::PermanentAddress);
        prop_assert!(home.is_object());
        for member in &members {
            prop_assert!(view.find(member, day).is_some_and(|s| s.died_on.is_none()));
            prop_assert_eq!(
                value(view, member, day, Attribute::Household),
                values[&Attribute::Household].clone()
            );
            prop_assert_eq!(
                value(view, member, day, Attribute::PermanentAddress)["text"].clone(),
                home["text"].clone()
            );
        }
        for member in &members {
            let file = value(view, member, day, Attribute::ResidenceFile);
            prop_assert_eq!(&file, &values[&Attribute::ResidenceFile]);
        }
        for minor in listed(values.get(&Attribute::Represented)) {
            let acting = view.values(&minor, day, &[Attribute::LegalRepresentatives]);
            prop_assert!(listed(acting.get(&Attribute::LegalRepresentatives)).contains(number));
        }
        for acting in listed(values.get(&Attribute::LegalRepresentatives)) {
            let represented = view.values(&acting, day, &[Attribute::Represented]);
            prop_assert!(listed(represented.get(&Attribute::Represented)).contains(number));
        }
        // An act of a couple is one act of both, as long as the register has both.
        for attribute in [Attribute::MarriageCertificates, Attribute::DivorceNotes] {
            for act in values[&attribute].as_array().unwrap() {
                for party in ["husband", "wife"] {
                    let party = PersonalNumber::parse(act[party]["number"].as_str().unwrap()).unwrap();
                    if view.find(&party, day).is_some() {
                        prop_assert!(value(view, &party, day, attribute).as_array().unwrap().contains(act));
                    }
                }
            }
        }
        let wed = values[&Attribute::MarriageCertificates].as_array().unwrap().len();
        prop_assert_eq!(wed, values[&Attribute::MaritalHistory].as_array().unwrap().len());
        if !alive {
            prop_assert!(!values.contains_key(&Attribute::PhoneNumber));
            prop_assert!(summary.account.is_none_or(|account| account.locked));
        }
    }
    Ok(())
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), -400i32..1_500), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_two_records_disagree(seed in any::<u32>(), steps in steps(), days in -500i32..3_000) {
        let (cast, overlay) = played(u64::from(seed), &steps);
        let view = REGISTRY.with(&overlay);
        for day in [NOW, NOW.saturating_add(days.days())] {
            consistent(&view, &cast, day)?;
        }
    }

    #[test]
    fn what_was_recorded_can_be_exported_and_imported(seed in any::<u32>(), steps in steps()) {
        let (cast, overlay) = played(u64::from(seed), &steps);
        let text = serde_json::to_string(&REGISTRY.export(&overlay)).unwrap();
        let file: OverlayFile = serde_json::from_str(&text).unwrap();
        let again = REGISTRY.import(file).unwrap();
        prop_assert!(again.changes().eq(overlay.changes()));
        for number in &cast {
            let values = |overlay: &Overlay| REGISTRY.with(overlay).values(number, NOW, Attribute::ALL);
            prop_assert_eq!(values(&overlay), values(&again));
        }
    }

    /// Before the first change of all, the register is the nation's; with an overlay that changes nobody, always.
    #[test]
    fn without_changes_the_register_is_the_nation(index in any::<u64>(), year in 1990i16..2045, day in 1i8..28) {
        let (number, as_of) = (someone(index), date(year, 6, day));
        let overlay = Overlay::default();
        let view = REGISTRY.with(&overlay);
        let (own, nation) = (view.values(&number, as_of, Attribute::ALL), REGISTRY.values(&number, as_of, Attribute::ALL));
        for attribute in Attribute::ALL {
            prop_assert_eq!(own.get(attribute), nation.get(attribute), "{}", attribute);
        }
        let traits = |summary: Option<dinhdanh_registry::Summary>| summary.map(|s| (s.name, s.traits, s.place, s.age));
        prop_assert_eq!(traits(view.find(&number, as_of)), traits(REGISTRY.find(&number, as_of)));
    }
}

/// The properties above mean something only if the register accepts much of what random people wish.
#[test]
fn random_wishes_of_every_kind_come_true() {
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    for seed in 0..60u64 {
        for change in strolled(seed, 40).1.changes() {
            let kind = serde_json::to_value(&change.change).unwrap();
            let named = kind.as_object().and_then(|object| object.keys().next().cloned());
            *kinds.entry(named.unwrap_or_else(|| kind.to_string())).or_default() += 1;
        }
    }
    assert!(kinds.values().all(|count| *count >= 5), "{kinds:?}");
    assert_eq!(kinds.len(), 10, "{kinds:?}");
}
