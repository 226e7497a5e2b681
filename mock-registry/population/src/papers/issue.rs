//! When cards are issued, and how long they are good.

use super::card::{CardKind, CardMedium};
use super::loss::Loss;
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
/// No child had a card before the Law on Identification came into force.
const LAW: Day = Day::new(2024, 7, 1);
/// The chip card was brought to everybody within two years.
const ROLLOUT: (Day, u64) = (Day::new(2021, 3, 1), 670);
/// The 9-digit paper was issued nationwide from here until the chip card came.
const PAPERS: (Day, Day) = (Day::new(1978, 1, 1), Day::new(2021, 1, 1));
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
        let mut cards = papers(person, birth, word);

        let rollout = ROLLOUT.0.plus(below(word.rotate_left(20), ROLLOUT.1) as i32);
        let mut next = of_age.plus(below(word.rotate_left(30), 90) as i32).max(rollout);
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
            next = match chance(late, 800) {
                true => expires.plus(-(below(late.rotate_left(20), 60) as i32)),
                false => expires.plus(1 + below(late.rotate_left(20), 120) as i32),
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
        (days > 0 && chance(word, CHILDREN))
            .then(|| from.plus(below(word.rotate_left(20), days as u64) as i32))
    }
}

/// The last day of a card of the 12-digit number.
fn term(birth: Day, issued: Day) -> Day {
    let row = RENEWALS.iter().find(|(early, _)| issued < birth.plus_years(*early));
    row.map_or(FOR_LIFE, |(_, age)| birth.plus_years(*age))
}

/// The cards before the chip: at 14 and then every fifteen years a paper; where there was one, the next from 2016 has a bar
/// code. A first card before the chip is always a paper here, so that the 9-digit number is the same everywhere.
fn papers(person: Person, birth: Day, word: u64) -> Vec<Issue> {
    let mut cards = Vec::with_capacity(8);
    let mut issued = birth.plus_years(CARD_AGE).max(PAPERS.0).plus(below(word, 700) as i32);
    while issued < PAPERS.1 {
        let barcode = BARCODE <= issued
            && !cards.is_empty()
            && BARCODE_PROVINCES.contains(&provinces().all()[person.cell.province()].code);
        let (kind, medium, expires) = match barcode {
            true => (CardKind::CitizenCard, CardMedium::Barcode, term(birth, issued)),
            false => (CardKind::NineDigit, CardMedium::Paper, issued.plus_years(15).min(LAST_PAPER_DAY)),
        };
        cards.push(Issue { kind, medium, issued, expires, loss: None });
        if expires == FOR_LIFE {
            break;
        }
        issued = expires.plus(below(word.rotate_left(10), 200) as i32);
    }
    cards
}
