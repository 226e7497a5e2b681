//! Identity cards: kinds, issue and expiry.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::mix::{Field, below, chance};
use crate::nation::{Nation, Person};

/// Kind of identity card.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// The paper with a 9-digit number; none was valid after 31 December 2024 (Law 26/2023/QH15, article 46).
    NineDigit,
    /// The chip card with the 12-digit number, issued until 30 June 2024.
    CitizenCard,
    /// The identity card of the Law on Identification, issued from 1 July 2024.
    IdentityCard,
}

/// An identity card.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Card {
    /// Its kind.
    pub kind: CardKind,
    /// Day of issue.
    pub issued: Date,
    /// Last day of validity; none for a card that is valid for life.
    pub expires: Option<Date>,
}

/// A card of a timeline.
#[derive(Clone, Copy)]
pub(crate) struct Issue {
    pub(crate) kind: CardKind,
    pub(crate) issued: Day,
    /// Last day of validity; [`FOR_LIFE`] if there is none.
    pub(crate) expires: Day,
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
/// Per mille of children that are given a card before they must have one.
const CHILDREN: u64 = 150;

impl Nation {
    /// The last card issued by a date, valid or not.
    pub fn card(&self, person: Person, as_of: Date) -> Option<Card> {
        let day = Day::from(as_of);
        let issue = self.cards(person).into_iter().rev().find(|issue| issue.issued <= day)?;
        Some(Card {
            kind: issue.kind,
            issued: issue.issued.into(),
            expires: (issue.expires != FOR_LIFE).then(|| issue.expires.into()),
        })
    }

    /// All cards of a life, in order of issue.
    pub(crate) fn cards(&self, person: Person) -> Vec<Issue> {
        let birth = self.birth_day(person);
        let death = self.death_day(person, self.place(person));
        let word = self.key(Field::Card).word(self.index(person));
        let of_age = birth.plus_years(CARD_AGE);
        let mut cards = self.papers(birth, word);

        let rollout = ROLLOUT.0.plus(below(word.rotate_left(20), ROLLOUT.1) as i32);
        let mut next = of_age.plus(below(word.rotate_left(30), 90) as i32).max(rollout);
        if let Some(issued) = self.childhood_card(person, birth) {
            next = issued;
        }
        for renewal in 0.. {
            let kind = if next < LAW { CardKind::CitizenCard } else { CardKind::IdentityCard };
            let until = RENEWALS
                .iter()
                .find(|(early, _)| next < birth.plus_years(*early))
                .map(|(_, age)| birth.plus_years(*age));
            cards.push(Issue { kind, issued: next, expires: until.unwrap_or(FOR_LIFE) });
            let Some(until) = until else { break };
            // Most renew in the weeks before; some are late, and have no valid card meanwhile.
            let late = self.key(Field::Card).child(self.index(person)).word(renewal);
            next = match chance(late, 800) {
                true => until.plus(-(below(late.rotate_left(20), 60) as i32)),
                false => until.plus(1 + below(late.rotate_left(20), 120) as i32),
            };
        }
        cards.retain(|card| card.issued < death);
        cards
    }

    /// The 9-digit papers: at 14, then every fifteen years until the chip card.
    fn papers(&self, birth: Day, word: u64) -> Vec<Issue> {
        let mut cards = Vec::with_capacity(8);
        let mut issued = birth.plus_years(CARD_AGE).max(PAPERS.0).plus(below(word, 700) as i32);
        while issued < PAPERS.1 {
            let expires = issued.plus_years(15).min(LAST_PAPER_DAY);
            cards.push(Issue { kind: CardKind::NineDigit, issued, expires });
            issued = expires.plus(below(word.rotate_left(10), 200) as i32);
        }
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
