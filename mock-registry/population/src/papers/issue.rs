//! When cards are issued, and how long they are good.

use super::card::{CardKind, CardMedium};
use super::loss::Loss;
use crate::calendar::Beat;
use crate::data::provinces;
use crate::day::Day;
use crate::mix::{Field, below, chance};
use crate::nation::{Nation, Person};

/// A card of a timeline.
#[derive(Clone, Copy)]
pub(crate) struct Issue {
    pub(crate) kind: CardKind,
    pub(crate) medium: CardMedium,
    pub(crate) issued: Day,
    /// Last day of validity; [`FOR_LIFE`] if there is none.
    pub(crate) expires: Day,
    /// Whether it is lost or damaged on the way.
    pub(crate) loss: Option<Loss>,
}

/// After every day of the tables.
pub(crate) const FOR_LIFE: Day = Day(i32::MAX);
/// Age from which a citizen must have a card (Law 26/2023/QH15, article 19).
const CARD_AGE: i32 = 14;
/// Ages at which a card is renewed, and the age from which one issued counts for the next (article 21).
const RENEWALS: [(i32, i32); 4] = [(12, 14), (23, 25), (38, 40), (58, 60)];
/// The same ages alone.
pub(crate) const RENEWAL_AGES: [i32; 4] = [14, 25, 40, 60];
/// No child had a card before the Law on Identification came into force.
const LAW: Day = Day::new(2024, 7, 1);
/// The chip card was brought to everybody from here on, within the beat of [`Beat::Rollout`].
const ROLLOUT: Day = Day::new(2021, 3, 1);
/// The 9-digit paper was issued nationwide from here until the chip card came.
const PAPERS: (Day, Day) = (Day::new(1978, 1, 1), LAST_PAPER_ISSUE);
/// No paper was issued from here on.
pub(crate) const LAST_PAPER_ISSUE: Day = Day::new(2021, 1, 1);
const LAST_PAPER_DAY: Day = Day::new(2024, 12, 31);
/// The citizen card with a bar code (Law 59/2014/QH13), in the provinces that began with it; elsewhere the paper went on.
const BARCODE: Day = Day::new(2016, 1, 1);
/// Those provinces, from memory, unverified.
const BARCODE_PROVINCES: [u8; 16] = [1, 22, 26, 30, 31, 33, 34, 35, 36, 37, 38, 44, 48, 72, 77, 79];
/// Per mille of children that are given a card before they must have one.
const CHILDREN: u64 = 150;

impl Nation {
    /// All cards of a life, in order of issue.
    pub(crate) fn cards(&self, person: Person) -> Vec<Issue> {
        let birth = self.birth_day(person);
        let death = self.death_day(person, self.place(person));
        let word = self.key(Field::Card).word(self.index(person));
        let of_age = birth.plus_years(CARD_AGE);
        let mut cards = self.papers(person, birth, word);

        let next_on = |beat, from| self.beats(beat, person.cell).next(person.rank, from);
        let mut next = next_on(Beat::FirstCard, of_age).max(next_on(Beat::Rollout, ROLLOUT));
        if let Some(issued) = self.childhood_card(person, birth) {
            next = issued;
        }
        for renewal in 0.. {
            let kind = if next < LAW { CardKind::CitizenCard } else { CardKind::IdentityCard };
            let expires = term(birth, next);
            cards.push(Issue { kind, medium: CardMedium::Chip, issued: next, expires, loss: None });
            if expires == FOR_LIFE {
                break;
            }
            // Most renew in the weeks before; some are late, and have no valid card meanwhile.
            let late = self.key(Field::Card).child(self.index(person)).word(renewal);
            next = match below(late, 1000) {
                ..800 => next_on(Beat::Renewal, expires.plus(-59)),
                800..900 => next_on(Beat::Renewal, expires.plus(1)),
                _ => next_on(Beat::Renewal, expires.plus(61)),
            };
        }
        // Before death is looked at: when a card is lost does not depend on whether its holder lives to the next.
        self.lose(person, &mut cards);
        cards.retain(|card| card.issued < death);
        cards
    }

    fn childhood_card(&self, person: Person, birth: Day) -> Option<Day> {
        let word = self.key(Field::ChildCard).word(self.index(person));
        let from = birth.plus(30).max(LAW);
        let days = birth.plus_years(CARD_AGE).0 - from.0;
        if days <= 0 || !chance(word, CHILDREN) {
            return None;
        }
        let drawn = from.plus(below(word.rotate_left(20), days as u64) as i32);
        let issued = self.beats(Beat::ChildCard, person.cell).next(person.rank, drawn);
        (issued < birth.plus_years(CARD_AGE)).then_some(issued)
    }

    /// The cards before the chip: at 14 and then every fifteen years a paper; where there was one, the next from 2016 has a bar
    /// code. A first card before the chip is always a paper here, so that the 9-digit number is the same everywhere.
    fn papers(&self, person: Person, birth: Day, word: u64) -> Vec<Issue> {
        let mut cards = Vec::with_capacity(8);
        let beats = [Beat::Paper, Beat::PaperAgain].map(|beat| self.beats(beat, person.cell));
        // Most come late: a first paper within two years.
        let late = 182 * below(word, 3) as i32;
        let mut issued = beats[0].next(person.rank, birth.plus_years(CARD_AGE).max(PAPERS.0).plus(late));
        while issued < PAPERS.1 {
            let barcode = BARCODE <= issued
                && !cards.is_empty()
                && BARCODE_PROVINCES.contains(&provinces().all()[person.cell.province()].code);
            let (kind, medium, expires) = match barcode {
                true => (CardKind::CitizenCard, CardMedium::Barcode, term(birth, issued)),
                false => (CardKind::NineDigit, CardMedium::Paper, paper_term(issued)),
            };
            cards.push(Issue { kind, medium, issued, expires, loss: None });
            if expires == FOR_LIFE {
                break;
            }
            issued = beats[cards.len() % 2].next(person.rank, expires);
        }
        cards
    }
}

/// The last day of a paper of nine digits.
fn paper_term(issued: Day) -> Day {
    issued.plus_years(15).min(LAST_PAPER_DAY)
}

/// The last day of a card of the 12-digit number.
fn term(birth: Day, issued: Day) -> Day {
    let row = RENEWALS.iter().find(|(early, _)| issued < birth.plus_years(*early));
    row.map_or(FOR_LIFE, |(_, age)| birth.plus_years(*age))
}
