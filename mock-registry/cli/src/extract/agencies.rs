//! Which agency holds what of whom, as a table.

use std::ops::RangeInclusive;

use dinhdanh_population::{Nation, Person};
use jiff::civil::Date;

use super::columns::{
    ADDRESS, BIRTHPLACE, BLOOD, BORN, CARD_ISSUED, Column, Content, DateStyle, ETHNICITY, FATHER, HOMETOWN,
    MARITAL, MOTHER, NAME, NUMBER, OLD_NUMBER, PHONE, RELIGION, SEX, SPOUSE, STAY,
};
use super::subject::{Subject, age};

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

/// Every agency. Columns are those that the nation itself can fill; which of them an agency keeps, of whom, and how it
/// writes dates are assumptions.
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
