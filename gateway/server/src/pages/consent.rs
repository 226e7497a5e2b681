//! The consent page, as the law on personal data protection wants it: purpose and recipient named, sensitive data marked, what is
//! essential apart from what is voluntary, nothing ticked in advance (Law 91/2025 article 9, Decree 356/2025 articles 4 and 6).

use askama::Template;
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::attribute::{Attribute, Sensitivity};
use dinhdanh_protocol::sharing::Purpose;
use jiff::civil::Date;

use super::citizen::masked;
use super::{InteractionForm, Shell};

/// Controls, by name: `claim` (attribute names, voluntary ones only), `allow`, `deny`.
#[derive(Template)]
#[template(path = "consent.html")]
pub(crate) struct ConsentPage {
    /// What surrounds the page.
    pub(crate) shell: Shell,
    /// The application that asks.
    pub(crate) client_name: String,
    /// The agency or company that will hold the data.
    pub(crate) partner: Option<String>,
    /// The one purpose of this consent.
    pub(crate) purpose: Purpose,
    /// The purpose in words, in the page's language.
    pub(crate) purpose_label: String,
    /// Who is logged in.
    pub(crate) citizen_name: String,
    /// Shown masked.
    pub(crate) citizen_number: PersonalNumber,
    /// What the service cannot do without.
    pub(crate) essential: Vec<ClaimLine>,
    /// What the citizen may add.
    pub(crate) voluntary: Vec<ClaimLine>,
    /// When the consent ends by itself.
    pub(crate) expires: Date,
    /// Where the decision goes.
    pub(crate) form: InteractionForm,
}

/// One attribute asked for.
#[derive(Clone)]
pub(crate) struct ClaimLine {
    /// Which; label, source and sensitivity come from the catalogue.
    pub(crate) attribute: Attribute,
    /// The citizen's own value as it will be sent; `None` if the register holds none.
    pub(crate) preview: Option<String>,
}

impl ClaimLine {
    fn sensitive(&self) -> bool {
        self.attribute.info().sensitivity == Sensitivity::Sensitive
    }
}

impl ConsentPage {
    fn masked_number(&self) -> String {
        masked(&self.citizen_number)
    }

    fn asks_sensitive(&self) -> bool {
        self.essential.iter().chain(&self.voluntary).any(ClaimLine::sensitive)
    }
}
