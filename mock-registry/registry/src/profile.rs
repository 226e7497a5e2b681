//! A citizen at length: the household as a family, and the events of the life so far.

use std::fmt;

use dinhdanh_population::{
    AccountLevel, Address, BirthDate, CardKind, EventKind, Nation, Person, Relation, ResidenceCardKind, Sex,
};
use jiff::civil::Date;
use serde::Serialize;

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

/// What happened, and with whom or what.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[non_exhaustive]
pub enum Happening {
    /// Birth, in a commune and province.
    Birth {
        /// Where it was registered.
        place: String,
    },
    /// A card was issued.
    CardIssued {
        /// Which.
        card: CardKind,
        /// Last day of validity; none for life.
        expires_on: Option<Date>,
    },
    /// The account was opened, or changed.
    AccountChanged {
        /// 1 or 2.
        level: u8,
        /// Whether it is locked from now on.
        locked: bool,
    },
    /// A first or another mobile number.
    PhoneChanged {
        /// 10 digits.
        phone: String,
    },
    /// Wedding.
    Marriage {
        /// With whom.
        name: String,
    },
    /// Divorce.
    Divorce {
        /// From whom.
        name: String,
    },
    /// The husband or wife died.
    Widowed {
        /// Who died.
        name: String,
    },
    /// A child was born.
    ChildBorn {
        /// The child.
        name: String,
    },
    /// Another permanent residence.
    Moved {
        /// Where to.
        place: String,
    },
    /// A temporary residence began.
    StayBegan {
        /// Where.
        place: String,
    },
    /// The temporary residence ended.
    StayEnded,
    /// 1 July 2025: the address is written in the new division.
    AdministrativeReform {
        /// As it is written since.
        place: String,
    },
    /// Death.
    Death,
    /// A foreigner came to live in the country.
    Arrived {
        /// The country of nationality, ISO 3166-1 alpha-3.
        country: String,
    },
    /// A foreigner was given a residence card.
    ResidenceCardIssued {
        /// Which.
        card: ResidenceCardKind,
        /// Last day.
        expires_on: Date,
    },
    /// A foreigner left for good.
    Departed,
    /// An event of a kind that says nothing more.
    Other,
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
    let events = nation.events(person).into_iter().filter(|event| event.date <= as_of);
    events
        .map(|event| LifeEvent { date: event.date, what: happening(nation, person, event.kind, event.date) })
        .collect()
}

fn happening(nation: &Nation, person: Person, kind: EventKind, on: Date) -> Happening {
    let home = || nation.permanent_residence(person, on).map(|address| place(&address)).unwrap_or_default();
    let spouse = || {
        let marriage = nation.marriage(person);
        marriage.map(|marriage| nation.name(marriage.spouse).full).unwrap_or_default()
    };
    match kind {
        EventKind::Birth => Happening::Birth {
            place: nation
                .core(person, on)
                .map(|core| place(&core.place_of_birth_registration))
                .unwrap_or_default(),
        },
        EventKind::CardIssued(card) => {
            let expires_on = nation.card(person, on).and_then(|card| card.expires);
            Happening::CardIssued { card, expires_on }
        }
        EventKind::AccountChanged => match nation.account(person, on) {
            Some(account) => Happening::AccountChanged {
                level: if account.level == AccountLevel::Level1 { 1 } else { 2 },
                locked: account.locked,
            },
            None => Happening::Other,
        },
        EventKind::PhoneChanged => {
            let phone =
                nation.phone(person, on).map(dinhdanh_population::PhoneNumber::digits).unwrap_or_default();
            Happening::PhoneChanged { phone }
        }
        EventKind::Marriage => Happening::Marriage { name: spouse() },
        EventKind::Divorce => Happening::Divorce { name: spouse() },
        EventKind::Widowed => Happening::Widowed { name: spouse() },
        EventKind::ChildBorn => {
            let born = nation.children(person).into_iter().find(|child| nation.date_of_birth(*child) == on);
            Happening::ChildBorn { name: born.map(|child| nation.name(child).full).unwrap_or_default() }
        }
        EventKind::Moved => Happening::Moved { place: home() },
        EventKind::StayBegan => Happening::StayBegan {
            place: nation.temporary_residence(person, on).map(|address| place(&address)).unwrap_or_default(),
        },
        EventKind::StayEnded => Happening::StayEnded,
        EventKind::AdministrativeReform => Happening::AdministrativeReform { place: home() },
        EventKind::Death => Happening::Death,
        _ => Happening::Other,
    }
}

/// Commune and province; the day before the reform also the district.
fn place(address: &Address) -> String {
    let units = [Some(&address.commune), address.district.as_ref(), Some(&address.province)];
    units.into_iter().flatten().map(|unit| unit.name).collect::<Vec<_>>().join(", ")
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
redacted!(HomeMember, LifeEvent, Happening);
