//! Taking changes back.

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{Change, CitizenEvent, Gender, Newborn};
use dinhdanh_registry::overlay::{Overlay, Wish};
use jiff::civil::date;
use proptest::prelude::*;

use crate::consistency::{played, steps};
use crate::support::{
    NOW, REGISTRY, applied, decide, event, many, married_mother, name, newcomer, one, single, value,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// A change can be taken back exactly if the others can be imported without it, and then it never was.
    #[test]
    fn undone_is_never_recorded(seed in any::<u32>(), steps in steps(), pick in any::<prop::sample::Index>()) {
        let (cast, overlay) = played(u64::from(seed), &steps);
        let changes: Vec<Change> = overlay.changes().cloned().collect();
        if changes.is_empty() {
            return Ok(());
        }
        let id = changes[pick.index(changes.len())].id;
        let mut file = REGISTRY.export(&overlay);
        file.changes.retain(|change| change.id != id);
        match (REGISTRY.with(&overlay).undo(id), REGISTRY.import(file)) {
            (Ok((change, undone)), Ok(without)) => {
                prop_assert_eq!(change.id, id);
                prop_assert!(undone.changes().eq(without.changes()));
                prop_assert_eq!(undone.last_id(), overlay.last_id());
                for number in &cast {
                    let values = |overlay: &Overlay| REGISTRY.with(overlay).values(number, NOW, Attribute::ALL);
                    prop_assert_eq!(values(&undone), values(&without));
                }
            }
            (Err(refused), Err(_)) => {
                prop_assert_eq!(refused.reason, Reason::ChangeNeeded);
                prop_assert!(refused.detail.contains("would no longer hold: expected"), "{}", refused.detail);
            }
            (undone, imported) => prop_assert!(false, "undone: {}, imported: {}", undone.is_ok(), imported.is_ok()),
        }
    }

    /// The last change rests under nothing.
    #[test]
    fn the_last_change_can_always_be_taken_back(seed in any::<u32>(), steps in steps()) {
        let (_, mut overlay) = played(u64::from(seed), &steps);
        let last = overlay.last_id();
        while let Some(change) = overlay.changes().last() {
            overlay = REGISTRY.with(&overlay).undo(change.id).unwrap().1;
        }
        prop_assert_eq!(overlay.last_id(), last);
    }
}

#[test]
fn what_others_rest_on_stays_and_says_which() {
    let (mother, husband, _) = married_mother();
    let tomorrow = NOW.tomorrow().unwrap();
    let dead = applied(&Overlay::default(), event(&husband, NOW, CitizenEvent::Death));
    let single = single(77, false);
    let again = applied(&dead, event(&mother, tomorrow, CitizenEvent::Marriage { spouse: single.clone() }));
    let refused = REGISTRY.with(&again).undo(1).err().unwrap();
    assert_eq!(refused.reason, Reason::ChangeNeeded);
    assert!(
        refused.detail.starts_with("change `2` of `2026-01-16` would no longer hold: expected"),
        "{refused}"
    );
    let unknown = REGISTRY.with(&again).undo(3).err().unwrap();
    assert_eq!((unknown.reason, unknown.detail.contains("`3`")), (Reason::ChangeUnknown, true));

    // In the order in which they stand on each other; and no id is given twice.
    let (_, one) = REGISTRY.with(&again).undo(2).unwrap();
    let (_, none) = REGISTRY.with(&one).undo(1).unwrap();
    assert!(none.is_empty());
    let (change, _) = REGISTRY.with(&none).decide(event(&mother, NOW, CitizenEvent::CardLost)).unwrap();
    assert_eq!(change.id, 3);
    let view = REGISTRY.with(&none);
    assert_eq!(view.values(&mother, NOW, Attribute::ALL), REGISTRY.values(&mother, NOW, Attribute::ALL));
    assert_eq!(view.values(&husband, NOW, Attribute::ALL), REGISTRY.values(&husband, NOW, Attribute::ALL));
}

#[test]
fn with_a_marriage_goes_the_father_whom_it_gave_to_a_child() {
    let (bride, groom, tomorrow) = (single(31, true), single(77, false), NOW.tomorrow().unwrap());
    let wed = event(&bride, NOW, CitizenEvent::Marriage { spouse: groom.clone() });
    let birth =
        event(&bride, tomorrow, CitizenEvent::Birth(Newborn { name: name("Bé"), gender: Gender::Male }));
    let (wedding, overlay) = decide(&Overlay::default(), wed.clone()).unwrap();
    let (birth, overlay) = decide(&overlay, birth).unwrap();
    let child = birth.personal_number;
    let of_groom = |overlay: &Overlay| {
        let view = REGISTRY.with(overlay);
        let listed = many(&value(&view, &groom, tomorrow, Attribute::Children)).contains(&child);
        let named = one(&view, &child, tomorrow, Attribute::Father).as_ref() == Some(&groom);
        assert_eq!(listed, named);
        assert_eq!(one(&view, &child, tomorrow, Attribute::Mother).as_ref(), Some(&bride));
        named
    };
    assert!(of_groom(&overlay));
    let (_, undone) = REGISTRY.with(&overlay).undo(wedding.id).unwrap();
    assert!(!of_groom(&undone));
    // Whether the wedding is recorded before the birth or after it makes no difference.
    assert!(of_groom(&applied(&undone, wed)));
}

#[test]
fn whoever_is_added_after_an_undoing_has_another_number() {
    let born = date(2000, 5, 5);
    let (first, added) = decide(&Overlay::default(), Wish::Create(Box::new(newcomer(born)))).unwrap();
    let (_, undone) = REGISTRY.with(&added).undo(first.id).unwrap();
    let (second, _) = decide(&undone, Wish::Create(Box::new(newcomer(born)))).unwrap();
    // Tokens and lines of the audit log still name the first.
    assert_ne!(first.personal_number, second.personal_number);
    assert!(second.id > first.id);
}

#[test]
fn an_id_that_leaves_no_room_for_others_is_refused() {
    let (mother, ..) = married_mother();
    let overlay = applied(&Overlay::default(), event(&mother, NOW, CitizenEvent::CardLost));
    for (id, fits) in [(1, true), (1 << 52, true), ((1 << 52) + 1, false), (u64::MAX, false)] {
        let mut file = REGISTRY.export(&overlay);
        file.changes[0].id = id;
        match REGISTRY.import(file) {
            Ok(_) => assert!(fits, "{id}"),
            Err(refused) => assert!(!fits && refused.reason == Reason::ParameterInvalid, "{refused}"),
        }
    }
}
