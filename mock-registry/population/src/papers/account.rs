//! Electronic identification accounts (Decree 69/2024/ND-CP).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::card::{CardKind, FOR_LIFE, Issue};
use crate::day::Day;
use crate::mix::{Field, below, chance};
use crate::nation::{Nation, Person};

/// Level of an account (article 7 and 9).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountLevel {
    /// Registered by phone.
    Level1,
    /// Registered in person with biometrics; carries the e-ID, and needs a valid card.
    Level2,
}

/// An account as of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Account {
    /// What it opens on that date: a level-2 account counts as level 1 while its card has run out.
    pub level: AccountLevel,
    /// The day of the last change of level or lock.
    pub since: Date,
    /// Locked by its holder, an authority, or for ever by death (Law 26/2023/QH15, article 34).
    pub locked: bool,
}

/// A change of an account: from `day` on it has this state.
#[derive(Clone, Copy)]
pub(crate) struct Change {
    pub(crate) day: Day,
    level: AccountLevel,
    locked: bool,
}

/// The platform opened to citizens.
const OPENING: Day = Day::new(2022, 7, 18);
/// Per mille with an account by age at the opening. 75.7 million accounts were reported in mid-2024.
const HOLDERS: [(i32, u64); 4] = [(0, 990), (60, 900), (75, 600), (85, 300)];
/// Per mille of holders who begin with level 1.
const BEGIN_LOW: u64 = 120;
/// Per mille of children's cards that come with an account.
const CHILDREN: u64 = 600;
/// Per mille of accounts that are locked for a while.
const LOCKED: u64 = 6;
/// Ages from which an account, and one of level 2, may be had (article 7).
const LEVEL_2_AGE: i32 = 6;
const ADULT_RULES_AGE: i32 = 14;

impl Nation {
    /// The account as of a date; none before it is opened.
    pub fn account(&self, person: Person, as_of: Date) -> Option<Account> {
        let day = Day::from(as_of);
        let Change { day, level, locked } =
            self.account_changes(person).into_iter().rev().find(|c| c.day <= day)?;
        Some(Account { level, since: day.into(), locked })
    }

    /// Every change of the account in a life, in order; the last is the lock on the day of death, which also ends level 2.
    pub(crate) fn account_changes(&self, person: Person) -> Vec<Change> {
        let cards: Vec<Issue> =
            self.cards(person).into_iter().filter(|card| card.kind != CardKind::NineDigit).collect();
        let death = self.death_day(person, self.place(person));
        let Some((low, high)) = self.registration(person, &cards) else { return Vec::new() };
        let lock = self.lock(person, low);
        // The level is a function of the day that changes only on these days.
        let mut days = vec![low, high, lock.0, lock.1];
        for card in &cards {
            days.extend([
                card.issued,
                if card.expires == FOR_LIFE { FOR_LIFE } else { card.expires.plus(1) },
            ]);
        }
        days.retain(|day| low <= *day && *day < death);
        days.sort_unstable();
        let state = |day: Day| {
            let valid =
                cards.iter().rev().find(|card| card.issued <= day).is_some_and(|card| day <= card.expires);
            let level = if day >= high && valid { AccountLevel::Level2 } else { AccountLevel::Level1 };
            Change { day, level, locked: lock.0 <= day && day < lock.1 }
        };
        let mut changes: Vec<Change> = days.into_iter().map(state).collect();
        changes.dedup_by_key(|change| (change.level, change.locked));
        if !changes.is_empty() {
            changes.push(Change { day: death, level: AccountLevel::Level1, locked: true });
        }
        changes
    }

    /// The days on which an account of level 1 and of level 2 is registered; [`FOR_LIFE`] if never.
    fn registration(&self, person: Person, cards: &[Issue]) -> Option<(Day, Day)> {
        let word = self.key(Field::Account).word(self.index(person));
        let birth = self.birth_day(person);
        let card = cards.first()?.issued;
        let of_age = birth.plus_years(ADULT_RULES_AGE);
        let age = (OPENING.year() - birth.year()).max(0);
        let holders = HOLDERS.iter().rev().find(|(from, _)| *from <= age).map_or(0, |(_, n)| *n);
        // Half come in the first months.
        let delay = below(word.rotate_left(16), 900).min(below(word.rotate_left(32), 900)) as i32;
        if card < of_age && chance(word.rotate_left(48), CHILDREN) {
            let low = card.max(OPENING).plus(delay / 5);
            return Some((low, low.max(birth.plus_years(LEVEL_2_AGE))));
        }
        if !chance(word, holders) {
            return None;
        }
        let low = card.max(OPENING).max(of_age).plus(delay);
        let high = if chance(word.rotate_left(8), BEGIN_LOW) { low.plus(30 + delay / 2) } else { low };
        Some((low, high))
    }

    /// First and one past the last day of a lock; both [`FOR_LIFE`] if there is none.
    fn lock(&self, person: Person, opened: Day) -> (Day, Day) {
        let word = self.key(Field::Lock).word(self.index(person));
        if !chance(word, LOCKED) {
            return (FOR_LIFE, FOR_LIFE);
        }
        let from = opened.plus(1 + below(word.rotate_left(16), 900) as i32);
        (from, from.plus(10 + below(word.rotate_left(32), 400) as i32))
    }
}
