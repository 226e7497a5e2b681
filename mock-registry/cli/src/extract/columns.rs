//! What the columns of mirrors hold, as a table.

use dinhdanh_population::{MaritalStatus, Sex};
use jiff::civil::Date;

use super::subject::Subject;
use crate::address::line;

/// A column of a mirror.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) content: Content,
    /// The exact value; empty if there is none.
    pub(super) value: fn(&Subject<'_>) -> Option<String>,
    pub(super) date: fn(&Subject<'_>) -> Option<Date>,
}

/// What a column holds: which defects can befall it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Content {
    /// The 12-digit number of the person the row is about.
    Number,
    /// The 9-digit number of old papers.
    OldNumber,
    /// A mobile number.
    Phone,
    /// Somebody's whole name.
    Name,
    /// A day.
    Date,
    /// Sex in words.
    Sex,
    /// Where the person lives, in one line.
    Address,
    /// Another place in one line.
    Place,
    /// Other words.
    Words,
}

/// How a day is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DateStyle {
    /// `17/05/1990`.
    DayFirst,
    /// `1990-05-17`.
    Iso,
}

impl DateStyle {
    /// A day in this style.
    pub(crate) fn write(self, date: Date) -> String {
        match self {
            DateStyle::DayFirst => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
            DateStyle::Iso => date.to_string(),
        }
    }
}

const fn text(name: &'static str, content: Content, value: fn(&Subject<'_>) -> Option<String>) -> Column {
    Column { name, content, value, date: |_| None }
}

const fn date(name: &'static str, date: fn(&Subject<'_>) -> Option<Date>) -> Column {
    Column { name, content: Content::Date, value: |_| None, date }
}

pub(super) const NUMBER: Column = text("number", Content::Number, |s| Some(s.number()));
pub(super) const OLD_NUMBER: Column =
    text("old_number", Content::OldNumber, |s| Some(s.nation.old_number(s.person, s.as_of)?.digits()));
pub(super) const NAME: Column = text("full_name", Content::Name, |s| Some(s.core()?.name.full.clone()));
pub(super) const BORN: Column = date("date_of_birth", |s| Some(s.nation.date_of_birth(s.person)));
pub(super) const SEX: Column = text("sex", Content::Sex, |s| Some(sex(s.nation.sex(s.person)).to_owned()));
pub(super) const PHONE: Column =
    text("phone", Content::Phone, |s| Some(s.nation.phone(s.person, s.as_of)?.digits()));
pub(super) const ADDRESS: Column =
    text("address", Content::Address, |s| Some(line(&s.core()?.permanent_residence)));
pub(super) const STAY: Column =
    text("temporary_address", Content::Place, |s| Some(line(s.core()?.temporary_residence.as_ref()?)));
pub(super) const BIRTHPLACE: Column =
    text("place_of_birth", Content::Place, |s| Some(line(&s.core()?.place_of_birth)));
pub(super) const HOMETOWN: Column = text("hometown", Content::Place, |s| Some(line(&s.core()?.hometown)));
pub(super) const ETHNICITY: Column =
    text("ethnicity", Content::Words, |s| Some(s.core()?.ethnicity.to_owned()));
pub(super) const RELIGION: Column = text("religion", Content::Words, |s| Some(s.core()?.religion.to_owned()));
pub(super) const BLOOD: Column = text("blood_group", Content::Words, |s| {
    Some(format!("{:?}", s.nation.blood_group(s.person)).to_uppercase())
});
pub(super) const MARITAL: Column = text("marital_status", Content::Words, |s| {
    Some(marital(s.nation.marital_status(s.person, s.as_of)).to_owned())
});
pub(super) const FATHER: Column =
    text("father_name", Content::Name, |s| Some(s.nation.name_on(s.nation.father(s.person)?, s.as_of).full));
pub(super) const MOTHER: Column =
    text("mother_name", Content::Name, |s| Some(s.nation.name_on(s.nation.mother(s.person)?, s.as_of).full));
pub(super) const SPOUSE: Column = text("spouse_name", Content::Name, |s| {
    Some(s.nation.name_on(s.nation.spouse(s.person, s.as_of)?, s.as_of).full)
});
pub(super) const CARD_ISSUED: Column =
    date("card_issued", |s| Some(s.nation.card(s.person, s.as_of)?.issued));

/// Sex as Vietnamese files write it.
pub(crate) fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    }
}

fn marital(status: MaritalStatus) -> &'static str {
    match status {
        MaritalStatus::Single => "Độc thân",
        MaritalStatus::Married => "Đã kết hôn",
        MaritalStatus::Widowed => "Góa",
        MaritalStatus::Divorced => "Đã ly hôn",
    }
}
