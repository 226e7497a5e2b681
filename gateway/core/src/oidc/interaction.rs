//! From a checked authorization request to an answer: what has the citizen still to do?

use dinhdanh_jose::{ct_eq, sha256_b64url};
use dinhdanh_protocol::PartnerId;
use dinhdanh_protocol::control::LoginPolicy;
use dinhdanh_protocol::error::Reason;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::claims::Asked;
use super::code::{self, Issued};
use super::consent::{Answer, Consent};
use super::login::{self, Proof};
use super::request::{AuthorizationRequest, Target};
use super::session::Session;
use crate::realm::lifetime;
use crate::registry::Registry;
use crate::seed::find_agreement;
use crate::storage::{Read, ReadTx, Record, StoreError, Write, WriteTx};
use crate::{Ctx, Fail, Refusal};

/// An authorization request that waits for the citizen, bound to one browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Interaction {
    /// Unguessable, in the page's address.
    pub id: String,
    /// What was asked.
    pub request: AuthorizationRequest,
    /// Digest of the browser's cookie: only that browser may go on (RFC 9700 section 4.7).
    browser: String,
    /// Key of the session opened in this interaction.
    session: Option<String>,
    expires_at: Timestamp,
}

impl Record for Interaction {
    const KIND: &'static str = "interaction";

    fn key(&self) -> String {
        self.id.clone()
    }

    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// What happens next in the browser.
#[derive(Debug)]
pub enum Step {
    /// Show the login page of this interaction.
    LogIn(String),
    /// Show the consent page of this interaction.
    Consent(String),
    /// Send the browser back to the client.
    Answer(Response),
}

/// An authorization response (RFC 6749 sections 4.1.2 and 4.1.2.1, with `iss` of RFC 9207).
#[derive(Debug)]
pub struct Response {
    /// Where to.
    pub target: Target,
    /// A code, or why not.
    pub result: Result<String, Refusal>,
}

impl Response {
    /// A refusal that travels to the client.
    pub fn refusal(target: Target, refusal: Refusal) -> Self {
        Self { target, result: Err(refusal) }
    }
}

/// Begins: answers at once where possible, else leaves an [`Interaction`].
#[expect(clippy::too_many_arguments, reason = "the request, and what the browser and the realm bring to it")]
pub fn begin(
    ctx: &mut Ctx,
    tx: &mut dyn WriteTx,
    registry: &dyn Registry,
    policy: LoginPolicy,
    mut request: AuthorizationRequest,
    partner: Option<&PartnerId>,
    session_cookie: Option<&str>,
    browser: &str,
) -> Result<Step, Fail> {
    if let Some(partner) = partner {
        let agreement = find_agreement(tx, partner)?;
        let missing =
            || Refusal::new(Reason::AgreementMissing, "expected an agreement of the partner, got none");
        if let Err(refusal) = agreement.ok_or_else(missing).and_then(|a| request.bind(&a, ctx.today())) {
            return Ok(Step::Answer(Response::refusal(request.target, refusal)));
        }
    }
    if policy == LoginPolicy::Instant
        && let Some(number) = request.login_hint.clone()
    {
        return instant(ctx, tx, registry, &request, &number);
    }
    let session = match session_cookie {
        Some(cookie) => tx.get::<Session>(&Session::key_of(cookie))?,
        None => None,
    };
    let session = session.filter(|session| session.serves(ctx, &request));
    let asked = request.asked();
    if let Some(session) = &session
        && let Some(consent) = Consent::remembered(tx, session, &request, &asked)?
    {
        return answer(ctx, tx, &request, session, &consent);
    }
    if request.prompt.none {
        let (reason, detail) = match session {
            None => (Reason::LoginRequired, "expected a session that serves this request, got none"),
            Some(_) => {
                (Reason::ConsentRequired, "expected a remembered consent to everything asked, got none")
            }
        };
        return Ok(Step::Answer(Response::refusal(request.target, Refusal::new(reason, detail))));
    }
    let interaction = Interaction {
        id: ctx.token(""),
        browser: sha256_b64url(browser.as_bytes()),
        session: session.as_ref().map(|session| session.key.clone()),
        expires_at: ctx.after(lifetime::INTERACTION),
        request,
    };
    tx.put(&interaction)?;
    let id = interaction.id;
    Ok(if session.is_some() { Step::Consent(id) } else { Step::LogIn(id) })
}

/// Login and consent without a page, for tests: the realm's policy says so.
fn instant(
    ctx: &mut Ctx,
    tx: &mut dyn WriteTx,
    registry: &dyn Registry,
    request: &AuthorizationRequest,
    number: &str,
) -> Result<Step, Fail> {
    let who = match login::authenticate(ctx, registry, number, Proof::Picked, request) {
        Ok(who) => who,
        Err(refusal) => return Ok(Step::Answer(Response::refusal(request.target.clone(), refusal))),
    };
    if request.demands_other_than(&ctx.root.subject(&who.citizen.number)) {
        let refusal =
            Refusal::new(Reason::LoginRequired, "expected the citizen that the request names, got another");
        return Ok(Step::Answer(Response::refusal(request.target.clone(), refusal)));
    }
    let (session, _) = login::open_session(ctx, tx, &who, request)?;
    let asked = request.asked();
    let consent = Consent::decide(ctx, tx, &session, request, &asked, &Answer::All)?;
    answer(ctx, tx, request, &session, &consent)
}

/// The token that ties a page's form to the browser that asked for the page.
pub fn csrf_token(browser: &str, purpose: &str) -> String {
    sha256_b64url(format!("{browser}|{purpose}").as_bytes())
}

impl Interaction {
    /// Finds a waiting interaction and checks that this browser began it.
    pub fn find(tx: &dyn ReadTx, id: &str, browser: Option<&str>) -> Result<Self, Fail> {
        let interaction: Self = tx.get(id)?.ok_or_else(|| {
            Fail::refused(
                Reason::InteractionUnknown,
                "expected a login that is under way, got none of this id",
            )
        })?;
        let same = browser
            .is_some_and(|b| ct_eq(sha256_b64url(b.as_bytes()).as_bytes(), interaction.browser.as_bytes()));
        if same {
            Ok(interaction)
        } else {
            Err(Fail::refused(
                Reason::BrowserMismatch,
                "expected the cookie of the browser that began this login",
            ))
        }
    }

    /// Checks a posted form's token.
    pub fn check_csrf(&self, browser: &str, token: Option<&str>) -> Result<(), Refusal> {
        let expected = csrf_token(browser, &self.id);
        if token.is_some_and(|token| ct_eq(token.as_bytes(), expected.as_bytes())) {
            Ok(())
        } else {
            Err(Refusal::new(Reason::BrowserMismatch, "expected the form's own token"))
        }
    }

    /// What is asked of the citizen.
    pub fn asked(&self) -> Vec<Asked> {
        self.request.asked()
    }

    /// The session opened for this interaction, if it still lives.
    pub fn session(&self, tx: &dyn ReadTx) -> Result<Option<Session>, StoreError> {
        match &self.session {
            Some(key) => tx.get(key),
            None => Ok(None),
        }
    }

    /// The citizen has logged in: consent is next, unless it is remembered. Returns the new session's cookie.
    pub fn logged_in(
        mut self,
        ctx: &mut Ctx,
        tx: &mut dyn WriteTx,
        who: &login::LoggedIn,
    ) -> Result<(Step, String), Fail> {
        // Two submissions of one form: the first takes the interaction, the second finds none.
        if tx.take::<Self>(&self.id)?.is_none() {
            return Err(Fail::refused(
                Reason::InteractionUnknown,
                "expected a login that is under way, got a finished one",
            ));
        }
        let (session, cookie) = login::open_session(ctx, tx, who, &self.request)?;
        if self.request.demands_other_than(&session.subject) {
            let refusal = Refusal::new(
                Reason::LoginRequired,
                "expected the citizen that the request names, got another",
            );
            return Ok((Step::Answer(Response::refusal(self.request.target, refusal)), cookie));
        }
        if let Some(consent) = Consent::remembered(tx, &session, &self.request, &self.asked())? {
            return Ok((answer(ctx, tx, &self.request, &session, &consent)?, cookie));
        }
        self.session = Some(session.key);
        tx.put(&self)?;
        Ok((Step::Consent(self.id), cookie))
    }

    /// The citizen has decided.
    pub fn decided(
        self,
        ctx: &mut Ctx,
        tx: &mut dyn WriteTx,
        decision: Option<&Answer>,
    ) -> Result<Step, Fail> {
        if tx.take::<Self>(&self.id)?.is_none() {
            return Err(Fail::refused(
                Reason::InteractionUnknown,
                "expected a login that is under way, got a finished one",
            ));
        }
        let denied = |target| {
            Step::Answer(Response::refusal(
                target,
                Refusal::new(Reason::ConsentDenied, "the citizen pressed the refusing button"),
            ))
        };
        let Some(decision) = decision else { return Ok(denied(self.request.target)) };
        let Some(session) = self.session(tx)? else {
            return Err(Fail::refused(
                Reason::InteractionUnknown,
                "expected a citizen who is logged in, got an ended session",
            ));
        };
        let consent = Consent::decide(ctx, tx, &session, &self.request, &self.asked(), decision)?;
        answer(ctx, tx, &self.request, &session, &consent)
    }
}

fn answer(
    ctx: &mut Ctx,
    tx: &mut dyn WriteTx,
    request: &AuthorizationRequest,
    session: &Session,
    consent: &Consent,
) -> Result<Step, Fail> {
    let Issued { code } = code::issue(ctx, tx, request, session, consent)?;
    Ok(Step::Answer(Response { target: request.target.clone(), result: Ok(code) }))
}
