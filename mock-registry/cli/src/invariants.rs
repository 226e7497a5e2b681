//! The invariants of the nation on as many random people as wanted: the property tests' long form.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::ensure;
use dinhdanh_population::{EventKind, Nation, NationSpec, Person, REFERENCE_DATE, Sex};
use jiff::ToSpan;
use jiff::civil::Date;

/// Checks what must hold for everybody on random people of a nation, and fails with the first of each kind that does not.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Seed of the nation.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Living people of the nation.
    #[arg(long, default_value_t = 101_000_000)]
    population: u64,
    /// How many people to look at.
    #[arg(long, default_value_t = 10_000_000)]
    people: u64,
}

/// Something that must hold, and for one in how many people it is looked at: comparing records costs most.
struct Invariant {
    name: &'static str,
    one_in: u64,
    holds: fn(&Nation, Person, Date) -> bool,
}

const INVARIANTS: [Invariant; 8] = [
    Invariant { name: "index, number and person lead to each other", one_in: 1, holds: identity },
    Invariant { name: "old number and phone lead back to their holder", one_in: 1, holds: numbers },
    Invariant { name: "parents have the child among their children", one_in: 1, holds: parents },
    Invariant {
        name: "a mother is 14 to 50 and alive at the birth, and nobody is born before a parent",
        one_in: 1,
        holds: births,
    },
    Invariant { name: "husband and wife name each other, and both live", one_in: 1, holds: spouses },
    Invariant {
        name: "everybody alive is in one household, and it is that of its members",
        one_in: 4,
        holds: household,
    },
    Invariant { name: "nothing happens before birth or after death", one_in: 4, holds: lifetime },
    Invariant { name: "a record changes at events and at no other time", one_in: 100, holds: events },
];

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let spec = NationSpec { seed: arguments.seed, living: arguments.population, ..NationSpec::default() };
    let nation = Nation::new(spec)?;
    let broken: [AtomicU64; INVARIANTS.len()] = Default::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (nation, broken) = (&nation, &broken);
            scope.spawn(move || {
                for i in (thread..arguments.people).step_by(threads as usize) {
                    look(nation, i, broken);
                }
            });
        }
    });
    println!("seed {}, {} people of {}", arguments.seed, arguments.people, nation.registered());
    for (invariant, broken) in INVARIANTS.iter().zip(&broken) {
        let (looked, broken) = (arguments.people.div_ceil(invariant.one_in), broken.load(Ordering::Relaxed));
        println!("{:>10} looked at, {broken} broken: {}", looked, invariant.name);
    }
    let all: u64 = broken.iter().map(|count| count.load(Ordering::Relaxed)).sum();
    ensure!(all == 0, "{all} invariants are broken: see above, and the indexes on standard error");
    Ok(())
}

/// One person, with a date of life and one of any time.
fn look(nation: &Nation, i: u64, broken: &[AtomicU64]) {
    // Multiples of an odd constant fall evenly over the nation and over time, in no order.
    let word = i.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let index = ((u128::from(word) * u128::from(nation.registered())) >> 64) as u64;
    let Some(person) = nation.person_at(index) else { return };
    let day = REFERENCE_DATE.saturating_add((i64::from((word >> 20) as u16 % 20_000) - 12_000).days());
    for (invariant, broken) in INVARIANTS.iter().zip(broken) {
        let due = i.is_multiple_of(invariant.one_in);
        if due && !(invariant.holds)(nation, person, day) && broken.fetch_add(1, Ordering::Relaxed) < 3 {
            eprintln!("broken for the person with index {index} as of {day}: {}", invariant.name);
        }
    }
}

fn identity(nation: &Nation, person: Person, _: Date) -> bool {
    nation.lookup(nation.number(person)) == Some(person)
        && nation.person_at(nation.index(person)) == Some(person)
}

fn numbers(nation: &Nation, person: Person, day: Date) -> bool {
    let old =
        nation.old_number(person, day).is_none_or(|number| nation.by_old_number(number, day) == Some(person));
    old && nation.phone(person, day).is_none_or(|number| nation.by_phone(number, day) == Some(person))
}

fn parents(nation: &Nation, person: Person, _: Date) -> bool {
    let parents = [nation.mother(person), nation.father(person)];
    parents.into_iter().flatten().all(|parent| nation.children(parent).contains(&person))
}

fn births(nation: &Nation, person: Person, _: Date) -> bool {
    let birth = nation.date_of_birth(person);
    let years = |parent| i32::from(birth.year() - nation.date_of_birth(parent).year());
    let mother = nation.mother(person).is_none_or(|mother| {
        (15..=50).contains(&years(mother))
            && nation.is_alive(mother, birth)
            && nation.sex(mother) == Sex::Female
    });
    mother
        && nation.father(person).is_none_or(|father| years(father) >= 16 && nation.sex(father) == Sex::Male)
}

fn spouses(nation: &Nation, person: Person, day: Date) -> bool {
    nation.spouse(person, day).is_none_or(|spouse| {
        nation.spouse(spouse, day) == Some(person)
            && nation.is_alive(spouse, day)
            && nation.is_alive(person, day)
    })
}

fn household(nation: &Nation, person: Person, day: Date) -> bool {
    let household = nation.household(person, day);
    if household.is_some() != nation.is_alive(person, day) {
        return false;
    }
    household.is_none_or(|household| {
        household.members.iter().filter(|member| member.person == person).count() == 1
            && household
                .members
                .iter()
                .all(|member| nation.household_head(member.person, day) == Some(household.head))
    })
}

fn lifetime(nation: &Nation, person: Person, _: Date) -> bool {
    let life = nation.date_of_birth(person)..=nation.date_of_death(person);
    nation
        .events(person)
        .iter()
        .all(|event| event.kind == EventKind::AdministrativeReform || life.contains(&event.date))
}

fn events(nation: &Nation, person: Person, _: Date) -> bool {
    // What other people's events change is not the person's own.
    let own = |day| {
        let mut record = nation.record(person, day)?;
        (record.relation_to_head, record.household) = (None, Vec::new());
        Some(record)
    };
    let events = nation.events(person);
    let quiet = |pair: &[dinhdanh_population::Event]| {
        let last = pair[1].date.saturating_sub(1.day());
        own(pair[0].date) == own(last)
    };
    let changes = events.iter().all(|event| own(event.date.saturating_sub(1.day())) != own(event.date));
    changes && events.windows(2).filter(|pair| pair[0].date < pair[1].date).all(quiet)
}
