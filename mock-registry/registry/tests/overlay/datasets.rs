//! What agencies hold of people whom a realm has changed.

use dinhdanh_protocol::overlay::{CitizenEdit, CitizenEvent, Gender, NewCitizen, Newborn};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::Summary;
use dinhdanh_registry::overlay::{Overlay, View, Wish};
use dinhdanh_sectors::{Dataset, FieldType, datasets};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{
    NATION, NOW, REGISTRY, applied, decide, event, family, find, married_mother, name, newcomer, number,
    someone, value,
};

/// What comes after a death, and numbers that lead somewhere ahead of the day they are told.
const AHEAD: [(&str, &str); 4] = [
    ("death_certificates", "registered_on"),
    ("driving_licences", "expires_on"),
    ("land", "use_until"),
    ("loans", "due_on"),
];

pub(crate) fn attribute(dataset: &Dataset) -> Attribute {
    Attribute::ALL.iter().copied().find(|attribute| attribute.name() == dataset.name).unwrap()
}

fn records(view: &View<'_>, number: &PersonalNumber, day: Date, name: &str) -> Vec<Value> {
    let dataset = datasets().iter().find(|dataset| dataset.name == name).unwrap();
    value(view, number, day, attribute(dataset)).as_array().unwrap().clone()
}

fn dates(dataset: &Dataset, record: &Value) -> Vec<(&'static str, Date)> {
    let fields = dataset.fields.iter().filter(|field| field.field_type == FieldType::Date);
    let ahead = |field: &str| AHEAD.contains(&(dataset.name, field));
    fields
        .filter(|field| !ahead(field.name))
        .filter_map(|field| Some((field.name, record[field.name].as_str()?.parse().ok()?)))
        .collect()
}

fn traits(wanted: &'static [&'static str]) -> impl Fn(&View<'_>, &PersonalNumber) -> bool {
    move |view, number| {
        let found: Option<Summary> = view.find(number, NOW);
        found.is_some_and(|person| wanted.iter().all(|one| person.traits.contains(one)))
    }
}

fn dies(number: &PersonalNumber, day: Date) -> Overlay {
    applied(&Overlay::default(), event(number, day, CitizenEvent::Death))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn nobody_holds_anything_of_the_time_after_a_recorded_death(
        index in any::<u64>(), days in -3_000i32..3_000, later in 0i32..3_000
    ) {
        let (number, death) = (someone(index), NOW.saturating_add(days.days()));
        let Ok((_, overlay)) = decide(&Overlay::default(), event(&number, death, CitizenEvent::Death)) else {
            return Ok(());
        };
        let view = REGISTRY.with(&overlay);
        let as_of = death.saturating_add(later.days());
        for dataset in datasets() {
            let told = records(&view, &number, as_of, dataset.name);
            for (record, (field, day)) in told.iter().flat_map(|record| dates(dataset, record).into_iter().map(move |date| (record, date))) {
                prop_assert!(day <= death, "{}.{field} {day} after {death}: {record}", dataset.name);
            }
            // What had not begun never does, and what ran has its end: nothing more is told later.
            let begun = records(&view, &number, death, dataset.name);
            if dataset.name == "benefit_payments" {
                prop_assert!(later <= 400 || told.is_empty());
            } else {
                let days = |records: &[Value]| records.iter().map(|record| dates(dataset, record)).collect::<Vec<_>>();
                prop_assert_eq!(days(&begun), days(&told), "{}", dataset.name);
            }
            if dataset.name != "death_certificates" {
                prop_assert!(begun.iter().all(|record| dates(dataset, record).first().is_none_or(|(_, day)| *day < death)), "{}", dataset.name);
            }
        }
        let certificate = &records(&view, &number, as_of, "death_certificates")[0];
        prop_assert_eq!((&certificate["died_on"], &certificate["registered_on"]), (&death.to_string().into(), &death.to_string().into()));
    }

    #[test]
    fn before_a_recorded_death_every_attribute_is_the_nations(
        index in any::<u64>(), days in -3_000i32..3_000, before in 1i32..3_000
    ) {
        let (number, death) = (someone(index), NOW.saturating_add(days.days()));
        let Ok((_, overlay)) = decide(&Overlay::default(), event(&number, death, CitizenEvent::Death)) else {
            return Ok(());
        };
        let view = REGISTRY.with(&overlay);
        for as_of in [death.yesterday().unwrap(), death.saturating_sub(before.days())] {
            for one in family(&view, &number, as_of) {
                let (own, nation) = (view.values(&one, as_of, Attribute::ALL), REGISTRY.values(&one, as_of, Attribute::ALL));
                for attribute in Attribute::ALL {
                    prop_assert_eq!(own.get(attribute), nation.get(attribute), "{} on {}", attribute, as_of);
                }
            }
        }
    }
}

#[test]
fn a_recorded_death_ends_what_runs() {
    let later = NOW.saturating_add(40.days());
    let runs = |name: &'static str, end: &'static str| {
        move |view: &View<'_>, number: &PersonalNumber| {
            let last = records(view, number, later, name).pop();
            // What was paid once does not run.
            last.is_some_and(|record| record[end].is_null() && record["kind"] != "lump_sum")
        }
    };
    let rows = [
        ("pensions", "ended_on"),
        ("social_assistance", "ended_on"),
        ("employment", "until"),
        ("mobile_subscriptions", "ended_on"),
        ("associations", "left_on"),
        ("electricity", "ended_on"),
    ];
    for (name, end) in rows {
        let number = find(3, runs(name, end));
        let overlay = dies(&number, NOW);
        let view = REGISTRY.with(&overlay);
        let last = records(&view, &number, later, name).pop().unwrap();
        assert_eq!(last[end], NOW.to_string(), "{name}: {last}");
    }
    let paid = find(3, |view, number| records(view, number, later, "benefit_payments").len() > 11);
    let overlay = dies(&paid, NOW);
    let payments = records(&REGISTRY.with(&overlay), &paid, later, "benefit_payments");
    assert!(payments.iter().all(|payment| payment["paid_on"].as_str().unwrap() < NOW.to_string().as_str()));
}

/// A man and a woman who may marry.
fn bride_and_groom() -> (PersonalNumber, PersonalNumber) {
    let single = |from, female| {
        find(from, move |view, number| {
            traits(&["single", "level-2"])(view, number)
                && view.find(number, NOW).is_some_and(|s| s.female == female && (22..35).contains(&s.age))
        })
    };
    (single(1, true), single(2, false))
}

#[test]
fn a_recorded_wedding_is_one_certificate_of_both() {
    let (bride, groom) = bride_and_groom();
    let set = CitizenEdit { name: Some(name("Mới")), ..CitizenEdit::default() };
    let eve = NOW.yesterday().unwrap();
    let overlay = applied(&Overlay::default(), Wish::Edit(bride.clone(), eve, Box::new(set)));
    let overlay = applied(&overlay, event(&groom, NOW, CitizenEvent::Marriage { spouse: bride.clone() }));
    let view = REGISTRY.with(&overlay);
    let of = |number: &PersonalNumber, day| records(&view, number, day, "marriage_certificates");
    let certificates = of(&bride, NOW);
    assert_eq!(certificates, of(&groom, NOW));
    assert!(of(&bride, eve).is_empty() && of(&groom, eve).is_empty());
    let [certificate] = &certificates[..] else { panic!("expected one, got {certificates:?}") };
    let told = |path: &str| certificate.pointer(path).unwrap().as_str().unwrap();
    assert_eq!(
        [told("/husband/number"), told("/wife/number"), told("/wife/name"), told("/registered_on")],
        [groom.expose(), bride.expose(), "Nguyễn Thử Mới", &NOW.to_string()]
    );
    assert_eq!(told("/act_number"), "2-00/2026");
    let home = value(&view, &bride, eve, Attribute::PermanentAddress);
    assert_eq!(told("/office_code"), home["commune_code"]);
    assert_eq!(told("/wife/residence"), home["text"]);
    // Every field of the schema, and the marriage that the nation has for later is none.
    let schema = datasets().iter().find(|dataset| dataset.name == "marriage_certificates").unwrap();
    assert!(schema.fields.iter().all(|field| certificate.get(field.name).is_some()));
    let end = date(2045, 1, 1);
    assert!(of(&groom, end).iter().all(|c| c["wife"]["number"] == bride.expose()));
    let history = value(&view, &groom, NOW, Attribute::MaritalHistory);
    assert_eq!(history[0]["spouse"], bride.expose());

    let overlay = applied(&overlay, event(&bride, NOW.tomorrow().unwrap(), CitizenEvent::Divorce));
    let view = REGISTRY.with(&overlay);
    let note = records(&view, &bride, end, "divorce_notes");
    assert_eq!(note, records(&view, &groom, end, "divorce_notes"));
    assert_eq!(note[0]["decision_number"], "3-00/2026/QDST-HNGD");
    assert_eq!(note[0]["marriage_act_number"], "2-00/2026");
    assert_eq!(value(&view, &groom, end, Attribute::MaritalHistory)[0]["ended_by"], "divorce");
}

#[test]
fn a_recorded_divorce_refers_to_the_nations_act() {
    let (mother, husband, _) = married_mother();
    let overlay = applied(&Overlay::default(), event(&mother, NOW, CitizenEvent::Divorce));
    let view = REGISTRY.with(&overlay);
    let [act, note] =
        ["marriage_certificates", "divorce_notes"].map(|name| records(&view, &mother, NOW, name).remove(0));
    assert_eq!(note["marriage_act_number"], act["act_number"]);
    assert!(!act["act_number"].as_str().unwrap().contains("-00/"));
    assert_eq!(records(&view, &husband, NOW, "divorce_notes"), [note]);
}

#[test]
fn of_who_was_added_there_are_acts_and_nothing_else() {
    let (mother, father, _) = married_mother();
    let child = CitizenEvent::Birth(Newborn { name: name("Bé"), gender: Gender::Male });
    let (change, overlay) = decide(&Overlay::default(), event(&mother, NOW, child)).unwrap();
    let child = change.personal_number;
    let view = REGISTRY.with(&overlay);
    let all = view.values(&child, NOW, Attribute::ALL);
    for dataset in datasets() {
        let held = all[&attribute(dataset)].as_array().unwrap().len();
        assert_eq!(held, usize::from(dataset.name == "birth_certificates"), "{}", dataset.name);
    }
    let certificate = &all[&Attribute::BirthCertificates][0];
    let told = |path: &str| certificate.pointer(path).unwrap().as_str().unwrap();
    assert_eq!(
        [told("/personal_number"), told("/name"), told("/mother/number"), told("/father/number")],
        [child.expose(), "Nguyễn Thử Bé", mother.expose(), father.expose()]
    );
    assert_eq!(
        [told("/act_number"), told("/declarant/relation"), told("/sex")],
        ["1-00/2026", "father", "male"]
    );
    let schema = datasets().iter().find(|dataset| dataset.name == "birth_certificates").unwrap();
    assert!(schema.fields.iter().all(|field| certificate.get(field.name).is_some()), "{certificate}");
    assert_eq!(all[&Attribute::LegalRepresentatives], serde_json::json!([father.expose(), mother.expose()]));
    let represented = value(&view, &mother, NOW, Attribute::Represented);
    assert!(represented.as_array().unwrap().contains(&child.expose().into()));

    let later = NOW.saturating_add(9.days());
    let overlay = applied(&overlay, event(&child, later, CitizenEvent::Death));
    let view = REGISTRY.with(&overlay);
    let certificate = records(&view, &child, later, "death_certificates").remove(0);
    assert_eq!(certificate["died_on"], later.to_string());
    assert_eq!(certificate["declarant"]["number"], father.expose());
    // Whoever is removed has no records any more, and no act of before.
    let gone = applied(&overlay, Wish::Remove(child.clone(), later.tomorrow().unwrap()));
    assert!(REGISTRY.with(&gone).values(&child, later.tomorrow().unwrap(), Attribute::ALL).is_empty());
}

#[test]
fn who_was_added_without_a_family_is_named_in_an_act_all_the_same() {
    let (change, overlay) =
        decide(&Overlay::default(), Wish::Create(Box::new(NewCitizen { ..newcomer(date(1995, 5, 5)) })))
            .unwrap();
    let view = REGISTRY.with(&overlay);
    let certificate = records(&view, &change.personal_number, NOW, "birth_certificates").remove(0);
    assert_eq!(certificate["registered_on"], "1995-05-05");
    assert!(certificate.get("mother").is_none() && certificate.get("declarant").is_none());
}

#[test]
fn a_birth_after_a_recorded_death_names_who_is_left() {
    let far = date(2045, 12, 31);
    let expected = |mother: &PersonalNumber| {
        let mother = NATION.lookup(mother.expose().parse().unwrap()).unwrap();
        let late = NOW.saturating_add(400.days());
        NATION
            .children(mother)
            .into_iter()
            .find(|child| NATION.date_of_birth(*child) > late && NATION.father(*child).is_some())
    };
    let mother = find(2, |view, number| {
        traits(&["married"])(view, number)
            && view.find(number, NOW).is_some_and(|s| s.female)
            && expected(number).is_some()
    });
    let child = expected(&mother).unwrap();
    let father = number(&NATION.number(NATION.father(child).unwrap()).digits());
    let child = number(&NATION.number(child).digits());
    let overlay = dies(&father, NOW);
    let certificate = records(&REGISTRY.with(&overlay), &child, far, "birth_certificates").remove(0);
    assert_eq!(certificate["mother"]["number"], mother.expose());
    assert!(certificate.get("father").is_none(), "{certificate}");
    assert_ne!(certificate["declarant"]["relation"], "father");
}
