//! A few citizens to log in as, each for another reason; found by looking at people in a fixed scattered order.

use dinhdanh_population::{MaritalStatus, Nation, Person, Sex};
use jiff::civil::Date;

use crate::foreigner;
use crate::summary::{EidAccount, Summary, age, eid_account, summary};

/// How many people are looked at before the rarer wishes are given up: keeps start-up within its budget.
const LOOKED_AT: u64 = 12_000;

/// How many foreigners are looked at for one who can log in: of twenty or so one can.
const FOREIGNERS: u64 = 400;

/// A prime stride scatters the look over provinces and years; any nation is coprime to it or close enough.
const STRIDE: u64 = 7_368_787;

/// What is cheap to know about a person.
struct Sketch {
    age: u32,
    female: bool,
    alive: bool,
    account: Option<EidAccount>,
    marital: MaritalStatus,
    children: usize,
}

type Wish = fn(&Sketch) -> bool;

/// In the order they are shown: the first three can log in to anything.
const WISHES: &[Wish] = &[
    |p| {
        p.opens(2)
            && !p.female
            && (30..50).contains(&p.age)
            && p.marital == MaritalStatus::Married
            && p.children >= 2
    },
    |p| p.opens(2) && p.female && (25..45).contains(&p.age) && p.marital == MaritalStatus::Married,
    |p| p.opens(2) && p.female && (18..25).contains(&p.age) && p.marital == MaritalStatus::Single,
    |p| p.opens(1) && (18..60).contains(&p.age),
    |p| p.opens(2) && p.age >= 65 && p.marital == MaritalStatus::Widowed,
    |p| p.opens(2) && (30..60).contains(&p.age) && p.marital == MaritalStatus::Divorced,
    |p| p.opens(2) && (14..18).contains(&p.age),
    |p| p.alive && p.age < 6,
    |p| p.alive && p.account.is_none() && (25..60).contains(&p.age),
    |p| p.alive && p.account.is_some_and(|account| account.locked),
    |p| !p.alive && p.age >= 60,
];

impl Sketch {
    fn of(nation: &Nation, person: Person, as_of: Date) -> Option<Self> {
        let born = nation.date_of_birth(person);
        if born > as_of {
            return None;
        }
        let died = nation.date_of_death(person);
        let alive = died > as_of;
        Some(Self {
            age: age(born, if alive { as_of } else { died }),
            female: nation.sex(person) == Sex::Female,
            alive,
            account: eid_account(nation, person, as_of),
            marital: nation.marital_status(person, as_of),
            children: nation
                .children(person)
                .into_iter()
                .filter(|child| nation.date_of_birth(*child) <= as_of)
                .count(),
        })
    }

    /// Whether an account of exactly this level is open.
    fn opens(&self, level: u8) -> bool {
        self.alive && self.account.is_some_and(|account| account.level == level && !account.locked)
    }
}

pub(crate) fn personas(nation: &Nation, as_of: Date) -> Vec<Summary> {
    let mut found: Vec<Option<Summary>> = vec![None; WISHES.len()];
    let registered = nation.registered().max(1);
    for step in 0..LOOKED_AT.min(registered) {
        let Some(person) = nation.person_at((step * (STRIDE % registered) + step) % registered) else {
            continue;
        };
        let Some(sketch) = Sketch::of(nation, person, as_of) else { continue };
        let wanted = WISHES.iter().zip(&mut found).find(|(wish, slot)| slot.is_none() && wish(&sketch));
        if let Some((_, slot)) = wanted {
            *slot = summary(nation, person, as_of);
            if found.iter().all(Option::is_some) {
                break;
            }
        }
    }
    let foreigner = (0..nation.foreigners().min(FOREIGNERS))
        .filter_map(|index| foreigner::summary(nation, nation.foreigner_at(index)?, as_of))
        .find(|person| person.age >= 18 && person.account == Some(EidAccount { level: 2, locked: false }));
    found.into_iter().flatten().chain(foreigner).collect()
}
