//! Kinds of identifier: every number that leads to one person. Another kind is another row.

use dinhdanh_population::{IdNumber, Nation, OldNumber, Person, PhoneNumber};
use dinhdanh_sectors::social_insurance::{book_number, person_by_book_number};
use dinhdanh_sectors::{business, vehicles};
use jiff::civil::Date;

/// A kind of identifier.
pub struct IdentifierKind {
    /// Name on the wire, kebab case.
    pub name: &'static str,
    /// Label in English.
    pub label_en: &'static str,
    /// Label in Vietnamese.
    pub label_vi: &'static str,
    /// What one looks like, for a message.
    pub shape: &'static str,
    /// Who has it on a date; `None` if the text has another shape or nobody has it. The text is compact: see [`compact`].
    pub(crate) find: fn(&Nation, &str, Date) -> Option<Person>,
    /// Whether a compact text could be one.
    pub(crate) fits: fn(&str) -> bool,
    /// The one a person has on a date: what a test takes to prove that `find` leads back.
    pub(crate) of: fn(&Nation, Person, Date) -> Option<String>,
}

/// All kinds, in the order in which a text of several shapes is tried.
pub(crate) const KINDS: &[IdentifierKind] = &[
    IdentifierKind {
        name: "personal-number",
        label_en: "personal number",
        label_vi: "số định danh cá nhân",
        shape: "12 digits",
        find: |nation, text, as_of| {
            let person = nation.lookup(text.parse::<IdNumber>().ok()?)?;
            (nation.date_of_birth(person) <= as_of).then_some(person)
        },
        fits: |text| digits(text, 12),
        of: |nation, person, _| Some(nation.number(person).digits()),
    },
    IdentifierKind {
        name: "old-number",
        label_en: "old 9-digit number",
        label_vi: "số chứng minh nhân dân 9 số",
        shape: "9 digits",
        find: |nation, text, as_of| nation.by_old_number(text.parse::<OldNumber>().ok()?, as_of),
        fits: |text| digits(text, 9),
        of: |nation, person, as_of| Some(nation.old_number(person, as_of)?.digits()),
    },
    IdentifierKind {
        name: "phone",
        label_en: "mobile number",
        label_vi: "số điện thoại di động",
        shape: "10 digits from `0`, or `+84` and 9 digits",
        find: |nation, text, as_of| nation.by_phone(domestic(text).parse::<PhoneNumber>().ok()?, as_of),
        fits: |text| digits(&domestic(text), 10) && domestic(text).starts_with('0'),
        of: |nation, person, as_of| Some(nation.phone(person, as_of)?.digits()),
    },
    IdentifierKind {
        name: "passport",
        label_en: "passport",
        label_vi: "hộ chiếu",
        shape: "a letter and 8 digits",
        find: |nation, text, as_of| nation.by_passport(text.parse().ok()?, as_of),
        fits: |text| text.starts_with(|c: char| c.is_ascii_uppercase()) && digits(&text[1..], 8),
        of: |nation, person, as_of| Some(nation.passport(person, as_of)?.number.text()),
    },
    IdentifierKind {
        name: "driving-licence",
        label_en: "driving licence",
        label_vi: "giấy phép lái xe",
        shape: "12 digits",
        find: vehicles::person_by_licence,
        fits: |text| digits(text, 12),
        of: |nation, person, as_of| Some(vehicles::licences(nation, person, as_of).pop()?.number),
    },
    IdentifierKind {
        name: "plate",
        label_en: "number plate",
        label_vi: "biển số xe",
        shape: "2 digits, 2 letters and 5 digits",
        find: |nation, text, as_of| vehicles::person_by_plate(nation, &plate(text)?, as_of),
        fits: |text| plate(text).is_some(),
        of: |nation, person, as_of| compact(&vehicles::vehicles(nation, person, as_of).pop()?.plate),
    },
    IdentifierKind {
        name: "social-insurance",
        label_en: "social- and health-insurance number",
        label_vi: "mã số bảo hiểm xã hội",
        shape: "10 digits",
        find: |nation, text, as_of| {
            let person = person_by_book_number(nation, text)?;
            (nation.date_of_birth(person) <= as_of).then_some(person)
        },
        fits: |text| digits(text, 10),
        of: |nation, person, _| book_number(nation, person).filter(|number| digits(number, 10)),
    },
    IdentifierKind {
        name: "tax-code",
        label_en: "tax code of a business",
        label_vi: "mã số thuế",
        shape: "10 digits",
        find: business::person_by_tax_code,
        fits: |text| digits(text, 10),
        of: |nation, person, as_of| {
            let code = business::businesses(nation, person, as_of).pop()?.tax_code;
            Some(code).filter(|code| digits(code, 10))
        },
    },
];

/// A plate as it is painted, from its compact text.
fn plate(text: &str) -> Option<String> {
    let shape = |at: usize, byte: u8| {
        if matches!(at, 2 | 3) { byte.is_ascii_uppercase() } else { byte.is_ascii_digit() }
    };
    let fits = text.len() == 9 && text.bytes().enumerate().all(|(at, byte)| shape(at, byte));
    fits.then(|| format!("{}-{}.{}", &text[..4], &text[4..7], &text[7..]))
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A mobile number with the trunk prefix in place of the country code.
fn domestic(text: &str) -> String {
    text.strip_prefix("+84").map_or_else(|| text.to_owned(), |rest| format!("0{rest}"))
}

/// A text as a register holds it: without spaces, dots, hyphens and brackets, in upper case. `None` if it holds no digit, and
/// so is a name.
pub(crate) fn compact(text: &str) -> Option<String> {
    text.bytes().any(|byte| byte.is_ascii_digit()).then(|| {
        let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')' | '/'));
        kept.flat_map(char::to_uppercase).collect()
    })
}

/// Everybody whom a text identifies, with the kind by which it does. One text may be of several kinds.
pub(crate) fn identify(nation: &Nation, text: &str, as_of: Date) -> Vec<(&'static IdentifierKind, Person)> {
    let Some(text) = compact(text) else { return Vec::new() };
    KINDS.iter().filter_map(|kind| Some((kind, (kind.find)(nation, &text, as_of)?))).collect()
}

/// Whether a text has the shape of some kind.
pub(crate) fn is_identifier(text: &str) -> bool {
    compact(text).is_some_and(|text| KINDS.iter().any(|kind| (kind.fits)(&text)))
}

#[cfg(test)]
mod tests {
    use dinhdanh_population::{NationSpec, REFERENCE_DATE};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_identifier_leads_back(index in any::<u64>(), seed in 0u64..4, year in 1995i16..2045) {
            let nation = Nation::new(NationSpec { seed, living: 50_000, ..NationSpec::default() }).unwrap();
            let person = nation.person_at(index % nation.registered()).unwrap();
            let as_of = jiff::civil::date(year, 3, 1);
            if nation.date_of_birth(person) > as_of {
                return Ok(());
            }
            for kind in KINDS {
                let Some(number) = (kind.of)(&nation, person, as_of) else { continue };
                prop_assert!((kind.fits)(&number), "{}", kind.name);
                let spaced = format!(" {} {}", &number[..4], &number[4..]);
                for text in [number, spaced] {
                    prop_assert!(is_identifier(&text));
                    let found = identify(&nation, &text, as_of);
                    prop_assert!(found.iter().any(|(k, p)| k.name == kind.name && *p == person), "{}", kind.name);
                }
            }
        }
    }

    #[test]
    fn a_phone_may_bear_the_country_code() {
        let nation = Nation::new(NationSpec { living: 20_000, ..NationSpec::default() }).unwrap();
        let (person, phone) = (0..nation.registered())
            .filter_map(|index| nation.person_at(index))
            .find_map(|person| Some((person, nation.phone(person, REFERENCE_DATE)?)))
            .unwrap();
        let written = format!("+84 {}", &phone.digits()[1..]);
        assert!(identify(&nation, &written, REFERENCE_DATE).iter().any(|(_, found)| *found == person));
    }

    #[test]
    fn names_and_odd_texts_are_no_identifiers() {
        for text in ["", "Nguyễn Văn An", "12345", "9010990000123", "901099 00012x", "Ấp 3"] {
            assert!(!is_identifier(text), "{text}");
        }
    }
}
