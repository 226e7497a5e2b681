//! A citizen on a card: enough to choose one, and to see why one cannot log in.

use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::error::Reason;
use dinhdanh_registry::BirthDate;

use super::Shell;

/// A synthetic citizen as lists show one.
#[derive(Clone)]
pub(crate) struct CitizenCard {
    /// The number that picks the citizen.
    pub(crate) personal_number: PersonalNumber,
    /// Full name.
    pub(crate) name: String,
    /// Date of birth.
    pub(crate) birthdate: BirthDate,
    /// Whole years on the realm's date.
    pub(crate) age: u32,
    /// As registered.
    pub(crate) female: bool,
    /// Commune and province of residence.
    pub(crate) place: String,
    /// Codes of what is interesting about this one, e.g. `married`; labelled by `CommonTexts::traits` where known.
    pub(crate) traits: Vec<String>,
    /// 1 or 2; `None` without an account.
    pub(crate) account_level: Option<u8>,
    /// Why the citizen cannot log in now.
    pub(crate) can_log_in: Result<(), Reason>,
}

impl CitizenCard {
    /// Sex, age and date of birth in one line.
    pub(super) fn facts(&self, shell: &Shell) -> String {
        let texts = &shell.texts().common;
        let sex = if self.female { texts.female } else { texts.male };
        let born = (texts.born)(&shell.locale.birth(self.birthdate));
        format!("{sex} · {} · {born}", (texts.age)(self.age))
    }

    pub(super) fn account(&self, shell: &Shell) -> String {
        let texts = &shell.texts().common;
        self.account_level.map_or_else(|| texts.no_account.to_owned(), texts.account_level)
    }

    /// First letter of the given name, which comes last in a Vietnamese name.
    pub(super) fn initial(&self) -> String {
        let given = self.name.split_whitespace().next_back().unwrap_or_default();
        given.chars().take(1).flat_map(char::to_uppercase).collect()
    }
}

/// A personal number with its middle hidden, for a page that somebody else may look at: `901••••••042`.
pub(super) fn masked(number: &PersonalNumber) -> String {
    let shown = |position| !(3..9).contains(&position);
    number.expose().chars().enumerate().map(|(i, digit)| if shown(i) { digit } else { '•' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_hides_its_middle() {
        assert_eq!(masked(&PersonalNumber::parse("901190123456").unwrap()), "901••••••456");
    }
}
