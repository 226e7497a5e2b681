//! Who may have something to do with a card, an account, a passport or a telephone on a day.

use super::{ANY, GROWN, Search, years_before};
use crate::calendar::Beat;
use crate::day::Day;
use crate::nation::{Nation, Person};
use crate::papers::{LAST_PAPER_ISSUE, LOCKS, RENEWAL_AGES, WAITS};

/// Accounts came with the chip card and some years' delay; since the first day only those up to the age of [`YOUNG`] open one, and
/// since the second none of the others is raised to level 2.
const ACCOUNTS_SPREAD: Day = Day::new(2025, 9, 1);
const LEVELS_SPREAD: Day = Day::new(2027, 6, 1);
const YOUNG: i32 = 20;

impl Search<'_> {
    pub(super) fn cards(&self) -> Vec<Person> {
        let day = self.day;
        let mut found = self.issues();
        // Papers of nine digits, and the end of those issued fifteen years ago.
        for day in std::iter::once(day).chain(years_before(day.plus(-1), 15)) {
            if day < LAST_PAPER_ISSUE {
                found.extend(self.ranked(Beat::Paper, GROWN, day));
                found.extend(self.ranked(Beat::PaperAgain, GROWN, day));
            }
        }
        for wait in std::iter::once(0).chain(WAITS) {
            found.extend(self.ranked(Beat::Loss, ANY, day.plus(-wait)));
        }
        found
    }

    /// Those whose card with a chip is issued or runs out.
    fn issues(&self) -> Vec<Person> {
        let day = self.day;
        let mut found: Vec<Person> = self.ranked(Beat::Rollout, GROWN, day).collect();
        found.extend(self.ranked(Beat::ChildCard, 0..=14, day));
        found.extend(self.ranked(Beat::FirstCard, 14..=15, day));
        for age in RENEWAL_AGES {
            found.extend(self.ranked(Beat::Renewal, age - 1..=age + 1, day));
            found.extend(self.birthdays(age, 1));
        }
        found
    }

    /// Those whose account is opened, used, raised, locked, unlocked, or follows the card.
    pub(super) fn accounts(&self) -> Vec<Person> {
        let Search { nation, day, .. } = *self;
        let mut found = self.issues();
        let begun = |day: Day| {
            let ages = if day < ACCOUNTS_SPREAD { ANY } else { 0..=YOUNG };
            self.ranked(Beat::Account, ages, day)
        };
        found.extend(begun(day));
        // Some of those who came with the rest had level 2 later.
        if (ACCOUNTS_SPREAD..LEVELS_SPREAD).contains(&day) {
            let later = self.ranked(Beat::Account, YOUNG + 1..=112, day);
            found.extend(later.filter(|person| nation.begins_low(*person)));
        }
        for delay in Nation::activation_delays() {
            let opened = begun(day.plus(-delay));
            found.extend(opened.filter(|person| nation.activation_delay(*person) == delay));
        }
        for length in std::iter::once(0).chain(LOCKS) {
            let locked = self.ranked(Beat::Lock, ANY, day.plus(-length));
            found.extend(locked.filter(|person| nation.is_ever_locked(*person)));
        }
        // Level 2 may be had from six.
        found.extend(self.birthdays(6, 0));
        found
    }

    pub(super) fn passports(&self) -> Vec<Person> {
        let of = |beat| self.ranked(beat, ANY, self.day);
        of(Beat::Passport).chain(of(Beat::PassportAgain)).collect()
    }

    pub(super) fn phones(&self) -> Vec<Person> {
        let of = |beat| self.seated(beat, GROWN, self.day).map(|place| self.person(place));
        of(Beat::Phone).chain(of(Beat::PhoneAgain)).collect()
    }
}
