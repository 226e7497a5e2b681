//! How far somebody gets at school, and when: decided by cohort, whatever the date asked.

use dinhdanh_population::{Sex, below, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::table::{COHORTS, KINDERGARTEN};
use crate::common_people::{Life, row, weighted};

/// A stage of education.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Kindergarten, from three.
    Kindergarten,
    /// Grades 1 to 5.
    Primary,
    /// Grades 6 to 9.
    LowerSecondary,
    /// Grades 10 to 12.
    UpperSecondary,
    /// Two years of vocational school.
    Vocational,
    /// Three years of college.
    College,
    /// Four years of university.
    Bachelor,
    /// Two more.
    Master,
    /// Four more.
    Doctor,
}

/// Somebody's time in one stage, as planned: death may cut it short.
#[derive(Clone, Copy)]
pub(crate) struct Attendance {
    pub(crate) stage: Stage,
    pub(crate) from: Date,
    pub(crate) until: Date,
    /// Whether it ends with the certificate of the stage.
    pub(crate) completed: bool,
}

/// The education of a life, in order of time.
pub(crate) struct Path {
    pub(crate) attendances: Vec<Attendance>,
}

/// Per mille of those who leave after a stage that began the next one and did not finish it.
const LEFT_EARLY: u64 = 350;
/// Per mille of women, relative to men, born before 1950, who went as far: the others stopped a stage earlier.
const GIRLS_HELD_BACK: u64 = 350;

impl Path {
    /// The education of a person.
    pub(crate) fn of(life: &Life<'_>) -> Path {
        let stream = life.stream("education.path");
        let year = life.birth.year();
        let mut attendances = Vec::with_capacity(6);
        let kindergarten = row(&KINDERGARTEN, year).unwrap_or(0);
        if chance(stream.word(0), kindergarten) {
            attendances.push(years(Stage::Kindergarten, year + 3, 3, true));
        }
        let completed = completed_stages(life, stream.word(1));
        let mut start = year + 6;
        for stage in completed {
            start = start.max(year + 6) + pause(*stage, stream.child(2).word(*stage as u64));
            attendances.push(years(*stage, start, length(*stage), true));
            start += length(*stage);
        }
        let dropped = next_school(completed.last().copied()).filter(|_| chance(stream.word(3), LEFT_EARLY));
        if let Some(stage) = dropped {
            let years_there = 1 + below(stream.word(4), length(stage) as u64 - 1) as i16;
            attendances.push(years(stage, start, years_there, false));
        }
        Path { attendances }
    }

    /// The highest stage completed by a day.
    pub(crate) fn highest(&self, day: Date) -> Option<Stage> {
        self.attendances
            .iter()
            .filter(|a| a.completed && a.until <= day && a.stage > Stage::Kindergarten)
            .map(|a| a.stage)
            .max()
    }

    /// The last day of the first stretch of school from six on, if there was any: study after work is left out.
    pub(crate) fn leaves_school(&self) -> Option<Date> {
        let first = |a: &&Attendance| a.stage > Stage::Kindergarten && a.stage < Stage::Master;
        self.attendances.iter().filter(first).map(|a| a.until).max()
    }
}

/// The stages somebody completes, in order.
fn completed_stages(life: &Life<'_>, word: u64) -> &'static [Stage] {
    use Stage as S;
    const TO: [&[Stage]; 9] = [
        &[],
        &[S::Primary],
        &[S::Primary, S::LowerSecondary],
        &[S::Primary, S::LowerSecondary, S::UpperSecondary],
        &[S::Primary, S::LowerSecondary, S::UpperSecondary, S::Vocational],
        &[S::Primary, S::LowerSecondary, S::UpperSecondary, S::College],
        &[S::Primary, S::LowerSecondary, S::UpperSecondary, S::Bachelor],
        &[S::Primary, S::LowerSecondary, S::UpperSecondary, S::Bachelor, S::Master],
        &[S::Primary, S::LowerSecondary, S::UpperSecondary, S::Bachelor, S::Master, S::Doctor],
    ];
    let shares = row(&COHORTS, life.birth.year()).unwrap_or_default();
    let mut to = weighted(word, shares.into_iter());
    if life.sex == Sex::Female && life.birth.year() < 1950 && chance(word.rotate_left(32), GIRLS_HELD_BACK) {
        to = to.map(|to| to.min(4).saturating_sub(1));
    }
    to.and_then(|to| TO.get(to)).copied().unwrap_or_default()
}

/// Years of a stage.
fn length(stage: Stage) -> i16 {
    match stage {
        Stage::Kindergarten | Stage::UpperSecondary | Stage::College => 3,
        Stage::Primary => 5,
        Stage::LowerSecondary | Stage::Bachelor | Stage::Doctor => 4,
        Stage::Vocational | Stage::Master => 2,
    }
}

/// Years between the stage before and a stage.
fn pause(stage: Stage, word: u64) -> i16 {
    match stage {
        Stage::Kindergarten | Stage::Primary | Stage::LowerSecondary | Stage::UpperSecondary => 0,
        // One in eight tries again, or works first.
        Stage::Vocational | Stage::College | Stage::Bachelor => i16::from(word & 7 == 0),
        Stage::Master => 1 + below(word, 9) as i16,
        Stage::Doctor => 1 + below(word, 7) as i16,
    }
}

/// The general school that follows.
fn next_school(last: Option<Stage>) -> Option<Stage> {
    match last {
        None => Some(Stage::Primary),
        Some(Stage::Primary) => Some(Stage::LowerSecondary),
        Some(Stage::LowerSecondary) => Some(Stage::UpperSecondary),
        _ => None,
    }
}

/// School years run from 5 September to 31 May, those of universities to 30 June.
fn years(stage: Stage, start: i16, years: i16, completed: bool) -> Attendance {
    let (month, day) = if stage > Stage::UpperSecondary { (6, 30) } else { (5, 31) };
    Attendance { stage, from: date(start, 9, 5), until: date(start + years, month, day), completed }
}
