//! What a drawing shows: drawn from streams of its own, and no more like the person than a number is.

use jiff::civil::Date;

use crate::day::Day;
use crate::draw::Stream;
use crate::mix::{below, chance};
use crate::nation::{Nation, Person};
use crate::terms::Sex;

/// Looks of one drawing. Lengths are in units of the picture, colours as in CSS.
pub(super) struct Looks {
    pub(super) skin: &'static str,
    pub(super) hair: &'static str,
    pub(super) clothes: &'static str,
    pub(super) style: Style,
    /// Half the width and height of the face.
    pub(super) face: (i32, i32),
    /// Half the distance of the eyes.
    pub(super) eyes: i32,
    /// Length of the nose.
    pub(super) nose: i32,
    /// Half the width of the mouth, and how far it smiles.
    pub(super) mouth: (i32, i32),
    /// Thickness of the eyebrows.
    pub(super) brows: i32,
    /// Half the width of the shoulders.
    pub(super) shoulders: i32,
    /// Number of wrinkles on the forehead.
    pub(super) wrinkles: i32,
    pub(super) glasses: bool,
    pub(super) mole: Option<(i32, i32)>,
}

/// Cut of the hair.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    Crop,
    SideParting,
    Receding,
    Bob,
    Long,
    Tied,
}

const SKINS: [&str; 5] = ["#f3d3b3", "#ebc49f", "#e0b48c", "#d3a277", "#c49068"];
const CLOTHES: [&str; 6] = ["#ffffff", "#dfe8f2", "#2f4a6d", "#5d6b4f", "#7a3b3f", "#3a3a3f"];
/// Colours of hair by age: from then on, per mille that have it, colour. The last that holds is taken.
const HAIR: [(i32, u64, &str); 6] = [
    (0, 1000, "#1d1a19"),
    (0, 350, "#2b211d"),
    (38, 250, "#4a4644"),
    (50, 600, "#77736f"),
    (62, 880, "#a8a5a1"),
    (75, 960, "#d9d7d3"),
];
/// Cuts by sex, of which the last grows with age for men and is for girls and young women else.
const STYLES: [[Style; 3]; 2] =
    [[Style::Crop, Style::SideParting, Style::Receding], [Style::Bob, Style::Tied, Style::Long]];
/// Per mille with glasses, by age.
const GLASSES: [(i32, u64); 5] = [(0, 150), (14, 300), (25, 220), (45, 300), (60, 480)];

impl Nation {
    /// Looks at an age, in a picture taken on a date.
    pub(super) fn looks(&self, person: Person, age: i32, taken: Date) -> Looks {
        let life = self.stream("portrait.life").child(self.index(person));
        let moment =
            self.stream("portrait.moment").child(self.index(person)).child(Day::from(taken).0 as u64);
        let sex = self.sex(person);
        let man = i32::from(sex == Sex::Male);
        let child = i32::from(age < 12);
        Looks {
            skin: pick(&SKINS, life.word(0)),
            hair: hair(age, life.word(1)),
            clothes: pick(&CLOTHES, moment.word(0)),
            style: style(sex, age, &life, &moment),
            face: (span(life.word(2), 50, 9) + 3 * man - 2 * child, span(life.word(3), 66, 9) - 6 * child),
            eyes: span(life.word(4), 20, 6),
            nose: span(life.word(5), 17, 8) - 4 * child,
            mouth: (span(life.word(6), 13, 7), span(moment.word(1), 2, 5)),
            brows: span(life.word(7), 2, 2) + man,
            shoulders: span(life.word(8), 78, 14) + 10 * man - 18 * child,
            wrinkles: ((age - 45) / 12).clamp(0, 3),
            glasses: chance(life.word(9), table(&GLASSES, age)),
            mole: chance(life.word(10), 120)
                .then(|| (span(life.word(11), -30, 60), span(life.word(12), 170, 30))),
        }
    }
}

fn hair(age: i32, word: u64) -> &'static str {
    // One word for all ages: hair that is white stays so.
    let row = HAIR.iter().rev().find(|(from, share, _)| *from <= age && chance(word, *share));
    row.map_or(HAIR[0].2, |(_, _, colour)| colour)
}

fn style(sex: Sex, age: i32, life: &Stream, moment: &Stream) -> Style {
    let [first, second, last] = STYLES[sex as usize];
    let share = match sex {
        Sex::Male => (age - 35).clamp(0, 40) as u64 * 12,
        Sex::Female => 650 - (age.clamp(0, 60) as u64) * 10,
    };
    match chance(life.word(20), share) {
        true => last,
        false if chance(moment.word(2), 500) => first,
        false => second,
    }
}

fn table(rows: &[(i32, u64)], age: i32) -> u64 {
    rows.iter().rev().find(|(from, _)| *from <= age).map_or(0, |(_, value)| *value)
}

fn span(word: u64, least: i32, more: u64) -> i32 {
    least + below(word, more) as i32
}

fn pick(list: &[&'static str], word: u64) -> &'static str {
    list.get(below(word, list.len() as u64) as usize).copied().unwrap_or("#808080")
}
