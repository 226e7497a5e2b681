//! What surrounds every page: language, realm, banner, and the link pair that changes the language.

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::{Attribute, RealmName};
use jiff::civil::Date;

use super::assets;
use crate::locale::{Locale, Texts};

/// What every page has.
#[derive(Debug, Clone)]
pub(crate) struct Shell {
    /// Language of the page.
    pub(crate) locale: Locale,
    /// The realm whose page it is.
    pub(crate) realm: RealmName,
    /// This page in each language of [`Locale::ALL`], in that order.
    pub(crate) lang_links: [String; 2],
}

impl Shell {
    /// The shell of a page that a `GET` of `path` shows (with `/r/{realm}`, if any) and `query` (without `?`).
    ///
    /// The language links repeat the query and change its `lang` alone. For a page that answers a `POST`, give the address of the `GET`
    /// that shows the same step.
    #[must_use]
    pub(crate) fn new(locale: Locale, realm: RealmName, path: &str, query: Option<&str>) -> Self {
        let lang_links = Locale::ALL.map(|language| {
            let mut link = form_urlencoded::Serializer::new(String::new());
            for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
                if name != "lang" {
                    link.append_pair(&name, &value);
                }
            }
            link.append_pair("lang", language.tag());
            // Two slashes at the beginning would make a browser read the path as another host.
            format!("/{}?{}", path.trim_start_matches(['/', '\\']), link.finish())
        });
        Self { locale, realm, lang_links }
    }

    /// Path of the realm's start page.
    #[must_use]
    pub(crate) fn home(&self) -> String {
        if self.realm.is_default() { "/".to_owned() } else { format!("/r/{}", self.realm) }
    }

    pub(super) fn texts(&self) -> &'static Texts {
        self.locale.texts()
    }

    // Askama passes arguments by reference.
    pub(super) fn title(&self, reason: &Reason) -> String {
        sentence(self.locale.title(*reason))
    }

    pub(super) fn remedy(&self, reason: &Reason) -> String {
        sentence(self.locale.remedy(*reason))
    }

    /// The title once more, for readers of the other language.
    pub(super) fn title_translated(&self, reason: &Reason) -> String {
        sentence(self.locale.other().title(*reason))
    }

    pub(super) fn remedy_translated(&self, reason: &Reason) -> String {
        sentence(self.locale.other().remedy(*reason))
    }

    pub(super) fn label(&self, attribute: &Attribute) -> &'static str {
        self.locale.label(*attribute)
    }

    pub(super) fn date(&self, date: &Date) -> String {
        self.locale.date(*date)
    }

    pub(super) fn number(&self, number: &u64) -> String {
        self.locale.number(*number)
    }

    pub(super) fn stylesheet(&self) -> &'static str {
        &assets::STYLESHEET_ADDRESS
    }

    pub(super) fn mark(&self) -> &'static str {
        &assets::MARK_ADDRESS
    }

    pub(super) fn languages(&self) -> impl Iterator<Item = (Locale, &str)> {
        Locale::ALL.into_iter().zip(self.lang_links.iter().map(String::as_str))
    }
}

/// A phrase of the catalogue, which is in lower case as error messages are, the way it stands on a page. A name of the wire at the
/// beginning, such as `redirect_uri`, stays as it is.
pub(super) fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let word = phrase.split_whitespace().next().unwrap_or_default();
    match letters.next() {
        Some(first) if word.chars().all(char::is_alphabetic) => first.to_uppercase().chain(letters).collect(),
        _ => phrase.to_owned(),
    }
}

/// Where the forms of a login in progress go, and what proves that they come from the browser that began it.
#[derive(Clone)]
pub(crate) struct InteractionForm {
    /// Address that the form is posted to.
    pub(crate) action: String,
    /// Hidden field `interaction`: which login.
    pub(crate) interaction: String,
    /// Hidden field `csrf`.
    pub(crate) csrf: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(path: &str, query: Option<&str>) -> [String; 2] {
        Shell::new(Locale::Vi, RealmName::default_realm(), path, query).lang_links
    }

    #[test]
    fn a_language_link_changes_the_language_alone() {
        for (path, query, expect) in [
            ("/", None, "/?lang=en"),
            (
                "/login",
                Some("interaction=a%2Bb&q=H%C3%B2a+B"),
                "/login?interaction=a%2Bb&q=H%C3%B2a+B&lang=en",
            ),
            ("/login", Some("lang=vi&x=1&lang=fr"), "/login?x=1&lang=en"),
            ("/r/lab/login", Some("x=%26lang%3Dvi"), "/r/lab/login?x=%26lang%3Dvi&lang=en"),
        ] {
            assert_eq!(links(path, query)[1], expect);
        }
    }

    #[test]
    fn a_language_link_never_leaves_the_site() {
        for path in ["//evil.example/x", "/\\evil.example/x", "///evil.example/x", "evil.example/x"] {
            assert_eq!(links(path, None)[0], "/evil.example/x?lang=vi", "{path}");
        }
    }

    #[test]
    fn a_phrase_becomes_a_sentence_unless_it_begins_with_a_name_of_the_wire() {
        for (phrase, expect) in [
            ("đăng ký", "Đăng ký"),
            ("redirect_uri is missing", "redirect_uri is missing"),
            ("prompt=none, and", "prompt=none, and"),
            ("", ""),
        ] {
            assert_eq!(sentence(phrase), expect);
        }
    }

    #[test]
    fn the_start_page_is_the_realms_own() {
        let home = |name: &str| Shell::new(Locale::Vi, RealmName::parse(name).unwrap(), "/", None).home();
        assert_eq!([home("default"), home("lab")], ["/", "/r/lab"]);
    }
}
