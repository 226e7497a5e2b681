//! Diplomas: what a stage ends with, from lower secondary school on (Law on Education 43/2019/QH14, article 12).

use dinhdanh_population::{Nation, Person, below};
use jiff::civil::Date;
use serde::Serialize;

use super::path::{Attendance, Path, Stage};
use super::schooling::institution;
use super::table::FIELDS;
use crate::common_people::{Digits, Life, choose, plus_days};
use crate::records::redacted;

/// How well somebody did.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// Excellent; not given at school.
    Excellent,
    /// Very good.
    VeryGood,
    /// Good.
    Good,
    /// Ordinary.
    Ordinary,
}

/// A diploma.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Degree {
    /// Number printed on the diploma: a letter for the stage and ten digits; real ones have six to eight.
    pub diploma_number: String,
    /// Stage it ends.
    pub stage: Stage,
    /// Code of the field of study, beginning with the digit of the level; none of schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_code: Option<String>,
    /// Field of study; none of schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// Invented name of the school.
    pub institution: String,
    /// How well; none of masters and doctors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<Classification>,
    /// Day of issue.
    pub issued_on: Date,
}
redacted!(Degree);

/// The letter of a diploma number and the first digit of a field's code, by stage.
const MARKS: [(Stage, char, Option<char>); 7] = [
    (Stage::LowerSecondary, 'S', None),
    (Stage::UpperSecondary, 'P', None),
    (Stage::Vocational, 'T', Some('5')),
    (Stage::College, 'C', Some('6')),
    (Stage::Bachelor, 'B', Some('7')),
    (Stage::Master, 'M', Some('8')),
    (Stage::Doctor, 'D', Some('9')),
];
/// Room for every diploma of one stage.
const SPACE: u32 = 4_000_000_000;
/// Weights of classifications (assumption).
const CLASSES: [(u64, Classification); 4] = [
    (4, Classification::Excellent),
    (22, Classification::VeryGood),
    (52, Classification::Good),
    (22, Classification::Ordinary),
];

/// Diplomas issued by a date, in order.
pub fn degrees(nation: &Nation, person: Person, as_of: Date) -> Vec<Degree> {
    let life = Life::of(nation, person);
    let path = Path::of(&life);
    let earned = path.attendances.iter().filter(|attendance| attendance.completed);
    earned.filter_map(|attendance| degree(&life, attendance, as_of)).collect()
}

/// The person with a diploma number, as of whatever date it is issued.
pub fn person_by_diploma_number(nation: &Nation, number: &str) -> Option<Person> {
    let (mark, digits) = number.split_at_checked(1)?;
    let (stage, ..) = MARKS.iter().find(|(_, letter, _)| mark.starts_with(*letter))?;
    if digits.len() != 10 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let person = numbers(nation, *stage).person(nation, digits.parse().ok()?)?;
    let issued = degrees(nation, person, Date::MAX);
    issued.iter().any(|degree| degree.diploma_number == number).then_some(person)
}

fn degree(life: &Life<'_>, attendance: &Attendance, as_of: Date) -> Option<Degree> {
    let stage = attendance.stage;
    let (_, letter, level) = MARKS.iter().find(|(marked, ..)| *marked == stage)?;
    let stream = life.stream("education.degree").child(stage as u64);
    let issued_on = plus_days(attendance.until, 20 + below(stream.word(0), 70) as i32);
    if !life.told(attendance.until, as_of) || !life.told(issued_on, as_of) {
        return None;
    }
    // Who studies on stays in the field.
    let study = choose(life.stream("education.field").word(0), &FIELDS).filter(|_| level.is_some());
    let graded = stage < Stage::Master;
    let class = choose(stream.word(1), &CLASSES).filter(|_| graded).copied();
    Some(Degree {
        diploma_number: format!("{letter}{:010}", numbers(life.nation, stage).of(life.nation, life.person)),
        stage,
        field_code: level.zip(study).map(|(level, (code, _))| format!("{level}{code}")),
        field: study.map(|(_, name)| *name),
        institution: institution(life, attendance)?,
        classification: class.map(|class| match (class, level) {
            (Classification::Excellent, None) => Classification::VeryGood,
            _ => class,
        }),
        issued_on,
    })
}

fn numbers(nation: &Nation, stage: Stage) -> Digits {
    let name = match stage {
        Stage::Kindergarten | Stage::Primary | Stage::LowerSecondary => "education.number.lower",
        Stage::UpperSecondary => "education.number.upper",
        Stage::Vocational => "education.number.vocational",
        Stage::College => "education.number.college",
        Stage::Bachelor => "education.number.bachelor",
        Stage::Master => "education.number.master",
        Stage::Doctor => "education.number.doctor",
    };
    Digits::new(nation, name, SPACE)
}
