//! The machine-readable zone of an identity card: three lines of thirty characters (ICAO Doc 9303 part 5, size TD1).

use jiff::civil::Date;

use crate::birth::BirthDate;
use crate::fold::fold;
use crate::nation::{Nation, Person};
use crate::papers::CardMedium;
use crate::terms::Sex;

/// Characters of a line.
const WIDTH: usize = 30;
/// A card without last day: from memory, unverified.
const NO_EXPIRY: &str = "991231";

/// What stands in the zone. Every text is upper case, and fillers are added.
#[derive(Clone, Copy)]
pub struct MrzFields<'a> {
    /// One or two letters: `ID` on the card of Viet Nam.
    pub document: &'a str,
    /// Issuing state, three letters.
    pub state: &'a str,
    /// Up to nine characters.
    pub number: &'a str,
    /// Up to fifteen characters after the check digit of the number.
    pub optional: &'a str,
    /// Date of birth, `YYMMDD`.
    pub birth: &'a str,
    /// `M`, `F`, or `<` if it is not stated.
    pub sex: char,
    /// Last day, `YYMMDD`.
    pub expiry: &'a str,
    /// Nationality, three letters.
    pub nationality: &'a str,
    /// Surname, then the other names, as [`transliterate`] gives them.
    pub name: (&'a str, &'a str),
}

impl MrzFields<'_> {
    /// The three lines.
    pub fn lines(&self) -> [String; 3] {
        let number = filled(self.number, 9);
        let first = format!(
            "{}{}{number}{}{}",
            filled(self.document, 2),
            filled(self.state, 3),
            check_digit(&number),
            filled(self.optional, 15)
        );
        let dates = [self.birth, self.expiry].map(|date| format!("{date}{}", check_digit(date)));
        // The composite digit is over both lines without document, state, sex, nationality.
        let optional = filled("", 11);
        let upper = first.get(5..).unwrap_or_default();
        let composite = check_digit(&format!("{upper}{}{}{optional}", dates[0], dates[1]));
        let second = format!(
            "{}{}{}{}{optional}{composite}",
            dates[0],
            self.sex,
            dates[1],
            filled(self.nationality, 3)
        );
        let (surname, given) = self.name;
        let name = if given.is_empty() { surname.to_owned() } else { format!("{surname}<<{given}") };
        [first, second, filled(&name, WIDTH)]
    }
}

impl Nation {
    /// The three lines on the card somebody has on a date; none of a card without a chip.
    pub fn card_mrz(&self, person: Person, as_of: Date) -> Option<[String; 3]> {
        let card = self.card(person, as_of).filter(|card| card.medium == CardMedium::Chip)?;
        let name = self.name_on(person, card.printed_on());
        let number = self.number(person).digits();
        let given = [name.middle, name.given].map(transliterate);
        let surname = transliterate(name.surname);
        let others = given.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("<");
        let expiry = card.expires.map_or(NO_EXPIRY.to_owned(), yymmdd);
        let zone = MrzFields {
            document: "ID",
            state: "VNM",
            number: number.get(3..)?,
            optional: &format!("{number}<<{}", check_digit(&number)),
            birth: &birth(self.birth_date(person)),
            sex: if self.sex(person) == Sex::Male { 'M' } else { 'F' },
            expiry: &expiry,
            nationality: "VNM",
            name: (&surname, &others),
        };
        Some(zone.lines())
    }
}

/// The check digit of a field: weights 7, 3, 1 over values 0 to 35, modulo ten (ICAO Doc 9303 part 3, section 4.9).
pub fn check_digit(field: &str) -> u32 {
    let value = |c: char| match c {
        '<' => 0,
        c => c.to_digit(36).unwrap_or(0),
    };
    field.chars().zip([7, 3, 1].into_iter().cycle()).map(|(c, weight)| value(c) * weight).sum::<u32>() % 10
}

/// Letters as the zone writes them: upper case without accents, a filler between words and for a hyphen, no apostrophes.
pub fn transliterate(text: &str) -> String {
    let letters: String =
        fold(text).chars().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect::<String>().to_uppercase();
    let words: Vec<&str> =
        letters.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).collect();
    words.join("<")
}

/// Where month and day are not known they are fillers (ICAO Doc 9303 part 3, section 4.8).
fn birth(date: BirthDate) -> String {
    match date {
        BirthDate::Day(day) => yymmdd(day),
        BirthDate::Year(first) => format!("{:02}<<<<", first.year().rem_euclid(100)),
    }
}

fn yymmdd(date: Date) -> String {
    format!("{:02}{:02}{:02}", date.year() % 100, date.month(), date.day())
}

/// A text of a width: cut, or filled up.
fn filled(text: &str, width: usize) -> String {
    format!("{text:<<width$.width$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specimen_of_icao() {
        // Doc 9303 part 5, appendix A to section 4.
        let zone = MrzFields {
            document: "I",
            state: "UTO",
            number: "D23145890",
            optional: "",
            birth: "740812",
            sex: 'F',
            expiry: "120415",
            nationality: "UTO",
            name: ("ERIKSSON", "ANNA<MARIA"),
        };
        assert_eq!(
            zone.lines(),
            [
                "I<UTOD231458907<<<<<<<<<<<<<<<",
                "7408122F1204159UTO<<<<<<<<<<<6",
                "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
            ]
        );
    }

    #[test]
    fn the_fixture_of_a_vietnamese_card() {
        let zone = MrzFields {
            document: "ID",
            state: "VNM",
            number: "199000017",
            optional: &format!("003199000017<<{}", check_digit("003199000017")),
            birth: "990517",
            sex: 'F',
            expiry: "390517",
            nationality: "VNM",
            name: ("TRAN", "THI<THU<HUONG"),
        };
        assert_eq!(
            zone.lines(),
            [
                "IDVNM1990000173003199000017<<6",
                "9905175F3905173VNM<<<<<<<<<<<0",
                "TRAN<<THI<THU<HUONG<<<<<<<<<<<"
            ]
        );
    }

    #[test]
    fn check_digits_of_doc_9303() {
        // Part 3, section 4.9, examples 1 to 3.
        let composite = "HA672242<658022549601086<<<<<<<<<<<<<<0";
        for (field, digit) in [("520727", 3), ("AB2134<<<", 5), (composite, 8)] {
            assert_eq!(check_digit(field), digit, "{field}");
        }
        assert_eq!(check_digit("L898902C3"), 6);
        assert_eq!(check_digit("D23145890"), 7);
    }

    #[test]
    fn names_in_the_zone() {
        for (name, expect) in [
            ("Đặng Thị Ngọc Ánh", "DANG<THI<NGOC<ANH"),
            ("H'Hen Niê", "HHEN<NIE"),
            ("Y-Moan", "Y<MOAN"),
            ("  Ưu  ", "UU"),
            ("", ""),
        ] {
            assert_eq!(transliterate(name), expect, "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_a_short_one_filled() {
        assert_eq!(filled("ABC", 5), "ABC<<");
        assert_eq!(filled("ABCDEFG", 5), "ABCDE");
    }
}
