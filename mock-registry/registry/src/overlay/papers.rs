//! Card, account and telephone with the changes.

use dinhdanh_population::{AccountLevel, CardKind, CardState, IdNumber};
use dinhdanh_protocol::overlay::{Change, ChangeKind};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{View, when};

/// Ages at which a card is renewed, and from which one issued counts for the next (Law 26/2023/QH15, article 21).
const RENEWALS: [(i32, i32); 4] = [(12, 14), (23, 25), (38, 40), (58, 60)];

/// A card, the nation's or one issued by a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) kind: CardKind,
    pub(super) issued: Date,
    pub(super) expires: Option<Date>,
}

/// An account on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) level: u8,
    pub(super) since: Date,
    pub(super) locked: bool,
}

impl View<'_> {
    /// The last card issued by a day, and whether it was not reported lost.
    pub(super) fn card(&self, number: IdNumber, day: Date) -> Option<(Card, bool)> {
        self.card_before(number, day, u64::MAX)
    }

    /// The same as known when a change of that day was recorded: of one day's changes the earlier come first.
    fn card_before(&self, number: IdNumber, day: Date, id: u64) -> Option<(Card, bool)> {
        let last = self.day_of_life(number, day);
        let known: Vec<&Change> =
            self.about_by(number, last).filter(|change| when(change) < (day, id)).collect();
        let lost = |from: (Date, u64)| {
            known.iter().any(|change| matches!(change.change, ChangeKind::CardLost) && from < when(change))
        };
        let base = self.base(number).and_then(|person| self.nation.card(person, last));
        let base = base.map(|card| {
            // A card that was issued again counts from the day printed on it.
            let issued = card.printed_on();
            let held = !matches!(card.state, CardState::Lost | CardState::Unusable) && !lost((issued, 0));
            (Card { kind: card.kind, issued, expires: card.expires }, held)
        });
        let issued = known.iter().rev().find(|change| matches!(change.change, ChangeKind::CardIssued));
        let recorded = issued.map(|change| {
            let (issued, expires) = (change.valid_from, self.expiry(number, change.valid_from));
            (Card { kind: CardKind::IdentityCard, issued, expires }, !lost(when(change)))
        });
        [base, recorded].into_iter().flatten().max_by_key(|(card, _)| card.issued)
    }

    /// Whether somebody had a card in force when a change of that day was recorded.
    pub(super) fn had_valid_card(&self, number: IdNumber, day: Date, id: u64) -> bool {
        self.card_before(number, day, id).is_some_and(|(card, held)| {
            held && card.kind != CardKind::NineDigit && card.expires.is_none_or(|expires| day <= expires)
        })
    }

    fn expiry(&self, number: IdNumber, issued: Date) -> Option<Date> {
        let born = self.born(number)?;
        let at = |age: i32| born.saturating_add(age.years());
        RENEWALS.iter().find(|(early, _)| issued < at(*early)).map(|(_, age)| at(*age))
    }

    /// The account on a day; closed by death.
    pub(super) fn account(&self, number: IdNumber, day: Date) -> Option<Account> {
        let alive = self.living_account(number, self.day_of_life(number, day))?;
        match self.died(number).filter(|died| *died <= day) {
            Some(died) => Some(Account { level: 1, since: died, locked: true }),
            None => Some(alive),
        }
    }

    fn living_account(&self, number: IdNumber, day: Date) -> Option<Account> {
        let mut account =
            self.base(number).and_then(|person| self.nation.account(person, day)).map(|account| {
                let level = match account.level {
                    AccountLevel::Level1 => 1,
                    AccountLevel::Level2 => 2,
                };
                Account { level, since: account.since, locked: account.locked }
            });
        let mut opened = None;
        for change in self.about_by(number, day) {
            let since = change.valid_from;
            match (&change.change, &mut account) {
                (ChangeKind::AccountOpened { level }, _) => {
                    let locked = account.is_some_and(|account| account.locked);
                    opened = Some(since);
                    account = Some(Account { level: *level, since, locked });
                }
                (ChangeKind::AccountLocked, Some(account)) => {
                    account.locked = true;
                    account.since = account.since.max(since);
                }
                (ChangeKind::AccountUnlocked, Some(account)) => {
                    account.locked = false;
                    account.since = account.since.max(since);
                }
                // The nation takes account of the cards it knows; a loss it does not know.
                (ChangeKind::CardLost, Some(account)) => account.since = account.since.max(since),
                _ => {}
            }
        }
        let changed = opened.is_some()
            || self.about_by(number, day).any(|change| matches!(change.change, ChangeKind::CardLost));
        account.map(|account| match changed && !self.had_valid_card(number, day, u64::MAX) {
            true => Account { level: 1, ..account },
            false => account,
        })
    }

    /// The mobile number in its ten digits; none of the dead.
    pub(super) fn phone(&self, number: IdNumber, day: Date) -> Option<String> {
        if !self.alive(number, day) {
            return None;
        }
        let base = || Some(self.nation.phone(self.base(number)?, day)?.digits());
        self.edited(number, day, |edit| edit.phone_number.as_ref()).cloned().or_else(base)
    }

    /// The changes about somebody that hold by a day, in order.
    fn about_by(&self, number: IdNumber, day: Date) -> impl DoubleEndedIterator<Item = &Change> {
        self.overlay.about(number).filter(move |change| change.valid_from <= day)
    }
}
