//! What the datasets about things share: dates, draws, numbers that lead back to who has them.

use dinhdanh_population::{
    Address, IdNumber, IdSpace, Marriage, Nation, Permutation, Person, ProvinceCode, Sex, Stream, below,
    chance,
};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::records::redacted;

/// The day `days` later.
pub(crate) fn plus_days(date: Date, days: u64) -> Date {
    date.saturating_add((days as i64).days())
}

/// The day `days` earlier.
pub(crate) fn minus_days(date: Date, days: u64) -> Date {
    date.saturating_sub((days as i64).days())
}

/// The day `months` later, or the last of its month.
pub(crate) fn plus_months(date: Date, months: u64) -> Date {
    date.saturating_add((months as i64).months())
}

/// The day `years` later; 28 February for the 29th in a common year.
pub(crate) fn plus_years(date: Date, years: u64) -> Date {
    date.saturating_add((years as i64).years())
}

/// Whole days from one date to another; negative if it is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// A day of `from..to`, uniform when `word` is; `from` if the span is empty.
pub(crate) fn within(word: u64, from: Date, to: Date) -> Date {
    plus_days(from, below(word, days_between(from, to).max(1) as u64))
}

/// The words of one person for one purpose.
#[derive(Clone, Copy)]
pub(crate) struct Draws(Stream);

impl Draws {
    /// Draws of a person from the stream of a name.
    pub(crate) fn of(nation: &Nation, name: &str, person: Person) -> Draws {
        Draws(nation.stream(name).child(nation.index(person)))
    }

    /// Draws of their own for one of several things a person has.
    pub(crate) fn child(self, item: u64) -> Draws {
        Draws(self.0.child(item))
    }

    /// The word with a number.
    pub(crate) fn word(self, item: u64) -> u64 {
        self.0.word(item)
    }

    /// A number of `from..=to`.
    pub(crate) fn between(self, item: u64, from: u64, to: u64) -> u64 {
        from + below(self.word(item), to - from + 1)
    }

    /// True for `per_mille` of a thousand.
    pub(crate) fn chance(self, item: u64, per_mille: u64) -> bool {
        chance(self.word(item), per_mille)
    }

    /// An entry of a table by weight; the table is not empty and its weights are not all zero.
    pub(crate) fn pick<T>(self, item: u64, table: &[(u64, T)]) -> Option<&T> {
        let mut at = below(self.word(item), table.iter().map(|(weight, _)| *weight).sum());
        table.iter().find_map(|(weight, entry)| match at.checked_sub(*weight) {
            Some(rest) => {
                at = rest;
                None
            }
            None => Some(entry),
        })
    }
}

/// First and last boundary of a life: the day of birth, and the day of death on which nothing happens any more.
#[derive(Clone, Copy)]
pub(crate) struct Life {
    pub(crate) born: Date,
    pub(crate) died: Date,
}

impl Life {
    pub(crate) fn of(nation: &Nation, person: Person) -> Life {
        Life { born: nation.date_of_birth(person), died: nation.date_of_death(person) }
    }

    /// The day on which an age is reached.
    pub(crate) fn age(self, years: u64) -> Date {
        plus_years(self.born, years)
    }
}

/// The marriage of a life. The one place that asks, should the nation come to know more than one.
pub(crate) fn marriage(nation: &Nation, person: Person) -> Option<Marriage> {
    nation.marriage(person)
}

/// Whether a couple is married and both live on a day.
pub(crate) fn together(nation: &Nation, person: Person, marriage: &Marriage, date: Date) -> bool {
    marriage.wedding <= date
        && marriage.divorce.is_none_or(|divorce| date < divorce)
        && nation.is_alive(person, date)
        && nation.is_alive(marriage.spouse, date)
}

/// Whether the home of a living person on a day is another than that of the parents.
pub(crate) fn has_own_home(nation: &Nation, person: Person, date: Date) -> bool {
    let file = nation.residence_file(person, date);
    let same =
        |parent: Option<Person>| parent.is_some_and(|parent| nation.residence_file(parent, date) == file);
    !same(nation.mother(person)) && !same(nation.father(person))
}

/// An address in one line: house, commune, district if there is one, province.
pub(crate) fn one_line(address: &Address) -> String {
    let parts = [
        address.line.as_deref(),
        Some(address.commune.name),
        address.district.map(|district| district.name),
        Some(address.province.name),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Whether an address is in the country: communes there are of one kind, with which the name begins.
pub(crate) fn is_rural(address: &Address) -> bool {
    address.commune.name.starts_with("X\u{e3} ")
}

/// Whether numbers must be such that nobody can have them.
pub(crate) fn reserved(nation: &Nation) -> bool {
    nation.spec().id_space == IdSpace::Reserved
}

/// A space of numbers in which every person has some: a permutation, so that each leads back.
///
/// Where the people of a huge nation outnumber the space, the last to be born in the last provinces have none on file.
pub(crate) struct Numbers {
    order: Permutation,
    capacity: u32,
    per_person: u64,
}

impl Numbers {
    /// Numbers below `capacity`, `per_person` for everybody.
    pub(crate) fn new(nation: &Nation, name: &str, capacity: u32, per_person: u64) -> Numbers {
        Numbers { order: nation.stream(name).permutation(capacity), capacity, per_person }
    }

    /// The number in a slot of a person.
    pub(crate) fn of(&self, nation: &Nation, person: Person, slot: u64) -> Option<u32> {
        let at = nation.index(person) * self.per_person + slot;
        (at < u64::from(self.capacity)).then(|| self.order.forward(at as u32))
    }

    /// Whose number it would be, and in which slot.
    pub(crate) fn owner(&self, nation: &Nation, number: u32) -> Option<(Person, u64)> {
        if number >= self.capacity {
            return None;
        }
        let at = u64::from(self.order.inverse(number));
        Some((nation.person_at(at / self.per_person)?, at % self.per_person))
    }
}

/// Numbers that name a province: one for everybody whose birth was registered there, of one sex or of both.
///
/// People stand in the order of province, sex and year, so those of a province are one range of indices.
pub(crate) struct LocalNumbers<'a> {
    nation: &'a Nation,
    order: Permutation,
    first: u64,
    capacity: u32,
}

impl<'a> LocalNumbers<'a> {
    /// Numbers below `capacity` for one province and sex.
    pub(crate) fn new(
        nation: &'a Nation,
        name: &str,
        province: ProvinceCode,
        sex: Option<Sex>,
        capacity: u32,
    ) -> LocalNumbers<'a> {
        let at = |person: Person| (nation.birth_province(person), sex.map(|_| nation.sex(person)));
        let (mut low, mut high) = (0, nation.registered());
        while low < high {
            let middle = low + (high - low) / 2;
            match nation.person_at(middle).is_some_and(|person| at(person) < (province, sex)) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        let item = province
            .digits()
            .bytes()
            .fold(sex.map_or(0, |sex| 1 + sex as u64), |sum, digit| sum * 256 + u64::from(digit));
        LocalNumbers {
            nation,
            order: nation.stream(name).child(item).permutation(capacity),
            first: low,
            capacity,
        }
    }

    /// The number of a person of this province and sex.
    pub(crate) fn of(&self, person: Person) -> Option<u32> {
        let at = self.nation.index(person).checked_sub(self.first)?;
        (at < u64::from(self.capacity)).then(|| self.order.forward(at as u32))
    }

    /// Whose number it would be; the caller asks whether that person has it.
    pub(crate) fn owner(&self, number: u32) -> Option<Person> {
        if number >= self.capacity {
            return None;
        }
        self.nation.person_at(self.first + u64::from(self.order.inverse(number)))
    }
}

/// A person as named on a paper.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Personal ID number.
    pub number: IdNumber,
    /// Name on the day of the paper.
    pub name: String,
}

impl Party {
    pub(crate) fn of(nation: &Nation, person: Person, day: Date) -> Party {
        Party { number: nation.number(person), name: nation.name_on(person, day).full }
    }
}

redacted!(Party);

/// `count` digits of a text, from a byte on; none if there is anything else.
pub(crate) fn digits_at(text: &str, from: usize, count: usize) -> Option<u32> {
    let part = text.get(from..from + count)?;
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}
