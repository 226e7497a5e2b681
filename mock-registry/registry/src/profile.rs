//! A citizen at length: the household as a family, and the events of the life so far.

use std::fmt;

use dinhdanh_population::{BirthDate, Nation, Person, Relation, Sex};
use jiff::civil::Date;
use serde::Serialize;

use crate::events::{Kinds, Occurrence};
use crate::happening::Happening;
use crate::overlay::{Overlay, View};

/// Somebody of a household. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct HomeMember {
    /// 12 digits.
    pub number: String,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub birthdate: BirthDate,
    /// As registered.
    pub female: bool,
    /// What the member is to the head.
    pub relation: Relation,
    /// Place in the list of a parent who lives here.
    pub parent: Option<usize>,
    /// Place in the list of the husband or wife who lives here.
    pub spouse: Option<usize>,
}

/// An event of a life. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct LifeEvent {
    /// The first day on which the record is changed.
    pub date: Date,
    /// What happened.
    #[serde(flatten)]
    pub what: Happening,
}

/// The living people of a citizen's home, the head first; empty of a dead person.
pub(crate) fn household(nation: &Nation, person: Person, as_of: Date) -> Vec<HomeMember> {
    let Some(household) = nation.household(person, as_of) else { return Vec::new() };
    let at =
        |sought: Option<Person>| household.members.iter().position(|member| Some(member.person) == sought);
    let members = household.members.iter().map(|member| {
        let who = nation.relative(member.person, as_of);
        HomeMember {
            number: who.number.digits(),
            name: who.name.full,
            birthdate: who.date_of_birth,
            female: who.sex == Sex::Female,
            relation: member.relation,
            parent: at(nation.father(member.person)).or_else(|| at(nation.mother(member.person))),
            spouse: at(nation.spouse(member.person, as_of)),
        }
    });
    members.collect()
}

/// The events of a life up to a date, in order.
pub(crate) fn timeline(nation: &Nation, person: Person, as_of: Date) -> Vec<LifeEvent> {
    let (none, period) = (Overlay::default(), Date::MIN..=as_of);
    let events = View::new(nation, &none).life(nation.number(person), &period, &Kinds::default());
    events.into_iter().map(|Occurrence { date, what, .. }| LifeEvent { date, what }).collect()
}

macro_rules! redacted {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    )*};
}
redacted!(HomeMember, LifeEvent);
