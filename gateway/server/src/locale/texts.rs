//! Which texts there are. A language that lacks one does not compile; a text with a parameter is a function of it.
//! What a field is for is said best by its English text.

/// Every text of the pages, by page.
pub(crate) struct Texts {
    pub(crate) common: CommonTexts,
    pub(crate) login: LoginTexts,
    pub(crate) consent: ConsentTexts,
    pub(crate) error: ErrorTexts,
    pub(crate) logout: LogoutTexts,
    pub(crate) home: HomeTexts,
    pub(crate) demo: DemoTexts,
    pub(crate) catalogue: CatalogueTexts,
}

/// Labels of codes that come from data.
#[derive(Clone, Copy)]
pub(crate) struct Table(pub(crate) &'static [(&'static str, &'static str)]);

impl Table {
    /// The label of a code, or the code itself: data may be newer than the texts.
    #[must_use]
    pub(crate) fn label<'a>(&self, code: &'a str) -> &'a str {
        self.find(code).unwrap_or(code)
    }

    /// The label of a code.
    #[must_use]
    pub(crate) fn find(&self, code: &str) -> Option<&'static str> {
        self.0.iter().find(|(known, _)| *known == code).map(|(_, label)| *label)
    }

    /// The codes, in table order.
    #[cfg(test)]
    pub(crate) fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(code, _)| *code)
    }
}

/// What every page shows, and the words for a citizen.
pub(crate) struct CommonTexts {
    pub(crate) language_name: &'static str,
    pub(crate) skip_to_content: &'static str,
    pub(crate) banner: &'static str,
    pub(crate) banner_more: &'static str,
    pub(crate) tagline: &'static str,
    pub(crate) realm: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) home: &'static str,
    pub(crate) footer: &'static str,
    pub(crate) male: &'static str,
    pub(crate) female: &'static str,
    pub(crate) age: fn(u32) -> String,
    pub(crate) born: fn(&str) -> String,
    pub(crate) personal_number: &'static str,
    pub(crate) no_account: &'static str,
    pub(crate) account_level: fn(u8) -> String,
    /// Records of a dataset.
    pub(crate) records: fn(usize) -> String,
    /// What stands for a portrait.
    pub(crate) drawing: &'static str,
    pub(crate) what_happened: &'static str,
    pub(crate) what_to_do: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) code: &'static str,
    pub(crate) traits: Table,
    /// Coded values of attributes.
    pub(crate) values: Table,
    pub(crate) for_life: &'static str,
    pub(crate) since: fn(&str) -> String,
    pub(crate) sources: Table,
}

pub(crate) struct LoginTexts {
    pub(crate) title: fn(&str) -> String,
    pub(crate) lead: &'static str,
    pub(crate) on_behalf_of: fn(&str) -> String,
    pub(crate) requested_acr: &'static str,
    pub(crate) error_heading: &'static str,
    pub(crate) search_error_heading: &'static str,
    pub(crate) pick_heading: &'static str,
    pub(crate) pick_lead: &'static str,
    pub(crate) pick: &'static str,
    pub(crate) pick_as: fn(&str) -> String,
    pub(crate) cannot_log_in: &'static str,
    pub(crate) search_heading: &'static str,
    pub(crate) search_lead: &'static str,
    pub(crate) name: &'static str,
    pub(crate) name_hint: &'static str,
    pub(crate) birthdate: &'static str,
    pub(crate) birthdate_hint: &'static str,
    pub(crate) province: &'static str,
    pub(crate) any_province: &'static str,
    pub(crate) search: &'static str,
    pub(crate) results: &'static str,
    pub(crate) nothing_found: &'static str,
    pub(crate) looked_everywhere: fn(&str) -> String,
    pub(crate) looked_partly: fn(&str) -> String,
    pub(crate) number_heading: &'static str,
    pub(crate) number_lead: &'static str,
    pub(crate) number_hint: &'static str,
    pub(crate) passcode: &'static str,
    pub(crate) passcode_hint: fn(&str) -> String,
    pub(crate) log_in: &'static str,
    pub(crate) cancel: fn(&str) -> String,
}

pub(crate) struct ConsentTexts {
    pub(crate) title: fn(&str) -> String,
    pub(crate) lead: fn(&str) -> String,
    pub(crate) you_are: &'static str,
    pub(crate) recipient: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) valid: &'static str,
    pub(crate) until: fn(&str) -> String,
    pub(crate) essential_heading: &'static str,
    pub(crate) essential_lead: &'static str,
    pub(crate) voluntary_heading: &'static str,
    pub(crate) voluntary_lead: &'static str,
    pub(crate) nothing_essential: &'static str,
    pub(crate) sensitive: &'static str,
    pub(crate) sensitive_notice: &'static str,
    pub(crate) source: &'static str,
    pub(crate) no_value: &'static str,
    pub(crate) rights_heading: &'static str,
    pub(crate) rights: &'static [&'static str],
    pub(crate) law: &'static str,
    pub(crate) allow: &'static str,
    pub(crate) allow_chosen: &'static str,
    pub(crate) allow_all: &'static str,
    pub(crate) login_purpose: &'static str,
    pub(crate) deny: &'static str,
}

pub(crate) struct ErrorTexts {
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) request_id: &'static str,
    pub(crate) status: &'static str,
    pub(crate) more: &'static str,
    pub(crate) not_redirected: &'static str,
}

pub(crate) struct LogoutTexts {
    pub(crate) confirm_title: &'static str,
    pub(crate) confirm_lead: &'static str,
    pub(crate) confirm_lead_client: fn(&str) -> String,
    pub(crate) log_out: &'static str,
    pub(crate) stay: &'static str,
    pub(crate) done_title: &'static str,
    pub(crate) done_lead: &'static str,
    pub(crate) return_to: fn(&str) -> String,
    pub(crate) return_to_application: &'static str,
    pub(crate) close: &'static str,
}

pub(crate) struct HomeTexts {
    pub(crate) title: &'static str,
    pub(crate) headline: fn(&str) -> String,
    pub(crate) lead: &'static str,
    pub(crate) try_it: &'static str,
    pub(crate) try_it_lead: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) discovery: &'static str,
    pub(crate) living: &'static str,
    pub(crate) seed: &'static str,
    pub(crate) as_of: &'static str,
    pub(crate) connect_heading: &'static str,
    pub(crate) connect_lead: &'static str,
    pub(crate) curl_heading: &'static str,
    pub(crate) curl_lead: &'static str,
    pub(crate) clients_heading: &'static str,
    pub(crate) clients_lead: &'static str,
    pub(crate) client_id: &'static str,
    pub(crate) client_name: &'static str,
    pub(crate) client_kind: &'static str,
    pub(crate) client_auth: &'static str,
    pub(crate) client_secret: &'static str,
    pub(crate) public: &'static str,
    pub(crate) confidential: &'static str,
    pub(crate) none: &'static str,
    pub(crate) citizens_heading: &'static str,
    pub(crate) citizens_lead: fn(&str) -> String,
    pub(crate) other_realm: &'static str,
    pub(crate) default_realm: &'static str,
}

pub(crate) struct DemoTexts {
    pub(crate) title: &'static str,
    pub(crate) logged_in: fn(&str) -> String,
    pub(crate) logged_in_lead: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) refused_lead: &'static str,
    pub(crate) error: &'static str,
    pub(crate) description: &'static str,
    pub(crate) id_token: &'static str,
    pub(crate) id_token_lead: &'static str,
    pub(crate) header: &'static str,
    pub(crate) claims_caption: &'static str,
    pub(crate) encoded: &'static str,
    pub(crate) encoded_lead: &'static str,
    pub(crate) userinfo: &'static str,
    pub(crate) userinfo_lead: &'static str,
    pub(crate) claim: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) value: &'static str,
    pub(crate) next_heading: &'static str,
    pub(crate) next: &'static [&'static str],
    pub(crate) log_out: &'static str,
    pub(crate) again: &'static str,
    pub(crate) claims: Table,
}

pub(crate) struct CatalogueTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(&str) -> String,
    pub(crate) contents: &'static str,
    pub(crate) oauth: &'static str,
}
