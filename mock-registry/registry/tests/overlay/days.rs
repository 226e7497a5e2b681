//! The list of a day with the changes, compared with those of its people.

use std::collections::{BTreeMap, BTreeSet};

use dinhdanh_population::{Person, ProvinceCode};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_registry::overlay::Overlay;
use dinhdanh_registry::{Happening, Kinds, Occurrence};
use jiff::civil::Date;

use crate::consistency::strolled;
use crate::events::of;
use crate::support::{NATION, REGISTRY, digits};

/// Everybody so many steps of kinship from somebody, in the nation.
fn kin(of: &PersonalNumber, steps: u32) -> BTreeSet<PersonalNumber> {
    let Some(person) = NATION.lookup(of.expose().parse().unwrap()) else { return BTreeSet::new() };
    let mut kin = BTreeSet::from([person]);
    for _ in 0..steps {
        let next = kin.iter().flat_map(|one| {
            let parents = [NATION.mother(*one), NATION.father(*one)].into_iter().flatten();
            let spouses = NATION.marriages_of_life(*one).into_iter().map(|marriage| marriage.spouse);
            parents.chain(spouses).chain(NATION.children(*one)).collect::<Vec<Person>>()
        });
        kin = next.collect::<Vec<Person>>().into_iter().chain(kin.iter().copied()).collect();
    }
    kin.into_iter().map(digits).collect()
}

/// The list of a day must find everybody whom the changes reach: the lists of people do not go by that.
#[test]
fn the_list_of_a_day_is_what_its_people_say_with_the_changes() {
    let mut compared = 0;
    for seed in 0..8 {
        let (cast, overlay) = strolled(seed, 40);
        let none = Overlay::default();
        let near: Vec<PersonalNumber> =
            cast.iter().flat_map(|one| kin(one, 4)).collect::<BTreeSet<_>>().into_iter().collect();
        let added = cast.iter().filter(|one| NATION.lookup(one.expose().parse().unwrap()).is_none());
        let all: Vec<PersonalNumber> = near.iter().chain(added).cloned().collect();
        let listed: BTreeSet<&PersonalNumber> = all.iter().collect();
        let merged = |number: &PersonalNumber| {
            let code: ProvinceCode = number.expose()[1..3].parse().unwrap();
            code.merged().digits()
        };
        let lines = |overlay: &Overlay, people: &[PersonalNumber]| {
            let mut lines: BTreeMap<(Date, String), Vec<Occurrence>> = BTreeMap::new();
            let told = of(overlay, people).events.into_iter();
            for one in told.filter(|one| !matches!(one.what, Happening::AdministrativeReform { .. })) {
                lines.entry((one.date, merged(&one.personal_number))).or_default().push(one);
            }
            lines
        };
        let (own, with) = (lines(&none, &near), lines(&overlay, &all));
        let days: BTreeSet<&(Date, String)> = own.keys().chain(with.keys()).collect();
        for at in days.into_iter().filter(|at| own.get(at) != with.get(at)) {
            let day = |overlay: &Overlay| {
                let listed = REGISTRY.events_of_day_with(overlay, &at.1, at.0, &Kinds::default());
                listed.unwrap().events
            };
            let (theirs, others): (Vec<_>, Vec<_>) =
                day(&overlay).into_iter().partition(|one| listed.contains(&one.personal_number));
            assert!(theirs == with.get(at).cloned().unwrap_or_default(), "{seed}: {}", at.0);
            let mut before = day(&none);
            before.retain(|one| !listed.contains(&one.personal_number));
            assert!(others == before, "{seed}: {}", at.0);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
