//! Names as they are typed: with or without accents, in any case and order, whole or in part.

use dinhdanh_population::fold;

/// The words of a name sought, folded, the longest first.
#[derive(Clone)]
pub(crate) struct Sought {
    words: Vec<String>,
    /// What was typed, composed and in lower case: to tell a hit with the same accents from one without.
    spelt: Vec<String>,
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Every word of the name, with its accents.
    Spelt,
    /// Every word of the name, accents aside.
    Whole,
    /// Some words of the name, whole.
    Words,
    /// Beginnings of words.
    Beginnings,
}

impl Sought {
    /// The words of a typed name. Punctuation separates words: `An, Nguyen Van`.
    pub(crate) fn new(text: &str) -> Self {
        let split = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
            words.map(str::to_owned).collect()
        };
        let mut words = split(&fold(text));
        // A longer beginning fits fewer words than a shorter one, so it must choose first.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut spelt = split(&composed(text));
        spelt.sort_unstable();
        Self { words, spelt }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the given name, folded, is one of the words.
    pub(crate) fn calls(&self, given: &str) -> bool {
        self.words.iter().any(|word| word == given)
    }

    /// Whether the given name alone, folded, makes it likely that the name fits. One word may be any part of a name.
    pub(crate) fn names(&self, given: &str) -> bool {
        self.words.iter().any(|word| given.starts_with(word.as_str()))
    }

    /// How a name fits: every word typed begins another word of it.
    pub(crate) fn fit(&self, name: &str) -> Option<Fit> {
        let folded = fold(name);
        let mut free: Vec<&str> = folded.split(' ').collect();
        let mut whole = true;
        for word in &self.words {
            // A whole word first, so that "an" takes "An" and leaves "Anh" to "anh".
            let same = free.iter().position(|part| part == word);
            let at = same.or_else(|| free.iter().position(|part| part.starts_with(word.as_str())))?;
            whole &= same.is_some();
            free.remove(at);
        }
        Some(match (whole, free.is_empty()) {
            (false, _) => Fit::Beginnings,
            (true, false) => Fit::Words,
            (true, true) => {
                let full = composed(name);
                let mut parts: Vec<&str> = full.split(' ').collect();
                parts.sort_unstable();
                if parts == self.spelt { Fit::Spelt } else { Fit::Whole }
            }
        })
    }
}

/// Lower case in Unicode normalization form C. The accents of a folded letter are told apart by form C alone.
fn composed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_in_any_spelling() {
        let check = |typed: &str, full: &str, expect: Option<Fit>| {
            assert_eq!(Sought::new(typed).fit(full), expect, "{typed} / {full}");
        };
        let an = "Nguyễn Văn An";
        check("Nguyễn Văn An", an, Some(Fit::Spelt));
        check("NGUYỄN VĂN AN", an, Some(Fit::Spelt));
        check("Nguye\u{302}\u{303}n Va\u{306}n An", an, Some(Fit::Spelt));
        check("An Văn Nguyễn", an, Some(Fit::Spelt));
        check("An, Nguyễn Văn", an, Some(Fit::Spelt));
        check("nguyen van an", an, Some(Fit::Whole));
        check("Nguyên Văn An", an, Some(Fit::Whole));
        check("an nguyen", an, Some(Fit::Words));
        check("an", an, Some(Fit::Words));
        check("ngu a", an, Some(Fit::Beginnings));
        check("", an, Some(Fit::Words));
        check("nguyen van anh", an, None);
        check("an an", an, None);
        check("van van", an, None);
        check("dang", "Đặng Thị Ánh", Some(Fit::Words));
        // "anh" must not be taken by "an" before "anh" has chosen.
        check("an anh", "Lê Anh An", Some(Fit::Words));
        check("a anh", "Lê Anh An", Some(Fit::Beginnings));
    }

    #[test]
    fn the_given_name_is_a_sieve() {
        assert!(Sought::new("Nguyễn Ánh").names("anh"));
        assert!(!Sought::new("Nguyễn Ánh").names("hoa"));
        assert!(Sought::new("Nguyễn Án").names("anh") && !Sought::new("Nguyễn Án").calls("anh"));
    }
}
