//! Defects by name: what each does, to which columns, and how often.

mod dates;
mod digits;
mod legacy;
mod letters;
mod places;
mod tones;
mod typing;

use super::columns::{Content, DateStyle, sex};
use super::subject::Subject;
use Content::{Address, Date, Name, Number, OldNumber, Phone, Place, Sex, Words};
use dinhdanh_population::Sex as Gender;

/// A defect.
pub(crate) struct Defect {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// Share of the rows it could befall, in millionths, in the profile `standard`. Assumptions, all of them: nobody
    /// publishes such counts.
    pub(crate) rate: u32,
    pub(crate) effect: Effect,
}

/// What a defect does.
pub(crate) enum Effect {
    /// The row is about somebody dead.
    Dead,
    /// The row repeats one shortly before.
    Duplicate,
    /// A value of one of these contents is changed; none if it cannot be, or would stay the same.
    Value(&'static [Content], fn(&Cell<'_>) -> Option<String>),
}

/// A value before a defect.
pub(crate) struct Cell<'a> {
    pub(crate) text: &'a str,
    pub(crate) dates: DateStyle,
    pub(crate) subject: &'a Subject<'a>,
    /// Uniform; decides whatever there is to decide.
    pub(crate) word: u64,
}

const fn value(
    name: &'static str,
    rate: u32,
    about: &'static str,
    on: &'static [Content],
    change: fn(&Cell<'_>) -> Option<String>,
) -> Defect {
    Defect { name, about, rate, effect: Effect::Value(on, change) }
}

const TEXT: &[Content] = &[Name, Address, Place, Words];
const SPOKEN: &[Content] = &[Name, Address, Place];
const DIGITS: &[Content] = &[Number, OldNumber, Phone];

/// Every defect, in the order in which they befall a row: first what is wrong, then how it is written.
pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "dead-still-listed",
        about: "the person died up to five years ago; the row is as of the day before",
        rate: 5_000,
        effect: Effect::Dead,
    },
    Defect {
        name: "duplicate-row",
        about: "the person stands in a row shortly before already",
        rate: 10_000,
        effect: Effect::Duplicate,
    },
    value(
        "old-number-as-number",
        10_000,
        "the 9-digit number stands in the column of the 12-digit one",
        &[Number],
        digits::old_number,
    ),
    value("number-missing", 10_000, "no number", &[Number], |_| Some(String::new())),
    value("sim-of-another", 10_000, "the mobile number is somebody else's", &[Phone], digits::anothers_phone),
    value("wrong-sex", 3_000, "the other sex", &[Sex], other_sex),
    value(
        "old-address",
        30_000,
        "the address as of 30 June 2025, with a district",
        &[Address],
        places::old_address,
    ),
    value(
        "neighbour-commune",
        5_000,
        "another commune of the same province",
        &[Address],
        places::neighbour_commune,
    ),
    value("wrong-digit", 5_000, "one digit is another", DIGITS, digits::wrong_digit),
    value(
        "swapped-digits",
        5_000,
        "two neighbouring digits have changed places",
        DIGITS,
        digits::swapped_digits,
    ),
    value(
        "leading-zero-lost",
        20_000,
        "the zeros in front are gone, as a spreadsheet does; reserved personal numbers have none",
        DIGITS,
        digits::leading_zero_lost,
    ),
    value(
        "swapped-day-month",
        5_000,
        "day and month have changed places, where that gives a date",
        &[Date],
        dates::swapped_day_month,
    ),
    value("year-only", 10_000, "the year alone", &[Date], dates::year_only),
    value("two-digit-year", 10_000, "two digits of the year", &[Date], dates::two_digit_year),
    value("swapped-name-order", 5_000, "the given name first", &[Name], letters::swapped_name_order),
    value(
        "abbreviated-address",
        40_000,
        "kinds of places are abbreviated",
        &[Address, Place],
        places::abbreviated,
    ),
    value("typing-slip", 5_000, "keys of Telex or VNI stand in a word", SPOKEN, typing::slip),
    value(
        "tone-placement",
        30_000,
        "the tone mark stands on the other vowel of oa, oe, uy",
        TEXT,
        tones::moved,
    ),
    value("missing-diacritics", 20_000, "no tone marks, hats or strokes", TEXT, letters::missing_diacritics),
    value("upper-case", 40_000, "capitals throughout", SPOKEN, letters::upper_case),
    value("nfd", 20_000, "letters and marks apart (Unicode normalization form D)", TEXT, letters::nfd),
    value("encoding-damage", 3_000, "TCVN3 or VNI text read as if it were Latin", TEXT, legacy::damaged),
    value("extra-blanks", 20_000, "blanks before, after or doubled", TEXT, letters::extra_blanks),
];

fn other_sex(cell: &Cell<'_>) -> Option<String> {
    [Gender::Male, Gender::Female].map(sex).into_iter().find(|other| *other != cell.text).map(str::to_owned)
}

/// The end of `--help`.
pub(crate) fn help() -> String {
    let mut text = "Agencies:\n".to_owned();
    for agency in super::agencies::AGENCIES {
        let columns: Vec<&str> = agency.columns.iter().map(|column| column.name).collect();
        text.push_str(&format!("  {:<20} {}: {}\n", agency.name, agency.people, columns.join(", ")));
    }
    text.push_str("\nDefects, with the share of rows in the profile `standard`; `heavy` has four times as many, `none` has none:\n");
    for Defect { name, rate, about, .. } in DEFECTS {
        text.push_str(&format!("  {name:<20} {:>4} %  {about}\n", f64::from(*rate) / 1e4));
    }
    text.push_str("\nThe key has a line for each defect: row from 1, true number, defect, column, value before it. Undone from the\nlast line of a row to the first, they give the exact row; a row without a line is exact.\n");
    text.push_str("\nExample: mock-registry extract --agency health --rows 1000000 --defects standard,upper-case=0.2 --out health.csv --key health.key.csv");
    text
}

#[cfg(test)]
mod tests;
