//! What people do fits their age, and its shares are near those of the labour force.

use dinhdanh_population::{Activity, IdSpace, Occupation, occupations};
use proptest::prelude::*;

use crate::common::{date, nation_and_person, nation_of, plus_years};

proptest! {
    #[test]
    fn everybody_does_what_fits_the_age((nation, person) in nation_and_person(), as_of in date()) {
        let birth = nation.date_of_birth(person);
        let Some(work) = nation.occupation(person, as_of) else {
            prop_assert!(as_of < birth);
            return Ok(());
        };
        prop_assert!(as_of >= birth && work.since <= as_of);
        prop_assert!(occupations().any(|row| row == (work.code, work.name)));
        let at = |age: i32| plus_years(birth, age) <= as_of.min(nation.date_of_death(person));
        match work.activity {
            Activity::Child => prop_assert!(!at(7)),
            Activity::Pupil => prop_assert!(at(5) && !at(19)),
            Activity::Student => prop_assert!(at(17) && !at(26)),
            Activity::Working | Activity::Home => prop_assert!(at(15)),
            Activity::Seeking => prop_assert!(at(10) && !at(40)),
            Activity::Retired => prop_assert!(at(54)),
        }
        if at(7) && !at(10) {
            prop_assert_eq!(work.activity, Activity::Pupil);
        }
    }
}

#[test]
fn shares_are_those_of_the_labour_force() {
    let nation = nation_of(1_000_000, 31, IdSpace::Reserved);
    let of = |year: i16| -> Vec<Occupation> {
        let as_of = jiff::civil::date(year, 7, 1);
        let people = (0..nation.registered()).step_by(23).filter_map(|i| nation.person_at(i));
        people.filter(|p| nation.is_alive(*p, as_of)).filter_map(|p| nation.occupation(p, as_of)).collect()
    };
    let (then, now) = (of(1995), of(2025));
    let share = |all: &[Occupation], test: &dyn Fn(&Occupation) -> bool| {
        all.iter().filter(|o| test(o)).count() as f64 / all.len() as f64
    };
    let working = |o: &Occupation| o.activity == Activity::Working;
    let land =
        |all: &[Occupation]| share(all, &|o| working(o) && o.code.starts_with('6')) / share(all, &working);
    // 53 of 101 million in the labour force, 26 % of them in agriculture (labour force survey 2024, from memory).
    for (what, value, from, to) in [
        ("working", share(&now, &working), 0.50, 0.58),
        ("in agriculture in 2025", land(&now), 0.22, 0.30),
        ("in agriculture in 1995", land(&then), 0.48, 0.70),
        ("at school", share(&now, &|o| o.activity == Activity::Pupil), 0.14, 0.20),
        ("studying", share(&now, &|o| o.activity == Activity::Student), 0.01, 0.03),
    ] {
        assert!((from..=to).contains(&value), "{what}: expected {from} to {to}, got {value}");
    }
}
