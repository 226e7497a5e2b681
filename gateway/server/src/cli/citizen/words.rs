//! What `dinhdanh citizen` says, in Vietnamese and English.

use dinhdanh_registry::{AbsenceReason, BirthDate, Happening, Named, ReissueReason, Relation};
use jiff::civil::Date;
use serde::Serialize;

use crate::locale::Locale;

/// The language of traits, for the help of `find`.
pub(super) const TRAITS: &str = "\
Traits are separated by commas, in English or Vietnamese, accents and case aside:
  woman, 30-40, widowed, two minors, lives in Huế, card expired
  nữ, 30-40 tuổi, goá, hai con nhỏ, sống ở Huế, thẻ hết hạn
  sex and age      woman, man, 30-40, 80+, under 6, child, adult, elderly, newborn, centenarian, turns 14 tomorrow
  birth and death  born 1990, born 1985..1990, birthday 29 February, birthday unknown, deceased, died within 7 days, died 1990..2005
  family           single, married, widowed, divorced, wed within 90 days, remarried, no children, 3+ children, two minors, father of five
  parents          no father on record, no mother on record, father dead, mother alive, orphan, twin
  home             lives alone, household of 7+, head of household, lives with in-laws
  places           lives in Huế, registered in Bình Dương, temporary resident, stays in HCMC, province renamed, commune divided
  card             no card, card valid, card expired, card for life, card expires next month, card expires within 30 days, 9-digit card
  account, phone   no account, level 1, level 2, locked, not locked, phone, no phone, changed phone, old number
  people           minority, ethnic Tày, catholic, religion Phật giáo, blood group AB
  names            surname Nguyễn, named Lan, no middle name, name of 4 words, changed name, other name";

/// Something that makes a login or a check fail.
pub(super) enum Warning {
    Deceased,
    CardExpired,
    ResidenceCardInvalid,
    AccountLocked,
}

impl Warning {
    pub(super) fn text(&self, locale: Locale) -> &'static str {
        let [vi, en] = match self {
            Self::Deceased => ["đã chết", "deceased"],
            Self::CardExpired => ["thẻ đã hết hạn", "the identity card has expired"],
            Self::ResidenceCardInvalid => {
                ["thẻ thường trú, tạm trú không còn giá trị", "the residence card is not valid"]
            }
            Self::AccountLocked => ["tài khoản bị khoá", "the account is locked"],
        };
        pick(locale, vi, en)
    }
}

fn pick<'a>(locale: Locale, vi: &'a str, en: &'a str) -> &'a str {
    match locale {
        Locale::Vi => vi,
        Locale::En => en,
    }
}

/// The title of a card: nobody may take it for a real one.
pub(super) fn synthetic(foreigner: bool, locale: Locale, as_of: Date) -> String {
    let date = locale.date(as_of);
    let who = match foreigner {
        true => pick(locale, "người nước ngoài giả lập", "synthetic foreigner"),
        false => pick(locale, "công dân giả lập", "synthetic citizen"),
    };
    match locale {
        Locale::Vi => format!("{who} · ngày {date}"),
        Locale::En => format!("{who} · as of {date}"),
    }
}

pub(super) fn register(locale: Locale) -> &'static str {
    pick(locale, "Trong sổ đăng ký", "In the register")
}

pub(super) fn household(locale: Locale) -> &'static str {
    pick(locale, "Hộ gia đình", "Household")
}

pub(super) fn life(locale: Locale) -> &'static str {
    pick(locale, "Sự kiện", "Timeline")
}

pub(super) fn missing(locale: Locale) -> &'static str {
    pick(locale, "Quốc gia này không có", "Not in this nation on that date")
}

pub(super) fn looked_at(looked_at: u64, everybody: bool, locale: Locale) -> String {
    let people = locale.number(looked_at);
    match (locale, everybody) {
        (Locale::Vi, true) => format!("đã xét mọi người có thể ({people})"),
        (Locale::Vi, false) => format!("dừng sau {people} người"),
        (Locale::En, true) => format!("everybody who could fit was looked at ({people})"),
        (Locale::En, false) => format!("stopped after {people} people"),
    }
}

/// A word of a closed list, in the reader's language.
pub(super) fn coded<T: Serialize>(code: &T, locale: Locale) -> String {
    let code = serde_json::to_value(code).ok();
    let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    locale.texts().common.values.label(code).to_owned()
}

pub(super) fn relation(relation: Relation, locale: Locale) -> String {
    coded(&relation, locale)
}

pub(super) fn born(birthdate: BirthDate, age: i32, locale: Locale) -> String {
    match locale {
        Locale::Vi => format!("{birthdate} ({age} tuổi)"),
        Locale::En => format!("{birthdate} ({age})"),
    }
}

/// Whole years from a birth to a date; who is born on 29 February has a birthday on 1 March of common years.
pub(super) fn age(born: Date, on: Date) -> i32 {
    let before = (on.month(), on.day()) < (born.month(), born.day());
    i32::from(on.year()) - i32::from(born.year()) - i32::from(before)
}

/// What happened, in one line.
pub(super) fn happening(what: &Happening, locale: Locale) -> String {
    let said = |vi: &str, en: &str, whom: &str| {
        let text = pick(locale, vi, en);
        if whom.is_empty() { text.to_owned() } else { format!("{text}: {whom}") }
    };
    match what {
        Happening::Birth { place } => said("Sinh, đăng ký khai sinh tại", "Born, registered in", place),
        Happening::CardIssued { card, expires_on } => issued(card, *expires_on, locale),
        Happening::CardReported { card, reason: ReissueReason::Lost } => {
            said("Báo mất", "Reported lost", &coded(card, locale))
        }
        Happening::CardReported { card, reason: ReissueReason::Damaged } => {
            said("Báo hỏng", "Reported unusable", &coded(card, locale))
        }
        Happening::CardReissued { card, .. } => said("Cấp lại", "Issued again", &coded(card, locale)),
        Happening::CardExpired { card } => said("Hết hạn", "Expired", &coded(card, locale)),
        Happening::PassportIssued { passport, expires_on } => match locale {
            Locale::Vi => format!("Cấp hộ chiếu {passport}, có giá trị đến {expires_on}"),
            Locale::En => format!("Issued: passport {passport}, valid until {expires_on}"),
        },
        Happening::AccountChanged { level, locked } => {
            let level = (locale.texts().common.account_level)(*level);
            match (locale, locked) {
                (Locale::Vi, true) => format!("{level}, bị khoá"),
                (Locale::En, true) => format!("{level}, locked"),
                (_, false) => level,
            }
        }
        Happening::AccountActivated => said("Kích hoạt tài khoản", "Account used for the first time", ""),
        Happening::PhoneChanged { phone } => said("Số điện thoại", "Mobile number", phone),
        Happening::Marriage { spouse } => said("Kết hôn với", "Married to", &spouse.name),
        Happening::Divorce { spouse } => said("Ly hôn", "Divorced from", &spouse.name),
        Happening::Widowed { spouse } => said("Goá, mất vợ hoặc chồng", "Widowed of", &spouse.name),
        Happening::ChildBorn { child } => said("Sinh con", "Child born", &child.name),
        Happening::NameChanged { former_name, new_name } => match locale {
            Locale::Vi => format!("Đổi tên từ {former_name} thành {new_name}"),
            Locale::En => format!("Name changed from {former_name} to {new_name}"),
        },
        Happening::Moved { place } => said("Chuyển thường trú đến", "Moved to", place),
        Happening::StayBegan { place } => said("Tạm trú tại", "Temporary residence in", place),
        Happening::StayEnded => said("Hết tạm trú", "Temporary residence ended", ""),
        Happening::AbsenceBegan { reason, until } => {
            let why = absence(*reason, locale);
            match locale {
                Locale::Vi => format!("Khai báo tạm vắng đến {until}: {why}"),
                Locale::En => format!("Temporarily absent until {until}: {why}"),
            }
        }
        Happening::AbsenceEnded => said("Hết tạm vắng", "Temporary absence ended", ""),
        // The list of occupations is in Vietnamese alone.
        Happening::OccupationChanged { occupation, .. } => said("Nghề nghiệp", "Occupation", occupation),
        Happening::RepresentationChanged { representatives, represents } => {
            representation(representatives, represents, locale)
        }
        Happening::DeclaredMissing => said("Toà án tuyên bố mất tích", "Declared missing by a court", ""),
        Happening::MissingLifted => said("Huỷ tuyên bố mất tích", "Declaration of being missing lifted", ""),
        Happening::AdministrativeReform { place } => {
            said("Địa giới mới, địa chỉ ghi là", "New administrative division, address written as", place)
        }
        Happening::RelativeRenamed { relatives } => {
            let names: Vec<&str> = relatives.iter().map(|one| one.name.as_str()).collect();
            said("Người thân đổi tên thành", "A relative is now called", &names.join(", "))
        }
        Happening::Death => said("Chết", "Died", ""),
        Happening::Arrived { country } => {
            said("Nhập cảnh, quốc tịch", "Arrived, nationality", &coded(country, locale))
        }
        Happening::ResidenceCardIssued { card, expires_on } => issued(card, Some(*expires_on), locale),
        Happening::Departed => said("Rời Việt Nam", "Left the country", ""),
    }
}

fn absence(reason: AbsenceReason, locale: Locale) -> &'static str {
    let [vi, en] = match reason {
        AbsenceReason::Work => ["đi làm", "work"],
        AbsenceReason::Study => ["đi học", "study"],
        AbsenceReason::Treatment => ["chữa bệnh", "treatment or care"],
        AbsenceReason::Family => ["ở với người thân", "with relatives"],
    };
    pick(locale, vi, en)
}

/// Who acts for whom from now on, or that nobody does any more.
fn representation(representatives: &[Named], represents: &[Named], locale: Locale) -> String {
    let list = |people: &[Named]| people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    let by = pick(locale, "Người đại diện theo pháp luật", "Legally represented by");
    let of = pick(locale, "Đại diện theo pháp luật cho", "Legal representative of");
    let said = [(by, representatives), (of, represents)];
    let said = said.into_iter().filter(|(_, people)| !people.is_empty());
    let said: Vec<String> = said.map(|(text, people)| format!("{text}: {}", list(people))).collect();
    if said.is_empty() {
        return pick(locale, "Hết đại diện theo pháp luật", "Legal representation ended").to_owned();
    }
    said.join("; ")
}

fn issued<T: Serialize>(card: &T, expires_on: Option<Date>, locale: Locale) -> String {
    let kind = coded(card, locale);
    match (locale, expires_on) {
        (Locale::Vi, Some(until)) => format!("Cấp {kind}, có giá trị đến {until}"),
        (Locale::Vi, None) => format!("Cấp {kind}, không thời hạn"),
        (Locale::En, Some(until)) => format!("Issued: {kind}, valid until {until}"),
        (Locale::En, None) => format!("Issued: {kind}, for life"),
    }
}
