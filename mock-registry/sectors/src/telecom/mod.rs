//! Mobile subscriptions: under whose name each number is registered, which is not always who uses it.
//!
//! The nation knows who uses a number. Most are registered under that person; some of the young under the mother, and a few under
//! a stranger who does not know. An operator cannot tell, so the public record does not: the answer key does.

mod dataset;

pub use dataset::MOBILE_SUBSCRIPTIONS;

use dinhdanh_population::{Nation, Person, PhoneNumber};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::common_things::{Draws, Life, days_between, minus_days, plus_days, plus_years, within};
use crate::records::redacted;

/// A subscription registered under a person.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Subscription {
    /// The number.
    pub phone_number: PhoneNumber,
    /// Operator that holds the prefix.
    pub operator: &'static str,
    /// Day of the contract.
    pub contract_on: Date,
    /// The day on which the subscriber's photograph was compared with the paper, if that is done (Decree 49/2017/ND-CP,
    /// from 24 April 2017).
    pub photo_checked_on: Option<Date>,
    /// The day on which it ended: another number was taken, or the user died.
    pub ended_on: Option<Date>,
    /// `active` or `ended`.
    pub state: &'static str,
    /// Who uses the number. The answer key, and no part of the public record.
    #[serde(skip)]
    pub user: User,
}

/// Who uses a number: what cleaning data of subscribers should find out. Never serialized.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum User {
    /// The person it is registered under.
    Subscriber,
    /// A son or daughter of the subscriber.
    Child(Person),
    /// Somebody the subscriber does not know: wrongly registered.
    Stranger(Person),
}

impl Subscription {
    /// Whether the subscriber would disown it.
    pub fn is_wrongly_registered(&self) -> bool {
        matches!(self.user, User::Stranger(_))
    }
}

redacted!(Subscription);

/// Photographs of subscribers are kept from here on; holders of older contracts were called in for a year.
const PHOTOS: Date = date(2017, 4, 24);
/// Per mille of numbers for which a stranger is looked for, and of those taken before 18 under the mother. Assumptions. Three in
/// four of the lots fall on somebody dead or not of age: some twenty in a thousand numbers are under a stranger.
const STRANGERS: u64 = 90;
const MOTHERS: u64 = 400;
/// Per mille of subscribers that were never compared with a photograph.
const UNCHECKED: u64 = 40;
/// A subscriber signs alone from this age (Law 24/2023/QH15 leaves those of 14 to 17 to a parent).
const OF_AGE: u64 = 18;

mod draw {
    pub(super) const STRANGER: u64 = 0;
    pub(super) const MOTHER: u64 = 1;
    pub(super) const CHECKED: u64 = 2;
    pub(super) const CHECKED_ON: u64 = 3;
}

/// One number of a user, with the days of its use.
#[derive(Clone, Copy)]
struct Use {
    number: PhoneNumber,
    from: Date,
    /// The day after the last, whether or not it lies after the date asked.
    until: Date,
}

/// The subscriptions registered under a person by a date, in order of contract.
pub fn subscriptions(nation: &Nation, person: Person, as_of: Date) -> Vec<Subscription> {
    if as_of < nation.date_of_birth(person) {
        return Vec::new();
    }
    let users = [person].into_iter().chain(nation.children(person)).chain(user_behind(nation, person));
    let mut found: Vec<Subscription> = Vec::new();
    for user in users {
        let draws = Draws::of(nation, "telecom", user);
        let uses = uses(nation, user, as_of);
        let mine = uses.into_iter().enumerate().filter(|(nth, used)| {
            used.from <= as_of && subscriber(nation, user, draws.child(*nth as u64), used.from) == person
        });
        found.extend(mine.map(|(nth, used)| {
            let draws = draws.child(nth as u64);
            let checked = within(draws.word(draw::CHECKED_ON), used.from.max(PHOTOS), plus_years(PHOTOS, 1));
            let checked = checked.max(used.from);
            // Nobody tells the operator of the death of a subscriber whose number another uses: it stays on file.
            let told = as_of.min(nation.date_of_death(person));
            let ended_on = Some(used.until).filter(|day| *day <= told);
            Subscription {
                phone_number: used.number,
                operator: dataset::operator(&used.number.digits()),
                contract_on: used.from,
                photo_checked_on: Some(checked).filter(|day| {
                    !draws.chance(draw::CHECKED, UNCHECKED) && *day <= told && *day < used.until
                }),
                ended_on,
                state: if ended_on.is_some() { "ended" } else { "active" },
                user: match user {
                    _ if user == person => User::Subscriber,
                    _ if parents(nation, user).contains(&Some(person)) => User::Child(user),
                    _ => User::Stranger(user),
                },
            }
        }));
    }
    found.sort_by_key(|subscription| (subscription.contract_on, subscription.phone_number));
    found
}

/// The person under whom a number in use is registered as of a date.
pub fn subscriber_of(nation: &Nation, number: PhoneNumber, as_of: Date) -> Option<Person> {
    let user = nation.by_phone(number, as_of)?;
    let uses = uses(nation, user, as_of);
    let (nth, used) = uses.iter().enumerate().find(|(_, used)| used.number == number)?;
    Some(subscriber(nation, user, Draws::of(nation, "telecom", user).child(nth as u64), used.from))
}

/// Under whom the number that a user took on a day is registered.
fn subscriber(nation: &Nation, user: Person, draws: Draws, from: Date) -> Person {
    let signs = |person: &Person| {
        let life = Life::of(nation, *person);
        life.age(OF_AGE) <= from && from < life.died
    };
    if draws.chance(draw::STRANGER, STRANGERS) {
        return Some(front_of(nation, user)).filter(signs).unwrap_or(user);
    }
    let young = from < Life::of(nation, user).age(OF_AGE);
    let mother = nation.mother(user).filter(|_| young && draws.chance(draw::MOTHER, MOTHERS)).filter(signs);
    mother.unwrap_or(user)
}

/// The stranger whose name is put to a user's number, if to any: everybody stands before one other.
fn front_of(nation: &Nation, user: Person) -> Person {
    let order = nation.stream("telecom.stranger").permutation(nation.registered() as u32);
    nation.person_at(u64::from(order.forward(nation.index(user) as u32))).unwrap_or(user)
}

/// The user before whom a stranger stands: the inverse of [`front_of`].
fn user_behind(nation: &Nation, front: Person) -> Option<Person> {
    let order = nation.stream("telecom.stranger").permutation(nation.registered() as u32);
    let user = nation.person_at(u64::from(order.inverse(nation.index(front) as u32)))?;
    // Those are looked at anyhow.
    (user != front && !parents(nation, user).contains(&Some(front))).then_some(user)
}

fn parents(nation: &Nation, person: Person) -> [Option<Person>; 2] {
    [nation.mother(person), nation.father(person)]
}

/// The numbers that a user has had by a date, in order. The nation gives at most one at a time, so that halving finds the days.
fn uses(nation: &Nation, user: Person, as_of: Date) -> Vec<Use> {
    let life = Life::of(nation, user);
    let mut uses = Vec::new();
    let mut until = life.died;
    // From the last back to the first: one number follows another without a gap.
    let mut last = as_of.min(minus_days(life.died, 1));
    while let Some(number) = nation.phone(user, last) {
        let from = first_day(nation, user, number, last);
        uses.insert(0, Use { number, from, until });
        (until, last) = (from, minus_days(from, 1));
    }
    uses
}

/// The first day of a number that is in use on `last`.
fn first_day(nation: &Nation, user: Person, number: PhoneNumber, last: Date) -> Date {
    let (mut low, mut high) = (nation.date_of_birth(user), last);
    while low < high {
        let middle = plus_days(low, days_between(low, high) as u64 / 2);
        match nation.phone(user, middle) == Some(number) {
            true => high = middle,
            false => low = plus_days(middle, 1),
        }
    }
    high
}
