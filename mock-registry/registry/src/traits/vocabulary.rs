//! The terms of the trait language, in English and Vietnamese. `_` is a blank; case and accents do not matter.

use dinhdanh_population::{BloodGroup, MaritalStatus, Sex, fold, religions};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::numbers::Bounds;
use super::place::Place;
use super::{AccountState, CardState, Ethnicity, Life, ParentState, PhoneState, ReformEffect, Traits};
use crate::born::Born;
use crate::pool::Span;

/// Another phrase has said something else.
pub(super) struct Clash;

pub(super) type Put = Result<(), Clash>;

/// What the blank of a term holds, and what is done with it.
pub(super) enum Means {
    /// No blank.
    Flag(fn(&mut Traits) -> Put),
    /// No blank; counts from the date asked.
    Relative(fn(&mut Traits, Date) -> Put),
    /// A count or a range.
    Count(fn(&mut Traits, Bounds) -> Put),
    /// A number; counts from the date asked.
    Number(fn(&mut Traits, u32, Date) -> Put),
    /// A date or period.
    Period(fn(&mut Traits, Born) -> Put),
    /// Day and month.
    Birthday(fn(&mut Traits, (i8, i8)) -> Put),
    /// A province.
    Place(fn(&mut Traits, Place) -> Put),
    /// An ethnic group.
    Group(fn(&mut Traits, &'static str) -> Put),
    /// A religion.
    Religion(fn(&mut Traits, &'static str) -> Put),
    /// Part of a name.
    Name(fn(&mut Traits, &str) -> Put),
}

/// A term.
pub(super) struct Term {
    /// How it is said in English, the usual way first.
    pub(super) en: &'static [&'static str],
    /// How it is said in Vietnamese, the usual way first.
    pub(super) vi: &'static [&'static str],
    pub(super) means: Means,
}

const fn term(en: &'static [&'static str], vi: &'static [&'static str], means: Means) -> Term {
    Term { en, vi, means }
}

fn put<T: PartialEq>(field: &mut Option<T>, value: T) -> Put {
    match field {
        Some(said) if *said != value => Err(Clash),
        _ => {
            *field = Some(value);
            Ok(())
        }
    }
}

/// Ages at which the law changes what somebody is: minor (Civil Code 91/2015/QH13, article 21), elderly (Law 39/2009/QH12, article 2).
const MINORITY: u32 = 17;
const ELDERLY: u32 = 60;

pub(super) const TERMS: &[Term] = &[
    // Sex and age.
    term(
        &["woman", "female", "women", "girl"],
        &["nữ", "phụ nữ", "đàn bà", "con gái"],
        Means::Flag(|t| put(&mut t.sex, Sex::Female)),
    ),
    term(
        &["man", "male", "men", "boy"],
        &["nam", "nam giới", "đàn ông", "con trai"],
        Means::Flag(|t| put(&mut t.sex, Sex::Male)),
    ),
    term(
        &["_", "_ years old", "aged _", "age _"],
        &["_ tuổi", "tuổi _"],
        Means::Count(|t, n| put(&mut t.age, n)),
    ),
    term(
        &["child", "minor", "under age"],
        &["trẻ em", "chưa thành niên"],
        Means::Flag(|t| put(&mut t.age, Bounds::at_most(MINORITY))),
    ),
    term(
        &["adult"],
        &["người lớn", "thành niên"],
        Means::Flag(|t| put(&mut t.age, Bounds::at_least(MINORITY + 1))),
    ),
    term(
        &["elderly", "senior"],
        &["người cao tuổi"],
        Means::Flag(|t| put(&mut t.age, Bounds::at_least(ELDERLY))),
    ),
    term(
        &["centenarian"],
        &["thọ trăm tuổi", "trên trăm tuổi"],
        Means::Flag(|t| put(&mut t.age, Bounds::at_least(100))),
    ),
    term(
        &["newborn"],
        &["trẻ sơ sinh", "mới sinh"],
        Means::Relative(|t, on| put(&mut t.born, born(back(on, 28), on))),
    ),
    term(
        &["turns _ tomorrow"],
        &["ngày mai tròn _ tuổi", "mai tròn _ tuổi"],
        Means::Number(|t, n, on| put(&mut t.born, turning(n, forward(on, 1)))),
    ),
    term(
        &["turns _ today", "turned _ today"],
        &["hôm nay tròn _ tuổi"],
        Means::Number(|t, n, on| put(&mut t.born, turning(n, on))),
    ),
    term(
        &["born _", "born in _", "born on _"],
        &["sinh _", "sinh năm _", "sinh ngày _", "sinh tháng _"],
        Means::Period(|t, period| put(&mut t.born, period)),
    ),
    term(
        &["born within _ days"],
        &["sinh trong _ ngày"],
        Means::Number(|t, n, on| put(&mut t.born, born(back(on, n), on))),
    ),
    term(
        &["birthday _"],
        &["sinh nhật _", "sinh nhật ngày _"],
        Means::Birthday(|t, day| put(&mut t.birthday, day)),
    ),
    term(
        &["birthday unknown", "only year of birth known"],
        &["không rõ ngày sinh", "chỉ biết năm sinh"],
        Means::Flag(|t| put(&mut t.year_only, true)),
    ),
    term(
        &["birthday today"],
        &["sinh nhật hôm nay"],
        Means::Relative(|t, on| put(&mut t.birthday, (on.month(), on.day()))),
    ),
    term(
        &["birthday tomorrow"],
        &["sinh nhật ngày mai"],
        Means::Relative(|t, on| {
            let day = forward(on, 1);
            put(&mut t.birthday, (day.month(), day.day()))
        }),
    ),
    // Life and death.
    term(&["alive", "living"], &["còn sống"], Means::Flag(|t| put(&mut t.life, Life::Living))),
    term(
        &["deceased", "dead"],
        &["đã chết", "đã mất", "qua đời"],
        Means::Flag(|t| put(&mut t.life, Life::Deceased)),
    ),
    term(&["dead or alive"], &["sống hay chết"], Means::Flag(|t| put(&mut t.life, Life::Either))),
    term(
        &["died _", "died in _", "died on _"],
        &["chết năm _", "mất năm _", "mất ngày _"],
        Means::Period(|t, period| died(t, period.span())),
    ),
    term(
        &["died within _ days"],
        &["chết trong _ ngày", "mất trong _ ngày"],
        Means::Number(|t, n, on| died(t, (back(on, n), on))),
    ),
    term(
        &["died last week"],
        &["mới mất", "chết tuần trước"],
        Means::Relative(|t, on| died(t, (back(on, 7), on))),
    ),
    // Marriage and children.
    term(
        &["single", "never married", "unmarried"],
        &["độc thân", "chưa kết hôn", "chưa vợ", "chưa chồng"],
        Means::Flag(|t| put(&mut t.marital, MaritalStatus::Single)),
    ),
    term(
        &["married"],
        &["đã kết hôn", "có vợ", "có chồng", "có gia đình"],
        Means::Flag(|t| put(&mut t.marital, MaritalStatus::Married)),
    ),
    term(&["widowed"], &["goá", "góa"], Means::Flag(|t| put(&mut t.marital, MaritalStatus::Widowed))),
    term(
        &["widow"],
        &["goá chồng", "goá phụ"],
        Means::Flag(|t| {
            put(&mut t.sex, Sex::Female)?;
            put(&mut t.marital, MaritalStatus::Widowed)
        }),
    ),
    term(
        &["widower"],
        &["goá vợ"],
        Means::Flag(|t| {
            put(&mut t.sex, Sex::Male)?;
            put(&mut t.marital, MaritalStatus::Widowed)
        }),
    ),
    term(
        &["divorced"],
        &["ly hôn", "đã ly hôn", "ly dị"],
        Means::Flag(|t| put(&mut t.marital, MaritalStatus::Divorced)),
    ),
    term(
        &["wed within _ days", "married within _ days"],
        &["kết hôn trong _ ngày"],
        Means::Number(|t, n, on| put(&mut t.wed, (back(on, n), on))),
    ),
    term(
        &["wed _", "wed in _", "married in _"],
        &["kết hôn năm _"],
        Means::Period(|t, period| put(&mut t.wed, period.span())),
    ),
    term(
        &["remarried", "married again", "married twice"],
        &["tái hôn", "kết hôn lần hai"],
        Means::Flag(|t| put(&mut t.remarried, true)),
    ),
    term(
        &["no children", "childless"],
        &["không con", "không có con", "chưa có con"],
        Means::Flag(|t| put(&mut t.children, Bounds::exactly(0))),
    ),
    term(
        &["parent", "with children", "has children"],
        &["có con"],
        Means::Flag(|t| put(&mut t.children, Bounds::at_least(1))),
    ),
    term(&["_ children", "_ child"], &["_ con", "_ người con"], Means::Count(|t, n| put(&mut t.children, n))),
    term(
        &["father of _"],
        &["cha của _ con", "bố của _ con"],
        Means::Count(|t, n| {
            put(&mut t.sex, Sex::Male)?;
            put(&mut t.children, n)
        }),
    ),
    term(
        &["mother of _"],
        &["mẹ của _ con"],
        Means::Count(|t, n| {
            put(&mut t.sex, Sex::Female)?;
            put(&mut t.children, n)
        }),
    ),
    term(
        &["_ minors", "_ minor", "_ minor children"],
        &["_ con nhỏ", "_ con chưa thành niên"],
        Means::Count(|t, n| put(&mut t.minors, n)),
    ),
    term(
        &["with minors", "with minor children"],
        &["có con nhỏ", "có con chưa thành niên"],
        Means::Flag(|t| put(&mut t.minors, Bounds::at_least(1))),
    ),
    // Parents.
    term(
        &["no father on record", "no known father"],
        &["không có cha trong sổ", "không rõ cha"],
        Means::Flag(|t| put(&mut t.father, ParentState::Unrecorded)),
    ),
    term(
        &["no mother on record", "no known mother"],
        &["không có mẹ trong sổ", "không rõ mẹ"],
        Means::Flag(|t| put(&mut t.mother, ParentState::Unrecorded)),
    ),
    term(
        &["father dead", "fatherless"],
        &["mồ côi cha", "cha đã mất"],
        Means::Flag(|t| put(&mut t.father, ParentState::Deceased)),
    ),
    term(
        &["mother dead", "motherless"],
        &["mồ côi mẹ", "mẹ đã mất"],
        Means::Flag(|t| put(&mut t.mother, ParentState::Deceased)),
    ),
    term(&["father alive"], &["cha còn sống"], Means::Flag(|t| put(&mut t.father, ParentState::Living))),
    term(&["mother alive"], &["mẹ còn sống"], Means::Flag(|t| put(&mut t.mother, ParentState::Living))),
    term(
        &["orphan", "without parents"],
        &["mồ côi", "mồ côi cả cha lẫn mẹ"],
        Means::Flag(|t| put(&mut t.orphan, true)),
    ),
    term(&["twin", "twins"], &["sinh đôi", "song sinh"], Means::Flag(|t| put(&mut t.twin, true))),
    // Places.
    term(
        &["lives in _", "living in _", "resident of _", "in _"],
        &["sống ở _", "sống tại _", "ở _", "cư trú tại _", "thường trú tại _"],
        Means::Place(|t, place| put(&mut t.lives_in, place)),
    ),
    term(
        &["registered in _", "born in _"],
        &["khai sinh tại _", "khai sinh ở _", "sinh ở _", "sinh tại _"],
        Means::Place(|t, place| put(&mut t.registered_in, place)),
    ),
    term(
        &["stays in _"],
        &["tạm trú tại _", "tạm trú ở _"],
        Means::Place(|t, place| put(&mut t.stays_in, place)),
    ),
    term(
        &["temporary resident", "temporary residence"],
        &["tạm trú", "có tạm trú"],
        Means::Flag(|t| put(&mut t.stays, true)),
    ),
    term(&["no temporary residence"], &["không tạm trú"], Means::Flag(|t| put(&mut t.stays, false))),
    term(
        &["province renamed", "moved by the merger"],
        &["tỉnh đổi tên", "đổi tỉnh do sáp nhập"],
        Means::Flag(|t| put(&mut t.reform, ReformEffect::ProvinceRenamed)),
    ),
    term(
        &["commune divided"],
        &["xã bị chia", "xã chia tách"],
        Means::Flag(|t| put(&mut t.reform, ReformEffect::CommuneDivided)),
    ),
    // Papers.
    term(
        &["no card"],
        &["chưa có thẻ", "không có thẻ", "chưa có căn cước"],
        Means::Flag(|t| put(&mut t.card, CardState::Missing)),
    ),
    term(
        &["card valid", "valid card"],
        &["thẻ còn hạn", "căn cước còn hạn"],
        Means::Flag(|t| put(&mut t.card, CardState::Valid)),
    ),
    term(
        &["card expired", "expired card"],
        &["thẻ hết hạn", "căn cước hết hạn"],
        Means::Flag(|t| put(&mut t.card, CardState::Expired)),
    ),
    term(
        &["card for life"],
        &["thẻ không thời hạn", "thẻ vô thời hạn"],
        Means::Flag(|t| put(&mut t.card, CardState::ForLife)),
    ),
    term(
        &["9-digit card", "nine-digit card", "9-digit paper"],
        &["chứng minh nhân dân", "thẻ 9 số", "cmnd"],
        Means::Flag(|t| put(&mut t.card, CardState::NineDigit)),
    ),
    term(
        &["card expires within _ days"],
        &["thẻ hết hạn trong _ ngày"],
        Means::Number(|t, n, on| put(&mut t.card, CardState::Expiring((on, forward(on, n))))),
    ),
    term(
        &["card expires next month"],
        &["thẻ hết hạn tháng sau"],
        Means::Relative(|t, on| put(&mut t.card, CardState::Expiring(next_month(on)))),
    ),
    term(&["old number"], &["có số cũ", "số cmnd"], Means::Flag(|t| put(&mut t.old_number, true))),
    term(&["no old number"], &["không có số cũ"], Means::Flag(|t| put(&mut t.old_number, false))),
    term(
        &["no account"],
        &["chưa có tài khoản", "không có tài khoản"],
        Means::Flag(|t| put(&mut t.account, AccountState::Missing)),
    ),
    term(
        &["account", "has account"],
        &["có tài khoản"],
        Means::Flag(|t| put(&mut t.account, AccountState::Opened)),
    ),
    term(
        &["level 1", "level-1", "level-1 account"],
        &["mức 1", "mức độ 1", "tài khoản mức 1"],
        Means::Flag(|t| put(&mut t.account, AccountState::Level(1))),
    ),
    term(
        &["level 2", "level-2", "level-2 account"],
        &["mức 2", "mức độ 2", "tài khoản mức 2"],
        Means::Flag(|t| put(&mut t.account, AccountState::Level(2))),
    ),
    term(
        &["locked", "locked account"],
        &["bị khoá", "tài khoản bị khoá"],
        Means::Flag(|t| put(&mut t.locked, true)),
    ),
    term(&["not locked", "unlocked"], &["không bị khoá"], Means::Flag(|t| put(&mut t.locked, false))),
    term(
        &["phone", "has phone"],
        &["có điện thoại", "có số điện thoại"],
        Means::Flag(|t| put(&mut t.phone, PhoneState::Held)),
    ),
    term(
        &["no phone"],
        &["không có điện thoại", "không có số điện thoại"],
        Means::Flag(|t| put(&mut t.phone, PhoneState::Missing)),
    ),
    term(
        &["changed phone"],
        &["đã đổi số điện thoại", "đổi số điện thoại"],
        Means::Flag(|t| put(&mut t.phone, PhoneState::Changed)),
    ),
    // Group, religion, blood.
    term(
        &["minority", "ethnic minority"],
        &["dân tộc thiểu số"],
        Means::Flag(|t| put(&mut t.ethnicity, Ethnicity::Minority)),
    ),
    term(
        &["ethnic _", "ethnicity _"],
        &["dân tộc _", "người _"],
        Means::Group(|t, group| put(&mut t.ethnicity, Ethnicity::Group(group))),
    ),
    term(
        &["religion _"],
        &["tôn giáo _", "theo _"],
        Means::Religion(|t, religion| put(&mut t.religion, religion)),
    ),
    term(&["catholic"], &["công giáo"], Means::Flag(|t| faith(t, "cong giao"))),
    term(&["buddhist"], &["phật giáo"], Means::Flag(|t| faith(t, "phat giao"))),
    term(&["protestant"], &["tin lành"], Means::Flag(|t| faith(t, "tin lanh"))),
    term(&["no religion"], &["không tôn giáo"], Means::Flag(|t| faith(t, "khong ton giao"))),
    term(&["blood group o", "blood o"], &["nhóm máu o"], Means::Flag(|t| put(&mut t.blood, BloodGroup::O))),
    term(&["blood group a", "blood a"], &["nhóm máu a"], Means::Flag(|t| put(&mut t.blood, BloodGroup::A))),
    term(&["blood group b", "blood b"], &["nhóm máu b"], Means::Flag(|t| put(&mut t.blood, BloodGroup::B))),
    term(
        &["blood group ab", "blood ab"],
        &["nhóm máu ab"],
        Means::Flag(|t| put(&mut t.blood, BloodGroup::Ab)),
    ),
    // Household.
    term(
        &["lives alone"],
        &["sống một mình", "ở một mình"],
        Means::Flag(|t| put(&mut t.household, Bounds::exactly(1))),
    ),
    term(&["household of _"], &["hộ _ người", "nhà _ người"], Means::Count(|t, n| put(&mut t.household, n))),
    term(&["head of household", "head"], &["chủ hộ"], Means::Flag(|t| put(&mut t.head, true))),
    term(&["not head of household"], &["không là chủ hộ"], Means::Flag(|t| put(&mut t.head, false))),
    term(
        &["lives with in-laws", "with in-laws"],
        &["sống với nhà chồng", "sống với nhà vợ", "ở rể", "làm dâu"],
        Means::Flag(|t| put(&mut t.with_in_laws, true)),
    ),
    // Names.
    term(&["surname _"], &["họ _"], Means::Name(|t, name| put(&mut t.surname, fold(name)))),
    term(
        &["given name _", "named _"],
        &["tên _", "tên là _"],
        Means::Name(|t, name| put(&mut t.given, fold(name))),
    ),
    term(
        &["name of _ words", "_-word name"],
        &["tên _ chữ", "họ tên _ chữ"],
        Means::Count(|t, n| put(&mut t.name_words, n)),
    ),
    term(
        &["changed name", "renamed"],
        &["đã đổi tên", "đổi tên"],
        Means::Flag(|t| put(&mut t.renamed, true)),
    ),
    term(
        &["no middle name"],
        &["không có tên đệm", "không tên đệm"],
        Means::Flag(|t| put(&mut t.middle, false)),
    ),
    term(&["middle name"], &["có tên đệm"], Means::Flag(|t| put(&mut t.middle, true))),
    term(
        &["other name", "has another name"],
        &["có tên gọi khác"],
        Means::Flag(|t| put(&mut t.other_name, true)),
    ),
];

/// Religions under English names, folded, beside those of the register.
pub(super) const RELIGIONS: &[(&str, &str)] = &[
    ("catholic", "cong giao"),
    ("catholicism", "cong giao"),
    ("buddhist", "phat giao"),
    ("buddhism", "phat giao"),
    ("protestant", "tin lanh"),
    ("hoa hao", "phat giao hoa hao"),
    ("none", "khong ton giao"),
    ("other", "khac"),
    ("khac", "khac"),
];

/// Months in English, folded, as far as they tell one from another.
pub(super) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The religion of the register whose folded name begins so.
pub(super) fn religion(folded: &str) -> Option<&'static str> {
    let exact = religions().find(|name| fold(name) == folded);
    exact.or_else(|| religions().find(|name| fold(name).starts_with(folded) && folded.len() > 3))
}

fn faith(t: &mut Traits, folded: &str) -> Put {
    religion(folded).map_or(Err(Clash), |name| put(&mut t.religion, name))
}

fn died(t: &mut Traits, span: Span) -> Put {
    put(&mut t.life, Life::Deceased)?;
    put(&mut t.died, span)
}

fn born(from: Date, to: Date) -> Born {
    Born { from, to }
}

fn back(on: Date, days: u32) -> Date {
    on.saturating_sub(i64::from(days).days())
}

fn forward(on: Date, days: u32) -> Date {
    on.saturating_add(i64::from(days).days())
}

fn next_month(on: Date) -> Span {
    let first = on.first_of_month().saturating_add(1.month());
    (first, first.last_of_month())
}

/// The days of birth of those who become `n` years old on a day: on 1 March of a common year also those of 29 February.
fn turning(n: u32, on: Date) -> Born {
    let year = on.year().saturating_sub(i16::try_from(n).unwrap_or(i16::MAX));
    let day = |month, day| Date::new(year, month, day).ok();
    match (on.month(), on.day()) {
        (3, 1) if !on.in_leap_year() => {
            let first = day(3, 1).unwrap_or(Date::MIN);
            born(day(2, 29).unwrap_or(first), first)
        }
        // Nobody comes of age on 29 February but those born on one: an empty period says so.
        (month, of) => day(month, of).map_or(born(on, back(on, 1)), Born::on),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn who_turns_of_age_on_a_day() {
        let check = |n, on, from, to| assert_eq!(turning(n, on), born(from, to), "{n} {on}");
        check(14, date(2026, 5, 5), date(2012, 5, 5), date(2012, 5, 5));
        check(14, date(2026, 3, 1), date(2012, 2, 29), date(2012, 3, 1));
        check(15, date(2026, 3, 1), date(2011, 3, 1), date(2011, 3, 1));
        check(16, date(2028, 3, 1), date(2012, 3, 1), date(2012, 3, 1));
        check(16, date(2028, 2, 29), date(2012, 2, 29), date(2012, 2, 29));
        let nobody = turning(14, date(2028, 2, 29));
        assert!(nobody.from > nobody.to);
    }

    #[test]
    fn next_month_is_a_whole_month() {
        assert_eq!(next_month(date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28)));
        assert_eq!(next_month(date(2026, 12, 5)), (date(2027, 1, 1), date(2027, 1, 31)));
    }

    #[test]
    fn no_term_is_said_twice_and_every_one_in_both_languages() {
        let mut seen = std::collections::BTreeSet::new();
        for term in TERMS {
            assert!(!term.en.is_empty() && !term.vi.is_empty());
            for said in term.en.iter().chain(term.vi) {
                // "goá" and "góa" are two spellings of one word; "born in _" is a place or a period.
                if ["góa", "born in _", "sinh _"].contains(said) {
                    continue;
                }
                assert!(seen.insert(fold(said)), "{said}");
            }
        }
    }

    #[test]
    fn every_religion_has_a_word() {
        for (_, folded) in RELIGIONS {
            assert!(religion(folded).is_some(), "{folded}");
        }
    }
}
