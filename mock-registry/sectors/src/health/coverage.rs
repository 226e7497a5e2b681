//! In which group somebody is insured, and since when.

use dinhdanh_population::{Sex, below, chance};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::benefits::{assistance_grants, merit_grant};
use crate::common_people::{Life, plus_days, plus_months, region};
use crate::education::Path;
use crate::social_insurance::{Career, PensionKind, Scheme, award};

/// Group of the insured, by the two letters of the card (Decision 1351/QD-BHXH of 2015).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Group {
    /// Child under six.
    Te,
    /// Employee of an enterprise.
    Dn,
    /// Employee in the public service.
    Hc,
    /// Pensioner.
    Ht,
    /// Person of merit.
    Cc,
    /// Receives social assistance.
    Bt,
    /// Poor household.
    Hn,
    /// Ethnic minority in a difficult area.
    Dt,
    /// Pupil or student.
    Hs,
    /// Household.
    Gd,
}

impl Group {
    /// Digit of the benefit level on the card, and the share of costs it covers in percent.
    pub(crate) fn benefit(self) -> (u8, u8) {
        match self {
            Group::Te | Group::Cc => (1, 100),
            Group::Bt | Group::Hn | Group::Dt => (2, 100),
            Group::Ht => (3, 95),
            Group::Dn | Group::Hc | Group::Hs | Group::Gd => (4, 80),
        }
    }

    /// The two letters.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Group::Te => "TE",
            Group::Dn => "DN",
            Group::Hc => "HC",
            Group::Ht => "HT",
            Group::Cc => "CC",
            Group::Bt => "BT",
            Group::Hn => "HN",
            Group::Dt => "DT",
            Group::Hs => "HS",
            Group::Gd => "GD",
        }
    }
}

/// A time in one group, as planned.
#[derive(Clone, Copy)]
pub(crate) struct Cover {
    pub(crate) group: Group,
    pub(crate) from: Date,
    /// The first day without; none if it lasts to death.
    pub(crate) ends: Option<Date>,
}

/// Since when each group is insured: workers and pensioners (Decree 299-HDBT of 1992), pupils, the poor, small children
/// (Decree 36/2005), recipients of assistance and minorities (Health Insurance Law 25/2008/QH12).
const WORKERS: Date = date(1993, 1, 1);
const MERIT: Date = date(1995, 5, 1);
const PUPILS: Date = date(1995, 9, 1);
const CHILDREN: Date = date(2005, 10, 1);
const ASSISTED: Date = date(2009, 7, 1);
const POOR: (Date, u64) = (date(2003, 1, 1), 45);
const MINORITIES: (Date, u64) = (date(2009, 7, 1), 650);
/// Days from the end of the last school year to the end of the holidays after it.
const HOLIDAYS: i32 = 93;
/// Regions in which most minorities live in difficult areas: the northern mountains, and the coast with the highlands.
const DIFFICULT: [usize; 2] = [0, 3];
/// Households join between these years, most of them late, and some never (assumption: 94 % of all insured in 2025).
const HOUSEHOLDS: (Date, u64) = (date(2005, 1, 1), 17 * 365);
const NEVER_JOINING: u64 = 120;

/// The covers of a life in order, apart from each other.
pub(crate) fn covers(life: &Life<'_>) -> Vec<Cover> {
    let path = Path::of(life);
    let career = Career::of(life);
    let stream = life.stream("health.coverage");
    let pension = award(life, &career).filter(|award| award.kind == PensionKind::Pension).map(|a| a.from);
    let merit = merit_grant(life).map(|grant| grant.decided_on.max(MERIT));
    let child = (life.birth.max(CHILDREN), life.birthday(6).max(CHILDREN));
    let school = (life.birthday(6).max(PUPILS), path.leaves_school().map(|day| plus_days(day, HOLIDAYS)));
    let school = (school.0, school.1.unwrap_or(school.0));
    // Joining waits for the end of school: until then there are other groups.
    let late = below(stream.word(0), HOUSEHOLDS.1).max(below(stream.word(1), HOUSEHOLDS.1)) as i32;
    let joins = plus_days(HOUSEHOLDS.0, late).max(school.1);
    let household = (!chance(stream.word(2), NEVER_JOINING)).then_some(joins);
    let poor = chance(stream.word(3), POOR.1).then_some(POOR.0.max(life.birth));
    let minority = minority(life, stream.word(4)).then_some(MINORITIES.0.max(life.birth));

    // Who is of several groups is insured in the first (Health Insurance Law, article 13).
    let mut spans: Vec<(Group, Date, Option<Date>)> = vec![(Group::Te, child.0, Some(child.1))];
    let employee = if career.public { Group::Hc } else { Group::Dn };
    let employed = career.spells.iter().filter(|_| career.scheme == Scheme::Compulsory);
    spans.extend(employed.map(|spell| (employee, spell.from.max(WORKERS), Some(plus_days(spell.until, 1)))));
    spans.extend(pension.map(|day| (Group::Ht, day.max(WORKERS), None)));
    spans.extend(merit.map(|day| (Group::Cc, day, None)));
    spans.extend(assistance_grants(life, &career).iter().filter_map(|grant| {
        Some((Group::Bt, grant.steps.amounts.first()?.0.max(ASSISTED), grant.steps.ends))
    }));
    spans.extend(poor.map(|day| (Group::Hn, day, Some(plus_months(day, 120)))));
    spans.extend(minority.map(|day| (Group::Dt, day, None)));
    spans.push((Group::Hs, school.0, Some(school.1)));
    spans.extend(household.map(|day| (Group::Gd, day, None)));
    spans.retain(|(_, from, ends)| ends.is_none_or(|end| *from < end));
    first_of_each_day(&spans)
}

/// The first span of the list that covers a day, for all days.
fn first_of_each_day(spans: &[(Group, Date, Option<Date>)]) -> Vec<Cover> {
    let mut days: Vec<Date> =
        spans.iter().flat_map(|(_, from, ends)| [Some(*from), *ends]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    let mut covers: Vec<Cover> = Vec::new();
    for (at, from) in days.iter().enumerate() {
        let ends = days.get(at + 1).copied();
        let first = spans.iter().find(|(_, begin, end)| begin <= from && end.is_none_or(|end| *from < end));
        let Some((group, ..)) = first else { continue };
        match covers.last_mut() {
            Some(last) if last.group == *group && last.ends == Some(*from) => last.ends = ends,
            _ => covers.push(Cover { group: *group, from: *from, ends }),
        }
    }
    covers
}

/// Whether somebody belongs to a minority and lives where that counts.
fn minority(life: &Life<'_>, word: u64) -> bool {
    let region = region(life.nation.birth_province(life.person));
    DIFFICULT.contains(&region)
        && chance(word, MINORITIES.1)
        && life.nation.core(life.person, life.birth).is_some_and(|core| core.ethnicity != "Kinh")
}

/// Men and women go to the doctor at different rates: in percent of the mean.
pub(crate) fn by_sex(sex: Sex) -> u64 {
    match sex {
        Sex::Male => 90,
        Sex::Female => 110,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_group_of_a_day_counts() {
        let day = |d| date(2020, 1, d);
        let spans = [
            (Group::Dn, day(10), Some(day(20))),
            (Group::Hs, day(1), Some(day(12))),
            (Group::Gd, day(25), None),
            (Group::Dn, day(20), Some(day(22))),
            (Group::Dn, day(23), Some(day(24))),
        ];
        let got: Vec<_> = first_of_each_day(&spans).iter().map(|c| (c.group, c.from, c.ends)).collect();
        assert_eq!(
            got,
            [
                (Group::Hs, day(1), Some(day(10))),
                (Group::Dn, day(10), Some(day(22))),
                // After a day without cover it is another card.
                (Group::Dn, day(23), Some(day(24))),
                (Group::Gd, day(25), None)
            ]
        );
    }
}
