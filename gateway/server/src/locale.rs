//! The languages that people read: which one to use, every text of every page, and how dates and numbers are written.

mod en;
mod texts;
mod vi;

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_registry::BirthDate;
use jiff::civil::Date;

pub(crate) use texts::Texts;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Locale {
    /// Vietnamese, the default: the citizens of this nation read it.
    #[default]
    Vi,
    /// English.
    En,
}

impl Locale {
    /// Every language, the default first.
    pub(crate) const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The language tag (RFC 5646), as in `lang`, `ui_locales` and `content-language`.
    #[must_use]
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The other language, for what is shown in both.
    #[must_use]
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// Finds the language of a tag such as `en`, `vi-VN` or `EN-gb`; region and script make no difference here.
    #[must_use]
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(primary))
    }

    /// Chooses the language of a page.
    ///
    /// The first source that names a known language wins: `ui_locales` (tags separated by blanks, best first: OpenID Connect Core
    /// section 3.1.2.1), the cookie `lang`, `accept-language` (RFC 9110 section 12.5.4). A `?lang=` of the address is the reader's own
    /// present choice: try [`Locale::from_tag`] on it before calling this.
    #[must_use]
    pub(crate) fn negotiate(
        ui_locales: Option<&str>,
        cookie: Option<&str>,
        accept_language: Option<&str>,
    ) -> Self {
        ui_locales
            .and_then(|tags| tags.split_whitespace().find_map(Self::from_tag))
            .or_else(|| cookie.and_then(Self::from_tag))
            .or_else(|| accept_language.and_then(Self::from_accept_language))
            .unwrap_or_default()
    }

    /// Every text of the pages.
    #[must_use]
    pub(crate) const fn texts(self) -> &'static Texts {
        match self {
            Self::Vi => &vi::TEXTS,
            Self::En => &en::TEXTS,
        }
    }

    /// What happened, from the error catalogue.
    #[must_use]
    pub(crate) fn title(self, reason: Reason) -> &'static str {
        match self {
            Self::Vi => reason.info().title_vi,
            Self::En => reason.info().title_en,
        }
    }

    /// What to do, from the error catalogue.
    #[must_use]
    pub(crate) fn remedy(self, reason: Reason) -> &'static str {
        match self {
            Self::Vi => reason.info().remedy_vi,
            Self::En => reason.info().remedy_en,
        }
    }

    /// Label of an attribute, from the attribute catalogue.
    #[must_use]
    pub(crate) fn label(self, attribute: Attribute) -> &'static str {
        match self {
            Self::Vi => attribute.info().label_vi,
            Self::En => attribute.info().label_en,
        }
    }

    /// A date as people of the language write it: `17/05/1999`, `17 May 1999`.
    #[must_use]
    pub(crate) fn date(self, date: Date) -> String {
        match self {
            Self::Vi => date.strftime("%d/%m/%Y").to_string(),
            Self::En => date.strftime("%-d %B %Y").to_string(),
        }
    }

    /// A date of birth, or the year of one.
    #[must_use]
    pub(crate) fn birth(self, date: BirthDate) -> String {
        match date {
            BirthDate::Day(day) => self.date(day),
            BirthDate::Year(_) => date.to_string(),
        }
    }

    /// A whole number in groups of three digits: `101.000.000`, `101,000,000`.
    #[must_use]
    pub(crate) fn number(self, number: u64) -> String {
        let separator = match self {
            Self::Vi => '.',
            Self::En => ',',
        };
        let digits = number.to_string();
        let mut grouped = String::with_capacity(digits.len() * 4 / 3);
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    fn from_accept_language(header: &str) -> Option<Self> {
        let weighted = header.split(',').filter_map(|range| {
            let mut parts = range.split(';');
            let locale = Self::from_tag(parts.next()?)?;
            let quality = match parts.find_map(|p| p.trim().strip_prefix("q=")) {
                Some(text) => text.trim().parse::<f32>().ok()?,
                None => 1.0,
            };
            (quality > 0.0).then_some((locale, quality))
        });
        // Of equal weights the first written wins: browsers list the reader's languages in order.
        weighted.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(locale, _)| locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_source_that_names_a_known_language_wins() {
        let rows = [
            (None, None, None, Locale::Vi),
            (Some("en"), Some("vi"), Some("vi"), Locale::En),
            (Some("fr de"), Some("en"), Some("vi"), Locale::En),
            (Some("fr-CA en-GB vi"), None, None, Locale::En),
            (Some(""), None, Some("en"), Locale::En),
            (None, Some("nonsense"), Some("en"), Locale::En),
            (None, Some("vi"), Some("en"), Locale::Vi),
            (None, None, Some("fr-CH, fr;q=0.9, en;q=0.8, vi;q=0.7, *;q=0.5"), Locale::En),
            (None, None, Some("en;q=0.3,vi-VN;q=0.9"), Locale::Vi),
            (None, None, Some("en-US,vi"), Locale::En),
            (None, None, Some("en;q=0"), Locale::Vi),
            (None, None, Some("en;q=high"), Locale::Vi),
            (None, None, Some("en;level=1;q=0.2, vi;q=0.1"), Locale::En),
            (None, None, Some(",;,,*"), Locale::Vi),
            (None, None, Some("english"), Locale::Vi),
        ];
        for (ui_locales, cookie, accept, expect) in rows {
            assert_eq!(
                Locale::negotiate(ui_locales, cookie, accept),
                expect,
                "{ui_locales:?} {cookie:?} {accept:?}"
            );
        }
    }

    #[test]
    fn of_some_births_only_the_year_is_written() {
        let date = jiff::civil::date(1948, 1, 1);
        assert_eq!(Locale::Vi.birth(BirthDate::Year(date)), "1948");
        assert_eq!(Locale::En.birth(BirthDate::Day(date)), "1 January 1948");
    }

    #[test]
    fn dates_and_numbers_are_written_as_the_reader_writes_them() {
        let date = jiff::civil::date(1999, 5, 7);
        assert_eq!([Locale::Vi.date(date), Locale::En.date(date)], ["07/05/1999", "7 May 1999"]);
        for (number, vi, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1.000", "1,000"),
            (101_000_000, "101.000.000", "101,000,000"),
        ] {
            assert_eq!([Locale::Vi.number(number), Locale::En.number(number)], [vi, en]);
        }
    }

    #[test]
    fn both_languages_explain_the_same_codes() {
        for (vi, en) in [
            (vi::TEXTS.common.traits, en::TEXTS.common.traits),
            (vi::TEXTS.common.sources, en::TEXTS.common.sources),
            (vi::TEXTS.common.values, en::TEXTS.common.values),
            (vi::TEXTS.demo.claims, en::TEXTS.demo.claims),
        ] {
            assert_eq!(vi.codes().collect::<Vec<_>>(), en.codes().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_code_without_a_label_is_shown_as_it_is() {
        assert_eq!(en::TEXTS.common.traits.label("left-handed"), "left-handed");
        assert_ne!(en::TEXTS.common.traits.label("married"), "married");
    }
}
