//! Consistency over random changes: whatever a realm records, two records of the register never disagree.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{
    Change, CitizenAddress, CitizenEdit, CitizenEvent, CitizenName, Gender, Move, NewCitizen, Newborn,
    OverlayFile,
};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, Refused, View, Wish};
use dinhdanh_registry::{IdSpace, NationSpec, Registry, Search};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;

const SPEC: NationSpec = NationSpec { seed: 11, living: 20_000, id_space: IdSpace::Reserved };
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(SPEC).unwrap());
static NATION: LazyLock<dinhdanh_population::Nation> =
    LazyLock::new(|| dinhdanh_population::Nation::new(SPEC).unwrap());
const NOW: Date = date(2026, 1, 15);

fn number(text: &str) -> PersonalNumber {
    PersonalNumber::parse(text).unwrap()
}

fn someone(index: u64) -> PersonalNumber {
    let person = NATION.person_at(index % NATION.registered()).unwrap();
    number(&NATION.number(person).digits())
}

/// Somebody alive whom a check accepts, looked for from an index on.
fn find(from: u64, fits: impl Fn(&View<'_>, &PersonalNumber) -> bool) -> PersonalNumber {
    let none = Overlay::default();
    let view = REGISTRY.with(&none);
    (0..NATION.registered())
        .map(|step| someone(from + step * 7_919))
        .find(|number| view.find(number, NOW).is_some_and(|s| s.died_on.is_none()) && fits(&view, number))
        .unwrap()
}

fn value(view: &View<'_>, number: &PersonalNumber, day: Date, attribute: Attribute) -> Value {
    view.values(number, day, &[attribute]).remove(&attribute).unwrap_or_default()
}

fn one(view: &View<'_>, whose: &PersonalNumber, day: Date, attribute: Attribute) -> Option<PersonalNumber> {
    value(view, whose, day, attribute)["personal_number"].as_str().map(number)
}

fn many(value: &Value) -> Vec<PersonalNumber> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| number(item["personal_number"].as_str().unwrap()))
        .collect()
}

fn name(given: &str) -> CitizenName {
    CitizenName {
        family_name: "Nguyễn".to_owned(),
        middle_name: "Thử".to_owned(),
        given_name: given.to_owned(),
    }
}

fn address() -> CitizenAddress {
    CitizenAddress { commune_code: "00004".to_owned(), line: Some("12 A".to_owned()) }
}

fn newcomer(birthdate: Date) -> NewCitizen {
    NewCitizen {
        name: name("Mới"),
        gender: Gender::Female,
        birthdate,
        province: None,
        mother: None,
        father: None,
        ethnicity: None,
        religion: None,
        household_of: None,
        permanent_address: Some(address()),
    }
}

fn decide(overlay: &Overlay, wish: Wish) -> Result<(Change, Overlay), Refused> {
    REGISTRY.with(overlay).decide(wish)
}

fn applied(overlay: &Overlay, wish: Wish) -> Overlay {
    decide(overlay, wish).unwrap().1
}

fn event(number: &PersonalNumber, day: Date, event: CitizenEvent) -> Wish {
    Wish::Event(number.clone(), day, event)
}

/// Everybody who may be affected by changes about somebody.
fn family(view: &View<'_>, of: &PersonalNumber, day: Date) -> BTreeSet<PersonalNumber> {
    let mut all = BTreeSet::from([of.clone()]);
    for attribute in [Attribute::Mother, Attribute::Father, Attribute::Spouse] {
        all.extend(one(view, of, day, attribute));
    }
    all.extend(many(&value(view, of, day, Attribute::Children)));
    all.extend(many(&value(view, of, day, Attribute::Household)["members"]));
    all
}

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
fn played(seed: u64, steps: &[Step]) -> (Vec<PersonalNumber>, Overlay) {
    let none = Overlay::default();
    let view = REGISTRY.with(&none);
    let adult = find(seed, |view, number| {
        view.find(number, NOW).is_some_and(|s| (20..50).contains(&s.age) && s.traits.contains(&"married"))
    });
    let single = |from: u64, female: bool| {
        find(from, |view, number| {
            let found = view.find(number, NOW);
            found.is_some_and(|s| {
                s.female == female && (20..40).contains(&s.age) && s.traits.contains(&"single")
            })
        })
    };
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
            // A parent's name in the child's record is the parent's own.
            prop_assert_eq!(&values[&attribute]["name"], &value(view, &parent, day, Attribute::Name));
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
        if !alive {
            prop_assert!(!values.contains_key(&Attribute::PhoneNumber));
            prop_assert!(summary.account.is_none_or(|account| account.locked));
        }
    }
    Ok(())
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
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
        // A long walk by a stride that is coprime to everything.
        let steps: Vec<Step> = (0..40u64)
            .map(|n| {
                let word = (seed * 40 + n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                (
                    (word >> 56) as u8,
                    (word >> 48) as u8,
                    (word >> 40) as u8,
                    ((word >> 20) % 1_900) as i32 - 400,
                )
            })
            .collect();
        for change in played(seed * 97, &steps).1.changes() {
            let kind = serde_json::to_value(&change.change).unwrap();
            let named = kind.as_object().and_then(|object| object.keys().next().cloned());
            *kinds.entry(named.unwrap_or_else(|| kind.to_string())).or_default() += 1;
        }
    }
    assert!(kinds.values().all(|count| *count >= 5), "{kinds:?}");
    assert_eq!(kinds.len(), 10, "{kinds:?}");
}

fn married_mother() -> (PersonalNumber, PersonalNumber, PersonalNumber) {
    let mother = find(5, |view, number| {
        let spouse = one(view, number, NOW, Attribute::Spouse);
        let children = many(&value(view, number, NOW, Attribute::Children));
        view.find(number, NOW).is_some_and(|s| s.female && (25..45).contains(&s.age))
            && children.first().is_some_and(|child| one(view, child, NOW, Attribute::Father) == spouse)
            && spouse.is_some()
    });
    let none = Overlay::default();
    let view = REGISTRY.with(&none);
    let spouse = one(&view, &mother, NOW, Attribute::Spouse).unwrap();
    let child = many(&value(&view, &mother, NOW, Attribute::Children)).remove(0);
    (mother, spouse, child)
}

#[test]
fn a_mothers_new_name_stands_in_her_childrens_records_from_its_day_on() {
    let (mother, _, child) = married_mother();
    let set = CitizenEdit { name: Some(name("Đổi")), ..CitizenEdit::default() };
    let overlay = applied(&Overlay::default(), Wish::Edit(mother.clone(), NOW, Box::new(set)));
    let view = REGISTRY.with(&overlay);
    let told = |day| value(&view, &child, day, Attribute::Mother)["name"].as_str().unwrap().to_owned();
    assert_eq!(told(NOW), "Nguyễn Thử Đổi");
    assert_ne!(told(NOW.yesterday().unwrap()), "Nguyễn Thử Đổi");
    let search = Search { name: "doi thu nguyen", birthdate: None, province: None };
    assert!(view.search(&search, NOW, 5).people.iter().any(|found| found.number == mother));
    assert!(
        !view
            .search(&search, NOW.yesterday().unwrap(), 500)
            .people
            .iter()
            .any(|found| found.number == mother)
    );
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
