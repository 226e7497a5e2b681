//! Kinship holds together for random people of random nations: invariants 1 and 2 of the design.

use crate::common::{nation_and_person, nation_of, next_who, plus_days, plus_years};
use dinhdanh_population::{BirthDate, IdSpace, MaritalStatus, Marriage, Nation, Person, Sex};
use jiff::civil::date;
use proptest::prelude::*;

fn nation_and_twin() -> impl Strategy<Value = (Nation, Person)> {
    nation_and_person().prop_map(|both| next_who(both, |nation, person| nation.twin(person).is_some()))
}

fn nation_and_person_married() -> impl Strategy<Value = (Nation, Person)> {
    nation_and_person().prop_map(|both| next_who(both, |nation, person| nation.marriage(person).is_some()))
}

/// In a small nation nobody may marry twice.
fn nation_and_person_remarried() -> impl Strategy<Value = (Nation, Person)> {
    (any::<u64>(), any::<u64>()).prop_map(|(seed, index)| {
        let nation = nation_of(101_000_000, seed, IdSpace::Reserved);
        let person = nation.person_at(index % nation.registered()).unwrap();
        next_who((nation, person), |nation, person| nation.marriages_of_life(person).len() > 1)
    })
}

proptest! {
    #[test]
    fn number_and_person_lead_to_each_other((nation, person) in nation_and_person()) {
        let number = nation.number(person);
        prop_assert_eq!(nation.lookup(number), Some(person));
        prop_assert_eq!(number.digits().parse(), Ok(number));
        let index = nation.index(person);
        prop_assert_eq!(nation.person_at(index), Some(person));
        let next = index..index + 3;
        let one_by_one: Vec<Person> = next.clone().filter_map(|index| nation.person_at(index)).collect();
        prop_assert_eq!(nation.people(next).collect::<Vec<_>>(), one_by_one);
    }

    #[test]
    fn a_number_that_exists_is_the_number_of_its_person(head in 901u64..=996, tail in 0u64..1_000_000_000) {
        let nation = nation_of(101_000_000, 1, IdSpace::Reserved);
        let number = format!("{head}{tail:09}").parse().unwrap();
        if let Some(person) = nation.lookup(number) {
            prop_assert_eq!(nation.number(person), number);
        }
    }

    #[test]
    fn a_reserved_nation_has_no_plausible_number((nation, person) in nation_and_person()) {
        let digits = nation.number(person).digits();
        let other = digits.strip_prefix('9').map_or(format!("9{}", &digits[1..]), |rest| format!("0{rest}"));
        prop_assert_eq!(nation.lookup(other.parse().unwrap()), None);
    }

    #[test]
    fn a_child_is_among_its_parents_children((nation, person) in nation_and_person()) {
        for parent in [nation.mother(person), nation.father(person)].into_iter().flatten() {
            prop_assert!(nation.children(parent).contains(&person));
        }
        for child in nation.children(person) {
            let parent = if nation.sex(person) == Sex::Female { nation.mother(child) } else { nation.father(child) };
            prop_assert_eq!(parent, Some(person));
        }
    }

    #[test]
    fn a_mother_is_alive_and_of_age_to_bear((nation, person) in nation_and_person()) {
        let birth = nation.date_of_birth(person);
        if let Some(mother) = nation.mother(person) {
            prop_assert_eq!(nation.sex(mother), Sex::Female);
            prop_assert!(nation.is_alive(mother, birth));
            let age = birth.year() - nation.date_of_birth(mother).year();
            prop_assert!((15..=49).contains(&age), "{}", age);
        }
        if let Some(father) = nation.father(person) {
            prop_assert_eq!(nation.sex(father), Sex::Male);
            prop_assert!(nation.is_alive(father, birth));
            prop_assert!(birth.year() - nation.date_of_birth(father).year() >= 17);
        }
    }

    #[test]
    fn siblings_are_twins_or_born_a_year_apart((nation, person) in nation_and_person()) {
        let children = nation.children(person);
        for pair in children.windows(2) {
            let [elder, younger] = [pair[0], pair[1]].map(|child| nation.date_of_birth(child));
            let twins = nation.twin(pair[0]) == Some(pair[1]);
            let apart = younger.year() - elder.year() >= 2;
            prop_assert!(if twins { younger == elder } else { apart }, "{:?}", (elder, younger));
        }
    }

    #[test]
    fn twins_have_one_mother_and_one_birthday((nation, person) in nation_and_twin()) {
        let Some(twin) = nation.twin(person) else { return Ok(()) };
        prop_assert_ne!(twin, person);
        prop_assert_eq!(nation.twin(twin), Some(person));
        prop_assert_eq!(nation.mother(twin), nation.mother(person));
        prop_assert_eq!(nation.father(twin), nation.father(person));
        prop_assert_eq!(nation.date_of_birth(twin), nation.date_of_birth(person));
        prop_assert_ne!(nation.number(twin), nation.number(person));
        if let Some(mother) = nation.mother(person) {
            prop_assert!([person, twin].iter().all(|child| nation.children(mother).contains(child)));
        }
    }

    #[test]
    fn spouses_name_each_other((nation, person) in nation_and_person_married(), after in 0i32..40_000) {
        for marriage in nation.marriages_of_life(person) {
            let theirs = nation.marriages_of_life(marriage.spouse);
            let mirrored = Marriage { spouse: person, ..marriage };
            prop_assert!(theirs.contains(&mirrored));
            let date = plus_days(marriage.wedding, after);
            let (mine, spouse) = (nation.spouse(person, date), nation.spouse(marriage.spouse, date));
            prop_assert_eq!(mine == Some(marriage.spouse), spouse == Some(person));
            let married = nation.is_alive(person, date) && nation.marital_status(person, date) == MaritalStatus::Married;
            prop_assert_eq!(mine.is_some(), married);
        }
    }

    #[test]
    fn a_marriage_lies_within_two_lives_of_marriageable_age((nation, person) in nation_and_person_married()) {
        for marriage in nation.marriages_of_life(person) {
            prop_assert_ne!(nation.sex(person), nation.sex(marriage.spouse));
            for one in [person, marriage.spouse] {
                let age = if nation.sex(one) == Sex::Male { 20 } else { 18 };
                prop_assert!(nation.date_of_birth(one) <= plus_years(marriage.wedding, -age));
                for date in [Some(marriage.wedding), marriage.divorce].into_iter().flatten() {
                    prop_assert!(nation.is_alive(one, date));
                }
            }
            prop_assert!(marriage.divorce.is_none_or(|divorce| divorce > marriage.wedding));
            let mother = nation.mother(person);
            prop_assert!(mother.is_none() || mother != nation.mother(marriage.spouse), "brother and sister");
        }
    }

    #[test]
    fn nobody_is_married_to_two_at_once((nation, person) in nation_and_person_remarried()) {
        let marriages = nation.marriages_of_life(person);
        prop_assert_eq!(marriages.len(), 2);
        let [first, second] = [marriages[0], marriages[1]];
        prop_assert!(first.divorce.unwrap() < second.wedding && first.spouse != second.spouse);
        let status = |date| nation.marital_status(person, date);
        prop_assert_eq!(status(plus_days(second.wedding, -1)), MaritalStatus::Divorced);
        prop_assert_eq!(status(second.wedding), MaritalStatus::Married);
        prop_assert_eq!(nation.spouse(person, second.wedding), Some(second.spouse));
        // They live together, and so do her unmarried children.
        let home = nation.household(person, second.wedding).unwrap();
        let lives_here = |one| home.members.iter().any(|member| member.person == one);
        prop_assert!(lives_here(person) && lives_here(second.spouse));
        for member in &home.members {
            prop_assert!(nation.household(member.person, second.wedding).as_ref() == Some(&home));
        }
        let end = nation.date_of_death(person).min(nation.date_of_death(second.spouse));
        prop_assert_eq!(nation.spouse(person, plus_days(end, -1)), Some(second.spouse));
        prop_assert_eq!(nation.spouse(person, end), None);
    }

    #[test]
    fn birth_precedes_death((nation, person) in nation_and_person()) {
        let (birth, death) = (nation.date_of_birth(person), nation.date_of_death(person));
        prop_assert!(birth <= death && death.year() - birth.year() <= 112);
        prop_assert!(nation.is_alive(person, birth) != (birth == death));
        prop_assert!(!nation.is_alive(person, death) && !nation.is_alive(person, plus_days(birth, -1)));
    }

    #[test]
    fn a_person_is_among_those_born_that_day((nation, person) in nation_and_person()) {
        let birth = nation.date_of_birth(person);
        let born: Vec<_> = nation.born_on(nation.birth_province(person), nation.sex(person), birth).collect();
        prop_assert!(born.contains(&person));
        prop_assert!(born.iter().all(|p| nation.date_of_birth(*p) == birth && nation.sex(*p) == nation.sex(person)));
    }
}

#[test]
fn of_some_old_people_only_the_year_is_known() {
    let nation = nation_of(1_000_000, 5, IdSpace::Reserved);
    let people = || (0..nation.registered()).step_by(7).filter_map(|i| nation.person_at(i));
    let year_only = |p: &Person| matches!(nation.birth_date(*p), BirthDate::Year(_));
    let old = people().filter(|p| nation.date_of_birth(*p).year() < 1960);
    let (undated, dated): (Vec<Person>, Vec<Person>) = old.partition(year_only);
    let share = undated.len() * 1000 / (undated.len() + dated.len());
    assert!((10..=15).contains(&share), "{share} per mille");
    for person in undated {
        let birth = nation.date_of_birth(person);
        assert_eq!((birth.month(), birth.day()), (1, 1));
        assert_eq!(nation.birth_date(person).to_string(), birth.year().to_string());
        assert!(
            nation.born_on(nation.birth_province(person), nation.sex(person), birth).any(|p| p == person)
        );
        let card = plus_years(birth, 60).max(date(2023, 6, 1));
        if let Some([_, second, _]) = nation.card_mrz(person, card) {
            assert_eq!(&second[2..6], "<<<<");
        }
    }
    assert!(!people().filter(|p| nation.date_of_birth(*p).year() >= 1960).any(|p| year_only(&p)));
}

#[test]
fn every_birth_is_on_exactly_one_day() {
    let nation = nation_of(1_000_000, 5, IdSpace::Reserved);
    let province = "01".parse().unwrap();
    let mut day = jiff::civil::date(1984, 1, 1);
    let mut found = Vec::new();
    while day.year() == 1984 {
        found.extend(nation.born_on(province, Sex::Female, day));
        day = day.tomorrow().unwrap();
    }
    let mut unique = found.clone();
    unique.dedup();
    assert_eq!(found, unique);
    let first = nation.index(found[0]);
    let one_more = nation.person_at(first + found.len() as u64).unwrap();
    assert_eq!(nation.date_of_birth(one_more).year(), 1985, "the year's ranks are contiguous and complete");
    assert_eq!(nation.date_of_birth(nation.person_at(first - 1).unwrap()).year(), 1983);
}

#[test]
fn nobody_marries_a_brother_or_sister() {
    // In a nation this small the lots would join some.
    let nation = nation_of(10_000, 6, IdSpace::Reserved);
    for person in (0..nation.registered()).filter_map(|i| nation.person_at(i)) {
        if let Some(marriage) = nation.marriage(person) {
            let mother = nation.mother(person);
            assert!(mother.is_none() || mother != nation.mother(marriage.spouse));
        }
    }
}
