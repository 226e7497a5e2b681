//! Search by traits, held against everybody: what a query finds is exactly who a full record says is like that.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dinhdanh_population::{
    AccountLevel, CardKind, MaritalStatus, Nation, Person, REFORM_DATE, Record, Relation, Sex, fold,
    is_divided,
};
use dinhdanh_registry::{Effort, NationSpec, Registry, TraitError, Traits};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const SPEC: NationSpec =
    NationSpec { seed: 5, living: 4_000, id_space: dinhdanh_registry::IdSpace::Reserved };
static NATION: LazyLock<Nation> = LazyLock::new(|| Nation::new(SPEC).unwrap());
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(SPEC).unwrap());

/// Somebody as a full record shows them.
struct Seen {
    person: Person,
    record: Record,
    on: Date,
}

impl Seen {
    fn died(&self) -> Option<Date> {
        self.record.core.date_of_death
    }

    fn age(&self) -> u32 {
        years(self.record.core.date_of_birth.day(), self.died().unwrap_or(self.on))
    }

    fn alive(&self) -> bool {
        self.died().is_none()
    }

    fn minors(&self) -> usize {
        let minor = |birth: Date| years(birth, self.on) < 18;
        let children = self.record.children.iter();
        children
            .filter(|child| minor(child.date_of_birth.day()))
            .filter(|child| NATION.is_alive(NATION.lookup(child.number).unwrap(), self.on))
            .count()
    }

    fn level(&self) -> Option<AccountLevel> {
        self.record.account.map(|account| account.level)
    }

    fn expires(&self) -> Option<Date> {
        self.record.card.and_then(|card| card.expires)
    }

    fn household(&self) -> usize {
        self.record.household.len()
    }
}

fn years(from: Date, to: Date) -> u32 {
    // Another way to count than the one under test: birthdays are stepped through.
    (0..200).take_while(|n| birthday(from, *n) <= to).count() as u32 - 1
}

fn birthday(born: Date, years: i16) -> Date {
    let year = born.year() + years;
    Date::new(year, born.month(), born.day()).unwrap_or_else(|_| date(year, 3, 1))
}

type Holds = fn(&Seen) -> bool;

/// Queries of one trait, and what a record says to them. Those of the living say so by themselves.
const CASES: &[(&str, Holds)] = &[
    ("alive", Seen::alive),
    ("woman", |s| s.alive() && s.record.core.sex == Sex::Female),
    ("nam, 30-40", |s| s.alive() && s.record.core.sex == Sex::Male && (30..=40).contains(&s.age())),
    ("80+", |s| s.alive() && s.age() >= 80),
    ("trẻ em", |s| s.alive() && s.age() < 18),
    ("deceased", |s| !s.alive()),
    ("deceased, 60-70", |s| !s.alive() && (60..=70).contains(&s.age())),
    ("dead or alive, under 10", |s| s.age() < 10),
    ("born 1985..1987", |s| s.alive() && (1985..=1987).contains(&s.record.core.date_of_birth.day().year())),
    ("born 03/1990, dead or alive", |s| {
        (s.record.core.date_of_birth.day().year(), s.record.core.date_of_birth.day().month()) == (1990, 3)
    }),
    ("birthday 1/5", |s| {
        s.alive()
            && (s.record.core.date_of_birth.day().month(), s.record.core.date_of_birth.day().day()) == (5, 1)
    }),
    ("turns 30 tomorrow", |s| {
        s.alive() && birthday(s.record.core.date_of_birth.day(), 30) == s.on.tomorrow().unwrap()
    }),
    ("newborn", |s| s.alive() && s.on.since(s.record.core.date_of_birth.day()).unwrap().get_days() <= 28),
    ("died within 90 days", |s| s.died().is_some_and(|died| s.on.since(died).unwrap().get_days() <= 90)),
    ("died in 2010", |s| s.died().is_some_and(|died| died.year() == 2010)),
    ("single", |s| s.alive() && s.record.marital_status == MaritalStatus::Single),
    ("married", |s| s.alive() && s.record.marital_status == MaritalStatus::Married),
    ("goá", |s| s.alive() && s.record.marital_status == MaritalStatus::Widowed),
    ("divorced", |s| s.alive() && s.record.marital_status == MaritalStatus::Divorced),
    ("wed in 2015", |s| {
        let mut marriages = NATION.marriages_of_life(s.person).into_iter();
        s.alive() && marriages.any(|m| m.wedding.year() == 2015 && m.wedding <= s.on)
    }),
    ("tái hôn", |s| s.alive() && s.record.marriages.len() > 1),
    ("birthday unknown", |s| s.alive() && s.record.core.date_of_birth.to_string().len() == 4),
    ("twin", |s| s.alive() && NATION.twin(s.person).is_some_and(|twin| NATION.is_alive(twin, s.on))),
    ("changed name", |s| s.alive() && s.record.core.former_name.is_some()),
    ("no children", |s| s.alive() && s.record.children.is_empty()),
    ("3+ children", |s| s.alive() && s.record.children.len() >= 3),
    ("two minors", |s| s.alive() && s.minors() == 2),
    ("deceased, with minors", |s| !s.alive() && s.minors() > 0),
    ("no father on record", |s| s.alive() && s.record.father.is_none()),
    ("no mother on record", |s| s.alive() && s.record.mother.is_none()),
    ("father dead", |s| s.alive() && NATION.father(s.person).is_some_and(|p| !NATION.is_alive(p, s.on))),
    ("mother alive", |s| s.alive() && NATION.mother(s.person).is_some_and(|p| NATION.is_alive(p, s.on))),
    ("child, orphan", |s| {
        let parents = [NATION.father(s.person), NATION.mother(s.person)];
        s.alive() && s.age() < 18 && !parents.iter().flatten().any(|p| NATION.is_alive(*p, s.on))
    }),
    ("lives in Hà Nội", |s| s.alive() && s.record.core.permanent_residence.province.code == "01"),
    ("registered in Hà Nội", |s| s.alive() && NATION.birth_province(s.person).digits() == "01"),
    ("temporary resident", |s| s.alive() && s.record.core.temporary_residence.is_some()),
    ("stays in HCMC", |s| {
        s.alive() && s.record.core.temporary_residence.as_ref().is_some_and(|a| a.province.code == "79")
    }),
    ("commune divided", |s| {
        let eve = NATION.permanent_residence(s.person, date(2025, 6, 30));
        s.alive() && eve.is_some_and(|address| is_divided(address.commune.code))
    }),
    ("no card", |s| s.alive() && s.record.card.is_none()),
    ("card valid", |s| s.alive() && s.record.card.is_some() && s.expires().is_none_or(|e| e >= s.on)),
    ("card expired", |s| s.alive() && s.expires().is_some_and(|e| e < s.on)),
    ("card for life", |s| s.alive() && s.record.card.is_some() && s.expires().is_none()),
    ("dead or alive, 9-digit card", |s| s.record.card.is_some_and(|c| c.kind == CardKind::NineDigit)),
    ("card expires within 200 days", |s| {
        s.alive() && s.expires().is_some_and(|e| s.on <= e && e <= s.on.checked_add(200.days()).unwrap())
    }),
    ("old number", |s| s.alive() && s.record.old_number.is_some()),
    ("no account", |s| s.alive() && s.record.account.is_none()),
    ("level 1", |s| s.alive() && s.level() == Some(AccountLevel::Level1)),
    ("mức 2", |s| s.alive() && s.level() == Some(AccountLevel::Level2)),
    ("dead or alive, locked", |s| s.record.account.is_some_and(|a| a.locked)),
    ("account, not locked", |s| s.alive() && s.record.account.is_some_and(|a| !a.locked)),
    ("no phone", |s| s.alive() && s.record.phone.is_none()),
    ("changed phone", |s| {
        let first = (1..60)
            .rev()
            .filter_map(|years| NATION.phone(s.person, s.on.checked_sub(years.years()).unwrap()))
            .next();
        // A year is enough between two numbers.
        s.alive() && first.is_some() && s.record.phone.is_some() && first != s.record.phone
    }),
    ("minority", |s| s.alive() && s.record.core.ethnicity != "Kinh"),
    ("ethnic Kinh", |s| s.alive() && s.record.core.ethnicity == "Kinh"),
    ("catholic", |s| s.alive() && s.record.core.religion == "Công giáo"),
    ("nhóm máu AB", |s| s.alive() && s.record.blood_group == dinhdanh_population::BloodGroup::Ab),
    ("lives alone", |s| s.alive() && s.household() == 1),
    ("household of 6+", |s| s.alive() && s.household() >= 6),
    ("chủ hộ", |s| s.record.relation_to_head == Some(Relation::Head)),
    ("lives with in-laws", |s| {
        let marriage =
            NATION.marriage(s.person).filter(|m| m.wedding <= s.on && m.divorce.is_none_or(|d| d > s.on));
        let numbers = |p: Option<Person>| p.map(|p| NATION.number(p));
        s.alive()
            && marriage.is_some_and(|m| {
                let parents = [numbers(NATION.father(m.spouse)), numbers(NATION.mother(m.spouse))];
                s.record.household.iter().any(|member| parents.contains(&Some(member.relative.number)))
            })
    }),
    ("surname Nguyễn", |s| s.alive() && fold(s.record.core.name.surname) == "nguyen"),
    ("named lan", |s| s.alive() && fold(s.record.core.name.given) == "lan"),
    ("no middle name", |s| s.alive() && s.record.core.name.middle.is_empty()),
    ("tên 4 chữ", |s| s.alive() && s.record.core.name.full.split_whitespace().count() == 4),
    ("other name", |s| s.alive() && s.record.core.other_name.is_some()),
];

/// Everybody a query finds, by going on with tokens to the end.
fn all(query: &str, on: Date, effort: Effort) -> Result<BTreeSet<String>, TraitError> {
    let traits = Traits::parse(query, on)?;
    let (mut numbers, mut resume, mut looked_at) = (BTreeSet::new(), None, 0);
    loop {
        let found = REGISTRY.by_traits(&traits, on, resume.as_deref(), effort)?;
        assert!(found.people.len() <= effort.people);
        looked_at += found.looked_at;
        for person in found.people {
            assert!(numbers.insert(person.number.expose().to_owned()), "{query}: found twice");
        }
        assert_eq!(found.exhausted, found.resume.is_none());
        resume = found.resume;
        if resume.is_none() {
            assert!(looked_at <= NATION.registered());
            return Ok(numbers);
        }
    }
}

#[test]
fn a_query_finds_exactly_whom_a_full_record_shows_to_fit() {
    for on in [date(2026, 11, 22), date(2024, 2, 29), date(2019, 3, 1)] {
        let seen: Vec<Seen> = (0..NATION.registered())
            .filter_map(|index| NATION.person_at(index))
            .filter_map(|person| Some(Seen { person, record: NATION.record(person, on)?, on }))
            .collect();
        for (query, holds) in CASES {
            let expected: BTreeSet<String> =
                seen.iter().filter(|s| holds(s)).map(|s| s.record.core.number.digits()).collect();
            let found = all(query, on, Effort { people: 400, work: 3_000_000 }).unwrap();
            let (missing, wrong) = (expected.difference(&found).count(), found.difference(&expected).count());
            assert_eq!((missing, wrong), (0, 0), "{query} on {on}: missing and wrong of {}", expected.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn traits_together_are_what_each_finds(picks in prop::sample::subsequence((0..CASES.len()).collect::<Vec<_>>(), 2..4)) {
        let on = date(2026, 11, 22);
        let terms: Vec<&str> = picks.iter().map(|at| CASES[*at].0).collect();
        let effort = Effort { people: 1_000, work: 50_000_000 };
        // Two phrases may contradict each other; then there is nothing to find.
        let Ok(found) = all(&terms.join(", "), on, effort) else { return Ok(()) };
        let each = terms.iter().map(|term| all(term, on, effort).unwrap());
        let expected = each.reduce(|a, b| &a & &b).unwrap();
        // A trait of the dead widens what another leaves to the living.
        let widened = terms.iter().any(|term| ["dead", "died", "deceased"].iter().any(|word| term.contains(word)));
        prop_assert!(widened || found == expected, "{terms:?}");
    }
}

#[test]
fn whoever_shares_a_province_that_was_renamed_lives_under_a_new_name() {
    let (on, eve) = (date(2026, 11, 22), REFORM_DATE.yesterday().unwrap());
    let found = all("province renamed", on, Effort::people(50)).unwrap();
    assert!(!found.is_empty());
    for number in found {
        let person = NATION.lookup(number.parse().unwrap()).unwrap();
        let name = |day| NATION.permanent_residence(person, day).unwrap().province.name;
        assert_ne!(name(eve), name(on));
    }
}

#[test]
fn answers_repeat_and_tokens_are_bound_to_their_search() {
    let on = date(2026, 11, 22);
    let traits = Traits::parse("woman, 20-60", on).unwrap();
    let effort = Effort::people(5);
    let numbers = |found: dinhdanh_registry::Found| -> Vec<String> {
        found.people.iter().map(|person| person.number.expose().to_owned()).collect()
    };
    let first = REGISTRY.by_traits(&traits, on, None, effort).unwrap();
    let token = first.resume.clone().unwrap();
    let again = REGISTRY.by_traits(&traits, on, None, effort).unwrap();
    assert_eq!(numbers(first), numbers(again));
    let more = REGISTRY.by_traits(&traits, on, Some(&token), effort).unwrap();
    assert_eq!(more.people.len(), 5);
    let other = Traits::parse("man, 20-60", on).unwrap();
    for (traits, on, token) in
        [(&other, on, token.as_str()), (&traits, date(2026, 11, 23), &token), (&traits, on, "garbage")]
    {
        assert!(matches!(REGISTRY.by_traits(traits, on, Some(token), effort), Err(TraitError::Resume(_))));
    }
}

#[test]
fn a_rare_wish_says_how_far_it_looked() {
    let nation = Registry::new(NationSpec::default()).unwrap();
    let on = date(2026, 11, 22);
    let traits = Traits::parse("man, 20-21, divorced, 2 children", on).unwrap();
    let found = nation.by_traits(&traits, on, None, Effort { people: 5, work: 1_000_000 }).unwrap();
    assert!(found.people.is_empty() && !found.exhausted && found.looked_at > 100);
    let further = nation
        .by_traits(&traits, on, found.resume.as_deref(), Effort { people: 5, work: 1_000_000 })
        .unwrap();
    assert_ne!(found.resume, further.resume);
}
