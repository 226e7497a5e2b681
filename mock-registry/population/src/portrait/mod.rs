//! Portraits: drawings made by rule, which show nobody. There is no photograph in the nation, and no fingerprint or iris:
//! of those there is an opaque id and nothing more.

mod drawing;
mod looks;
mod template;

use jiff::civil::Date;
use serde::Serialize;

use crate::day::Day;
use crate::nation::{Nation, Person};
use crate::papers::Card;

pub use template::BiometricTemplates;

/// A drawn portrait.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Portrait {
    /// The day it stands for: that of the card it was made for.
    pub taken: Date,
    /// An SVG document of less than 4 KiB, 240 by 320 units, marked as synthetic in the picture and in its title.
    pub svg: String,
}

/// The card of somebody younger shows no face, and no features are taken (Law 26/2023/QH15, article 23).
const YOUNGEST: i32 = 6;

impl Nation {
    /// The portrait taken for the last card, of those who were six or older.
    ///
    /// Features stay for life; hair, skin and clothes change with the age on the card.
    pub fn portrait(&self, person: Person, as_of: Date) -> Option<Portrait> {
        let taken = self.pictured(person, as_of)?.printed_on();
        let birth = self.birth_day(person);
        let age = (0..).take_while(|age| birth.plus_years(age + 1) <= Day::from(taken)).count() as i32;
        let looks = self.looks(person, age, taken);
        Some(Portrait { taken, svg: drawing::draw(&looks) })
    }

    /// The last card with a picture by a date.
    fn pictured(&self, person: Person, as_of: Date) -> Option<Card> {
        let of_age = self.birth_day(person).plus_years(YOUNGEST);
        self.card(person, as_of).filter(|card| of_age <= card.printed_on().into())
    }
}

impl std::fmt::Debug for Portrait {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Portrait(redacted)")
    }
}
