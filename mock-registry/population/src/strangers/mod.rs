//! Foreigners with a residence card: a small nation of their own beside the citizens, with numbers that lead back.
//!
//! Their number is set up by the system (Decree 69/2024/ND-CP, article 5). Its structure has not been published: here it is
//! that of citizens, with `8` and the place of the nationality in a list where citizens have a province. No province has
//! such a code, so that no citizen of either number space shares one.

mod account;
mod cards;
mod nationality;

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::data::{provinces, wards};
use crate::day::{Day, days_in_year};
use crate::draw::Permutation;
use crate::home::{Address, Spot};
use crate::ident::IdNumber;
use crate::mix::{below, chance};
use crate::nation::Nation;
use crate::terms::Sex;

pub use account::ForeignerAccount;
pub use cards::{ForeignPassport, ResidenceCard, ResidenceCardKind};
use nationality::{NATIONALITIES, Nationality};

/// A foreigner who lives in the country at some time. Meaningful only in the nation it came from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Foreigner(u32);

/// A foreigner as of a date. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ForeignerRecord {
    /// Always true: nobody here exists.
    pub synthetic: bool,
    /// Number of the identification system, twelve digits.
    pub number: IdNumber,
    /// Name as in the passport, in the order of the country.
    pub name: String,
    /// Surname.
    pub surname: &'static str,
    /// Given name.
    pub given_name: &'static str,
    /// Date of birth.
    pub date_of_birth: Date,
    /// Sex.
    pub sex: Sex,
    /// Country of nationality, ISO 3166-1 alpha-3.
    pub nationality: &'static str,
    /// The passport in use.
    pub passport: ForeignPassport,
    /// The last residence card, run out or not.
    pub residence_card: Option<ResidenceCard>,
    /// Where the person lives; none after departure.
    pub residence: Option<Address>,
    /// Day of arrival.
    pub arrived: Date,
    /// Day of departure for good, if that has come.
    pub departed: Option<Date>,
    /// The electronic identification account.
    pub account: Option<ForeignerAccount>,
}

/// What does not change.
#[derive(Clone, Copy)]
struct Life {
    nationality: &'static Nationality,
    sex: Sex,
    birth: Day,
    arrived: Day,
    departed: Day,
    /// Lives here for good.
    settled: bool,
}

/// Living citizens for one foreigner in the tables, past, present and to come: an assumption.
const CITIZENS: u64 = 150;
/// Six digits tell apart all foreigners.
const MOST: u32 = 1_000_000;
/// Years of arrival.
const ARRIVALS: (i32, u64) = (2006, 40);
/// Per mille who stay for good, and the longest stay of the others in years: assumptions.
const SETTLING: u64 = 70;
const STAY: u64 = 9;

impl Nation {
    /// Foreigners in the tables: of one in ten or so the stay includes a given day.
    pub fn foreigners(&self) -> u64 {
        (self.spec().living / CITIZENS).min(u64::from(MOST))
    }

    /// The foreigner with an index below [`Nation::foreigners`].
    pub fn foreigner_at(&self, index: u64) -> Option<Foreigner> {
        (index < self.foreigners()).then_some(Foreigner(index as u32))
    }

    /// The index of a foreigner: the inverse of [`Nation::foreigner_at`].
    pub fn foreigner_index(&self, foreigner: Foreigner) -> u64 {
        u64::from(foreigner.0)
    }

    /// The number of a foreigner.
    pub fn foreigner_number(&self, foreigner: Foreigner) -> IdNumber {
        self.number_of(foreigner, &self.foreign_life(foreigner))
    }

    /// The foreigner with a number.
    pub fn foreigner_by_number(&self, number: IdNumber) -> Option<Foreigner> {
        let index = self.foreign_serials().inverse((number.0 % u64::from(MOST)) as u32);
        let foreigner = self.foreigner_at(u64::from(index))?;
        (self.foreigner_number(foreigner) == number).then_some(foreigner)
    }

    /// A foreigner as of a date; none before arrival.
    pub fn foreigner(&self, foreigner: Foreigner, as_of: Date) -> Option<ForeignerRecord> {
        let life = self.foreign_life(foreigner);
        let day = Day::from(as_of);
        if day < life.arrived {
            return None;
        }
        let here = day < life.departed;
        let words = self.stream("strangers.name").child(u64::from(foreigner.0));
        let names = life.nationality.names(life.sex, [words.word(0), words.word(1)]);
        Some(ForeignerRecord {
            synthetic: true,
            number: self.number_of(foreigner, &life),
            name: life.nationality.full(names),
            surname: names[0],
            given_name: names[1],
            date_of_birth: life.birth.into(),
            sex: life.sex,
            nationality: life.nationality.code,
            passport: self.foreign_passport(foreigner, &life, day),
            residence_card: self.residence_card(foreigner, &life, day),
            residence: here.then(|| self.foreign_home(foreigner, day)),
            arrived: life.arrived.into(),
            departed: (!here).then(|| life.departed.into()),
            account: self.foreign_account(foreigner, &life, day),
        })
    }

    fn foreign_life(&self, Foreigner(index): Foreigner) -> Life {
        let stream = self.stream("strangers.life").child(u64::from(index));
        let nationality = nationality::pick(stream.word(0));
        let year = ARRIVALS.0 + below(stream.word(1), ARRIVALS.1) as i32;
        let arrived = Day::first_of(year).plus(below(stream.word(2), days_in_year(year) as u64) as i32);
        // Most come to work; some with their parents.
        let age = if chance(stream.word(3), 120) {
            1 + below(stream.word(4), 17)
        } else {
            22 + below(stream.word(4), 38)
        };
        let birth = arrived.plus_years(-(age as i32)).plus(-(below(stream.word(5), 365) as i32));
        let settled = chance(stream.word(6), SETTLING);
        let days = if settled { 40 * 365 } else { 370 + below(stream.word(7), STAY * 365) as i32 };
        let sex = if chance(stream.word(8), 640) { Sex::Male } else { Sex::Female };
        Life { nationality, sex, birth, arrived, departed: arrived.plus(days), settled }
    }

    fn number_of(&self, Foreigner(index): Foreigner, life: &Life) -> IdNumber {
        let place = NATIONALITIES.iter().position(|n| n.code == life.nationality.code).unwrap_or(0) as u64;
        let year = (life.birth.year() - 1900) as u64;
        let century = year / 100 * 2 + life.sex as u64;
        let serial = u64::from(self.foreign_serials().forward(index));
        IdNumber((((800 + place) * 10 + century) * 100 + year % 100) * u64::from(MOST) + serial)
    }

    fn foreign_serials(&self) -> Permutation {
        self.stream("strangers.number").permutation(MOST)
    }

    /// Where a foreigner lives: in a town of a province that draws people.
    fn foreign_home(&self, Foreigner(index): Foreigner, day: Day) -> Address {
        let word = self.stream("strangers.home").word(u64::from(index));
        let ward = wards().town(provinces().destination(word), word.rotate_left(24));
        self.address(Spot { ward, word }, day)
    }
}

impl fmt::Debug for Foreigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Foreigner(redacted)")
    }
}

impl fmt::Debug for ForeignerRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForeignerRecord(redacted)")
    }
}
