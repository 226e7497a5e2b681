//! People of a small nation, and what is recorded about them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dinhdanh_protocol::overlay::{Change, CitizenAddress, CitizenEvent, CitizenName, Gender, NewCitizen};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::overlay::{Overlay, Refused, View, Wish};
use dinhdanh_registry::{IdSpace, NationSpec, Registry};
use jiff::civil::{Date, date};
use serde_json::Value;

pub(crate) const SPEC: NationSpec = NationSpec { seed: 11, living: 20_000, id_space: IdSpace::Reserved };
pub(crate) static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(SPEC).unwrap());
pub(crate) static NATION: LazyLock<dinhdanh_population::Nation> =
    LazyLock::new(|| dinhdanh_population::Nation::new(SPEC).unwrap());
pub(crate) const NOW: Date = date(2026, 1, 15);

pub(crate) fn number(text: &str) -> PersonalNumber {
    PersonalNumber::parse(text).unwrap()
}

pub(crate) fn someone(index: u64) -> PersonalNumber {
    digits(NATION.person_at(index % NATION.registered()).unwrap())
}

pub(crate) fn digits(person: dinhdanh_population::Person) -> PersonalNumber {
    number(&NATION.number(person).digits())
}

/// Somebody alive whom a check accepts, looked for from an index on.
pub(crate) fn find(from: u64, fits: impl Fn(&View<'_>, &PersonalNumber) -> bool) -> PersonalNumber {
    let none = Overlay::default();
    let view = REGISTRY.with(&none);
    (0..NATION.registered())
        .map(|step| someone(from + step * 7_919))
        .find(|number| view.find(number, NOW).is_some_and(|s| s.died_on.is_none()) && fits(&view, number))
        .unwrap()
}

pub(crate) fn value(view: &View<'_>, number: &PersonalNumber, day: Date, attribute: Attribute) -> Value {
    view.values(number, day, &[attribute]).remove(&attribute).unwrap_or_default()
}

pub(crate) fn one(
    view: &View<'_>,
    whose: &PersonalNumber,
    day: Date,
    attribute: Attribute,
) -> Option<PersonalNumber> {
    value(view, whose, day, attribute)["personal_number"].as_str().map(number)
}

pub(crate) fn many(value: &Value) -> Vec<PersonalNumber> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| number(item["personal_number"].as_str().unwrap()))
        .collect()
}

pub(crate) fn name(given: &str) -> CitizenName {
    CitizenName {
        family_name: "Nguyễn".to_owned(),
        middle_name: "Thử".to_owned(),
        given_name: given.to_owned(),
    }
}

pub(crate) fn address() -> CitizenAddress {
    CitizenAddress { commune_code: "00004".to_owned(), line: Some("12 A".to_owned()) }
}

pub(crate) fn newcomer(birthdate: Date) -> NewCitizen {
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

pub(crate) fn decide(overlay: &Overlay, wish: Wish) -> Result<(Change, Overlay), Refused> {
    REGISTRY.with(overlay).decide(wish)
}

pub(crate) fn applied(overlay: &Overlay, wish: Wish) -> Overlay {
    decide(overlay, wish).unwrap().1
}

pub(crate) fn event(number: &PersonalNumber, day: Date, event: CitizenEvent) -> Wish {
    Wish::Event(number.clone(), day, event)
}

/// Everybody who may be affected by changes about somebody.
pub(crate) fn family(view: &View<'_>, of: &PersonalNumber, day: Date) -> BTreeSet<PersonalNumber> {
    let mut all = BTreeSet::from([of.clone()]);
    for attribute in [Attribute::Mother, Attribute::Father, Attribute::Spouse] {
        all.extend(one(view, of, day, attribute));
    }
    all.extend(many(&value(view, of, day, Attribute::Children)));
    all.extend(many(&value(view, of, day, Attribute::Household)["members"]));
    all
}

/// Somebody of 20 to 39 who has never married.
pub(crate) fn single(from: u64, female: bool) -> PersonalNumber {
    find(from, |view, number| {
        let found = view.find(number, NOW);
        found.is_some_and(|s| s.female == female && (20..40).contains(&s.age) && s.traits.contains(&"single"))
    })
}

pub(crate) fn married_mother() -> (PersonalNumber, PersonalNumber, PersonalNumber) {
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
