//! Which schools somebody attends.

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;
use serde::Serialize;

use super::path::{Attendance, Path, Stage};
use super::table::UNIVERSITIES;
use crate::common_people::{Institution, Life, choose};
use crate::records::redacted;

/// Time at one school.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Schooling {
    /// Stage.
    pub stage: Stage,
    /// Invented name of the school.
    pub institution: String,
    /// First day.
    pub from: Date,
    /// Last day, once it is past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Whether it ended with the certificate of the stage; none while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed: Option<bool>,
}
redacted!(Schooling);

/// Schools attended by a date, in order.
pub fn schooling(nation: &Nation, person: Person, as_of: Date) -> Vec<Schooling> {
    let life = Life::of(nation, person);
    let path = Path::of(&life);
    let begun = path.attendances.iter().filter(|attendance| life.told(attendance.from, as_of));
    begun
        .filter_map(|attendance| {
            let until = life.end(Some(attendance.until), as_of);
            Some(Schooling {
                stage: attendance.stage,
                institution: institution(&life, attendance)?,
                from: attendance.from,
                until,
                completed: until.map(|until| attendance.completed && until == attendance.until),
            })
        })
        .collect()
}

/// The school of a stage: near home at its beginning, or the university.
pub(super) fn institution(life: &Life<'_>, attendance: &Attendance) -> Option<String> {
    let kind = match attendance.stage {
        Stage::Kindergarten => Institution::Kindergarten,
        Stage::Primary => Institution::Primary,
        Stage::LowerSecondary => Institution::LowerSecondary,
        Stage::UpperSecondary => Institution::UpperSecondary,
        Stage::Vocational => Institution::Vocational,
        Stage::College => Institution::College,
        Stage::Bachelor | Stage::Master | Stage::Doctor => {
            // Most go on where they began.
            let word = life.stream("education.university").word(0);
            return choose(word, &UNIVERSITIES).map(|name| (*name).to_owned());
        }
    };
    Some(kind.name(&life.home(attendance.from)?))
}
