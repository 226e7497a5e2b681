//! Passports and residence cards of foreigners (Law 47/2014/QH13 on entry, exit and residence, articles 36 to 43).

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Foreigner, Life};
use crate::day::Day;
use crate::mix::{below, chance};
use crate::nation::Nation;

/// A foreign passport. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ForeignPassport {
    /// The letter `F`, which no passport of the nation begins with, and eight digits.
    pub number: String,
    /// The issuing country, ISO 3166-1 alpha-3.
    pub country: &'static str,
    /// Day of issue.
    pub issued: Date,
    /// Last day.
    pub expires: Date,
}

/// A residence card. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ResidenceCard {
    /// Its kind.
    pub kind: ResidenceCardKind,
    /// Two letters and eight digits; the format is an assumption.
    pub number: String,
    /// Day of issue.
    pub issued: Date,
    /// Last day; a permanent card is exchanged every ten years.
    pub expires: Date,
}

/// Kinds of residence cards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ResidenceCardKind {
    /// Temporary, one to five years here.
    #[serde(rename = "temporary_residence_card")]
    Temporary,
    /// Permanent.
    #[serde(rename = "permanent_residence_card")]
    Permanent,
}

/// Numbers of passports, and of residence cards; so many of each may be one person's.
const NUMBERS: u32 = 100_000_000;
const PASSPORTS: u32 = 8;
const CARDS: u32 = 16;
/// The letter of passports, and those of temporary and permanent cards.
const PASSPORT: &str = "F";
const LETTERS: [&str; 2] = ["TR", "PR"];
/// Years on temporary cards before a permanent one (article 40).
const BEFORE_SETTLING: i32 = 3;

impl Nation {
    /// The foreigner who uses the passport with a number on a day.
    pub fn foreigner_by_passport(&self, number: &str, as_of: Date) -> Option<Foreigner> {
        let serial = serial(number, PASSPORT)?;
        let numbers = self.stream("strangers.passport.number").permutation(NUMBERS);
        let foreigner = self.foreigner_at(u64::from(numbers.inverse(serial) / PASSPORTS))?;
        (self.foreigner(foreigner, as_of)?.passport.number == number).then_some(foreigner)
    }

    /// The foreigner whose last residence card on a day, run out or not, has a number.
    pub fn foreigner_by_residence_card(&self, number: &str, as_of: Date) -> Option<Foreigner> {
        let serial = LETTERS.iter().find_map(|letters| serial(number, letters))?;
        let numbers = self.stream("strangers.card.number").permutation(NUMBERS);
        let foreigner = self.foreigner_at(u64::from(numbers.inverse(serial) / CARDS))?;
        (self.foreigner(foreigner, as_of)?.residence_card?.number == number).then_some(foreigner)
    }

    /// The residence cards of a foreigner issued by a day, in order.
    pub fn residence_cards(&self, foreigner: Foreigner, as_of: Date) -> Vec<ResidenceCard> {
        let life = self.foreign_life(foreigner);
        self.issued_cards(foreigner, &life, as_of.into()).collect()
    }

    /// The passport in use on a day: one after the other, of ten years each.
    pub(super) fn foreign_passport(
        &self,
        Foreigner(index): Foreigner,
        life: &Life,
        day: Day,
    ) -> ForeignPassport {
        let word = self.stream("strangers.passport").word(u64::from(index));
        let first = life.arrived.plus(-(1 + below(word, 3_000) as i32)).max(life.birth);
        let nth = (0..PASSPORTS as i32).take_while(|nth| first.plus_years(10 * nth) <= day).count().max(1)
            as u32
            - 1;
        let numbers = self.stream("strangers.passport.number").permutation(NUMBERS);
        let issued = first.plus_years(10 * nth as i32);
        ForeignPassport {
            number: format!("{PASSPORT}{:08}", numbers.forward(index * PASSPORTS + nth)),
            country: life.nationality.code,
            issued: issued.into(),
            expires: issued.plus_years(10).plus(-1).into(),
        }
    }

    /// The last residence card issued by a day.
    pub(super) fn residence_card(
        &self,
        foreigner: Foreigner,
        life: &Life,
        day: Day,
    ) -> Option<ResidenceCard> {
        self.issued_cards(foreigner, life, day).last()
    }

    fn issued_cards(
        &self,
        foreigner: Foreigner,
        life: &Life,
        day: Day,
    ) -> impl Iterator<Item = ResidenceCard> {
        let numbers = self.stream("strangers.card.number").permutation(NUMBERS);
        let terms = (0..).zip(self.residence_terms(foreigner, life));
        terms.take_while(move |(_, (_, issued, _))| *issued <= day).map(
            move |(nth, (kind, issued, expires))| {
                let [temporary, permanent] = LETTERS;
                let letters = if kind == ResidenceCardKind::Permanent { permanent } else { temporary };
                ResidenceCard {
                    kind,
                    number: format!("{letters}{:08}", numbers.forward(foreigner.0 * CARDS + nth)),
                    issued: issued.into(),
                    expires: expires.into(),
                }
            },
        )
    }

    /// Kind, first and last day of every residence card, while the person is here.
    pub(super) fn residence_terms(
        &self,
        Foreigner(index): Foreigner,
        life: &Life,
    ) -> impl Iterator<Item = (ResidenceCardKind, Day, Day)> {
        let stream = self.stream("strangers.card").child(u64::from(index));
        let life = *life;
        let settles = life.arrived.plus_years(BEFORE_SETTLING);
        let term = move |nth: u64, issued: Day| {
            let (kind, years) = match life.settled && issued >= settles {
                true => (ResidenceCardKind::Permanent, 10),
                false => (ResidenceCardKind::Temporary, 1 + below(stream.word(2 * nth), 5) as i32),
            };
            (kind, issued, issued.plus_years(years).plus(-1))
        };
        // A card is issued some weeks after arrival, and most are followed by the next without a gap.
        let first = term(0, life.arrived.plus(10 + below(stream.word(1), 50) as i32));
        let cards = std::iter::successors(Some((0, first)), move |(nth, (.., expires))| {
            let word = stream.word(2 * nth + 3);
            let late = if chance(word, 900) { 1 } else { 1 + below(word.rotate_left(16), 60) as i32 };
            (nth + 1 < u64::from(CARDS)).then(|| (nth + 1, term(nth + 1, expires.plus(late))))
        });
        cards.map(|(_, card)| card).take_while(move |(_, issued, _)| *issued < life.departed)
    }
}

/// The number below [`NUMBERS`] that follows the letters; none of another shape.
fn serial(text: &str, letters: &str) -> Option<u32> {
    let digits = text.strip_prefix(letters)?;
    (digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

impl fmt::Debug for ForeignPassport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForeignPassport(redacted)")
    }
}

impl fmt::Debug for ResidenceCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResidenceCard(redacted)")
    }
}
