//! The text in the QR code of a card.
//!
//! Seven fields with `|` between them, as on the citizen card of 2021: ID number, 9-digit number, name, date of birth, sex,
//! residence, date of issue; dates as `ddmmyyyy`, and a date of birth of which only the year is known as that year (assumption). The card of 2024 has more: cancelled ID numbers, and the names of father
//! and mother on the card of a child. In which order they stand has not been published: here they follow the seven.

use jiff::civil::Date;

use crate::birth::BirthDate;
use crate::home::Address;
use crate::ident::OldNumber;
use crate::nation::{Nation, Person};
use crate::papers::{Card, CardKind, CardMedium};

/// A card issued to somebody younger names the parents: the age is an assumption.
const CHILD: i16 = 14;
/// Sex as printed.
const SEXES: [&str; 2] = ["Nam", "Nữ"];

impl Nation {
    /// The text of the QR code on the card somebody has on a date; none of a card without a chip.
    ///
    /// It is what was true on the day in print, and stays so when the holder moves.
    pub fn card_qr(&self, person: Person, as_of: Date) -> Option<String> {
        let card = self.card(person, as_of).filter(|card| card.medium == CardMedium::Chip)?;
        let printed = card.printed_on();
        let mut fields = vec![
            self.number(person).digits(),
            self.old_number(person, printed).map_or(String::new(), OldNumber::digits),
            self.name_on(person, printed).full,
            birth(self.birth_date(person)),
            SEXES[self.sex(person) as usize].to_owned(),
            self.permanent_residence(person, printed).as_ref().map_or(String::new(), line),
            ddmmyyyy(printed),
        ];
        if self.names_parents(person, card) {
            // Nobody's number is ever cancelled here.
            fields.push(String::new());
            let parents = [self.father(person), self.mother(person)];
            fields.extend(parents.map(|parent| parent.map_or(String::new(), |p| self.name(p).full)));
        }
        Some(fields.join("|"))
    }

    /// The text of the bar code on the card somebody has on a date.
    pub fn card_barcode(&self, person: Person, as_of: Date) -> Option<String> {
        let card = self.card(person, as_of).filter(|card| card.medium == CardMedium::Barcode);
        card.map(|_| self.number(person).digits())
    }

    fn names_parents(&self, person: Person, card: Card) -> bool {
        let birth = self.date_of_birth(person);
        let age = card.printed_on().year()
            - birth.year()
            - i16::from((card.printed_on().month(), card.printed_on().day()) < (birth.month(), birth.day()));
        card.kind == CardKind::IdentityCard && age < CHILD
    }
}

/// An address in one line, as the card prints it.
fn line(address: &Address) -> String {
    let units = [Some(&address.commune), address.district.as_ref(), Some(&address.province)];
    let names = units.into_iter().flatten().map(|unit| unit.name);
    address.line.as_deref().into_iter().chain(names).collect::<Vec<&str>>().join(", ")
}

/// As printed: of some old people the year alone.
fn birth(date: BirthDate) -> String {
    match date {
        BirthDate::Day(day) => ddmmyyyy(day),
        BirthDate::Year(_) => date.to_string(),
    }
}

fn ddmmyyyy(date: Date) -> String {
    format!("{:02}{:02}{:04}", date.day(), date.month(), date.year())
}
