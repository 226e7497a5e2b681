//! Which agency holds what of whom, as a table.

use std::ops::RangeInclusive;

use dinhdanh_population::{MaritalStatus, Nation, Person, Sex};
use jiff::civil::Date;

use super::subject::{Subject, age};
use crate::address::line;

/// An agency, by the id of its seeded partner.
pub(crate) struct Agency {
    pub(crate) name: &'static str,
    /// Whom it has on file.
    pub(crate) people: &'static str,
    /// Ages of those.
    pub(crate) ages: RangeInclusive<i16>,
    /// What else they must have.
    only: fn(&Nation, Person, Date) -> bool,
    /// How it writes dates.
    pub(crate) dates: DateStyle,
    pub(crate) columns: &'static [Column],
}

/// A column of a mirror.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) content: Content,
    /// The exact value; empty if there is none.
    value: fn(&Subject<'_>) -> Option<String>,
    date: fn(&Subject<'_>) -> Option<Date>,
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

impl Agency {
    /// Whether somebody is, or while living was, on file here as of a day.
    pub(crate) fn holds(&self, nation: &Nation, person: Person, as_of: Date) -> bool {
        self.ages.contains(&age(nation, person, as_of)) && (self.only)(nation, person, as_of)
    }

    /// The exact row of somebody.
    pub(crate) fn row(&self, subject: &Subject<'_>) -> Vec<String> {
        let value = |column: &Column| match column.content {
            Content::Date => (column.date)(subject).map(|date| self.dates.write(date)),
            _ => (column.value)(subject),
        };
        self.columns.iter().map(|column| value(column).unwrap_or_default()).collect()
    }
}

const fn text(name: &'static str, content: Content, value: fn(&Subject<'_>) -> Option<String>) -> Column {
    Column { name, content, value, date: |_| None }
}

const fn date(name: &'static str, date: fn(&Subject<'_>) -> Option<Date>) -> Column {
    Column { name, content: Content::Date, value: |_| None, date }
}

const NUMBER: Column = text("number", Content::Number, |s| Some(s.number()));
const OLD_NUMBER: Column =
    text("old_number", Content::OldNumber, |s| Some(s.nation.old_number(s.person, s.as_of)?.digits()));
const NAME: Column = text("full_name", Content::Name, |s| Some(s.core()?.name.full.clone()));
const BORN: Column = date("date_of_birth", |s| Some(s.nation.date_of_birth(s.person)));
const SEX: Column = text("sex", Content::Sex, |s| Some(sex(s.nation.sex(s.person)).to_owned()));
const PHONE: Column = text("phone", Content::Phone, |s| Some(s.nation.phone(s.person, s.as_of)?.digits()));
const ADDRESS: Column = text("address", Content::Address, |s| Some(line(&s.core()?.permanent_residence)));
const STAY: Column =
    text("temporary_address", Content::Place, |s| Some(line(s.core()?.temporary_residence.as_ref()?)));
const BIRTHPLACE: Column = text("place_of_birth", Content::Place, |s| Some(line(&s.core()?.place_of_birth)));
const HOMETOWN: Column = text("hometown", Content::Place, |s| Some(line(&s.core()?.hometown)));
const ETHNICITY: Column = text("ethnicity", Content::Words, |s| Some(s.core()?.ethnicity.to_owned()));
const RELIGION: Column = text("religion", Content::Words, |s| Some(s.core()?.religion.to_owned()));
const BLOOD: Column = text("blood_group", Content::Words, |s| {
    Some(format!("{:?}", s.nation.blood_group(s.person)).to_uppercase())
});
const MARITAL: Column = text("marital_status", Content::Words, |s| {
    Some(marital(s.nation.marital_status(s.person, s.as_of)).to_owned())
});
const FATHER: Column =
    text("father_name", Content::Name, |s| Some(s.nation.name(s.nation.father(s.person)?).full));
const MOTHER: Column =
    text("mother_name", Content::Name, |s| Some(s.nation.name(s.nation.mother(s.person)?).full));
const SPOUSE: Column =
    text("spouse_name", Content::Name, |s| Some(s.nation.name(s.nation.spouse(s.person, s.as_of)?).full));
const CARD_ISSUED: Column = date("card_issued", |s| Some(s.nation.card(s.person, s.as_of)?.issued));

/// Every agency. Whom each has on file, and how it writes dates, are assumptions; the columns follow the files named in
/// Decree 58/2026/ND-CP and in the electronic health book as far as the nation itself can fill them.
pub(crate) const AGENCIES: &[Agency] = &[
    Agency {
        name: "health",
        people: "everybody",
        ages: 0..=130,
        only: |_, _, _| true,
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, NAME, BORN, SEX, ETHNICITY, PHONE, ADDRESS, BLOOD],
    },
    Agency {
        name: "social-insurance",
        people: "people from 15 on",
        ages: 15..=130,
        only: |_, _, _| true,
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, OLD_NUMBER, NAME, BORN, SEX, PHONE, ADDRESS],
    },
    Agency {
        name: "education",
        people: "children and young people of 3 to 24",
        ages: 3..=24,
        only: |_, _, _| true,
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, NAME, BORN, SEX, ETHNICITY, BIRTHPLACE, ADDRESS, FATHER, MOTHER],
    },
    Agency {
        name: "tax",
        people: "people from 18 on",
        ages: 18..=130,
        only: |_, _, _| true,
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, OLD_NUMBER, NAME, BORN, PHONE, ADDRESS],
    },
    Agency {
        name: "bank",
        people: "people from 18 on who have a card",
        ages: 18..=130,
        only: |nation, person, as_of| nation.card(person, as_of).is_some(),
        dates: DateStyle::Iso,
        columns: &[NUMBER, OLD_NUMBER, NAME, BORN, SEX, PHONE, ADDRESS, CARD_ISSUED],
    },
    Agency {
        name: "telecom",
        people: "holders of a mobile number",
        ages: 14..=130,
        only: |nation, person, as_of| nation.phone(person, as_of).is_some(),
        dates: DateStyle::Iso,
        columns: &[PHONE, NUMBER, NAME, BORN, CARD_ISSUED, ADDRESS],
    },
    Agency {
        name: "electricity",
        people: "heads of households from 18 on",
        ages: 18..=130,
        only: |nation, person, as_of| nation.household_head(person, as_of) == Some(person),
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, NAME, PHONE, ADDRESS],
    },
    Agency {
        name: "province",
        people: "everybody",
        ages: 0..=130,
        only: |_, _, _| true,
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, NAME, BORN, SEX, ETHNICITY, RELIGION, MARITAL, HOMETOWN, ADDRESS, STAY],
    },
    Agency {
        name: "justice",
        people: "everybody",
        ages: 0..=130,
        only: |_, _, _| true,
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, NAME, BORN, SEX, BIRTHPLACE, ETHNICITY, FATHER, MOTHER, SPOUSE, ADDRESS],
    },
    Agency {
        name: "transport",
        people: "people of 18 to 80",
        ages: 18..=80,
        only: |_, _, _| true,
        dates: DateStyle::DayFirst,
        columns: &[NUMBER, OLD_NUMBER, NAME, BORN, SEX, ADDRESS],
    },
];

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

/// The agency with a name.
///
/// # Errors
/// If there is none.
pub(crate) fn named(name: &str) -> Result<&'static Agency, String> {
    AGENCIES.iter().find(|agency| agency.name == name).ok_or_else(|| {
        let names: Vec<String> = AGENCIES.iter().map(|agency| format!("`{}`", agency.name)).collect();
        format!("expected an agency, got `{name}`; there are {}", names.join(", "))
    })
}
