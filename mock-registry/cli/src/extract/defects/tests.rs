//! Each defect on its own: examples, and what holds of it for anybody.

use std::sync::OnceLock;

use dinhdanh_population::{Nation, NationSpec, REFERENCE_DATE, fold};
use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfd};

use super::super::agencies::AGENCIES;
use super::*;

fn nation() -> &'static Nation {
    static NATION: OnceLock<Nation> = OnceLock::new();
    NATION.get_or_init(|| Nation::new(NationSpec { living: 1_000_000, ..NationSpec::default() }).unwrap())
}

/// What a defect makes of a text, with each word that decides differently.
fn made(name: &str, text: &str, dates: DateStyle) -> Vec<String> {
    let subject = Subject::new(nation(), nation().person_at(500_000).unwrap(), REFERENCE_DATE);
    let words = (0..64u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut all: Vec<String> =
        words.filter_map(|word| change(name)(&Cell { text, dates, subject: &subject, word })).collect();
    all.sort();
    all.dedup();
    all
}

fn change(name: &str) -> fn(&Cell<'_>) -> Option<String> {
    match DEFECTS.iter().find(|defect| defect.name == name).unwrap().effect {
        Effect::Value(_, change) => change,
        _ => panic!("{name} is a defect of a row"),
    }
}

#[test]
fn examples() {
    let check = |name: &str, text: &str, expect: &[&str]| {
        let mut expect = expect.to_vec();
        expect.sort_unstable();
        assert_eq!(made(name, text, DateStyle::DayFirst), expect, "{name} of {text}");
    };
    check("missing-diacritics", "Đặng Thị Ngọc Ánh", &["Dang Thi Ngoc Anh"]);
    check("missing-diacritics", "Le Van An", &[]);
    check("nfd", "Lê", &["Le\u{302}"]);
    check("upper-case", "Đặng Ý", &["ĐẶNG Ý"]);
    check("swapped-name-order", "Nguyễn Văn An", &["An Nguyễn Văn", "An Văn Nguyễn"]);
    check("swapped-name-order", "Y Nguyễn", &["Nguyễn Y"]);
    check("swapped-name-order", "Y", &[]);
    check("tone-placement", "Thành phố Hòa Bình", &["Thành phố Hoà Bình"]);
    check("tone-placement", "Hoà Thuỷ Khoẻ, Quý", &["Hòa Thủy Khỏe, Quý"]);
    check("tone-placement", "THUỶ", &["THỦY"]);
    check("tone-placement", "Toàn Quý", &[]);
    check("typing-slip", "Nguyễn", &["Nguye6n4", "Nguyeenx"]);
    check("typing-slip", "Đường,", &["D9u7o7ng2,", "DDuwowngf,"]);
    check("typing-slip", "An", &[]);
    check("encoding-damage", "Nguyễn Đức", &["NguyÔn §øc", "Nguyeãn Ñöùc"]);
    check("encoding-damage", "Huế", &["HuÕ", "Hueá"]);
    check("encoding-damage", "Ở", &["ÔÛ", "ë"]);
    check("encoding-damage", "Tự Trị", &["Tù TrÞ", "Töï Trò"]);
    check("extra-blanks", "Lê An", &[" Lê An", "Lê  An", "Lê An  "]);
    check("wrong-sex", "Nam", &["Nữ"]);
    check("wrong-sex", "Nữ", &["Nam"]);
    check("number-missing", "901099000012", &[""]);
    check("swapped-digits", "1112", &["1121"]);
    check("swapped-digits", "1111", &[]);
    check("leading-zero-lost", "0012", &["12"]);
    check("leading-zero-lost", "901099000012", &[]);
    check("leading-zero-lost", "000", &[]);
    check("swapped-day-month", "05/08/1990", &["08/05/1990"]);
    check("swapped-day-month", "08/08/1990", &[]);
    check("swapped-day-month", "13/08/1990", &[]);
    check("swapped-day-month", "1990", &[]);
    check("year-only", "05/08/1990", &["1990"]);
    check("year-only", "1990", &[]);
    check("two-digit-year", "05/08/1990", &["05/08/90"]);
    check(
        "abbreviated-address",
        "Số nhà 12, tổ dân phố 3, Phường Ba Đình, Thành phố Hà Nội",
        &["SN 12, TDP 3, P. Ba Đình, TP. Hà Nội"],
    );
    assert_eq!(made("swapped-day-month", "1990-08-05", DateStyle::Iso), ["1990-05-08"]);
    assert_eq!(made("two-digit-year", "1990-08-05", DateStyle::Iso), ["90-08-05"]);
    assert_eq!(made("year-only", "1990-08-05", DateStyle::Iso), ["1990"]);
    assert_eq!(made("wrong-digit", "5", DateStyle::Iso).len(), 9);
}

#[test]
fn every_defect_has_a_name_a_rate_and_a_text_of_its_own() {
    for (i, defect) in DEFECTS.iter().enumerate() {
        assert!(defect.rate > 0 && defect.rate * 4 <= 1_000_000, "{}", defect.name);
        assert!(DEFECTS[..i].iter().all(|other| other.name != defect.name && other.about != defect.about));
    }
    assert!(help().lines().count() > DEFECTS.len() + AGENCIES.len());
}

#[test]
fn the_book_has_every_agency_and_defect() {
    let book = include_str!("../../../../../docs/src/how-to/extract.md");
    let has = |line: String| assert!(book.lines().any(|l| l == line), "{line}");
    for agency in AGENCIES {
        let columns: Vec<String> = agency.columns.iter().map(|column| format!("`{}`", column.name)).collect();
        has(format!("| `{}` | {} | {} |", agency.name, agency.people, columns.join(", ")));
    }
    for Defect { name, rate, about, .. } in DEFECTS {
        has(format!("| `{name}` | {} % | {about} |", f64::from(*rate) / 1e4));
    }
}

/// Marks gone, case and blanks forgotten: what stays of a text under the defects of spelling.
fn skeleton(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn whatever_a_defect_makes_differs_and_keeps_what_it_should(
        index in any::<u64>(), word in any::<u64>(), at in 0..DEFECTS.len(), agency in 0..AGENCIES.len(),
    ) {
        let nation = nation();
        let person = nation.person_at(index % nation.registered()).unwrap();
        prop_assume!(nation.date_of_birth(person) <= REFERENCE_DATE);
        let subject = Subject::new(nation, person, REFERENCE_DATE);
        let Effect::Value(on, change) = DEFECTS[at].effect else { return Ok(()) };
        let agency = &AGENCIES[agency];
        for (column, text) in agency.columns.iter().zip(agency.row(&subject)) {
            if text.is_empty() || !on.contains(&column.content) {
                continue;
            }
            let cell = Cell { text: &text, dates: agency.dates, subject: &subject, word };
            let Some(made) = change(&cell) else { continue };
            prop_assert_ne!(&made, &text);
            let (digits, kept) = (|text: &str| { let mut all: Vec<char> = text.chars().collect(); all.sort(); all }, DEFECTS[at].name);
            match kept {
                "missing-diacritics" => prop_assert!(made.is_ascii() && made.to_lowercase() == fold(&text)),
                "upper-case" | "tone-placement" | "extra-blanks" => prop_assert_eq!(skeleton(&made), skeleton(&text)),
                "nfd" => prop_assert!(is_nfd(&made) && made.nfc().eq(text.nfc())),
                "swapped-digits" => prop_assert_eq!(digits(&made), digits(&text)),
                "wrong-digit" => {
                    let wrong = made.bytes().zip(text.bytes()).filter(|(a, b)| a != b).count();
                    prop_assert!(wrong == 1 && made.len() == text.len());
                }
                "swapped-name-order" => {
                    let words = |text: &str| { let mut all: Vec<String> = text.split(' ').map(str::to_owned).collect(); all.sort(); all };
                    prop_assert_eq!(words(&made), words(&text));
                }
                "leading-zero-lost" => prop_assert!(text.ends_with(&made) && !made.starts_with('0')),
                "old-number-as-number" => prop_assert!(made.len() == 9 && made.bytes().all(|b| b.is_ascii_digit())),
                "sim-of-another" => prop_assert!(nation.by_phone(made.parse().unwrap(), subject.as_of).is_some_and(|p| p != person)),
                "swapped-day-month" | "year-only" | "two-digit-year" => prop_assert!(made.len() <= text.len()),
                "old-address" => prop_assert!(made.matches(", ").count() > text.matches(", ").count()),
                "neighbour-commune" => {
                    let tail = |text: &str| text.rsplit(", ").next().unwrap().to_owned();
                    prop_assert_eq!(tail(&made), tail(&text));
                }
                "encoding-damage" => prop_assert!(made.chars().all(|c| (c as u32) < 0x100), "{}", made.escape_unicode()),
                "typing-slip" => prop_assert_eq!(made.split(' ').count(), text.split(' ').count()),
                _ => {}
            }
        }
    }
}
