//! The login page: pick a suggested citizen, search for one, or type a number and the passcode.

use askama::Template;

use super::{CitizenCard, InteractionForm, PageError, Shell};

/// Controls, by name: `pick` (a personal number), `personal_number` + `passcode` + `login`, `cancel`; the search is a `GET` with `q`,
/// `birthdate`, `province`.
#[derive(Template)]
#[template(path = "login.html")]
pub struct LoginPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The application that asks for the login.
    pub client_name: String,
    /// The agency or company it belongs to.
    pub client_partner: Option<String>,
    /// The `acr` that the application asks for.
    pub requested_acr: Option<String>,
    /// Where `pick`, `login` and `cancel` go.
    pub form: InteractionForm,
    /// Suggested citizens.
    pub personas: Vec<CitizenCard>,
    /// The search, with its results if there was one.
    pub search: SearchForm,
    /// What was typed as number, to be shown again after an error.
    pub personal_number: String,
    /// The passcode, which the simulator tells everybody.
    pub passcode_hint: String,
    /// Why the last attempt failed.
    pub error: Option<PageError<LoginField>>,
}

/// The search for a citizen.
#[derive(Clone)]
pub struct SearchForm {
    /// Address of the `GET`; the interaction travels as the parameter `interaction`.
    pub action: String,
    /// What was typed as name.
    pub query: String,
    /// What was typed as date of birth, `YYYY-MM-DD`.
    pub birthdate: String,
    /// Code of the province chosen; empty for any.
    pub province: String,
    /// The provinces to choose from, in the order shown.
    pub provinces: Vec<Province>,
    /// What was found; `None` before the first search.
    pub outcome: Option<SearchOutcome>,
}

/// A province to choose.
#[derive(Clone)]
pub struct Province {
    /// Value of the option.
    pub code: String,
    /// Its text.
    pub name: String,
}

/// What a search found.
#[derive(Clone)]
pub struct SearchOutcome {
    /// The citizens that fit.
    pub results: Vec<CitizenCard>,
    /// How many people were looked at.
    pub looked_at: u64,
    /// Whether that was everybody who could fit; if not, the page says how to narrow the search.
    pub complete: bool,
}

/// The control that an error is about; its name is also its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginField {
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
