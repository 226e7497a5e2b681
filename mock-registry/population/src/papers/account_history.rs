//! What happened to an e-ID account, step by step.

use jiff::civil::Date;
use serde::Serialize;

use super::account::{AccountLevel, Change, LockReason};
use crate::day::Day;
use crate::nation::{Nation, Person};

/// A step in the history of an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct AccountStep {
    /// When.
    pub date: Date,
    /// What.
    #[serde(flatten)]
    pub kind: AccountStepKind,
}

/// Kinds of steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum AccountStepKind {
    /// Registered and opened.
    Registered {
        /// The level it begins with.
        level: AccountLevel,
    },
    /// Used for the first time.
    Activated,
    /// Registered in person, or restored with a new card.
    LevelRaised,
    /// The card ran out.
    LevelSuspended,
    /// Locked.
    Locked {
        /// Why.
        reason: LockReason,
    },
    /// Unlocked: the ground is gone.
    Unlocked {
        /// Why it had been locked.
        reason: LockReason,
    },
}

impl Nation {
    /// Every step of an account by a date, the oldest first; those of one day in the order in which they are declared.
    pub fn account_history(&self, person: Person, as_of: Date) -> Vec<AccountStep> {
        let changes = self.account_changes(person);
        let Some(first) = changes.first() else { return Vec::new() };
        let mut steps = vec![(first.day, AccountStepKind::Registered { level: first.level })];
        steps.extend(self.activation(person, &changes).map(|day| (day, AccountStepKind::Activated)));
        for pair in changes.windows(2) {
            steps.extend(between(pair[0], pair[1]).into_iter().flatten().map(|kind| (pair[1].day, kind)));
        }
        let day = Day::from(as_of);
        steps.retain(|(on, _)| *on <= day);
        steps.sort_by_key(|(on, kind)| (*on, *kind));
        steps.into_iter().map(|(on, kind)| AccountStep { date: on.into(), kind }).collect()
    }
}

/// What happened when an account went from one state to the next. Death ends level 2 without a step of its own.
fn between(from: Change, to: Change) -> [Option<AccountStepKind>; 3] {
    let level = match (from.level, to.level) {
        (AccountLevel::Level1, AccountLevel::Level2) => Some(AccountStepKind::LevelRaised),
        (AccountLevel::Level2, AccountLevel::Level1) if to.locked != Some(LockReason::Death) => {
            Some(AccountStepKind::LevelSuspended)
        }
        _ => None,
    };
    // Death takes the place of another lock.
    let ended = from.locked.filter(|_| to.locked.is_none());
    let began = to.locked.filter(|reason| from.locked != Some(*reason));
    [
        level,
        ended.map(|reason| AccountStepKind::Unlocked { reason }),
        began.map(|reason| AccountStepKind::Locked { reason }),
    ]
}
