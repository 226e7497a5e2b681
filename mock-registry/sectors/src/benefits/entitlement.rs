//! Amounts paid month by month that change on days set by decree.

use jiff::civil::Date;

use crate::common_people::Life;

/// The amounts of one grant over time.
pub(crate) struct Steps {
    /// First days and monthly amounts, in order.
    pub(crate) amounts: Vec<(Date, i64)>,
    /// The first day without; none if it lasts to death.
    pub(crate) ends: Option<Date>,
}

/// One amount of a grant.
pub(crate) struct Step {
    pub(crate) from: Date,
    pub(crate) amount: i64,
    /// The day on which the next amount begins or everything ends, once it is there.
    pub(crate) ended_on: Option<Date>,
}

/// The amounts begun by a date in this life.
pub(crate) fn steps<'a>(
    life: &'a Life<'_>,
    steps: &'a Steps,
    as_of: Date,
) -> impl Iterator<Item = Step> + 'a {
    let begun = steps.amounts.iter().enumerate();
    begun
        .filter(move |(_, (from, _))| life.told(*from, as_of) && steps.ends.is_none_or(|end| *from < end))
        .map(move |(at, (from, amount))| {
            let next = steps.amounts.get(at + 1).map(|(day, _)| *day);
            let ends = [next, steps.ends].into_iter().flatten().min();
            Step { from: *from, amount: *amount, ended_on: life.end(ends, as_of) }
        })
}

impl Steps {
    /// A grant from one day to another, by a table of amounts over time and a factor in percent that may change with age.
    pub(crate) fn of_table(
        from: Date,
        ends: Option<Date>,
        table: &[(Date, i64)],
        factors: &[(Date, i64)],
    ) -> Option<Steps> {
        // Nothing was paid before the table begins.
        let from = from.max(table.first()?.0);
        let at = |rows: &[(Date, i64)], day: Date| {
            rows.iter().rev().find(|(first, _)| *first <= day).map_or(0, |(_, value)| *value)
        };
        let mut days: Vec<Date> = [table, factors].concat().into_iter().map(|(day, _)| day).collect();
        days.retain(|day| *day > from);
        days.push(from);
        days.sort_unstable();
        let mut amounts: Vec<(Date, i64)> =
            days.into_iter().map(|day| (day, at(table, day) * at(factors, day) / 100)).collect();
        amounts.dedup_by_key(|(_, amount)| *amount);
        amounts.retain(|(day, _)| ends.is_none_or(|end| *day < end));
        (!amounts.is_empty()).then_some(Steps { amounts, ends })
    }

    /// The amount of a day.
    pub(crate) fn amount_on(&self, day: Date) -> Option<i64> {
        let current = self.amounts.iter().rev().find(|(from, _)| *from <= day)?;
        self.ends.is_none_or(|end| day < end).then_some(current.1)
    }
}
