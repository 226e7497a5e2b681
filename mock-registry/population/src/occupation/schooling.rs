//! How long people go to school.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::mix::below;
use crate::nation::{Nation, Person};

/// The last stage that somebody completes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Five years, or fewer.
    Primary = 0,
    /// Nine years.
    LowerSecondary = 1,
    /// Twelve years.
    UpperSecondary = 2,
    /// College or university, after twelve years of school.
    Higher = 3,
}

/// Schooling of a life.
#[derive(Clone, Copy)]
pub struct Schooling {
    /// What is completed in the end.
    pub stage: Stage,
    /// First school day.
    pub(crate) begins: Day,
    /// The day after the last at school.
    pub(crate) leaves: Day,
    /// First day at college or university, and the day after the last.
    pub(crate) studies: Option<(Day, Day)>,
}

const STAGES: [Stage; 4] = [Stage::Primary, Stage::LowerSecondary, Stage::UpperSecondary, Stage::Higher];
/// Per mille by last stage, by year of birth: an assumption after the shares of the 2019 census, from memory.
const COMPLETING: [(i32, [u64; 4]); 6] = [
    (i32::MIN, [720, 200, 60, 20]),
    (1945, [430, 360, 150, 60]),
    (1965, [270, 400, 230, 100]),
    (1980, [170, 340, 280, 210]),
    (1992, [60, 230, 390, 320]),
    (2002, [20, 140, 460, 380]),
];
/// Age in the calendar year in which a stage ends. School begins in September of the year somebody becomes six.
const FIRST: i32 = 6;
const ENDS: [i32; 4] = [11, 15, 18, 18];

impl Schooling {
    /// The day on which school or studies are over.
    pub(crate) fn over(&self) -> Day {
        self.studies.map_or(self.leaves, |(_, end)| end)
    }
}

impl Nation {
    /// When somebody goes to school and to university, death aside.
    pub fn schooling(&self, person: Person) -> Schooling {
        let word = self.stream("work.schooling").of(self, person);
        let year = person.cell.year();
        let shares =
            COMPLETING.iter().rev().find(|(from, _)| *from <= year).map_or([0; 4], |(_, shares)| *shares);
        let mut draw = below(word, 1000);
        let mut at = 0;
        while at < 3 && draw >= shares[at] {
            draw -= shares[at];
            at += 1;
        }
        let begins = Day::new(year + FIRST, 9, 5);
        let leaves = Day::new(year + ENDS[at], 6, 1);
        let studies = (STAGES[at] == Stage::Higher).then(|| {
            let gap = i32::from(below(word.rotate_left(16), 8) == 0);
            let years = 3 + below(word.rotate_left(24), 3) as i32;
            let first = year + 18 + gap;
            (Day::new(first, 9, 5), Day::new(first + years, 7, 1))
        });
        Schooling { stage: STAGES[at], begins, leaves, studies }
    }
}
