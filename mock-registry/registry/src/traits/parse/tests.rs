//! The language in both tongues, and what it refuses.

use dinhdanh_population::{MaritalStatus, Sex};
use jiff::civil::date;

use super::*;
use crate::born::Born;
use crate::traits::{AccountState, Bounds, CardState, Ethnicity, Life, ParentState, Place};

const AS_OF: Date = date(2026, 11, 22);

fn read_all(text: &str) -> Result<Traits, TraitError> {
    parse(text, AS_OF)
}

#[test]
fn the_two_languages_say_the_same() {
    let hue = Place::Present("46".parse().unwrap());
    let expect = Traits {
        sex: Some(Sex::Female),
        age: Some(Bounds::between(30, 40)),
        marital: Some(MaritalStatus::Widowed),
        minors: Some(Bounds::exactly(2)),
        lives_in: Some(hue),
        card: Some(CardState::Expired),
        ..Traits::default()
    };
    for text in [
        "woman, 30-40, widowed, two minors, lives in Huế, card expired",
        "WOMAN; 30 to 40; Widowed; 2 minor children; in hue; expired card",
        "nữ, 30-40 tuổi, goá, hai con chưa thành niên, sống ở Huế, thẻ hết hạn",
        "Phụ nữ, từ 30 đến 40 tuổi, góa chồng, 2 con nhỏ, cư trú tại thành phố Huế, căn cước hết hạn",
        "widow, aged 30-40, 2 minors, in Huế,\n card expired,",
        "widow and 30-40 and 2 minors, in Huế và thẻ hết hạn",
        "nu, goa, 30-40, hai con nho, o hue, the het han",
    ] {
        assert_eq!(read_all(text).as_ref(), Ok(&expect), "{text}");
    }
    assert_eq!(read_all("  , ;"), Ok(Traits::default()));
}

#[test]
fn single_terms() {
    let check = |text: &str, expect: Traits| assert_eq!(read_all(text), Ok(expect), "{text}");
    let none = Traits::default;
    check("80+", Traits { age: Some(Bounds::at_least(80)), ..none() });
    check("dưới 6 tuổi", Traits { age: Some(Bounds::at_most(5)), ..none() });
    check("born 1990", Traits { born: Born::in_year(1990), ..none() });
    check("sinh năm 1990", Traits { born: Born::in_year(1990), ..none() });
    check("born in 1990", Traits { born: Born::in_year(1990), ..none() });
    check("born in Huế", Traits { registered_in: place::place("Huế", AS_OF), ..none() });
    check(
        "registered in Bình Dương",
        Traits { registered_in: Some(Place::Former("74".parse().unwrap())), ..none() },
    );
    check("turns 14 tomorrow", Traits { born: Some(Born::on(date(2012, 11, 23))), ..none() });
    check("ngày mai tròn 18 tuổi", Traits { born: Some(Born::on(date(2008, 11, 23))), ..none() });
    check("newborn", Traits { born: Some(Born { from: date(2026, 10, 25), to: AS_OF }), ..none() });
    for text in ["birthday 29 February", "birthday 29/02", "sinh nhật 29 tháng 2", "sinh nhật 29/2"] {
        check(text, Traits { birthday: Some((2, 29)), ..none() });
    }
    check("birthday tomorrow", Traits { birthday: Some((11, 23)), ..none() });
    let week = Traits { life: Some(Life::Deceased), died: Some((date(2026, 11, 15), AS_OF)), ..none() };
    check("died within 7 days", week.clone());
    check("died last week", week);
    check(
        "card expires next month",
        Traits { card: Some(CardState::Expiring((date(2026, 12, 1), date(2026, 12, 31)))), ..none() },
    );
    check("level-2", Traits { account: Some(AccountState::Level(2)), ..none() });
    check("no children", Traits { children: Some(Bounds::exactly(0)), ..none() });
    check("không con", Traits { children: Some(Bounds::exactly(0)), ..none() });
    check("5+ children", Traits { children: Some(Bounds::at_least(5)), ..none() });
    check("father of five", Traits { sex: Some(Sex::Male), children: Some(Bounds::exactly(5)), ..none() });
    check("ethnic Hmong", Traits { ethnicity: Some(Ethnicity::Group("Hmông")), ..none() });
    check("dân tộc Ê-đê", Traits { ethnicity: Some(Ethnicity::Group("Ê-đê")), ..none() });
    check("dân tộc thiểu số", Traits { ethnicity: Some(Ethnicity::Minority), ..none() });
    check("religion catholic", Traits { religion: Some("Công giáo"), ..none() });
    check("Catholic", Traits { religion: Some("Công giáo"), ..none() });
    check("không tôn giáo", Traits { religion: Some("Không tôn giáo"), ..none() });
    check("surname Nguyễn", Traits { surname: Some("nguyen".into()), ..none() });
    check("họ Rơ Châm", Traits { surname: Some("ro cham".into()), ..none() });
    check("tên Hoa", Traits { given: Some("hoa".into()), ..none() });
    check("tên bốn chữ", Traits { name_words: Some(Bounds::exactly(4)), ..none() });
    check("4-word name", Traits { name_words: Some(Bounds::exactly(4)), ..none() });
    check("không rõ cha", Traits { father: Some(ParentState::Unrecorded), ..none() });
    check("hộ 7 người", Traits { household: Some(Bounds::exactly(7)), ..none() });
}

#[test]
fn unknown_phrases_are_refused_with_the_nearest() {
    let nearest = |text: &str| match read_all(text) {
        Err(TraitError::Unknown { nearest, .. }) => nearest,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(nearest("womann").as_deref(), Some("woman"));
    assert_eq!(nearest("widwed").as_deref(), Some("widowed"));
    assert_eq!(nearest("30-40, 2 minros").as_deref(), Some("_ minors"));
    assert_eq!(nearest("the het hna").as_deref(), Some("thẻ hết hạn"));
    assert_eq!(nearest("xylophone quartet in space"), None);
    let text = read_all("card exspired").unwrap_err().to_string();
    assert!(text.contains("`card exspired`") && text.contains("`card expired`"), "{text}");
}

#[test]
fn blanks_are_checked() {
    let blank = |text: &str| match read_all(text) {
        Err(TraitError::Blank { expected, nearest, .. }) => (expected, nearest),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(blank("lives in Huếe"), ("a province", Some("Huế".to_owned())));
    assert_eq!(blank("lives in Atlantis").0, "a province");
    assert_eq!(blank("ethnic Khmer Rouge").0, "an ethnic group");
    assert_eq!(blank("ethnic Muong Thai").0, "an ethnic group");
    assert_eq!(blank("birthday 31/02").0, "a day and month such as `29/02` or `29 February`");
    assert!(blank("many children").0.starts_with("a count"));
}

#[test]
fn a_trait_may_be_said_twice_but_not_otherwise() {
    assert!(read_all("woman, female, nữ").is_ok());
    for text in ["man, woman", "widower, nữ", "20-30, 40-50", "single, married", "alive, died 2010"] {
        assert!(matches!(read_all(text), Err(TraitError::Twice { .. })), "{text}");
    }
}
