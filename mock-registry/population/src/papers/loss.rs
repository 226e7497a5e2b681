//! Cards that are lost or damaged, and issued again (Law 26/2023/QH15, article 24, clause 2).

use super::card::{CardKind, ReissueReason};
use super::issue::{FOR_LIFE, Issue};
use crate::calendar::Beat;
use crate::day::Day;
use crate::mix::{below, chance};
use crate::nation::{Nation, Person};

/// The loss of a card and its new issue.
#[derive(Clone, Copy)]
pub(crate) struct Loss {
    pub(crate) reported: Day,
    pub(crate) issued: Day,
    pub(crate) reason: ReissueReason,
}

/// Per mille of cards of the 12-digit number that are lost or damaged once: an assumption.
const LOST: u64 = 60;
/// Per mille of those that are damaged.
const DAMAGED: u64 = 250;
/// A card issued within two years before the age of renewal counts for the next (article 21): no card is issued again
/// that late, so that one issued again always keeps its term.
const LATE: i32 = 731;
/// Years in which a card that is valid for life may be lost.
const LIFELONG: i32 = 25;
/// Days between report and new issue, each as often: seven working days (article 26) and what people take beside.
pub(crate) const WAITS: [i32; 3] = [9, 14, 28];

impl Nation {
    /// Draws which of somebody's cards are lost.
    pub(super) fn lose(&self, person: Person, cards: &mut [Issue]) {
        let stream = self.stream("papers.card.loss").child(self.index(person));
        for at in 0..cards.len() {
            let word = stream.word(at as u64);
            if !chance(word, LOST) || cards[at].kind == CardKind::NineDigit {
                continue;
            }
            let Issue { issued, expires, .. } = cards[at];
            let end = if expires == FOR_LIFE { issued.plus_years(LIFELONG) } else { expires.plus(-LATE) };
            let replaced = cards.get(at + 1).map_or(FOR_LIFE, |next| next.issued);
            let last = end.min(replaced).0 - (WAITS[WAITS.len() - 1] + 1);
            // A year for the beat.
            let days = last - (issued.0 + 1) - 365;
            if days <= 0 {
                continue;
            }
            let drawn = issued.plus(1 + below(word.rotate_left(16), days as u64) as i32);
            let reported = self.beats(Beat::Loss, person.cell).next(person.rank, drawn);
            let wait = WAITS[below(word.rotate_left(40), WAITS.len() as u64) as usize];
            let reason = match chance(word.rotate_left(48), DAMAGED) {
                true => ReissueReason::Damaged,
                false => ReissueReason::Lost,
            };
            cards[at].loss = Some(Loss { reported, issued: reported.plus(wait), reason });
        }
    }
}
