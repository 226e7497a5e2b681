//! Judicial records: convictions, and when each was expunged. Most people have none.
//!
//! Shares by sex, weights of offences and sentences are assumptions; so is that a sentence begins with the judgment.

mod dataset;

pub use dataset::JUDICIAL_RECORD;

use dinhdanh_population::{Nation, Person};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::common_things::{Draws, Life, plus_days, plus_months, plus_years, within};
use crate::records::redacted;

/// A conviction.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Conviction {
    /// Number of the judgment: serial, year, and `HSST` for a criminal case at first instance.
    pub judgment_number: String,
    /// Day of the judgment.
    pub judged_on: Date,
    /// Court, of the province where the person lived.
    pub court: String,
    /// Article of the Penal Code 100/2015/QH13 (offences of before 2018 are shown by it too).
    pub article: u16,
    /// Name of the offence there.
    pub offence: &'static str,
    /// `imprisonment`, `suspended_imprisonment`, `non_custodial_reform` or `fine`.
    pub sentence: Sentence,
    /// Length of the sentence in months; none of a fine.
    pub months: Option<u64>,
    /// Amount of a fine, in dong.
    pub fine: Option<u64>,
    /// The day on which the sentence was served, or the fine paid.
    pub served_on: Option<Date>,
    /// The day from which the person counts as never convicted of this (article 70).
    pub expunged_on: Option<Date>,
}

redacted!(Conviction);

/// Kind of main penalty (article 32).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentence {
    /// In prison.
    Imprisonment,
    /// Prison, suspended on probation.
    SuspendedImprisonment,
    /// Reform without custody.
    NonCustodialReform,
    /// A fine.
    Fine,
}

impl Conviction {
    /// Whether form 1 of the judicial record shows it: expunged convictions are shown as none (Law on Judicial Records, article 42).
    pub fn is_on_form_1(&self) -> bool {
        self.expunged_on.is_none()
    }
}

/// Per mille of men and women who are convicted at some time of life.
const CONVICTED: [u64; 2] = [28, 3];
/// Per mille of the convicted who are convicted again.
const AGAIN: u64 = 120;
/// Judgments are on file from here on.
const FIRST: Date = date(1986, 1, 1);

mod draw {
    pub(super) const CONVICTED: u64 = 0;
    pub(super) const AGE: u64 = 1;
    pub(super) const DAY: u64 = 2;
    pub(super) const OFFENCE: u64 = 3;
    pub(super) const PENALTY: u64 = 4;
    pub(super) const MONTHS: u64 = 5;
    pub(super) const SERIAL: u64 = 6;
    pub(super) const PAID: u64 = 7;
    pub(super) const AGAIN: u64 = 8;
}

/// The convictions of a person by a date, in order.
pub fn convictions(nation: &Nation, person: Person, as_of: Date) -> Vec<Conviction> {
    let draws = Draws::of(nation, "judicial", person);
    if !draws.chance(draw::CONVICTED, CONVICTED[nation.sex(person) as usize]) {
        return Vec::new();
    }
    let life = Life::of(nation, person);
    // Half of them are young.
    let age = draws.between(draw::AGE, 18, 60).min(18 + draws.between(draw::DAY, 0, 30));
    let first = within(draws.word(draw::DAY), life.age(age), life.age(age + 1)).max(FIRST);
    let sentence = |nth, day, known| conviction(nation, person, day, draws.child(nth), known);
    // All that will ever be known of the first decides about the second: nobody is sentenced again while a sentence runs.
    let whole = sentence(1, first, Date::MAX);
    let free = whole.as_ref().and_then(|whole| whole.served_on).filter(|_| draws.chance(draw::AGAIN, AGAIN));
    let second =
        free.map(|free| within(draws.child(draw::AGAIN).word(0), plus_days(free, 60), plus_years(free, 8)));
    let mut found: Vec<Conviction> = sentence(1, first, as_of).into_iter().collect();
    let again = second.and_then(|second| sentence(2, second, Date::MAX));
    let clean = whole.as_ref().and_then(|whole| whole.expunged_on);
    if let (Some(again), Some(first)) = (&again, found.first_mut()) {
        // Whoever is convicted before being clean waits until both are expunged (article 73).
        if clean.is_none_or(|clean| again.judged_on < clean) {
            first.expunged_on = again.expunged_on.filter(|day| *day <= as_of);
        }
    }
    found.extend(second.and_then(|second| sentence(2, second, as_of)));
    found
}

/// A conviction on a day, as it is known on another.
fn conviction(
    nation: &Nation,
    person: Person,
    judged_on: Date,
    draws: Draws,
    as_of: Date,
) -> Option<Conviction> {
    let life = Life::of(nation, person);
    if judged_on > as_of || judged_on >= life.died || judged_on < life.age(14) {
        return None;
    }
    let offence = draws.pick(draw::OFFENCE, dataset::OFFENCES)?;
    let sentence = *draws.pick(draw::PENALTY, &offence.penalties)?;
    let length = draws.between(draw::MONTHS, offence.months.0, offence.months.1);
    let (months, fine) = match sentence {
        Sentence::Imprisonment => (Some(length), None),
        Sentence::SuspendedImprisonment | Sentence::NonCustodialReform => (Some(length.min(36)), None),
        Sentence::Fine => (None, Some(length * 2_000_000)),
    };
    let served = match months {
        Some(months) => plus_months(judged_on, months),
        None => plus_days(judged_on, draws.between(draw::PAID, 15, 300)),
    };
    let past = |day: &Date| *day <= as_of && *day < life.died;
    let served_on = Some(served).filter(past);
    let clean = served_on.map(|served| plus_years(served, probation(sentence, months.unwrap_or(0))));
    let home = nation.permanent_residence(person, judged_on)?;
    Some(Conviction {
        judgment_number: format!("{}/{}/HSST", draws.between(draw::SERIAL, 1, 900), judged_on.year()),
        judged_on,
        court: dataset::court(home.province.name),
        article: offence.article,
        offence: offence.name,
        sentence,
        months,
        fine,
        served_on,
        expunged_on: clean.filter(past),
    })
}

/// Years without another offence after which a conviction is expunged by itself (article 70 paragraph 2).
fn probation(sentence: Sentence, months: u64) -> u64 {
    match (sentence, months) {
        (Sentence::Imprisonment, ..=60) => 2,
        (Sentence::Imprisonment, 61..=180) => 3,
        (Sentence::Imprisonment, _) => 5,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conviction_is_expunged_after_the_years_of_the_code() {
        use Sentence as S;
        for (sentence, months, years) in [
            (S::Fine, 0, 1),
            (S::NonCustodialReform, 36, 1),
            (S::SuspendedImprisonment, 36, 1),
            (S::Imprisonment, 60, 2),
            (S::Imprisonment, 61, 3),
            (S::Imprisonment, 180, 3),
            (S::Imprisonment, 181, 5),
        ] {
            assert_eq!(probation(sentence, months), years, "{sentence:?} {months}");
        }
    }
}
