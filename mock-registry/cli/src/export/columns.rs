//! The columns of an export, as a table.

use dinhdanh_population::{AccountLevel, Address, BirthDate, CoreRecord, OldNumber, Person, PhoneNumber};

use super::facts::Facts;
use super::labels::{blood, card_kind, marital, sex};
use crate::table::{Column, Index, Kind, Row};

/// A column, what it says, and how it is filled.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) column: Column,
    pub(super) about: &'static str,
    /// Whether it needs the core record.
    pub(super) core: bool,
    pub(super) write: fn(&Facts<'_>, &mut Row),
}

const UNIQUE_TEXT: Kind = Kind::Text { repeats: false };
const CODE: Kind = Kind::Text { repeats: true };

/// A column that needs the core record.
const fn core(name: &'static str, kind: Kind, about: &'static str, write: fn(&Facts<'_>, &mut Row)) -> Field {
    Field { core: true, ..other(name, kind, about, write) }
}

/// A column that does not.
const fn other(
    name: &'static str,
    kind: Kind,
    about: &'static str,
    write: fn(&Facts<'_>, &mut Row),
) -> Field {
    Field { column: Column { name, kind, index: Index::None }, about, core: false, write }
}

/// A column that can be searched in a database.
const fn indexed(index: Index, field: Field) -> Field {
    Field { column: Column { index, ..field.column }, ..field }
}

/// Every column.
pub(super) const FIELDS: &[Field] = &[
    indexed(
        Index::Unique,
        other("number", UNIQUE_TEXT, "personal ID number, 12 digits", |f, row| {
            row.text(&f.nation.number(f.person).digits());
        }),
    ),
    other("full_name", UNIQUE_TEXT, "name on the day: surname, middle name, given name", |f, row| {
        row.text(&f.name().full);
    }),
    other("surname", CODE, "surname", |f, row| row.word(f.name().surname)),
    other("middle_name", CODE, "middle name of one or two words; absent for some", |f, row| {
        row.maybe_text(Some(f.name().middle).filter(|name| !name.is_empty()));
    }),
    other("given_name", CODE, "given name", |f, row| row.word(f.name().given)),
    other("name_ascii", UNIQUE_TEXT, "the name in lower case without accents, for search", |f, row| {
        row.text(&dinhdanh_population::fold(&f.name().full));
    }),
    core("other_name", UNIQUE_TEXT, "another name by which a few are known", |f, row| {
        row.maybe_text(f.core().and_then(|core| core.other_name.as_deref()));
    }),
    other("sex", CODE, "m or f", |f, row| row.word(sex(f.nation.sex(f.person)))),
    indexed(
        Index::Many,
        other(
            "date_of_birth",
            Kind::Date,
            "date of birth; 1 January where only the year is known: see birth_year_only",
            |f, row| row.date(f.born),
        ),
    ),
    other("birth_year_only", Kind::Integer, "1 if only the year of birth is known", |f, row| {
        row.integer(i64::from(matches!(f.nation.birth_date(f.person), BirthDate::Year(_))));
    }),
    other("birth_province", CODE, "province that registered the birth, one of the 63", |f, row| {
        row.text(&f.nation.birth_province(f.person).digits());
    }),
    other("date_of_death", Kind::Date, "date of death of the dead", |f, row| {
        row.maybe_date(f.date_of_death());
    }),
    core("ethnicity", CODE, "ethnic group (list of Decision 121-TCTK/PPCD)", |f, row| {
        word(f, row, |core| core.ethnicity);
    }),
    core("religion", CODE, "religion", |f, row| word(f, row, |core| core.religion)),
    core("nationality", CODE, "ISO 3166-1 alpha-3", |f, row| word(f, row, |core| core.nationality)),
    core("place_of_birth", CODE, "place of birth in the division of the day", |f, row| {
        place(f, row, |core| Some(&core.place_of_birth));
    }),
    core("hometown", CODE, "home village of the paternal line", |f, row| {
        place(f, row, |core| Some(&core.hometown));
    }),
    core("residence", CODE, "permanent residence in one line; of the dead, the last", |f, row| {
        place(f, row, |core| Some(&core.permanent_residence));
    }),
    core(
        "residence_province",
        CODE,
        "code of its province: one of the 34 from July 2025, of the 63 before",
        |f, row| {
            word(f, row, |core| core.permanent_residence.province.code);
        },
    ),
    core("residence_commune", CODE, "code of its commune, five digits", |f, row| {
        word(f, row, |core| core.permanent_residence.commune.code);
    }),
    core("temporary_residence", CODE, "temporary residence of those who have one", |f, row| {
        place(f, row, |core| core.temporary_residence.as_ref());
    }),
    indexed(
        Index::Many,
        other("old_number", UNIQUE_TEXT, "9-digit number of papers before the 12-digit one", |f, row| {
            let old = f.nation.old_number(f.person, f.as_of);
            row.maybe_text(old.map(OldNumber::digits).as_deref());
        }),
    ),
    indexed(
        Index::Many,
        other("phone", UNIQUE_TEXT, "own mobile number", |f, row| {
            let phone = f.nation.phone(f.person, f.as_of);
            row.maybe_text(phone.map(PhoneNumber::digits).as_deref());
        }),
    ),
    other("card", CODE, "last identity paper: nine_digit, citizen_card or identity_card", |f, row| {
        row.maybe_text(f.card().map(|card| card_kind(card.kind)));
    }),
    other("card_issued", Kind::Date, "its day of issue", |f, row| {
        row.maybe_date(f.card().map(|card| card.issued));
    }),
    other("card_expires", Kind::Date, "its last day; absent if it is valid for life", |f, row| {
        row.maybe_date(f.card().and_then(|card| card.expires));
    }),
    other("account_level", Kind::Integer, "level of the e-ID account: 1 or 2", |f, row| match f.account() {
        Some(account) => row.integer(1 + i64::from(account.level == AccountLevel::Level2)),
        None => row.absent(),
    }),
    other("account_locked", Kind::Integer, "1 if the account is locked", |f, row| match f.account() {
        Some(account) => row.integer(i64::from(account.locked)),
        None => row.absent(),
    }),
    other("marital_status", CODE, "single, married, widowed or divorced", |f, row| {
        row.word(marital(f.nation.marital_status(f.person, f.as_of)));
    }),
    other("blood_group", CODE, "O, A, B or AB", |f, row| row.word(blood(f.nation.blood_group(f.person)))),
    other("mother", UNIQUE_TEXT, "number of the mother", |f, row| person(f, row, f.nation.mother(f.person))),
    other("father", UNIQUE_TEXT, "number of the father", |f, row| person(f, row, f.nation.father(f.person))),
    other("spouse", UNIQUE_TEXT, "number of the living husband or wife", |f, row| {
        person(f, row, f.nation.spouse(f.person, f.as_of));
    }),
    other("children", Kind::Integer, "children born by the day", |f, row| {
        let children = f.nation.children(f.person);
        let born = children.into_iter().filter(|child| f.nation.date_of_birth(*child) <= f.as_of);
        row.integer(born.count() as i64);
    }),
    other("household_head", UNIQUE_TEXT, "number of the head of the household", |f, row| {
        person(f, row, f.nation.household_head(f.person, f.as_of));
    }),
    other("residence_file", UNIQUE_TEXT, "number of the residence file", |f, row| {
        row.maybe_text(f.nation.residence_file(f.person, f.as_of).as_deref());
    }),
];

fn word(facts: &Facts<'_>, row: &mut Row, of: fn(&CoreRecord) -> &'static str) {
    match facts.core() {
        Some(core) => row.word(of(core)),
        None => row.absent(),
    }
}

fn place(facts: &Facts<'_>, row: &mut Row, of: fn(&CoreRecord) -> Option<&Address>) {
    row.maybe_text(facts.core().and_then(of).map(crate::address::line).as_deref());
}

fn person(facts: &Facts<'_>, row: &mut Row, person: Option<Person>) {
    row.maybe_text(person.map(|person| facts.nation.number(person).digits()).as_deref());
}
