//! In whose name the contract of a home is, and since when.

use dinhdanh_population::{EventKind, Nation, Person, Relation, Sex};
use jiff::civil::{Date, date};

use crate::common_things::{Draws, Life, Numbers, digits_at, plus_days, within};

/// A contract's time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    /// 0 before the holder's wedding, 1 after it, 2 after going to live with the parents, 3 after a woman's second wedding.
    pub(super) phase: u64,
    pub(super) signed_on: Date,
    /// The day after the last, whether or not it is still to come.
    pub(super) until: Date,
}

/// Most homes were connected by the end of these years; older contracts are on file from then.
const CONNECTED: (Date, Date) = (date(1990, 1, 1), date(2000, 1, 1));
/// Nobody signs before.
const OF_AGE: u64 = 18;
/// Ages at which somebody who lives alone, unmarried, signs.
const ALONE: (u64, u64) = (22, 32);
const CUSTOMERS: u32 = 1_000_000_000;
const PHASES: u64 = 4;

mod draw {
    pub(super) const AGE: u64 = 0;
    pub(super) const DELAY: u64 = 1;
    pub(super) const CONNECTED: u64 = 2;
}

/// The contracts of a life that begin by a date, in order.
pub(super) fn terms(nation: &Nation, person: Person, by: Date) -> Vec<Term> {
    let life = Life::of(nation, person);
    let draws = Draws::of(nation, "electricity", person);
    let marriages = nation.marriages_of_life(person);
    let couple = marriages.first();
    let wedding = couple.map_or(life.died, |couple| couple.wedding).min(life.died);
    let deaths =
        [nation.father(person), nation.mother(person)].map(|parent| Some(nation.date_of_death(parent?)));
    let alone = life.age(draws.between(draw::AGE, ALONE.0, ALONE.1));
    // Days on which somebody may become the head of a home without a contract.
    let single = [Some(alone), deaths[0], deaths[1], None, None];
    let married = couple.map(|couple| {
        let widowed = Some(nation.date_of_death(couple.spouse)).filter(|_| couple.divorce.is_none());
        [Some(couple.wedding), couple.divorce, widowed, deaths[0], deaths[1]]
    });
    let connected = within(draws.word(draw::CONNECTED), CONNECTED.0, CONNECTED.1).max(life.age(OF_AGE));
    // The contract of a family that joins the old ones ends, and when these die there is one to sign again.
    let joined =
        couple.and_then(|couple| joins(nation, person, couple.wedding)).unwrap_or(life.died).min(life.died);
    let heir = [deaths[0], deaths[1], None, None, None];
    // A woman who marries again leaves her home, and may be left with that of the husband.
    let again = marriages.get(1).filter(|_| nation.sex(person) == Sex::Female);
    let left = again.map_or(life.died, |again| again.wedding).min(life.died);
    let widowed = [again.map(|again| nation.date_of_death(again.spouse)), None, None, None, None];
    let phases = [
        (single, life.born, wedding),
        (married.unwrap_or_default(), wedding, joined.min(left)),
        (heir, joined, left.max(joined)),
        (widowed, left, life.died),
    ];
    let terms = (0..).zip(phases).filter_map(|(phase, (days, from, until))| {
        let delay = |nth| draws.between(draw::DELAY + nth, 1, 30);
        let days = (0..).zip(days.iter().flatten().filter(|day| from <= **day));
        let mut days: Vec<Date> =
            days.map(|(nth, day)| plus_days(*day, delay(nth * 10)).max(connected)).collect();
        days.sort_unstable();
        let signed_on =
            days.into_iter().find(|day| *day < until && *day <= by && signs(nation, person, *day))?;
        Some(Term { phase, signed_on, until })
    });
    terms.collect()
}

/// The day on which somebody who is married moves in with the own parents.
fn joins(nation: &Nation, person: Person, wedding: Date) -> Option<Date> {
    let parents = [nation.father(person), nation.mother(person)];
    let with_parents = |day| {
        let household = nation.household(person, day);
        household.is_some_and(|home| home.members.iter().any(|member| parents.contains(&Some(member.person))))
    };
    let moves = nation.events(person).into_iter().filter(|event| event.kind == EventKind::Moved);
    let mut later = moves.map(|event| event.date).filter(|day| wedding < *day);
    later.find(|day| with_parents(*day) && day.yesterday().is_ok_and(|eve| !with_parents(eve)))
}

/// Whether somebody is the head on a day, and no forebear in the household has the contract.
fn signs(nation: &Nation, person: Person, day: Date) -> bool {
    let Some(household) = nation.household(person, day).filter(|household| household.head == person) else {
        return false;
    };
    let elders = household.members.iter().filter(|member| {
        matches!(
            member.relation,
            Relation::Father | Relation::Mother | Relation::Grandfather | Relation::Grandmother
        )
    });
    let holds = |elder: Person| {
        terms(nation, elder, day).iter().any(|term| term.signed_on <= day && day < term.until)
    };
    !elders.into_iter().any(|elder| holds(elder.person))
}

/// Customer code and meter number of a contract.
pub(super) fn numbers(nation: &Nation, person: Person, term: Term) -> Option<(String, String)> {
    let number = |name| Numbers::new(nation, name, CUSTOMERS, PHASES).of(nation, person, term.phase);
    let (customer, meter) = (number("electricity.customer")?, number("electricity.meter")?);
    Some((format!("PX{}{customer:09}", nation.birth_province(person).digits()), format!("{meter:010}")))
}

/// The holder of a customer code, once the contract is signed.
pub fn person_by_customer_code(nation: &Nation, code: &str, as_of: Date) -> Option<Person> {
    if code.len() != 13 {
        return None;
    }
    let number = digits_at(code, 4, 9)?;
    let (person, _) =
        Numbers::new(nation, "electricity.customer", CUSTOMERS, PHASES).owner(nation, number)?;
    let mut terms = terms(nation, person, as_of).into_iter();
    terms.any(|term| numbers(nation, person, term).is_some_and(|(own, _)| own == code)).then_some(person)
}
