//! Kinds of identifier: every number that leads to one person. Another kind is another row.

use dinhdanh_population::{Nation, OldNumber, PhoneNumber};
use dinhdanh_sectors::social_insurance::{book_number, person_by_book_number};
use dinhdanh_sectors::{business, vehicles};
use jiff::civil::Date;

use crate::holder::Holder;

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
    pub(crate) find: fn(&Nation, &str, Date) -> Option<Holder>,
    /// Whether a compact text could be one.
    pub(crate) fits: fn(&str) -> bool,
    /// The one a person has on a date: what a test takes to prove that `find` leads back.
    pub(crate) of: fn(&Nation, Holder, Date) -> Option<String>,
}

/// All kinds, in the order in which a text of several shapes is tried.
pub(crate) const KINDS: &[IdentifierKind] = &[
    IdentifierKind {
        name: "personal-number",
        label_en: "personal number",
        label_vi: "số định danh cá nhân",
        shape: "12 digits",
        find: |nation, text, as_of| {
            Holder::of(nation, text.parse().ok()?).filter(|holder| holder.is_known(nation, as_of))
        },
        fits: |text| digits(text, 12),
        of: |nation, holder, _| Some(holder.number(nation).digits()),
    },
    IdentifierKind {
        name: "old-number",
        label_en: "old 9-digit number",
        label_vi: "số chứng minh nhân dân 9 số",
        shape: "9 digits",
        find: |nation, text, as_of| {
            nation.by_old_number(text.parse::<OldNumber>().ok()?, as_of).map(Holder::Citizen)
        },
        fits: |text| digits(text, 9),
        of: |nation, holder, as_of| Some(nation.old_number(holder.citizen()?, as_of)?.digits()),
    },
    IdentifierKind {
        name: "phone",
        label_en: "mobile number",
        label_vi: "số điện thoại di động",
        shape: "10 digits from `0`, or `+84` and 9 digits",
        find: |nation, text, as_of| {
            nation.by_phone(domestic(text).parse::<PhoneNumber>().ok()?, as_of).map(Holder::Citizen)
        },
        fits: |text| digits(&domestic(text), 10) && domestic(text).starts_with('0'),
        of: |nation, holder, as_of| Some(nation.phone(holder.citizen()?, as_of)?.digits()),
    },
    IdentifierKind {
        name: "passport",
        label_en: "passport",
        label_vi: "hộ chiếu",
        shape: "a letter and 8 digits",
        find: |nation, text, as_of| {
            // No passport of the nation begins with the letter of foreign ones.
            let citizen = nation.by_passport(text.parse().ok()?, as_of).map(Holder::Citizen);
            citizen.or_else(|| nation.foreigner_by_passport(text, as_of).map(Holder::Foreigner))
        },
        fits: |text| text.starts_with(|c: char| c.is_ascii_uppercase()) && digits(&text[1..], 8),
        of: |nation, holder, as_of| match holder {
            Holder::Citizen(person) => Some(nation.passport(person, as_of)?.number.text()),
            Holder::Foreigner(foreigner) => Some(nation.foreigner(foreigner, as_of)?.passport.number),
        },
    },
    IdentifierKind {
        name: "residence-card",
        label_en: "residence card of a foreigner",
        label_vi: "thẻ thường trú, thẻ tạm trú của người nước ngoài",
        shape: "`TR` or `PR` and 8 digits",
        find: |nation, text, as_of| nation.foreigner_by_residence_card(text, as_of).map(Holder::Foreigner),
        fits: |text| {
            ["TR", "PR"].iter().any(|letters| text.strip_prefix(letters).is_some_and(|rest| digits(rest, 8)))
        },
        of: |nation, holder, as_of| match holder {
            Holder::Citizen(_) => None,
            Holder::Foreigner(foreigner) => Some(nation.foreigner(foreigner, as_of)?.residence_card?.number),
        },
    },
    IdentifierKind {
        name: "driving-licence",
        label_en: "driving licence",
        label_vi: "giấy phép lái xe",
        shape: "12 digits",
        find: |nation, text, as_of| vehicles::person_by_licence(nation, text, as_of).map(Holder::Citizen),
        fits: |text| digits(text, 12),
        of: |nation, holder, as_of| Some(vehicles::licences(nation, holder.citizen()?, as_of).pop()?.number),
    },
    IdentifierKind {
        name: "plate",
        label_en: "number plate",
        label_vi: "biển số xe",
        shape: "2 digits, 2 letters and 5 digits",
        find: |nation, text, as_of| {
            vehicles::person_by_plate(nation, &plate(text)?, as_of).map(Holder::Citizen)
        },
        fits: |text| plate(text).is_some(),
        of: |nation, holder, as_of| {
            compact(&vehicles::vehicles(nation, holder.citizen()?, as_of).pop()?.plate)
        },
    },
    IdentifierKind {
        name: "social-insurance",
        label_en: "social- and health-insurance number",
        label_vi: "mã số bảo hiểm xã hội",
        shape: "10 digits",
        find: |nation, text, as_of| {
            let holder = Holder::Citizen(person_by_book_number(nation, text)?);
            Some(holder).filter(|holder| holder.is_known(nation, as_of))
        },
        fits: |text| digits(text, 10),
        of: |nation, holder, _| book_number(nation, holder.citizen()?).filter(|number| digits(number, 10)),
    },
    IdentifierKind {
        name: "tax-code",
        label_en: "tax code of a business",
        label_vi: "mã số thuế",
        shape: "10 digits",
        find: |nation, text, as_of| business::person_by_tax_code(nation, text, as_of).map(Holder::Citizen),
        fits: |text| digits(text, 10),
        of: |nation, holder, as_of| {
            let code = business::businesses(nation, holder.citizen()?, as_of).pop()?.tax_code;
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
pub(crate) fn identify(nation: &Nation, text: &str, as_of: Date) -> Vec<(&'static IdentifierKind, Holder)> {
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
            let citizen = Holder::Citizen(nation.person_at(index % nation.registered()).unwrap());
            let foreigner = Holder::Foreigner(nation.foreigner_at(index % nation.foreigners()).unwrap());
            let as_of = jiff::civil::date(year, 3, 1);
            let known = [citizen, foreigner].into_iter().filter(|holder| holder.is_known(&nation, as_of));
            for (holder, kind) in known.flat_map(|holder| KINDS.iter().map(move |kind| (holder, kind))) {
                let Some(number) = (kind.of)(&nation, holder, as_of) else { continue };
                prop_assert!((kind.fits)(&number), "{}", kind.name);
                let spaced = format!(" {} {}", &number[..4], &number[4..]);
                for text in [number, spaced] {
                    prop_assert!(is_identifier(&text));
                    let found = identify(&nation, &text, as_of);
                    prop_assert!(found.iter().any(|(k, p)| k.name == kind.name && *p == holder), "{}", kind.name);
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
        assert!(
            identify(&nation, &written, REFERENCE_DATE)
                .iter()
                .any(|(_, found)| *found == Holder::Citizen(person))
        );
    }

    #[test]
    fn names_and_odd_texts_are_no_identifiers() {
        for text in ["", "Nguyễn Văn An", "12345", "9010990000123", "901099 00012x", "Ấp 3"] {
            assert!(!is_identifier(text), "{text}");
        }
    }
}
