//! A row on its way from the nation to a file: one buffer, used again for every person.

use jiff::civil::Date;

/// The values of one row, in the order of the columns.
#[derive(Default)]
pub(crate) struct Row {
    text: String,
    cells: Vec<Cell>,
}

enum Cell {
    Absent,
    /// Where the text ends; it begins where the one before ended.
    Text(usize),
    Static(&'static str),
    Date(Date),
    Integer(i64),
}

/// One value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Value<'a> {
    /// None.
    Absent,
    /// Text.
    Text(&'a str),
    /// A day.
    Date(Date),
    /// A number.
    Integer(i64),
}

impl Row {
    /// Forgets the values, and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Adds text, copied.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(text);
        self.cells.push(Cell::Text(self.text.len()));
    }

    /// Adds text of a table.
    pub(crate) fn word(&mut self, text: &'static str) {
        self.cells.push(Cell::Static(text));
    }

    /// Adds a day.
    pub(crate) fn date(&mut self, date: Date) {
        self.cells.push(Cell::Date(date));
    }

    /// Adds a number.
    pub(crate) fn integer(&mut self, n: i64) {
        self.cells.push(Cell::Integer(n));
    }

    /// Adds nothing.
    pub(crate) fn absent(&mut self) {
        self.cells.push(Cell::Absent);
    }

    /// Adds a day, or nothing.
    pub(crate) fn maybe_date(&mut self, date: Option<Date>) {
        self.cells.push(date.map_or(Cell::Absent, Cell::Date));
    }

    /// Adds text, or nothing.
    pub(crate) fn maybe_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.absent(),
        }
    }

    /// The values in order.
    pub(crate) fn values(&self) -> impl Iterator<Item = Value<'_>> {
        let mut from = 0;
        self.cells.iter().map(move |cell| match cell {
            Cell::Absent => Value::Absent,
            Cell::Text(to) => Value::Text(&self.text[std::mem::replace(&mut from, *to)..*to]),
            Cell::Static(text) => Value::Text(text),
            Cell::Date(date) => Value::Date(*date),
            Cell::Integer(n) => Value::Integer(*n),
        })
    }
}

/// `YYYY-MM-DD`. A table is mostly dates and short texts: a general formatter would cost more than the date.
pub(super) fn iso(date: Date) -> [u8; 10] {
    let digit = |n: u16| b'0' + (n % 10) as u8;
    let (y, m, d) = (date.year().unsigned_abs(), date.month() as u16, date.day() as u16);
    let pair = |n: u16| [digit(n / 10), digit(n)];
    let ([m1, m2], [d1, d2]) = (pair(m), pair(d));
    [digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), b'-', m1, m2, b'-', d1, d2]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_come_back_in_order() {
        let mut row = Row::default();
        for _ in 0..2 {
            row.clear();
            row.text("Nguyễn");
            row.word("f");
            row.absent();
            row.text("");
            row.date(date(1990, 5, 17));
            row.text("An");
            row.integer(-3);
        }
        let got: Vec<Value<'_>> = row.values().collect();
        let text = Value::Text;
        assert_eq!(
            got,
            [
                text("Nguyễn"),
                text("f"),
                Value::Absent,
                text(""),
                Value::Date(date(1990, 5, 17)),
                text("An"),
                Value::Integer(-3)
            ]
        );
    }

    #[test]
    fn dates_have_ten_characters() {
        for day in [date(1905, 1, 1), date(1999, 12, 31), date(2045, 10, 9)] {
            assert_eq!(iso(day), day.to_string().as_bytes());
        }
    }
}
