//! Electronic identification accounts (Decree 69/2024/ND-CP).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::card::CardMedium;
use super::issue::{FOR_LIFE, Issue};
use crate::calendar::Beat;
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

/// Why an account is locked (Law 26/2023/QH15, article 34). Locks for a card that is withdrawn or held are not drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockReason {
    /// The holder asked for it.
    Holder,
    /// The terms of the application were broken.
    Breach,
    /// A competent authority asked for it.
    Authority,
    /// The holder is dead: for ever.
    Death,
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
    /// Why, if it is locked.
    pub lock_reason: Option<LockReason>,
    /// The day on which it was opened.
    pub registered: Date,
    /// The day on which its holder first used it, at the earliest that of the notice (Decree 69/2024/ND-CP, article 14).
    pub activated: Option<Date>,
}

/// A change of an account: from `day` on it has this state.
#[derive(Clone, Copy)]
pub(crate) struct Change {
    pub(crate) day: Day,
    pub(crate) level: AccountLevel,
    pub(crate) locked: Option<LockReason>,
}

/// A stretch in which an account is locked; without reason and for ever in the future if there is none.
struct Lock {
    from: Day,
    until: Day,
    reason: Option<LockReason>,
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
/// Per mille of those locks by reason, as running sums; the rest is at the request of an authority. An assumption.
const LOCK_REASONS: [(u64, LockReason); 3] =
    [(700, LockReason::Holder), (800, LockReason::Breach), (1000, LockReason::Authority)];
/// Days from the notice to the activation, with the per mille of holders who take so many or fewer: most activate at once or
/// within the seven days that are allowed, the rest through the hotline. An assumption.
const ACTIVATING: [(u64, i32); 8] =
    [(600, 0), (750, 1), (840, 2), (900, 3), (940, 5), (970, 7), (985, 14), (1000, 40)];
/// Days for which an account is locked, each as often: an assumption.
pub(crate) const LOCKS: [i32; 4] = [10, 30, 90, 400];
/// Ages from which an account, and one of level 2, may be had (article 7).
const LEVEL_2_AGE: i32 = 6;
const ADULT_RULES_AGE: i32 = 14;

impl Nation {
    /// The account as of a date; none before it is opened.
    pub fn account(&self, person: Person, as_of: Date) -> Option<Account> {
        self.account_of(person, &self.account_changes(person), as_of.into())
    }

    /// The account on a day, its changes known.
    pub(crate) fn account_of(&self, person: Person, changes: &[Change], day: Day) -> Option<Account> {
        let last = changes.iter().rev().find(|change| change.day <= day)?;
        Some(Account {
            level: last.level,
            since: last.day.into(),
            locked: last.locked.is_some(),
            lock_reason: last.locked,
            registered: changes.first()?.day.into(),
            activated: self.activation(person, changes).filter(|on| *on <= day).map(Date::from),
        })
    }

    /// Every change of the account in a life, in order; the last is the lock on the day of death, which also ends level 2.
    pub(crate) fn account_changes(&self, person: Person) -> Vec<Change> {
        let death = self.death_day(person, self.place(person));
        self.account_changes_of(person, &self.cards(person), death)
    }

    /// The same, the cards known.
    pub(crate) fn account_changes_of(&self, person: Person, cards: &[Issue], death: Day) -> Vec<Change> {
        // No account rests on a card without a chip.
        let old = cards.partition_point(|card| card.medium != CardMedium::Chip);
        let cards = &cards[old..];
        let Some((low, high)) = self.registration(person, cards) else { return Vec::new() };
        let lock = self.lock(person, low);
        // The level is a function of the day that changes only on these days.
        let mut days = vec![low, high, lock.from, lock.until];
        for card in cards {
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
            Change { day, level, locked: lock.reason.filter(|_| lock.from <= day && day < lock.until) }
        };
        let mut changes: Vec<Change> = days.into_iter().map(state).collect();
        changes.dedup_by_key(|change| (change.level, change.locked));
        if !changes.is_empty() {
            changes.push(Change { day: death, level: AccountLevel::Level1, locked: Some(LockReason::Death) });
        }
        changes
    }

    /// The day on which an account is activated, if that is in its holder's life and before any lock.
    pub(crate) fn activation(&self, person: Person, changes: &[Change]) -> Option<Day> {
        let delay = self.activation_delay(person);
        let day = changes.first()?.day.plus(delay);
        let locked = changes.iter().find(|change| change.locked.is_some())?;
        (day < locked.day).then_some(day)
    }

    /// Days that somebody takes to activate an account, one of [`Nation::activation_delays`].
    pub(crate) fn activation_delay(&self, person: Person) -> i32 {
        let draw = below(self.stream("papers.account.activation").of(self, person), 1000);
        ACTIVATING.iter().find(|(share, _)| draw < *share).map_or(0, |(_, days)| *days)
    }

    /// All such numbers of days.
    pub(crate) fn activation_delays() -> impl Iterator<Item = i32> {
        ACTIVATING.iter().map(|(_, days)| *days)
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
        let delay = below(word.rotate_left(16), 820).min(below(word.rotate_left(32), 820)) as i32;
        let next = |from| self.beats(Beat::Account, person.cell).next(person.rank, from);
        if card < of_age && chance(word.rotate_left(48), CHILDREN) {
            let low = next(card.max(OPENING).plus(delay / 5));
            return Some((low, low.max(birth.plus_years(LEVEL_2_AGE))));
        }
        if !chance(word, holders) {
            return None;
        }
        let low = next(card.max(OPENING).max(of_age).plus(delay));
        let high = if self.begins_low(person) { next(low.plus(30 + delay / 2)) } else { low };
        Some((low, high))
    }

    /// Whether somebody grown up begins with level 1.
    pub(crate) fn begins_low(&self, person: Person) -> bool {
        chance(self.key(Field::Account).word(self.index(person)).rotate_left(8), BEGIN_LOW)
    }

    /// Whether an account, if there is one, is locked for a while.
    pub(crate) fn is_ever_locked(&self, person: Person) -> bool {
        chance(self.key(Field::Lock).word(self.index(person)), LOCKED)
    }

    fn lock(&self, person: Person, opened: Day) -> Lock {
        let word = self.key(Field::Lock).word(self.index(person));
        if !self.is_ever_locked(person) {
            return Lock { from: FOR_LIFE, until: FOR_LIFE, reason: None };
        }
        let drawn = opened.plus(1 + below(word.rotate_left(16), 720) as i32);
        let from = self.beats(Beat::Lock, person.cell).next(person.rank, drawn);
        let until = from.plus(LOCKS[below(word.rotate_left(32), LOCKS.len() as u64) as usize]);
        let share = below(word.rotate_left(48), 1000);
        let reason = LOCK_REASONS.iter().find(|(below, _)| share < *below).map(|(_, reason)| *reason);
        Lock { from, until, reason }
    }
}
