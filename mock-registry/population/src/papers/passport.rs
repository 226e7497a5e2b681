//! Ordinary passports: a letter and eight digits that lead back to one person.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::calendar::Beat;
use crate::cell::Place;
use crate::data::provinces;
use crate::day::Day;
use crate::ident::{IdentError, digits};
use crate::mix::{below, chance};
use crate::nation::{Nation, Person};
use crate::spec::IdSpace;

/// The number of a passport: a capital letter and eight digits. Redacted like [`IdNumber`](crate::IdNumber).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassportNumber {
    letter: u8,
    digits: u32,
}

/// An ordinary passport. `Debug` is redacted through its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Passport {
    /// Its number.
    pub number: PassportNumber,
    /// Day of issue.
    pub issued: Date,
    /// Last day of validity: ten years, five of somebody under 14 (Law 49/2019/QH14, article 7).
    pub expires: Date,
    /// Whether it has a chip; none had before 1 March 2023.
    pub chip: bool,
}

/// Digits after the letter.
const PER_LETTER: u32 = 100_000_000;
/// Letters of ordinary passports, and letters taken for none, five each: from memory, unverified.
const LETTERS: [(IdSpace, [u8; 5]); 2] = [(IdSpace::Plausible, *b"BCEKP"), (IdSpace::Reserved, *b"UWXYZ")];
/// Numbers of one space.
const NUMBERS: u32 = PER_LETTER * 5;
/// Passports of one life.
const MOST: u32 = 6;
/// Per mille of people who ever have a passport where most do, and of those the shares by year of birth and by kind of
/// province: an assumption.
const HOLDERS: u64 = 520;
const BY_COHORT: [(i32, u64); 6] =
    [(i32::MIN, 0), (1930, 60), (1950, 250), (1965, 500), (1980, 800), (1992, 1000)];
const BY_PROVINCE: (u64, u64) = (600, 1000);
/// Provinces whose people travel most: the largest cities, and those with many workers abroad. From memory, unverified.
const TRAVELLERS: [u8; 10] = [1, 30, 31, 38, 40, 42, 44, 48, 77, 79];
/// No passports in this format before.
const FORMAT: Day = Day::new(1994, 1, 1);
const CHIP: Day = Day::new(2023, 3, 1);
/// Per mille of passports that are followed by another, within some years of their end.
const RENEWED: u64 = 650;
const GAP: u64 = 840;

impl Nation {
    /// The last passport issued by a date, run out or not.
    pub fn passport(&self, person: Person, as_of: Date) -> Option<Passport> {
        let death = self.death_day(person, self.place(person));
        self.passport_of(person, as_of.into(), death)
    }

    /// The last passport issued by a day of a life that ends on another.
    pub(crate) fn passport_of(&self, person: Person, day: Day, death: Day) -> Option<Passport> {
        let last = day.min(death.plus(-1));
        let (nth, (issued, expires)) =
            self.passport_terms(person).take_while(|(_, (on, _))| *on <= last).last()?;
        Some(Passport {
            number: self.passport_number(self.passport_slot(person)?, nth),
            issued: issued.into(),
            expires: expires.into(),
            chip: issued >= CHIP,
        })
    }

    /// Every passport issued by a date, the oldest first.
    pub fn passport_history(&self, person: Person, as_of: Date) -> Vec<Passport> {
        let death = self.death_day(person, self.place(person));
        let days: Vec<Day> = self.passport_days(person).take_while(|day| *day <= as_of.into()).collect();
        days.into_iter()
            .filter(|day| *day < death)
            .filter_map(|day| self.passport_of(person, day, death))
            .collect()
    }

    /// The person to whom the passport with a number was issued by a date.
    pub fn by_passport(&self, number: PassportNumber, as_of: Date) -> Option<Person> {
        let letter = letters(self.spec().id_space).iter().position(|letter| *letter == number.letter)?;
        let at = self
            .stream("papers.passport.number")
            .permutation(NUMBERS)
            .inverse(letter as u32 * PER_LETTER + number.digits);
        let (slot, nth) = (at / MOST, at % MOST);
        if slot >= self.passport_slots() {
            return None;
        }
        let person = self.person_at(u64::from(self.passport_order().inverse(slot)))?;
        // Somebody who never has a passport has no terms.
        let issued = self.passport_terms(person).find(|(n, _)| *n == nth)?.1.0;
        let death = self.death_day(person, self.place(person));
        (issued <= as_of.into() && issued < death).then_some(person)
    }

    /// The days on which somebody is issued a passport, death aside.
    pub(crate) fn passport_days(&self, person: Person) -> impl Iterator<Item = Day> {
        self.passport_terms(person).map(|(_, (issued, _))| issued)
    }

    /// Place in the series, first and last day of every passport.
    fn passport_terms(&self, person: Person) -> impl Iterator<Item = (u32, (Day, Day))> {
        let holder = self.passport_slot(person).is_some();
        let stream = self.stream("papers.passport.term").child(self.index(person));
        let birth = self.birth_day(person);
        let adult = birth.plus_years(14);
        let word = stream.word(0);
        // Most first travel between 16 and 45; some as children.
        let age = if chance(word, 120) {
            1 + below(word.rotate_left(16), 13)
        } else {
            16 + below(word.rotate_left(16), 30)
        };
        let beats = [Beat::Passport, Beat::PassportAgain].map(|beat| self.beats(beat, person.cell));
        let drawn = birth.plus_years(age as i32).max(FORMAT).plus(below(word.rotate_left(32), 365) as i32);
        let first = beats[0].next(person.rank, drawn);
        let term = move |issued: Day| issued.plus_years(if issued < adult { 5 } else { 10 });
        let first = holder.then(|| (0, (first, term(first))));
        std::iter::successors(first, move |(nth, (_, expires))| {
            let word = stream.word(u64::from(nth + 1));
            let drawn = expires.plus(1 + below(word.rotate_left(16), GAP) as i32 - 90);
            let issued = beats[(*nth as usize + 1) % 2].next(person.rank, drawn);
            (nth + 1 < MOST && chance(word, RENEWED)).then(|| (nth + 1, (issued, term(issued))))
        })
    }

    /// The place of a person among those who ever have a passport.
    fn passport_slot(&self, person: Person) -> Option<u32> {
        let slot = self.passport_order().forward(self.index(person) as u32);
        (slot < self.passport_slots() && self.travels(self.place(person))).then_some(slot)
    }

    fn travels(&self, place: Place) -> bool {
        let cohort =
            BY_COHORT.iter().rev().find(|(from, _)| *from <= place.cell.year()).map_or(0, |(_, n)| *n);
        let code = provinces().all()[place.cell.province()].code;
        let share = if TRAVELLERS.contains(&code) { BY_PROVINCE.1 } else { BY_PROVINCE.0 };
        let word = self.stream("papers.passport.holder").word(place.word());
        chance(word, cohort) && chance(word.rotate_left(32), share)
    }

    /// Places among those who may have one: as many as there are numbers for, in the largest nations.
    fn passport_slots(&self) -> u32 {
        (self.registered() * HOLDERS / 1000).min(u64::from(NUMBERS / MOST)) as u32
    }

    fn passport_order(&self) -> crate::draw::Permutation {
        self.stream("papers.passport.order").permutation(self.registered() as u32)
    }

    fn passport_number(&self, slot: u32, nth: u32) -> PassportNumber {
        let at = self.stream("papers.passport.number").permutation(NUMBERS).forward(slot * MOST + nth);
        let letter = letters(self.spec().id_space)[(at / PER_LETTER) as usize];
        PassportNumber { letter, digits: at % PER_LETTER }
    }
}

fn letters(space: IdSpace) -> [u8; 5] {
    LETTERS.iter().find(|(of, _)| *of == space).map_or([b'X'; 5], |(_, letters)| *letters)
}

impl PassportNumber {
    /// The letter and the eight digits.
    pub fn text(self) -> String {
        format!("{}{:08}", char::from(self.letter), self.digits)
    }
}

impl FromStr for PassportNumber {
    type Err = IdentError;
    fn from_str(text: &str) -> Result<PassportNumber, IdentError> {
        let what = "a passport number";
        let mut rest = text.chars();
        let letter = rest.next().filter(char::is_ascii_uppercase);
        let letter = letter.ok_or(IdentError::NoSeriesLetter { what })? as u8;
        let digits = digits("the part of a passport number after the letter", 8, rest.as_str())? as u32;
        Ok(PassportNumber { letter, digits })
    }
}

impl fmt::Debug for PassportNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassportNumber(redacted)")
    }
}

impl Serialize for PassportNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}
