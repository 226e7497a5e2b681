//! What somebody does as of a date.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::retirement::retirement;
use super::table::{CHILD, ELDER, HOME, PENSIONER, PUPIL, ROWS, SEEKING, STUDENT, occupation};
use crate::calendar::Beat;
use crate::data::{provinces, wards};
use crate::day::Day;
use crate::draw::Stream;
use crate::mix::{below, chance};
use crate::nation::{Nation, Person};
use crate::terms::Sex;

/// What somebody does, and since when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Occupation {
    /// ISCO-08 code, or a letter for what is no occupation.
    pub code: &'static str,
    /// The same in Vietnamese.
    pub name: &'static str,
    /// The kind.
    pub activity: Activity,
    /// Since when.
    pub since: Date,
}

/// Kinds of what people do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// Too young for school.
    Child,
    /// At school.
    Pupil,
    /// At college or university.
    Student,
    /// At work.
    Working,
    /// Keeping house.
    Home,
    /// Without work.
    Seeking,
    /// With a pension, or old.
    Retired,
}

/// From this age on, a job is kept until the end.
const SETTLED: i32 = 50;
/// Years of a job: at least, and how many more.
const JOB: (i32, u64) = (4, 13);
/// Nobody works younger (Labour Code 45/2019/QH14, article 3).
const WORKING_AGE: i32 = 15;
/// Per mille of women who keep house for good and for some years; assumptions.
const HOUSEWIVES: u64 = 150;
const PAUSING: u64 = 350;
/// Where those without a pension stop: age, and how many years later at most.
const REST: (i32, u64) = (54, 22);
/// Provinces of factories, and great cities; the others are country. From memory, unverified.
const INDUSTRY: [u8; 12] = [22, 24, 26, 27, 30, 31, 33, 35, 72, 74, 75, 77];
const CITIES: [u8; 4] = [1, 48, 79, 92];

impl Nation {
    /// What somebody does on a date; of a dead person, what was done last. None before birth.
    pub fn occupation(&self, person: Person, as_of: Date) -> Option<Occupation> {
        let death = self.death_day(person, self.place(person));
        self.occupation_of(person, as_of.into(), death)
    }

    /// The same, in a life that ends on a day.
    pub(crate) fn occupation_of(&self, person: Person, day: Day, death: Day) -> Option<Occupation> {
        let last = day.min(death.plus(-1)).max(self.birth_day(person).min(day));
        let (since, row) = self.career(person).into_iter().rev().find(|(since, _)| *since <= last)?;
        Some(Occupation {
            code: ROWS[row].code,
            name: ROWS[row].name,
            activity: activity(row),
            since: since.into(),
        })
    }

    /// The days on which somebody begins something else, with rows of the list; the first is birth. Death aside.
    pub(crate) fn career(&self, person: Person) -> Vec<(Day, usize)> {
        let birth = self.birth_day(person);
        let school = self.schooling(person);
        let mut spells = Vec::with_capacity(16);
        spells.extend([(birth, CHILD), (school.begins, PUPIL)]);
        let working_age = birth.plus_years(WORKING_AGE);
        if let Some((from, _)) = school.studies {
            spells.extend([(school.leaves, SEEKING), (from, STUDENT)]);
        }
        let over = school.over();
        spells.push((over, SEEKING));
        let stream = self.stream("work.career").child(self.index(person));
        let from = self.beats(Beat::Job, person.cell).next(person.rank, over.max(working_age));
        self.jobs(person, &stream, from, &mut spells);
        // Two jobs of one kind are one, and what is over the same day was nothing.
        spells.dedup_by(|next, last| {
            let same_day = next.0 == last.0;
            if same_day {
                last.1 = next.1;
            }
            same_day
        });
        spells.dedup_by_key(|(_, row)| *row);
        spells
    }

    /// Where somebody without a pension stops.
    fn rest(&self, person: Person, birth: Day, word: u64) -> Day {
        let drawn = birth.plus_years(REST.0).plus(below(word.rotate_left(32), REST.1 * 365) as i32);
        self.beats(Beat::Rest, person.cell).next(person.rank, drawn)
    }

    /// Jobs, pauses and the end of work.
    fn jobs(&self, person: Person, stream: &Stream, from: Day, spells: &mut Vec<(Day, usize)>) {
        let (birth, sex) = (self.birth_day(person), person.cell.sex());
        let stage = self.schooling(person).stage;
        let place = self.place(person);
        let stay =
            self.stay(place).map(|(begins, ends, spot)| (begins, ends, wards().get(spot.ward).province));
        let zone_on = |day: Day| match stay {
            Some((begins, ends, province)) if begins <= day && day < ends => zone(usize::from(province)),
            _ => zone(place.cell.province()),
        };
        let settled = birth.plus_years(SETTLED);
        let pause = (sex == Sex::Female).then(|| stream.word(1));
        let homemaker = pause.is_some_and(|word| chance(word, HOUSEWIVES));
        let mut pause = pause.filter(|word| chance(word.rotate_left(16), PAUSING));
        let beats = [Beat::Job, Beat::JobAgain].map(|beat| self.beats(beat, person.cell));
        let next_job = |nth: u64, from| beats[(nth % 2) as usize].next(person.rank, from);
        let mut day = from;
        for nth in 2.. {
            let word = stream.word(nth);
            if homemaker && nth == 3 {
                spells.push((day, HOME));
                spells.push((self.rest(person, birth, stream.word(0)), ELDER));
                return;
            }
            let row = occupation(sex, zone_on(day), stage, day.year(), word);
            spells.push((day, row));
            let length = JOB.0 * 365 + below(word.rotate_left(40), JOB.1 * 365) as i32;
            let (end, then) = match ROWS[row].pension {
                true => (retirement(sex, birth).plus(1), PENSIONER),
                false => (self.rest(person, birth, stream.word(0)), ELDER),
            };
            let next = next_job(nth, day.plus(length));
            if next >= settled.min(end) {
                // Who begins late stops late.
                spells.push((end.max(day.plus(365)), then));
                return;
            }
            day = next;
            if let Some(word) = pause.take() {
                spells.push((day, HOME));
                day = next_job(nth + 1, day.plus(200 + below(word.rotate_left(32), 640) as i32));
            }
        }
    }
}

fn zone(province: usize) -> usize {
    let code = &provinces().all()[province].code;
    if CITIES.contains(code) { 2 } else { usize::from(INDUSTRY.contains(code)) }
}

fn activity(row: usize) -> Activity {
    match row {
        CHILD => Activity::Child,
        PUPIL => Activity::Pupil,
        STUDENT => Activity::Student,
        HOME => Activity::Home,
        SEEKING => Activity::Seeking,
        PENSIONER | ELDER => Activity::Retired,
        _ => Activity::Working,
    }
}
