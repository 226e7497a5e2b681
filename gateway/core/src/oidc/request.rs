//! The authorization request (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1).
//!
//! Two kinds of refusal: until the redirect URI is known to be the client's, the browser sees a page and is never sent on
//! ([`Target`]); from then on errors travel to the client.

use std::collections::BTreeSet;

use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::{LegalBasis, Purpose};
use dinhdanh_protocol::{Attribute, ClientId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::claims::{self, Asked, ClaimsRequest};
use crate::client::Client;
use crate::params::Params;
use crate::partner::Agreement;
use crate::{Ctx, Refusal};

/// Where an authorization response goes: a checked redirect URI and the state to echo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Registered for the client.
    pub redirect_uri: String,
    /// Echoed byte for byte.
    pub state: Option<String>,
}

impl Target {
    /// Reads where to answer. A refusal here is shown as a page: sending the browser to an unchecked address would make this server an
    /// open redirector (RFC 9700 section 4.11).
    pub fn parse(client: &Client, params: &Params) -> Result<Self, Refusal> {
        let uri = params.get("redirect_uri").ok_or_else(|| {
            Refusal::new(
                Reason::RedirectUriMissing,
                "expected one of the client's registered redirect URIs, got none",
            )
        })?;
        if !client.redirect_allowed(uri) {
            return Err(Refusal::new(
                Reason::RedirectUriUnregistered,
                format!(
                    "`{}` is not one of the {} registered for this client",
                    ascii(uri),
                    client.redirect_uris.len()
                ),
            ));
        }
        Ok(Self { redirect_uri: uri.to_owned(), state: params.owned("state") })
    }
}

/// Keeps a foreign text printable in a detail.
fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| if (' '..='~').contains(&c) && c != '"' && c != '\\' { c } else { '?' })
        .take(200)
        .collect()
}

/// What `prompt` asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// Show nothing.
    pub none: bool,
    /// Log in again.
    pub login: bool,
    /// Ask for consent again.
    pub consent: bool,
}

/// A checked authorization request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// Who asks.
    pub client_id: ClientId,
    /// Where the answer goes.
    pub target: Target,
    /// What is asked for; all registered for the client.
    pub scopes: Vec<String>,
    /// To be echoed in the ID token.
    pub nonce: Option<String>,
    /// S256 challenge.
    pub code_challenge: Option<String>,
    /// What may or must be shown.
    pub prompt: Prompt,
    /// Oldest acceptable login, in seconds.
    pub max_age: Option<i64>,
    /// A personal number to log in with or to fill in.
    pub login_hint: Option<String>,
    /// Subject of a verified `id_token_hint`.
    pub hinted_subject: Option<String>,
    /// Lowest acceptable authentication context, when essential.
    pub required_acr: Option<String>,
    /// Single claims asked for.
    pub claims: ClaimsRequest,
    /// What the data are for.
    pub purpose: Purpose,
    /// Preferred languages.
    pub ui_locales: Option<String>,
    /// What the partner's agreement allows for this purpose with consent; `None` for a client that is no partner's.
    #[serde(default)]
    pub agreed: Option<BTreeSet<Attribute>>,
}

impl AuthorizationRequest {
    /// The attributes asked for, as far as an agreement goes.
    pub fn asked(&self) -> Vec<Asked> {
        let mut asked = claims::asked(&self.scopes, &self.claims);
        asked.retain(|asked| self.agreed.as_ref().is_none_or(|agreed| agreed.contains(&asked.attribute)));
        asked
    }

    /// Holds a partner's request to its agreement: a purpose that it names with consent as the basis, and that clause's attributes
    /// (Decree 69/2024 article 18). What else is asked for is left out, as any claim that cannot be given.
    pub fn bind(&mut self, agreement: &Agreement, today: Date) -> Result<(), Refusal> {
        if !agreement.in_force(today) {
            let detail = format!(
                "expected a day from {} to {}, got {today}",
                agreement.valid_from, agreement.valid_until
            );
            return Err(Refusal::new(Reason::AgreementExpired, detail));
        }
        let clause = agreement
            .clauses
            .iter()
            .find(|clause| clause.purpose == self.purpose && clause.basis == LegalBasis::Consent);
        let Some(clause) = clause else {
            let detail =
                format!("expected a purpose that the agreement allows with consent, got `{}`", self.purpose);
            return Err(Refusal::new(Reason::PurposeNotAgreed, detail));
        };
        self.agreed = Some(clause.attributes.iter().copied().collect());
        Ok(())
    }

    /// Whether another citizen than `subject` is demanded.
    pub fn demands_other_than(&self, subject: &str) -> bool {
        let wanted = self.hinted_subject.as_deref().or_else(|| self.claims.demanded_subject());
        wanted.is_some_and(|wanted| wanted != subject)
    }

    /// Checks everything but the target. A refusal travels to the client.
    pub fn parse(
        client: &Client,
        target: Target,
        params: &Params,
        hinted_subject: Option<String>,
    ) -> Result<Self, Refusal> {
        for (name, reason) in
            [("request", Reason::RequestObjectUnsupported), ("request_uri", Reason::RequestUriUnsupported)]
        {
            if params.get(name).is_some() {
                return Err(Refusal::new(reason, format!("expected no `{name}`")));
            }
        }
        match params.get("response_type") {
            Some("code") => {}
            None => return Err(missing("response_type")),
            Some(other) => {
                let detail = format!("expected `code`, got `{}`", ascii(other));
                return Err(Refusal::new(Reason::ResponseTypeUnsupported, detail));
            }
        }
        if let Some(other) = params.get("response_mode").filter(|mode| *mode != "query") {
            let detail = format!("expected `query`, got `{}`", ascii(other));
            return Err(Refusal::new(Reason::ResponseModeUnsupported, detail));
        }
        if !client.may_use(dinhdanh_protocol::oauth::GrantType::AuthorizationCode) {
            return Err(Refusal::new(
                Reason::GrantTypeNotAllowed,
                "the client is not registered for authorization_code",
            ));
        }
        let claims = ClaimsRequest::parse(params.get("claims"))?;
        Ok(Self {
            client_id: client.client_id.clone(),
            target,
            scopes: scopes(client, params, prompt(params)?)?,
            nonce: params.owned("nonce"),
            code_challenge: code_challenge(client, params)?,
            prompt: prompt(params)?,
            max_age: max_age(params)?,
            login_hint: params.owned("login_hint"),
            hinted_subject,
            required_acr: claims.required_acr(),
            claims,
            purpose: purpose(params)?,
            ui_locales: params.owned("ui_locales"),
            agreed: None,
        })
    }

    /// Whether a login at `auth_time` (seconds) is too old for this request.
    pub fn too_old(&self, ctx: &Ctx, auth_time: i64) -> bool {
        // `max_age=0` means the same as `prompt=login` (OpenID Connect Core section 3.1.2.1).
        self.max_age.is_some_and(|max| max == 0 || ctx.seconds().saturating_sub(auth_time) > max)
    }
}

fn missing(name: &str) -> Refusal {
    Refusal::new(Reason::ParameterMissing, format!("expected `{name}`, got none"))
}

fn scopes(client: &Client, params: &Params, prompt: Prompt) -> Result<Vec<String>, Refusal> {
    let mut words = params.words("scope");
    if words.is_empty() {
        return Err(missing("scope"));
    }
    // The data-sharing scope belongs to the partner's own token, never to a citizen's.
    let refused = words.iter().find(|s| !client.scopes.contains(s) || *s == crate::seed::ATTRIBUTES_SCOPE);
    match refused {
        Some(scope) => Err(Refusal::new(
            Reason::ScopeNotAllowed,
            format!("expected scopes among `{}`, got `{}`", client.scopes.join(" "), ascii(scope)),
        )),
        None => {
            // OpenID Connect Core section 11: ignored unless the citizen is asked.
            words.retain(|scope| prompt.consent || scope != "offline_access");
            Ok(words)
        }
    }
}

fn code_challenge(client: &Client, params: &Params) -> Result<Option<String>, Refusal> {
    let method = params.get("code_challenge_method");
    match params.get("code_challenge") {
        None if method.is_some() => Err(missing("code_challenge")),
        None if client.require_pkce => Err(Refusal::new(
            Reason::PkceRequired,
            "expected `code_challenge`, got none: this client must use PKCE",
        )),
        None => Ok(None),
        // RFC 7636 section 4.3: without a method the challenge is plain, and plain protects nothing.
        Some(_) if method != Some("S256") => Err(Refusal::new(
            Reason::PkceMethodUnsupported,
            format!(
                "expected code_challenge_method `S256`, got `{}`",
                ascii(method.unwrap_or("plain, by default"))
            ),
        )),
        Some(challenge) if challenge.len() != 43 || !challenge.bytes().all(is_base64url) => {
            Err(Refusal::new(
                Reason::PkceMethodUnsupported,
                format!("expected 43 characters of base64url, got {}", challenge.len()),
            ))
        }
        Some(challenge) => Ok(Some(challenge.to_owned())),
    }
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

fn prompt(params: &Params) -> Result<Prompt, Refusal> {
    let words = params.words("prompt");
    let mut prompt = Prompt::default();
    for word in &words {
        match word.as_str() {
            "none" => prompt.none = true,
            // Choosing an account is what the login page is for.
            "login" | "select_account" => prompt.login = true,
            "consent" => prompt.consent = true,
            other => {
                let detail =
                    format!("expected none, login, consent or select_account, got `{}`", ascii(other));
                return Err(Refusal::new(Reason::PromptContradictory, detail));
            }
        }
    }
    if prompt.none && words.len() > 1 {
        return Err(Refusal::new(Reason::PromptContradictory, "`none` cannot stand beside another value"));
    }
    Ok(prompt)
}

fn max_age(params: &Params) -> Result<Option<i64>, Refusal> {
    let Some(text) = params.get("max_age") else { return Ok(None) };
    match text.parse::<i64>() {
        Ok(seconds) if seconds >= 0 => Ok(Some(seconds)),
        _ => Err(Refusal::new(Reason::ParameterInvalid, "expected `max_age` in whole seconds from 0")),
    }
}

fn purpose(params: &Params) -> Result<Purpose, Refusal> {
    match params.get("purpose") {
        None => Ok(Purpose::login()),
        Some(text) => Purpose::parse(text).map_err(|_| {
            Refusal::new(
                Reason::ParameterInvalid,
                "expected `purpose` as 3 to 64 characters of a-z, 0-9 and -",
            )
        }),
    }
}
