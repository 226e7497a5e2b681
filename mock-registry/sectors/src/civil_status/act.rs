//! What all acts have: number, book, office, day, and the people named.
//!
//! An office numbers the acts of each kind from 1 every year. Counting them would take a scan, so that numbers here are
//! derived from the order of birth: no two acts of a kind and year have the same in an office, but they are larger.

use dinhdanh_population::{Address, AddressEra, BirthDate, IdNumber, Nation, Person};
use jiff::civil::Date;
use serde::Serialize;

use super::table::OFFICE;
use crate::common_people::index_in;
use crate::records::redacted;

/// Number, book, office and day of an act.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Act {
    /// `number/year`; `number-province/year` where the person the number is derived from was not born in the province.
    pub act_number: String,
    /// `book/year`.
    pub book: String,
    /// Code of the commune.
    pub office_code: &'static str,
    /// The People's Committee of the commune, and its province.
    pub office: String,
    /// Day of registration.
    pub registered_on: Date,
}
redacted!(Act);

/// Somebody named in an act.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Personal ID number.
    pub number: IdNumber,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub date_of_birth: BirthDate,
    /// Country of nationality, ISO 3166-1 alpha-3.
    pub nationality: &'static str,
    /// Permanent residence on the day of the act; none of the dead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residence: Option<String>,
}
redacted!(Party);

/// What a declarant is to the person of the act.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclarantRelation {
    /// Father.
    Father,
    /// Mother.
    Mother,
    /// Husband or wife.
    Spouse,
    /// Son or daughter.
    Child,
    /// Grandmother.
    Grandmother,
}

/// Who declared it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Declarant {
    /// What the declarant is to the person of the act.
    pub relation: DeclarantRelation,
    /// Personal ID number.
    pub number: IdNumber,
    /// Full name.
    pub name: String,
}
redacted!(Declarant);

/// Kinds of acts, by what is known of the person a number is derived from.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Birth,
    /// Of the husband: marriage and divorce.
    Couple,
    Death,
}

impl Kind {
    /// More than the years that may lie between the birth and the act.
    fn years(self) -> u64 {
        match self {
            Kind::Birth => 20,
            Kind::Couple | Kind::Death => 128,
        }
    }
}

impl Act {
    /// The act of an event that somebody recorded over the nation, by the id of the record.
    pub fn recorded(id: u64, address: &Address, registered_on: Date) -> Act {
        Act::entered(&recorded_number(id), address, registered_on)
    }

    /// The same act, registered where this address is.
    pub fn at(self, address: &Address) -> Act {
        Act { office_code: address.commune.code, office: office(address), ..self }
    }

    /// The act of a person, registered at an address on a day. No person has two of a kind.
    pub(super) fn new(
        nation: &Nation,
        kind: Kind,
        person: Person,
        address: &Address,
        registered_on: Date,
    ) -> Act {
        let year = registered_on.year();
        let number = number(nation, kind, person, year);
        let province = nation.birth_province(person);
        // Two provinces that have become one number alike: their people are told apart as those of others are.
        let at_home = match address.era {
            AddressEra::ThreeLevel => address.province.code == province.digits(),
            AddressEra::TwoLevel => {
                address.province.code == province.merged().digits()
                    && province.merged().predecessors().count() == 1
            }
        };
        let born = if at_home { String::new() } else { format!("-{}", province.digits()) };
        Act::entered(&format!("{number}{born}"), address, registered_on)
    }

    fn entered(number: &str, address: &Address, registered_on: Date) -> Act {
        let year = registered_on.year();
        Act {
            act_number: format!("{number}/{year}"),
            // A new book every quarter.
            book: format!("{:02}/{year}", (registered_on.month() + 2) / 3),
            office_code: address.commune.code,
            office: office(address),
            registered_on,
        }
    }
}

/// The People's Committee of a commune, and its province.
fn office(address: &Address) -> String {
    format!("{OFFICE} {}, {}", address.commune.name, address.province.name)
}

/// The number of a recorded event among others of its year: 00 stands where the province of birth would, and no province has that.
pub fn recorded_number(id: u64) -> String {
    format!("{id}-00")
}

/// A number that nobody else born in the same province has in a year: short in the year of birth, longer later.
pub(super) fn number(nation: &Nation, kind: Kind, person: Person, year: i16) -> u64 {
    let born = nation.date_of_birth(person).year();
    let (province, sex) = (nation.birth_province(person), nation.sex(person));
    let rank = index_in(nation, person, |other| {
        nation.birth_province(other) == province
            && nation.sex(other) == sex
            && nation.date_of_birth(other).year() == born
    });
    let place = match kind {
        Kind::Birth | Kind::Death => 2 * rank + sex as u64,
        Kind::Couple => rank,
    };
    match u64::try_from(year - born).unwrap_or(0) {
        0 => 2 * place + 2,
        later => 2 * (place * kind.years() + later) + 1,
    }
}

impl Party {
    /// Somebody as named in an act of a day.
    pub(super) fn of(nation: &Nation, person: Person, day: Date) -> Party {
        let home = nation.is_alive(person, day).then(|| nation.permanent_residence(person, day)).flatten();
        Party {
            number: nation.number(person),
            name: nation.name_on(person, day).full,
            date_of_birth: nation.birth_date(person),
            nationality: "VNM",
            residence: home.as_ref().map(place),
        }
    }
}

impl Declarant {
    /// The first of these people who is alive and of age on a day.
    pub(super) fn first(
        nation: &Nation,
        day: Date,
        people: impl IntoIterator<Item = (DeclarantRelation, Option<Person>)>,
    ) -> Option<Declarant> {
        let of_age = |person: &Person| {
            nation.is_alive(*person, day) && day.year() - nation.date_of_birth(*person).year() > 15
        };
        let mut able =
            people.into_iter().filter_map(|(relation, person)| Some((relation, person.filter(of_age)?)));
        let (relation, person) = able.next()?;
        Some(Declarant { relation, number: nation.number(person), name: nation.name_on(person, day).full })
    }
}

/// An address in one line, as acts write it.
pub fn place(address: &Address) -> String {
    let units = [address.line.as_deref(), Some(address.commune.name), address.district.map(|unit| unit.name)];
    let mut text = String::new();
    for unit in units.into_iter().flatten() {
        text.push_str(unit);
        text.push_str(", ");
    }
    text + address.province.name
}
