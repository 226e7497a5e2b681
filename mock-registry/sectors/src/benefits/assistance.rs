//! Social assistance (Decree 20/2021/ND-CP, articles 5 and 6): orphans, severely disabled people, the old without a pension.

use dinhdanh_population::{Nation, Person, below, chance};
use jiff::civil::Date;
use serde::Serialize;

use super::account::account_number;
use super::entitlement::{Steps, steps};
use super::table::{ASSISTANCE_BASE, OLD_AGE};
use crate::common_people::{Digits, Life, month_of, plus_days, plus_months};
use crate::records::redacted;
use crate::social_insurance::{Career, PensionKind, award};

/// Why somebody is assisted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AssistanceGround {
    /// Both parents are dead, or the only one recorded.
    Orphan,
    /// A severe disability.
    SevereDisability,
    /// An extremely severe disability.
    ExtremeDisability,
    /// Old age without a pension.
    OldAge,
}

/// Assistance at one amount: the next begins when base or age change it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SocialAssistance {
    /// Why.
    pub ground: AssistanceGround,
    /// Number of the decision of the commune.
    pub decision_number: String,
    /// First day at this amount.
    pub from: Date,
    /// The first day without it, once it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    /// Monthly amount in dong.
    pub monthly_amount: i64,
    /// Account it is paid to.
    pub account_number: String,
}
redacted!(SocialAssistance);

/// A grant of a life.
pub(crate) struct Grant {
    pub(crate) ground: AssistanceGround,
    pub(crate) steps: Steps,
}

/// Per mille of people with a severe or worse disability, of birth and later in life (assumption: 1.6 million receive an allowance).
const DISABLED: [u64; 2] = [5, 14];
/// Per mille of them to whom it is extremely severe.
const EXTREME: u64 = 250;
/// Age at which an orphan's allowance ends.
const GROWN_UP: i32 = 16;

/// Assistance begun by a date, amount after amount, in order.
pub fn social_assistance(nation: &Nation, person: Person, as_of: Date) -> Vec<SocialAssistance> {
    let life = Life::of(nation, person);
    let career = Career::of(&life);
    let number = Digits::new(nation, "benefits.decision", 4_000_000_000).of(nation, person);
    let mut records: Vec<SocialAssistance> = Vec::new();
    for grant in grants(&life, &career) {
        records.extend(steps(&life, &grant.steps, as_of).map(|step| SocialAssistance {
            ground: grant.ground,
            decision_number: format!("{number:010}-{}/QD-UBND", grant.ground as u8 + 1),
            from: step.from,
            ended_on: step.ended_on,
            monthly_amount: step.amount,
            account_number: account_number(nation, person),
        }));
    }
    records.sort_by_key(|record| record.from);
    records
}

/// All grants of a life. Nobody has two at a time: the higher goes before.
pub(crate) fn grants(life: &Life<'_>, career: &Career) -> Vec<Grant> {
    let disability = disability(life);
    let disabled_from =
        disability.as_ref().and_then(|grant| grant.steps.amounts.first()).map(|(day, _)| *day);
    let before_disability = |end: Option<Date>| [end, disabled_from].into_iter().flatten().min();
    let orphan = orphaned(life).and_then(|day| {
        let ends = before_disability(Some(life.birthday(GROWN_UP)))?;
        // 2.5 times the base until four, then 1.5.
        let factors = [(life.birth, 250), (life.birthday(4), 150)];
        let from = month_of(plus_days(day, 45));
        Some(Grant {
            ground: AssistanceGround::Orphan,
            steps: Steps::of_table(from, Some(ends), &ASSISTANCE_BASE, &factors)?,
        })
    });
    let old = old_age(life, career).and_then(|from| {
        let ends = before_disability(None);
        let steps = Steps::of_table(from, ends, &ASSISTANCE_BASE, &[(life.birth, 100)])?;
        Some(Grant { ground: AssistanceGround::OldAge, steps })
    });
    [orphan, disability, old].into_iter().flatten().collect()
}

/// The day from which a child has no living parent.
fn orphaned(life: &Life<'_>) -> Option<Date> {
    let mother = life.nation.date_of_death(life.nation.mother(life.person)?);
    if mother >= life.birthday(GROWN_UP) {
        return None;
    }
    let father = life.nation.father(life.person).map_or(mother, |father| life.nation.date_of_death(father));
    Some(mother.max(father)).filter(|day| *day < life.birthday(GROWN_UP))
}

fn disability(life: &Life<'_>) -> Option<Grant> {
    let stream = life.stream("benefits.disability");
    let at = below(stream.word(0), 1000);
    let from = match at {
        at if at < DISABLED[0] => plus_months(life.birth, 6 + below(stream.word(1), 30) as i32),
        at if at < DISABLED[0] + DISABLED[1] => {
            // More come with age.
            let age = below(stream.word(1), 85).max(below(stream.word(2), 85)) as i32;
            life.birthday(age.max(3))
        }
        _ => return None,
    };
    let extreme = chance(stream.word(3), EXTREME);
    let adult = if extreme { 200 } else { 150 };
    // Half the base more as a child and from sixty on.
    let factors = [(life.birth, adult + 50), (life.birthday(16), adult), (life.birthday(60), adult + 50)];
    let ground =
        if extreme { AssistanceGround::ExtremeDisability } else { AssistanceGround::SevereDisability };
    Some(Grant {
        ground,
        steps: Steps::of_table(month_of(plus_months(from, 2)), None, &ASSISTANCE_BASE, &factors)?,
    })
}

/// The first day of the allowance of somebody old who has no pension.
fn old_age(life: &Life<'_>, career: &Career) -> Option<Date> {
    if award(life, career).is_some_and(|award| award.kind == PensionKind::Pension) {
        return None;
    }
    // The month after the age of its time is reached; or the day on which the law lowers the age to what somebody has.
    let entitled = OLD_AGE.iter().enumerate().filter_map(|(at, (law, age))| {
        let day = plus_months(month_of(life.birthday(*age)), 1).max(*law);
        OLD_AGE.get(at + 1).is_none_or(|(next, _)| day < *next).then_some(day)
    });
    entitled.min()
}
