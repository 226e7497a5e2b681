//! Defects of dates.

use super::super::columns::DateStyle;
use super::Cell;

/// Year, month and day as written, if the value is still a whole date.
fn parts<'a>(cell: &Cell<'a>) -> Option<[&'a str; 3]> {
    let mark = match cell.dates {
        DateStyle::DayFirst => '/',
        DateStyle::Iso => '-',
    };
    let parts: [&str; 3] = cell.text.split(mark).collect::<Vec<_>>().try_into().ok()?;
    let [year, month, day] = match (cell.dates, parts) {
        (DateStyle::DayFirst, [day, month, year]) => [year, month, day],
        (DateStyle::Iso, parts) => parts,
    };
    (year.len() == 4).then_some([year, month, day])
}

fn join(dates: DateStyle, [year, month, day]: [&str; 3]) -> String {
    match dates {
        DateStyle::DayFirst => format!("{day}/{month}/{year}"),
        DateStyle::Iso => format!("{year}-{month}-{day}"),
    }
}

/// Day and month exchanged, where both are at most 12 and differ: the result is a date, and nothing shows.
pub(super) fn swapped_day_month(cell: &Cell<'_>) -> Option<String> {
    let [year, month, day] = parts(cell)?;
    (day <= "12" && day != month).then(|| join(cell.dates, [year, day, month]))
}

/// The year alone.
pub(super) fn year_only(cell: &Cell<'_>) -> Option<String> {
    let [year, ..] = parts(cell)?;
    Some(year.to_owned())
}

/// The last two digits of the year.
pub(super) fn two_digit_year(cell: &Cell<'_>) -> Option<String> {
    let [year, month, day] = parts(cell)?;
    Some(join(cell.dates, [year.get(2..)?, month, day]))
}
