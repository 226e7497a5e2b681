//! Which texts there are. A language that lacks one does not compile; a text with a parameter is a function of it.
#![expect(missing_docs, reason = "the English text of a field says what it is for")]

/// Every text of the pages, by page.
pub struct Texts {
    pub common: CommonTexts,
    pub login: LoginTexts,
    pub consent: ConsentTexts,
    pub error: ErrorTexts,
    pub logout: LogoutTexts,
    pub home: HomeTexts,
    pub demo: DemoTexts,
    pub catalogue: CatalogueTexts,
}

/// Labels of codes that come from data.
#[derive(Clone, Copy)]
pub struct Table(pub &'static [(&'static str, &'static str)]);

impl Table {
    /// The label of a code, or the code itself: data may be newer than the texts.
    #[must_use]
    pub fn label<'a>(&self, code: &'a str) -> &'a str {
        self.find(code).unwrap_or(code)
    }

    /// The label of a code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&'static str> {
        self.0.iter().find(|(known, _)| *known == code).map(|(_, label)| *label)
    }

    /// The codes, in table order.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(code, _)| *code)
    }
}

/// What every page shows, and the words for a citizen.
pub struct CommonTexts {
    pub language_name: &'static str,
    pub skip_to_content: &'static str,
    pub banner: &'static str,
    pub banner_more: &'static str,
    pub tagline: &'static str,
    pub realm: &'static str,
    pub languages: &'static str,
    pub home: &'static str,
    pub footer: &'static str,
    pub male: &'static str,
    pub female: &'static str,
    pub age: fn(u32) -> String,
    pub born: fn(&str) -> String,
    pub personal_number: &'static str,
    pub no_account: &'static str,
    pub account_level: fn(u8) -> String,
    pub what_happened: &'static str,
    pub what_to_do: &'static str,
    pub rule: &'static str,
    pub code: &'static str,
    pub traits: Table,
    pub sources: Table,
}

pub struct LoginTexts {
    pub title: fn(&str) -> String,
    pub lead: &'static str,
    pub on_behalf_of: fn(&str) -> String,
    pub requested_acr: &'static str,
    pub error_heading: &'static str,
    pub pick_heading: &'static str,
    pub pick_lead: &'static str,
    pub pick: &'static str,
    pub pick_as: fn(&str) -> String,
    pub cannot_log_in: &'static str,
    pub search_heading: &'static str,
    pub search_lead: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub birthdate: &'static str,
    pub province: &'static str,
    pub any_province: &'static str,
    pub search: &'static str,
    pub results: &'static str,
    pub nothing_found: &'static str,
    pub looked_everywhere: fn(&str) -> String,
    pub looked_partly: fn(&str) -> String,
    pub number_heading: &'static str,
    pub number_lead: &'static str,
    pub number_hint: &'static str,
    pub passcode: &'static str,
    pub passcode_hint: fn(&str) -> String,
    pub log_in: &'static str,
    pub cancel: fn(&str) -> String,
}

pub struct ConsentTexts {
    pub title: fn(&str) -> String,
    pub lead: fn(&str) -> String,
    pub you_are: &'static str,
    pub recipient: &'static str,
    pub purpose: &'static str,
    pub valid: &'static str,
    pub until: fn(&str) -> String,
    pub until_withdrawn: &'static str,
    pub essential_heading: &'static str,
    pub essential_lead: &'static str,
    pub voluntary_heading: &'static str,
    pub voluntary_lead: &'static str,
    pub nothing_essential: &'static str,
    pub sensitive: &'static str,
    pub sensitive_notice: &'static str,
    pub source: &'static str,
    pub no_value: &'static str,
    pub rights_heading: &'static str,
    pub rights: &'static [&'static str],
    pub law: &'static str,
    pub allow: &'static str,
    pub deny: &'static str,
}

pub struct ErrorTexts {
    pub title: &'static str,
    pub detail: &'static str,
    pub request_id: &'static str,
    pub status: &'static str,
    pub more: &'static str,
    pub not_redirected: &'static str,
}

pub struct LogoutTexts {
    pub confirm_title: &'static str,
    pub confirm_lead: &'static str,
    pub confirm_lead_client: fn(&str) -> String,
    pub log_out: &'static str,
    pub stay: &'static str,
    pub done_title: &'static str,
    pub done_lead: &'static str,
    pub return_to: fn(&str) -> String,
    pub return_to_application: &'static str,
    pub close: &'static str,
}

pub struct HomeTexts {
    pub title: &'static str,
    pub headline: fn(&str) -> String,
    pub lead: &'static str,
    pub try_it: &'static str,
    pub try_it_lead: &'static str,
    pub issuer: &'static str,
    pub discovery: &'static str,
    pub living: &'static str,
    pub seed: &'static str,
    pub as_of: &'static str,
    pub connect_heading: &'static str,
    pub connect_lead: &'static str,
    pub curl_heading: &'static str,
    pub curl_lead: &'static str,
    pub clients_heading: &'static str,
    pub clients_lead: &'static str,
    pub client_id: &'static str,
    pub client_name: &'static str,
    pub client_kind: &'static str,
    pub client_auth: &'static str,
    pub client_redirects: &'static str,
    pub public: &'static str,
    pub confidential: &'static str,
    pub none: &'static str,
    pub citizens_heading: &'static str,
    pub citizens_lead: fn(&str) -> String,
    pub other_realm: &'static str,
    pub default_realm: &'static str,
}

pub struct DemoTexts {
    pub title: &'static str,
    pub logged_in: fn(&str) -> String,
    pub logged_in_lead: &'static str,
    pub refused: &'static str,
    pub refused_lead: &'static str,
    pub error: &'static str,
    pub description: &'static str,
    pub id_token: &'static str,
    pub id_token_lead: &'static str,
    pub header: &'static str,
    pub claims_caption: &'static str,
    pub encoded: &'static str,
    pub encoded_lead: &'static str,
    pub userinfo: &'static str,
    pub userinfo_lead: &'static str,
    pub claim: &'static str,
    pub meaning: &'static str,
    pub value: &'static str,
    pub next_heading: &'static str,
    pub next: &'static [&'static str],
    pub log_out: &'static str,
    pub again: &'static str,
    pub claims: Table,
}

pub struct CatalogueTexts {
    pub title: &'static str,
    pub lead: fn(&str) -> String,
    pub contents: &'static str,
    pub oauth: &'static str,
}
