//! Personas whom no trait query finds, because what they are worth knowing for is no trait of one citizen.

use dinhdanh_population::{Nation, Person, Sex};
use dinhdanh_sectors::telecom::{User, subscriptions};
use jiff::Span;
use jiff::civil::Date;

use crate::foreigner::summary;
use crate::holder::Holder;
use crate::pool::{Blocks, Pool};
use crate::summary::EidAccount;

/// People looked at: of subscribers some twenty in a thousand are wanted, of mothers more, of foreigners one in twenty, of minors
/// one in some thousands.
const SUBSCRIBERS: u64 = 2_000;
const FOREIGNERS: u64 = 2_000;
const MINORS: u64 = 60_000;
/// Numbers that a person seldom has all to herself.
const SEVERAL: usize = 3;

/// Living people of some ages, in the order of a pool, and how many may be looked at.
fn living(
    nation: &Nation,
    blocks: &Blocks,
    sex: Option<Sex>,
    ages: [i16; 2],
    as_of: Date,
    most: u64,
) -> (impl Iterator<Item = Person>, u64) {
    let [from, to] = ages.map(|age| as_of.saturating_sub(Span::new().years(age)));
    let pool = Pool::new(nation, blocks, |_| true, sex, &[(to, from)]);
    let looked_at = pool.len().min(most);
    let people = (0..looked_at).filter_map(move |at| pool.get(nation, at));
    (people.filter(move |person| nation.is_alive(*person, as_of)), looked_at)
}

/// An adult foreigner with a valid residence card and an open account of level 2.
pub(super) fn foreigner(nation: &Nation, _blocks: &Blocks, as_of: Date) -> (Option<Holder>, u64) {
    let looked_at = nation.foreigners().min(FOREIGNERS);
    let mut all = (0..looked_at).filter_map(|index| nation.foreigner_at(index));
    let found = all.find(|foreigner| {
        // An account is open only as long as the card is valid.
        let open = Some(EidAccount { level: 2, locked: false });
        summary(nation, *foreigner, as_of).is_some_and(|person| person.age >= 18 && person.account == open)
    });
    (found.map(Holder::Foreigner), looked_at)
}

/// Twins who live.
pub(super) fn twins(nation: &Nation, blocks: &Blocks, as_of: Date) -> (Option<[Person; 2]>, u64) {
    let (mut people, looked_at) = living(nation, blocks, None, [18, 40], as_of, MINORS);
    let twin = |person| nation.twin(person).filter(|twin| nation.is_alive(*twin, as_of));
    (people.find_map(|person| Some([person, twin(person)?])), looked_at)
}

/// Somebody in whose name a number in use stands that a stranger uses; and the stranger.
pub(super) fn wrong_sim(nation: &Nation, blocks: &Blocks, as_of: Date) -> (Option<[Person; 2]>, u64) {
    let (mut people, looked_at) = living(nation, blocks, None, [25, 60], as_of, SUBSCRIBERS);
    let pair = people.find_map(|person| {
        let held = subscriptions(nation, person, as_of);
        held.iter().filter(|one| one.ended_on.is_none()).find_map(|one| match one.user {
            User::Stranger(user) => Some([person, user]),
            _ => None,
        })
    });
    (pair, looked_at)
}

/// A mother in whose name several numbers in use stand.
pub(super) fn several_sims(nation: &Nation, blocks: &Blocks, as_of: Date) -> (Option<Holder>, u64) {
    let (mut people, looked_at) = living(nation, blocks, Some(Sex::Female), [40, 60], as_of, SUBSCRIBERS);
    let found = people.find(|person| {
        let held = subscriptions(nation, *person, as_of);
        held.iter().filter(|one| one.ended_on.is_none()).count() >= SEVERAL
    });
    (found.map(Holder::Citizen), looked_at)
}

/// A brother or sister of age who acts for an orphan, and the orphan.
pub(super) fn guardian_and_child(
    nation: &Nation,
    blocks: &Blocks,
    as_of: Date,
) -> (Option<[Person; 2]>, u64) {
    orphan(nation, blocks, as_of, |guardian, child| nation.mother(guardian) == nation.mother(child))
}

/// A grandparent who acts for an orphan, and the orphan.
pub(super) fn grandparent_and_child(
    nation: &Nation,
    blocks: &Blocks,
    as_of: Date,
) -> (Option<[Person; 2]>, u64) {
    orphan(nation, blocks, as_of, |guardian, child| nation.mother(guardian) != nation.mother(child))
}

/// An orphan with a guardian who fits: the guardian, and the orphan.
fn orphan(
    nation: &Nation,
    blocks: &Blocks,
    as_of: Date,
    fits: impl Fn(Person, Person) -> bool,
) -> (Option<[Person; 2]>, u64) {
    let (mut minors, looked_at) = living(nation, blocks, None, [0, 18], as_of, MINORS);
    let pair = minors.find_map(|child| {
        let parents = [nation.mother(child), nation.father(child)];
        // Most have a parent: that is cheaper to know than who acts for them.
        if parents.into_iter().flatten().any(|parent| nation.is_alive(parent, as_of)) {
            return None;
        }
        let guardian = nation.legal_representatives(child, as_of).into_iter().next()?;
        fits(guardian, child).then_some([guardian, child])
    });
    (pair, looked_at)
}
