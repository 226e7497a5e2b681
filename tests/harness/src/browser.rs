//! A browser without scripts: keeps cookies, follows redirects, fills in forms, and obeys the page's security policy.

use std::io;

use dinhdanh_protocol::ready::ReadyCitizen;
use url::Url;

use crate::cookies::Jar;
use crate::html::{Form, forms, marked};
use crate::http::{Request, Response};
use crate::realm::PASSCODE;

/// A browser.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    jar: Jar,
    language: Option<String>,
}

/// What the citizen answers on the consent page.
#[derive(Debug, Clone, Copy)]
pub enum Consent<'a> {
    /// Everything that is asked.
    All,
    /// What is essential, and these voluntary attributes.
    Chosen(&'a [&'a str]),
    /// Nothing.
    Deny,
}

/// Where a browser arrived.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The address it shows, or would show if the client's application were there.
    pub url: Url,
    /// The page; when the browser was sent to a client, the redirect.
    pub response: Response,
}

/// What the gateway told a client through the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(pub Vec<(String, String)>);

impl Answer {
    /// A parameter of the authorization response.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The code; stops the test if there is none.
    pub fn code(&self) -> &str {
        self.get("code").unwrap_or_else(|| panic!("expected a code, got {self:?}"))
    }

    /// The error; stops the test if there is none.
    pub fn error(&self) -> &str {
        self.get("error").unwrap_or_else(|| panic!("expected an error, got {self:?}"))
    }
}

impl Visit {
    /// What the browser brings to the client; stops the test if it stayed at the gateway.
    pub fn answer(&self) -> Answer {
        assert!(self.is_away(), "expected the browser to be sent to the client, got {:?}", self.response);
        Answer(self.url.query_pairs().into_owned().collect())
    }

    /// Whether the browser was sent to somebody else.
    pub fn is_away(&self) -> bool {
        self.response.header("location").is_some()
    }

    /// A form of the page, by its id.
    pub fn form(&self, id: &str) -> Form {
        let found = forms(&self.response.text()).into_iter().find(|form| form.id == id);
        found.unwrap_or_else(|| {
            panic!("expected a form `{id}` at {}, got {:?}", self.url.path(), self.response)
        })
    }

    /// The code of the refusal that the page shows.
    pub fn error_code(&self) -> Option<String> {
        marked(&self.response.text(), "error-code")
    }
}

impl Browser {
    /// A browser whose reader prefers these languages.
    pub fn speaking(languages: &str) -> Self {
        Self { language: Some(languages.to_owned()), ..Self::default() }
    }

    /// Opens an address and follows redirects while they stay at the same origin.
    pub fn visit(&mut self, url: &str) -> Visit {
        self.try_visit(url).expect("a gateway that answers")
    }

    /// As [`Self::visit`], for a gateway that may be gone.
    pub fn try_visit(&mut self, url: &str) -> io::Result<Visit> {
        let url = Url::parse(url).expect("an absolute URL");
        self.arrive(url.clone(), Request::get(url.as_str()), None)
    }

    /// Fills in a form as it stands, with these fields changed or added, and presses the button with this id, `""` for none.
    pub fn submit(&mut self, page: &Visit, form: &Form, button: &str, fields: &[(&str, &str)]) -> Visit {
        self.try_submit(page, form, button, fields).expect("a gateway that answers")
    }

    /// As [`Self::submit`], for a gateway that may be gone.
    pub fn try_submit(
        &mut self,
        page: &Visit,
        form: &Form,
        button: &str,
        fields: &[(&str, &str)],
    ) -> io::Result<Visit> {
        let mut pairs = form.fields.clone();
        pairs.retain(|(name, _)| !fields.iter().any(|(changed, _)| name == changed));
        pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        if let Some(pressed) = form.buttons.iter().find(|known| !button.is_empty() && known.id == button) {
            pairs.push((pressed.name.clone(), pressed.value.clone()));
        }
        let mut url = page.url.join(&form.action).expect("a form's action");
        url.set_fragment(None);
        if form.method == "get" {
            url.query_pairs_mut().clear().extend_pairs(&pairs);
            return self.arrive(url.clone(), Request::get(url.as_str()), None);
        }
        let request = Request::post(url.as_str()).form(&pairs);
        let policy = page.response.header("content-security-policy").unwrap_or_default().to_owned();
        self.arrive(url, request, Some(&policy))
    }

    /// Types number and passcode.
    pub fn log_in(&mut self, page: &Visit, citizen: &ReadyCitizen) -> Visit {
        self.try_log_in(page, citizen).expect("a gateway that answers")
    }

    /// As [`Self::log_in`], for a gateway that may be gone.
    pub fn try_log_in(&mut self, page: &Visit, citizen: &ReadyCitizen) -> io::Result<Visit> {
        let fields = [("personal_number", citizen.personal_number.as_str()), ("passcode", PASSCODE)];
        self.try_submit(page, &page.form("login-form"), "login", &fields)
    }

    /// Answers the consent page.
    pub fn consent(&mut self, page: &Visit, answer: Consent<'_>) -> Visit {
        self.try_consent(page, answer).expect("a gateway that answers")
    }

    /// As [`Self::consent`], for a gateway that may be gone.
    pub fn try_consent(&mut self, page: &Visit, answer: Consent<'_>) -> io::Result<Visit> {
        let form = page.form("consent-form");
        match answer {
            // Without a voluntary attribute there is one button for both.
            Consent::All => {
                let all = form.buttons.iter().any(|button| button.id == "allow-all");
                self.try_submit(page, &form, if all { "allow-all" } else { "allow" }, &[])
            }
            Consent::Chosen(claims) => {
                let ticked: Vec<_> = claims.iter().map(|claim| ("claim", *claim)).collect();
                self.try_submit(page, &form, "allow", &ticked)
            }
            Consent::Deny => self.try_submit(page, &form, "deny", &[]),
        }
    }

    /// The value of the first cookie whose name begins so.
    pub fn cookie(&self, prefix: &str) -> Option<&str> {
        self.jar.value(prefix)
    }

    /// Puts another value into every cookie whose name begins so.
    pub fn forge_cookie(&mut self, prefix: &str, value: &str) {
        self.jar.forge(prefix, value);
    }

    fn arrive(&mut self, mut url: Url, first: Request, policy: Option<&str>) -> io::Result<Visit> {
        let origin = url.origin();
        let mut request = first;
        loop {
            if let Some(cookies) = self.jar.header(&url) {
                request = request.header("cookie", cookies);
            }
            if let Some(language) = &self.language {
                request = request.header("accept-language", language);
            }
            let response = request.try_send()?;
            for header in response.headers("set-cookie") {
                self.jar.set(&url, header);
            }
            let Some(location) = response.header("location") else {
                check_page(&url, &response);
                return Ok(Visit { url, response });
            };
            let next = url.join(location).expect("a redirect's target");
            if let Some(policy) = policy {
                obey(policy, &url, &next);
            }
            url = next;
            if url.origin() != origin {
                return Ok(Visit { url, response });
            }
            request = Request::get(url.as_str());
        }
    }
}

/// A form's redirects may only lead where the page's `form-action` allows; a browser blocks the others (CSP level 3 section 6.3.1).
fn obey(policy: &str, own: &Url, next: &Url) {
    let sources = policy.split(';').find_map(|directive| directive.trim().strip_prefix("form-action "));
    let allowed = sources.unwrap_or_default().split(' ').any(|source| match source {
        "'self'" => next.origin() == own.origin(),
        source => source == next.origin().ascii_serialization() || source == format!("{}:", next.scheme()),
    });
    assert!(allowed, "expected `form-action` to allow {next}, got `{policy}`");
}

/// What every page owes its reader.
fn check_page(url: &Url, response: &Response) {
    if !response.header("content-type").is_some_and(|value| value.starts_with("text/html")) {
        return;
    }
    let at = url.path();
    assert!(marked(&response.text(), "synthetic-banner").is_some(), "{at}: a page says that it is synthetic");
    let policy = response.header("content-security-policy").unwrap_or_default();
    for directive in ["default-src 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(directive), "{at}: expected `{directive}`, got `{policy}`");
    }
    assert_eq!(response.header("cache-control"), Some("no-store"), "{at}");
    assert_eq!(response.header("referrer-policy"), Some("no-referrer"), "{at}: addresses carry codes");
}
