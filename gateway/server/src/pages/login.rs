//! The login page: pick a suggested citizen, search for one, or type a number and the passcode.

use askama::Template;

use super::{CitizenCard, InteractionForm, PageError, Shell};

/// Controls, by name: `pick` (a personal number), `personal_number` + `passcode` + `login`, `cancel`; the search is a `GET` with `q`,
/// `birthdate`, `province`.
#[derive(Template)]
#[template(path = "login.html")]
pub(crate) struct LoginPage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
    /// The application that asks for the login.
    pub(crate) client_name: String,
    /// The agency or company it belongs to.
    pub(crate) client_partner: Option<String>,
    /// The `acr` that the application asks for.
    pub(crate) requested_acr: Option<String>,
    /// Where `pick`, `login` and `cancel` go.
    pub(crate) form: InteractionForm,
    /// Suggested citizens.
    pub(crate) personas: Vec<CitizenCard>,
    /// The search, with its results if there was one.
    pub(crate) search: SearchForm,
    /// What was typed as number, to be shown again after an error.
    pub(crate) personal_number: String,
    /// The passcode, which the simulator tells everybody.
    pub(crate) passcode_hint: String,
    /// Why the last attempt failed.
    pub(crate) error: Option<PageError<LoginField>>,
}

/// The search for a citizen.
#[derive(Clone)]
pub(crate) struct SearchForm {
    /// Address of the `GET`; the interaction travels as the parameter `interaction`.
    pub(crate) action: String,
    /// What was typed as name.
    pub(crate) query: String,
    /// What was typed as date of birth, `YYYY-MM-DD`.
    pub(crate) birthdate: String,
    /// Code of the province chosen; empty for any.
    pub(crate) province: String,
    /// The provinces to choose from, in the order shown.
    pub(crate) provinces: Vec<Province>,
    /// What was found; `None` before the first search.
    pub(crate) outcome: Option<SearchOutcome>,
}

/// A province to choose.
#[derive(Clone)]
pub(crate) struct Province {
    /// Value of the option.
    pub(crate) code: String,
    /// Its text.
    pub(crate) name: String,
}

/// What a search found.
#[derive(Clone)]
pub(crate) struct SearchOutcome {
    /// The citizens that fit.
    pub(crate) results: Vec<CitizenCard>,
    /// How many people were looked at.
    pub(crate) looked_at: u64,
    /// Whether that was everybody who could fit; if not, the page says how to narrow the search.
    pub(crate) complete: bool,
}

/// The control that an error is about; its name is also its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoginField {
    /// `personal_number`.
    PersonalNumber,
    /// `passcode`.
    Passcode,
    /// `birthdate` of the search.
    Birthdate,
}

impl LoginField {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::PersonalNumber => "personal_number",
            Self::Passcode => "passcode",
            Self::Birthdate => "birthdate",
        }
    }
}

impl LoginPage {
    fn blames(&self, field: LoginField) -> bool {
        self.error.as_ref().is_some_and(|error| error.field == Some(field))
    }
}
