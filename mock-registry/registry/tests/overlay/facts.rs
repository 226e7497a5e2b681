//! Single facts and their consequences, and what is refused.

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{
    Change, CitizenAddress, CitizenEdit, CitizenEvent, Gender, Move, NewCitizen, Newborn, OverlayFile,
};
use dinhdanh_registry::overlay::{Overlay, Wish};
use dinhdanh_registry::{IdSpace, NationSpec, Registry, Search};
use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;

use crate::support::{
    NATION, NOW, REGISTRY, SPEC, address, applied, decide, event, find, many, married_mother, name, newcomer,
    number, one, value,
};

#[test]
fn a_mothers_new_name_stands_in_her_childrens_records_from_its_day_on() {
    let (mother, _, child) = married_mother();
    let set = CitizenEdit { name: Some(name("Đổi")), ..CitizenEdit::default() };
    let overlay = applied(&Overlay::default(), Wish::Edit(mother.clone(), NOW, Box::new(set)));
    let view = REGISTRY.with(&overlay);
    let told = |day| value(&view, &child, day, Attribute::Mother)["name"].as_str().unwrap().to_owned();
    assert_eq!(told(NOW), "Nguyễn Thử Đổi");
    assert_ne!(told(NOW.yesterday().unwrap()), "Nguyễn Thử Đổi");
    let search = Search { name: "doi thu nguyen", ..Search::default() };
    let found = |day, limit| {
        let found = REGISTRY.search_with(&overlay, &search, day, limit).unwrap();
        found.people.iter().any(|person| person.number == mother)
    };
    assert!(found(NOW, 5));
    assert!(!found(NOW.yesterday().unwrap(), 500));
}

#[test]
fn a_death_leaves_a_widow_and_a_smaller_household() {
    let (mother, husband, _) = married_mother();
    let overlay = applied(&Overlay::default(), event(&husband, NOW, CitizenEvent::Death));
    let view = REGISTRY.with(&overlay);
    let eve = NOW.yesterday().unwrap();
    let of = |day, attribute| value(&view, &mother, day, attribute);
    assert_eq!(
        (of(eve, Attribute::MaritalStatus), of(NOW, Attribute::MaritalStatus)),
        ("married".into(), "widowed".into())
    );
    assert_eq!(of(NOW, Attribute::Spouse), Value::Null);
    let members = |day| many(&of(day, Attribute::Household)["members"]);
    assert_eq!(members(NOW).len() + 1, members(eve).len());
    assert!(!members(NOW).contains(&husband));
    assert_eq!(value(&view, &husband, NOW, Attribute::DateOfDeath), Value::from(NOW.to_string()));
    assert!(view.find(&husband, NOW).unwrap().traits.contains(&"deceased"));
}

#[test]
fn a_child_that_is_born_stands_in_both_parents_records_and_in_the_household() {
    let (mother, husband, sibling) = married_mother();
    let child = Newborn { name: name("Bé"), gender: Gender::Male };
    let (change, overlay) =
        decide(&Overlay::default(), event(&mother, NOW, CitizenEvent::Birth(child))).unwrap();
    let view = REGISTRY.with(&overlay);
    let child = change.personal_number;
    assert!(NATION.lookup(child.expose().parse().unwrap()).is_none(), "the nation never has this number");
    for parent in [&mother, &husband] {
        assert!(many(&value(&view, parent, NOW, Attribute::Children)).contains(&child));
        assert!(!many(&value(&view, parent, NOW.yesterday().unwrap(), Attribute::Children)).contains(&child));
    }
    assert_eq!(value(&view, &child, NOW, Attribute::Father)["personal_number"], husband.expose());
    assert!(many(&value(&view, &sibling, NOW, Attribute::Household)["members"]).contains(&child));
    assert_eq!(
        value(&view, &child, NOW, Attribute::Ethnicity),
        value(&view, &husband, NOW, Attribute::Ethnicity)
    );
}

#[test]
fn a_child_born_after_its_fathers_death_stands_in_his_record() {
    let (mother, husband, _) = married_mother();
    let tomorrow = NOW.tomorrow().unwrap();
    let overlay = applied(&Overlay::default(), event(&husband, NOW, CitizenEvent::Death));
    let child = Newborn { name: name("Bé"), gender: Gender::Male };
    let (change, overlay) = decide(&overlay, event(&mother, tomorrow, CitizenEvent::Birth(child))).unwrap();
    let view = REGISTRY.with(&overlay);
    let children = value(&view, &husband, tomorrow, Attribute::Children);
    assert!(many(&children).contains(&change.personal_number));
    assert_eq!(one(&view, &change.personal_number, tomorrow, Attribute::Father), Some(husband));
}

#[test]
fn whoever_is_added_can_get_a_card_and_an_account_and_marry() {
    let new = newcomer(date(1995, 5, 5));
    let (change, overlay) = decide(&Overlay::default(), Wish::Create(Box::new(new))).unwrap();
    let bride = change.personal_number;
    assert_eq!(&bride.expose()[3..6], "195", "a woman of 1995");
    let groom = find(9, |view, number| {
        view.find(number, NOW)
            .is_some_and(|s| !s.female && (25..35).contains(&s.age) && s.traits.contains(&"single"))
    });
    let level =
        |overlay: &Overlay, day| REGISTRY.with(overlay).find(&bride, day).unwrap().account.map(|a| a.level);
    let refused =
        decide(&overlay, event(&bride, NOW, CitizenEvent::AccountOpened { level: 2 })).err().unwrap();
    assert_eq!(refused.reason, Reason::ChangeContradicts);
    let overlay = applied(&overlay, event(&bride, NOW, CitizenEvent::CardIssued));
    let overlay = applied(&overlay, event(&bride, NOW, CitizenEvent::AccountOpened { level: 2 }));
    let overlay = applied(&overlay, event(&groom, NOW, CitizenEvent::Marriage { spouse: bride.clone() }));
    let later = NOW.saturating_add(9.days());
    let lost = applied(&overlay, event(&bride, later, CitizenEvent::CardLost));
    assert_eq!((level(&lost, NOW), level(&lost, later)), (Some(2), Some(1)), "level 2 needs a valid card");
    // Of one day's changes, the earlier come first.
    let valid = |overlay: &Overlay| {
        value(&REGISTRY.with(overlay), &bride, NOW, Attribute::IdentityCard)["valid"].clone()
    };
    let same_day = applied(&overlay, event(&bride, NOW, CitizenEvent::CardLost));
    let again = applied(&same_day, event(&bride, NOW, CitizenEvent::CardIssued));
    assert_eq!((valid(&same_day), valid(&again)), (false.into(), true.into()));
    let view = REGISTRY.with(&overlay);
    assert_eq!(value(&view, &bride, NOW, Attribute::IdentityCard)["expires_on"], "2035-05-05");
    assert_eq!(one(&view, &bride, NOW, Attribute::Spouse), Some(groom.clone()));
    // A marriage that the nation has for later never happens.
    let end = date(2045, 1, 1);
    assert!(one(&view, &groom, end, Attribute::Spouse).is_none_or(|spouse| spouse == bride));
}

#[test]
fn what_the_register_contradicts_is_refused_with_the_rule() {
    let (mother, husband, child) = married_mother();
    let none = Overlay::default();
    let single = find(1, |view, number| {
        view.find(number, NOW)
            .is_some_and(|s| !s.female && (25..35).contains(&s.age) && s.traits.contains(&"single"))
    });
    let nobody = number("901090999999");
    let nobody = if NATION.lookup(nobody.expose().parse().unwrap()).is_some() {
        number("901090999998")
    } else {
        nobody
    };
    let edit = |set: CitizenEdit| Wish::Edit(single.clone(), NOW, Box::new(set));
    let set = CitizenEdit::default;
    let early = NOW.saturating_sub(2.years());
    let dead = applied(&none, event(&mother, NOW, CitizenEvent::Death));
    let lost = applied(&none, event(&mother, NOW, CitizenEvent::CardLost));
    let to = |address, household_of| CitizenEvent::Move(Move { address, household_of, with: Vec::new() });
    let (contradicts, invalid, real) =
        (Reason::ChangeContradicts, Reason::ParameterInvalid, Reason::RealDataSuspected);
    let table: Vec<(&str, &Overlay, Wish, Reason)> = vec![
        ("nobody", &none, event(&nobody, NOW, CitizenEvent::Death), Reason::SubjectUnknown),
        (
            "a second husband",
            &none,
            event(&mother, NOW, CitizenEvent::Marriage { spouse: single.clone() }),
            contradicts,
        ),
        (
            "two men",
            &none,
            event(&single, NOW, CitizenEvent::Marriage { spouse: husband.clone() }),
            contradicts,
        ),
        (
            "oneself",
            &none,
            event(&single, NOW, CitizenEvent::Marriage { spouse: single.clone() }),
            contradicts,
        ),
        (
            "a child's wedding",
            &none,
            event(&child, NOW, CitizenEvent::Marriage { spouse: single.clone() }),
            contradicts,
        ),
        ("divorce of the single", &none, event(&single, NOW, CitizenEvent::Divorce), contradicts),
        ("a second death", &dead, event(&mother, NOW, CitizenEvent::Death), contradicts),
        (
            "a dead woman's child",
            &dead,
            event(&mother, NOW, CitizenEvent::Birth(Newborn { name: name("A"), gender: Gender::Male })),
            contradicts,
        ),
        ("a dead woman's move", &dead, event(&mother, NOW, to(Some(address()), None)), contradicts),
        (
            "a man's child",
            &none,
            event(&single, NOW, CitizenEvent::Birth(Newborn { name: name("A"), gender: Gender::Male })),
            contradicts,
        ),
        (
            "a move to two places",
            &none,
            event(&single, NOW, to(Some(address()), Some(mother.clone()))),
            invalid,
        ),
        ("a move to nowhere", &none, event(&single, NOW, to(None, None)), invalid),
        (
            "an unknown commune",
            &none,
            event(
                &single,
                NOW,
                to(Some(CitizenAddress { commune_code: "99999".to_owned(), line: None }), None),
            ),
            invalid,
        ),
        ("before the tables", &none, event(&single, date(1890, 1, 1), CitizenEvent::CardLost), invalid),
        ("before birth", &none, event(&child, date(1950, 1, 1), CitizenEvent::CardIssued), contradicts),
        ("level 3", &none, event(&single, NOW, CitizenEvent::AccountOpened { level: 3 }), invalid),
        ("an empty edit", &none, edit(set()), invalid),
        (
            "digits in a name",
            &none,
            edit(CitizenEdit { ethnicity: Some("0901".to_owned()), ..set() }),
            invalid,
        ),
        (
            "decomposed accents",
            &none,
            edit(CitizenEdit { religion: Some("e\u{301}".to_owned()), ..set() }),
            invalid,
        ),
        (
            "an assigned prefix",
            &none,
            edit(CitizenEdit { phone_number: Some("0912345678".to_owned()), ..set() }),
            real,
        ),
        (
            "a short phone",
            &none,
            edit(CitizenEdit { phone_number: Some("030".to_owned()), ..set() }),
            invalid,
        ),
        ("a real domain", &none, edit(CitizenEdit { email: Some("a@gmail.com".to_owned()), ..set() }), real),
        ("a real number", &none, event(&number("001090000001"), NOW, CitizenEvent::Death), real),
        (
            "a birth by a real mother",
            &none,
            Wish::Create(Box::new(NewCitizen { mother: Some(number("001190000001")), ..newcomer(NOW) })),
            real,
        ),
        (
            "an unknown province",
            &none,
            Wish::Create(Box::new(NewCitizen { province: Some("03".to_owned()), ..newcomer(NOW) })),
            invalid,
        ),
        (
            "nowhere to live",
            &none,
            Wish::Create(Box::new(NewCitizen { permanent_address: None, ..newcomer(NOW) })),
            invalid,
        ),
        ("death before what was recorded", &lost, event(&mother, early, CitizenEvent::Death), contradicts),
    ];
    for (what, overlay, wish, reason) in table {
        let refused = decide(overlay, wish).err().unwrap_or_else(|| panic!("expected a refusal of {what}"));
        assert_eq!(refused.reason, reason, "{what}: {refused}");
        assert!(
            refused.detail.starts_with("expected") || refused.detail.starts_with("change"),
            "{what}: {refused}"
        );
        assert!(!refused.detail.contains("90109"), "{refused}");
    }
}

#[test]
fn a_file_of_another_nation_or_with_something_wrong_is_refused_whole() {
    let (mother, ..) = married_mother();
    let overlay = applied(&Overlay::default(), event(&mother, NOW, CitizenEvent::NameChange(name("Khác"))));
    let file = REGISTRY.export(&overlay);
    let told = |change: &dyn Fn(&mut OverlayFile)| {
        let mut file = file.clone();
        change(&mut file);
        REGISTRY.import(file).err().map(|refused| (refused.reason, refused.detail))
    };
    assert_eq!(told(&|_| ()), None);
    let (reason, detail) = told(&|file| file.nation.seed = 7).unwrap();
    assert_eq!(
        (reason, detail.as_str()),
        (Reason::OverlayForeign, "`seed` is `11` here and `7` in the file")
    );
    let (reason, detail) =
        told(&|file| (file.nation.living, file.nation.version) = (1, "0.0.1".to_owned())).unwrap();
    assert_eq!(reason, Reason::OverlayForeign);
    assert!(detail.contains("`living`") && detail.contains("`version`"), "{detail}");
    assert_eq!(told(&|file| file.format = 2).unwrap().0, Reason::ParameterInvalid);
    assert_eq!(told(&|file| file.changes[0].id = 0).unwrap().0, Reason::ParameterInvalid);
    assert_eq!(told(&|file| file.changes.push(file.changes[0].clone())).unwrap().0, Reason::ParameterInvalid);
    assert_eq!(
        told(&|file| file.changes[0].personal_number = number("001090000001")).unwrap().0,
        Reason::RealDataSuspected
    );
    let (reason, detail) = told(&|file| file.changes[0].valid_from = date(1910, 1, 1)).unwrap();
    assert_eq!(reason, Reason::ChangeContradicts);
    assert!(detail.starts_with("change `1`: "), "{detail}");
    let many = |file: &mut OverlayFile| {
        let first = file.changes[0].clone();
        file.changes = (1..=10_001).map(|id| Change { id, ..first.clone() }).collect();
    };
    assert_eq!(told(&many).unwrap().0, Reason::OverlayFull);
    let of_one = |file: &mut OverlayFile| (many(file), file.changes.truncate(201)).1;
    assert_eq!(told(&of_one).unwrap().0, Reason::OverlayFull);
    let fewer = |file: &mut OverlayFile| (many(file), file.changes.truncate(200)).1;
    assert_eq!(told(&fewer), None);
}

#[test]
fn a_nation_of_plausible_numbers_takes_plausible_data() {
    let registry = Registry::new(NationSpec { id_space: IdSpace::Plausible, ..SPEC }).unwrap();
    let none = Overlay::default();
    let (change, overlay) = registry.with(&none).decide(Wish::Create(Box::new(newcomer(NOW)))).unwrap();
    assert!(change.personal_number.expose().starts_with('0'));
    let set = CitizenEdit { phone_number: Some("0912345678".to_owned()), ..CitizenEdit::default() };
    registry.with(&overlay).decide(Wish::Edit(change.personal_number, NOW, Box::new(set))).unwrap();
}

#[test]
fn whose_mother_died_before_is_never_born_and_whose_father_died_long_before_has_none() {
    let late = NOW.saturating_add(400.days());
    let far = date(2045, 12, 31);
    let unborn = |mother: &dinhdanh_protocol::PersonalNumber| {
        let mother = NATION.lookup(mother.expose().parse().unwrap()).unwrap();
        let child = NATION.children(mother).into_iter().find(|child| NATION.date_of_birth(*child) > late)?;
        NATION.father(child).map(|father| (child, father))
    };
    let mother = find(2, |view, number| {
        let spouse = one(view, number, NOW, Attribute::Spouse);
        view.find(number, NOW).is_some_and(|s| s.female)
            && spouse.is_some()
            && unborn(number).is_some_and(|(_, father)| {
                spouse.is_some_and(|spouse| spouse.expose() == NATION.number(father).digits())
            })
    });
    let (child, father) = unborn(&mother).unwrap();
    let born = NATION.date_of_birth(child);
    let [child, father] = [child, father].map(|person| number(&NATION.number(person).digits()));
    let after = |who, day| applied(&Overlay::default(), event(who, day, CitizenEvent::Death));

    let overlay = after(&mother, NOW);
    let view = REGISTRY.with(&overlay);
    assert!(view.find(&child, far).is_none());
    assert!(!many(&value(&view, &father, far, Attribute::Children)).contains(&child));
    // What was recorded of the child stands in the way.
    let card = applied(&Overlay::default(), event(&child, born, CitizenEvent::CardIssued));
    let refused = decide(&card, event(&mother, NOW, CitizenEvent::Death)).err().unwrap();
    assert_eq!(refused.reason, Reason::ChangeContradicts);

    for (day, has_father) in
        [(born.saturating_sub(200.days()), true), (born.saturating_sub(301.days()), false)]
    {
        let overlay = after(&father, day);
        let view = REGISTRY.with(&overlay);
        assert_eq!(one(&view, &child, born, Attribute::Father).is_some(), has_father, "{day}");
        let children = many(&value(&view, &father, born, Attribute::Children));
        assert_eq!(children.contains(&child), has_father, "{day}");
        assert_eq!(one(&view, &child, born, Attribute::Mother).as_ref(), Some(&mother));
    }
}
