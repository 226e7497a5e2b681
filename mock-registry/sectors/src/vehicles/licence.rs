//! Driving licences: one number for life, one licence per class (Law on Road Traffic Order and Safety 36/2024/QH15).

use dinhdanh_population::{Nation, Person, Sex};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::common_things::{
    Draws, Life, LocalNumbers, digits_at, minus_days, plus_days, plus_years, reserved, within,
};
use crate::records::redacted;

/// A licence of one class, with what is known of it as of the date asked.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Licence {
    /// 12 digits: 2 of the province, 1 of century and sex, 2 of the year of the first test, 7 of a serial.
    pub number: String,
    /// Class (article 57).
    pub class: &'static str,
    /// Day of the test.
    pub passed_on: Date,
    /// Day of issue of the card in force.
    pub issued_on: Date,
    /// Last day of validity of that card; none for the classes without end.
    pub expires_on: Option<Date>,
    /// Points left of 12 (article 58); none before 2025, when there were no points.
    pub points: Option<u64>,
    /// The day on which it was withdrawn, if it was.
    pub revoked_on: Option<Date>,
    /// `valid`, `expired`, `revoked`, or `void` when the holder is dead.
    pub state: &'static str,
}

redacted!(Licence);

/// Serials of one province and sex: seven digits.
const SERIALS: u32 = 10_000_000;
/// Added to the digit of century and sex: the years after 2200, in which nobody is born yet.
const RESERVED: u64 = 6;
/// First tests that are on file.
const FIRST: Date = date(1990, 1, 1);
/// Classes have these names since the law came into force; older licences are shown by today's class.
const POINTS: Date = date(2025, 1, 1);
const ALL_POINTS: u64 = 12;

/// One ladder of classes: who climbs it and how.
struct Ladder {
    class: &'static str,
    /// Per mille of men and of women who pass the test, of those born since 1990; see [`share`].
    shares: [u64; 2],
    /// Age from which the test may be taken (article 59), and years over which people come to it.
    from_age: u64,
    spread: u64,
    /// Years of validity; none if unlimited.
    years: Option<u64>,
}

/// Shares are assumptions: most ride a motorbike, fewer drive a car, few a lorry or bus.
const LADDERS: [Ladder; 6] = [
    Ladder { class: "A1", shares: [860, 760], from_age: 18, spread: 8, years: None },
    Ladder { class: "A", shares: [60, 8], from_age: 18, spread: 20, years: None },
    Ladder { class: "B", shares: [360, 120], from_age: 18, spread: 25, years: Some(10) },
    Ladder { class: "C1", shares: [40, 1], from_age: 18, spread: 20, years: Some(10) },
    Ladder { class: "C", shares: [50, 1], from_age: 21, spread: 18, years: Some(5) },
    Ladder { class: "D2", shares: [14, 1], from_age: 24, spread: 20, years: Some(5) },
];

mod draw {
    pub(super) const HAS: u64 = 0;
    pub(super) const AGE: u64 = 1;
    pub(super) const DELAY: u64 = 2;
    pub(super) const LATE: u64 = 3;
    pub(super) const REVOKED: u64 = 4;
    pub(super) const REVOKED_ON: u64 = 5;
    pub(super) const STARTS: u64 = 6;
    pub(super) const OFFENCE: u64 = 1_000;
    pub(super) const LOSS: u64 = 2_000;
    pub(super) const RENEWAL: u64 = 3_000;
}

/// The licences of a person tested by a date, in order of the test.
pub fn licences(nation: &Nation, person: Person, as_of: Date) -> Vec<Licence> {
    let life = Life::of(nation, person);
    let tests = tests(nation, person, life);
    let Some(number) = tests.first().and_then(|(first, ..)| number(nation, person, *first)) else {
        return Vec::new();
    };
    let passed = tests.into_iter().filter(|(day, ..)| *day <= as_of);
    passed.map(|(day, ladder, draws)| licence(&number, day, ladder, draws, life, as_of)).collect()
}

/// The person with a licence number, once the first test is passed.
pub fn person_by_licence(nation: &Nation, number: &str, as_of: Date) -> Option<Person> {
    if number.len() != 12 {
        return None;
    }
    let province = number.get(..2)?.parse().ok()?;
    let sex = match digits_at(number, 2, 1)? % 2 {
        0 => Sex::Male,
        _ => Sex::Female,
    };
    let serials = LocalNumbers::new(nation, "licence.serial", province, Some(sex), SERIALS);
    let person = serials.owner(digits_at(number, 5, 7)?)?;
    licences(nation, person, as_of).first().filter(|licence| licence.number == number).map(|_| person)
}

/// All tests of a life, in order: the day, the ladder and the draws that go on deciding about that class.
fn tests(nation: &Nation, person: Person, life: Life) -> Vec<(Date, &'static Ladder, Draws)> {
    let draws = Draws::of(nation, "licence", person);
    let sex = nation.sex(person) as usize;
    let tests = LADDERS.iter().enumerate().filter_map(|(i, ladder)| {
        let draws = draws.child(i as u64);
        if !draws.chance(draw::HAS, share(ladder.shares[sex], life.born.year())) {
            return None;
        }
        // Most come in the first years.
        let years =
            draws.between(draw::AGE, 0, ladder.spread).min(draws.between(draw::STARTS, 0, ladder.spread));
        let day = plus_days(life.age(ladder.from_age + years), draws.between(draw::DELAY, 1, 360));
        (day >= FIRST && day < life.died).then_some((day, ladder, draws))
    });
    let mut tests: Vec<_> = tests.collect();
    tests.sort_by_key(|(day, ..)| *day);
    tests
}

/// Older people have fewer licences: the share falls by a sixtieth for every year of birth before 1990.
fn share(per_mille: u64, born: i16) -> u64 {
    let before = u64::from((1990 - born).clamp(0, 45) as u16);
    per_mille * (60 - before) / 60
}

/// One number per person; the province is that of the birth registration, as in the personal number (assumption).
fn number(nation: &Nation, person: Person, first: Date) -> Option<String> {
    let (province, sex) = (nation.birth_province(person), nation.sex(person));
    let serial = LocalNumbers::new(nation, "licence.serial", province, Some(sex), SERIALS).of(person)?;
    let century = (nation.date_of_birth(person).year() as u64 - 1900) / 100 * 2 + sex as u64;
    let century = (century + if reserved(nation) { RESERVED } else { 0 }) % 10;
    Some(format!("{}{century}{:02}{serial:07}", province.digits(), first.year() % 100))
}

fn licence(number: &str, passed_on: Date, ladder: &Ladder, draws: Draws, life: Life, as_of: Date) -> Licence {
    let day = within(draws.word(draw::REVOKED_ON), passed_on, plus_years(passed_on, 25));
    let revoked_on =
        Some(day).filter(|day| draws.chance(draw::REVOKED, 12) && *day < life.died && *day <= as_of);
    let (issued_on, expires_on) = card(passed_on, ladder, draws, life, revoked_on.unwrap_or(as_of));
    let state = if revoked_on.is_some() {
        "revoked"
    } else if life.died <= as_of {
        "void"
    } else if expires_on.is_some_and(|last| last < as_of) {
        "expired"
    } else {
        "valid"
    };
    Licence {
        number: number.to_owned(),
        class: ladder.class,
        passed_on,
        issued_on,
        expires_on,
        points: (POINTS <= as_of && as_of < life.died && revoked_on.is_none())
            .then(|| points(passed_on, draws, as_of)),
        revoked_on,
        state,
    }
}

/// The card in force: renewed shortly before it runs out, or late; seldom never.
fn card(passed_on: Date, ladder: &Ladder, draws: Draws, life: Life, as_of: Date) -> (Date, Option<Date>) {
    let Some(years) = ladder.years else { return (passed_on, None) };
    let (mut issued, mut round) = (passed_on, 0);
    loop {
        let expires = plus_years(issued, years);
        let draws = draws.child(draw::RENEWAL + round);
        let late = draws.chance(draw::LATE, 250);
        let next = match late {
            true => plus_days(expires, draws.between(draw::DELAY, 1, 500)),
            false => minus_days(expires, draws.between(draw::DELAY, 0, 60)),
        };
        if next > as_of || next >= life.died {
            return (issued, Some(expires));
        }
        (issued, round) = (next, round + 1);
    }
}

/// Points on a day: lost in offences, all restored twelve months after the last (article 58).
fn points(passed_on: Date, draws: Draws, as_of: Date) -> u64 {
    let mut left = ALL_POINTS;
    let mut last: Option<Date> = None;
    let from = passed_on.max(POINTS);
    for year in from.year()..=as_of.year() {
        let word = u64::from(year.unsigned_abs());
        if !draws.chance(draw::OFFENCE + word, 60) {
            continue;
        }
        let first = date(year, 1, 1);
        let day = within(draws.word(draw::LOSS + word), first, date(year + 1, 1, 1));
        if day < from || day > as_of {
            continue;
        }
        if last.is_some_and(|last| plus_years(last, 1) <= day) {
            left = ALL_POINTS;
        }
        left = left.saturating_sub([2, 4, 6, 10][(draws.word(draw::LOSS + word) & 3) as usize]);
        last = Some(day);
    }
    if last.is_none_or(|last| plus_years(last, 1) <= as_of) { ALL_POINTS } else { left }
}
