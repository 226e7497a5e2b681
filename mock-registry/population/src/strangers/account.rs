//! Electronic identification accounts of foreigners (Decree 69/2024/ND-CP, articles 7 to 11).

use jiff::civil::Date;
use serde::Serialize;

use super::{Foreigner, Life};
use crate::day::Day;
use crate::mix::{below, chance};
use crate::nation::Nation;
use crate::papers::AccountLevel;

/// The account of a foreigner as of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct ForeignerAccount {
    /// Level 2 opens all features but has no e-ID (article 9); nobody under six has it (article 7).
    pub level: AccountLevel,
    /// The day on which it was opened.
    pub registered: Date,
    /// Locked while there is no valid residence card, and after departure: so until 2024 (Decree 59/2022/ND-CP, article 19);
    /// that it still holds is an assumption.
    pub locked: bool,
}

/// The platform opened to foreigners: from memory, unverified.
const OPENING: Day = Day::new(2025, 7, 1);
/// Per mille with an account, and of those with level 2: assumptions.
const HOLDERS: u64 = 620;
const LEVEL_2: u64 = 900;
const LEVEL_2_AGE: i32 = 6;

impl Nation {
    /// The account on a day; opened on a day with a valid residence card.
    pub(super) fn foreign_account(
        &self,
        foreigner: Foreigner,
        life: &Life,
        day: Day,
    ) -> Option<ForeignerAccount> {
        let word = self.stream("strangers.account").word(u64::from(foreigner.0));
        if !chance(word, HOLDERS) {
            return None;
        }
        let valid = |day: Day| {
            let mut terms = self.residence_terms(foreigner, life);
            day < life.departed && terms.any(|(_, issued, expires)| issued <= day && day <= expires)
        };
        let (_, first, _) = self.residence_terms(foreigner, life).next()?;
        let registered = first.max(OPENING).plus(below(word.rotate_left(16), 200) as i32);
        if day < registered || !valid(registered) {
            return None;
        }
        let grown = life.birth.plus_years(LEVEL_2_AGE) <= registered;
        let level = match grown && chance(word.rotate_left(32), LEVEL_2) {
            true => AccountLevel::Level2,
            false => AccountLevel::Level1,
        };
        Some(ForeignerAccount { level, registered: registered.into(), locked: !valid(day) })
    }
}
