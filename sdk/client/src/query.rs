//! A query of attributes, which cannot be sent before it says about whom, what for, in which case and by which officer.

use std::collections::BTreeSet;
use std::fmt;

use dinhdanh_jose::{Audience, Expect, Secret, Typ};
use dinhdanh_protocol::claims::ATTRIBUTES_TYP;
use dinhdanh_protocol::sharing::{self, AttributeQuery, LegalBasis, Purpose, Subject};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::answer::{AttributeResponse, check};
use crate::client::{Client, LEEWAY};
use crate::error::{Error, ErrorKind};
use crate::http_client::{Answer, QUERY};
use crate::session::CitizenSession;
use crate::verified::Verified;

/// Scope of the client's token for the data-sharing API.
const SCOPE: &str = "attributes";

/// Nobody is named yet: call [`by_law`](Query::by_law) or [`by_consent`](Query::by_consent).
#[derive(Debug)]
pub struct NoSubject;
/// No purpose is named yet: call [`purpose`](Query::purpose).
#[derive(Debug)]
pub struct NoPurpose;
/// No case is named yet: call [`case_reference`](Query::case_reference).
#[derive(Debug)]
pub struct NoCaseReference;
/// No officer is named yet: call [`officer`](Query::officer).
#[derive(Debug)]
pub struct NoOfficer;

/// About whom, and by which right.
pub struct About {
    subject: Subject,
    legal_basis: LegalBasis,
    /// The subject identifier that the answer must have.
    expected: Option<String>,
}

/// The partner's own file number.
pub struct CaseReference(String);

/// The officer who asks.
pub struct Officer(String);

/// A query in the making, from [`Client::query`]. [`send`](Query::send) exists once everything is said that the audit log needs.
///
/// ```no_run
/// # use dinhdanh_sdk::{Attribute, Client, Error, PersonalNumber, Purpose};
/// # async fn ask(client: Client, number: PersonalNumber, purpose: Purpose) -> Result<(), Error> {
/// let query = client
///     .query()
///     .by_law(&number)
///     .purpose(purpose)
///     .case_reference("2026/0117")
///     .officer("officer-7")
///     .attributes([Attribute::Name]);
/// query.send().await?;
/// # Ok(())
/// # }
/// ```
///
/// The same without the purpose does not compile:
///
/// ```compile_fail,E0599
/// # use dinhdanh_sdk::{Attribute, Client, Error, PersonalNumber, Purpose};
/// # async fn ask(client: Client, number: PersonalNumber, purpose: Purpose) -> Result<(), Error> {
/// let query = client
///     .query()
///     .by_law(&number)
///     .case_reference("2026/0117")
///     .officer("officer-7")
///     .attributes([Attribute::Name]);
/// query.send().await?;
/// # Ok(())
/// # }
/// ```
///
/// nor without a subject,
///
/// ```compile_fail,E0599
/// # use dinhdanh_sdk::{Attribute, Client, Error, PersonalNumber, Purpose};
/// # async fn ask(client: Client, number: PersonalNumber, purpose: Purpose) -> Result<(), Error> {
/// let query = client
///     .query()
///     .purpose(purpose)
///     .case_reference("2026/0117")
///     .officer("officer-7")
///     .attributes([Attribute::Name]);
/// query.send().await?;
/// # Ok(())
/// # }
/// ```
///
/// a case,
///
/// ```compile_fail,E0599
/// # use dinhdanh_sdk::{Attribute, Client, Error, PersonalNumber, Purpose};
/// # async fn ask(client: Client, number: PersonalNumber, purpose: Purpose) -> Result<(), Error> {
/// let query = client
///     .query()
///     .by_law(&number)
///     .purpose(purpose)
///     .officer("officer-7")
///     .attributes([Attribute::Name]);
/// query.send().await?;
/// # Ok(())
/// # }
/// ```
///
/// or an officer:
///
/// ```compile_fail,E0599
/// # use dinhdanh_sdk::{Attribute, Client, Error, PersonalNumber, Purpose};
/// # async fn ask(client: Client, number: PersonalNumber, purpose: Purpose) -> Result<(), Error> {
/// let query = client
///     .query()
///     .by_law(&number)
///     .purpose(purpose)
///     .case_reference("2026/0117")
///     .attributes([Attribute::Name]);
/// query.send().await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a query asks nothing before `send`"]
pub struct Query<S = NoSubject, P = NoPurpose, C = NoCaseReference, O = NoOfficer> {
    client: Client,
    subject: S,
    purpose: P,
    case_reference: C,
    officer: O,
    attributes: BTreeSet<Attribute>,
}

impl Query {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            subject: NoSubject,
            purpose: NoPurpose,
            case_reference: NoCaseReference,
            officer: NoOfficer,
            attributes: BTreeSet::new(),
        }
    }
}

impl<P, C, O> Query<NoSubject, P, C, O> {
    /// About the citizen with this number, because a law gives the agency the task (Law 91/2025 article 19).
    pub fn by_law(self, number: &PersonalNumber) -> Query<About, P, C, O> {
        self.about(About {
            subject: Subject::PersonalNumber(number.clone()),
            legal_basis: LegalBasis::Law,
            expected: None,
        })
    }

    /// About the citizen of this session, because the citizen consented at the login (Law 91/2025 article 9). The session must be this
    /// client's own: a consent is given to one application.
    pub fn by_consent(self, session: &CitizenSession) -> Query<About, P, C, O> {
        self.about(About {
            subject: Subject::CitizenToken(session.access_token().expose().to_owned()),
            legal_basis: LegalBasis::Consent,
            expected: Some(session.subject().to_owned()),
        })
    }

    fn about(self, subject: About) -> Query<About, P, C, O> {
        let Self { client, purpose, case_reference, officer, attributes, .. } = self;
        Query { client, subject, purpose, case_reference, officer, attributes }
    }
}

impl<S, C, O> Query<S, NoPurpose, C, O> {
    /// What for: a code that the agreement names.
    pub fn purpose(self, purpose: Purpose) -> Query<S, Purpose, C, O> {
        let Self { client, subject, case_reference, officer, attributes, .. } = self;
        Query { client, subject, purpose, case_reference, officer, attributes }
    }
}

impl<S, P, O> Query<S, P, NoCaseReference, O> {
    /// The partner's own file number, 1 to 128 characters: by it a citizen's complaint finds the case.
    pub fn case_reference(self, reference: impl Into<String>) -> Query<S, P, CaseReference, O> {
        let case_reference = CaseReference(reference.into());
        let Self { client, subject, purpose, officer, attributes, .. } = self;
        Query { client, subject, purpose, case_reference, officer, attributes }
    }
}

impl<S, P, C> Query<S, P, C, NoOfficer> {
    /// The officer who asks, 1 to 128 characters: an id of the partner's, not a name.
    pub fn officer(self, officer: impl Into<String>) -> Query<S, P, C, Officer> {
        let officer = Officer(officer.into());
        let Self { client, subject, purpose, case_reference, attributes, .. } = self;
        Query { client, subject, purpose, case_reference, officer, attributes }
    }
}

impl<S, P, C, O> Query<S, P, C, O> {
    /// Adds attributes to ask for. Ask for what the purpose needs: each is recorded.
    pub fn attributes(mut self, attributes: impl IntoIterator<Item = Attribute>) -> Self {
        self.attributes.extend(attributes);
        self
    }
}

impl Query<About, Purpose, CaseReference, Officer> {
    /// Sends the query and verifies the answer: signature, type, issuer, audience and expiry of the token; purpose, legal basis, case
    /// reference, subject and attributes against the query; and that it was made after the query was sent.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] before anything is sent; [`ErrorKind::Refused`] with the catalogue's reason; [`ErrorKind::Verification`]
    /// when the answer must not be used. The gateway records a disclosure before it answers, so only 503, 429 and a connection that was
    /// never made are [`is_retryable`](Error::is_retryable).
    pub async fn send(self) -> Result<Verified<AttributeResponse>, Error> {
        let Self { client, subject: about, purpose, case_reference, officer, attributes } = self;
        let query = AttributeQuery {
            subject: about.subject,
            attributes: attributes.into_iter().collect(),
            purpose,
            legal_basis: about.legal_basis,
            case_reference: case_reference.0,
            officer: officer.0,
        };
        complete(&query)?;
        let not_before = client.now().as_second().saturating_sub(LEEWAY);
        let answer = ask(&client, &query).await?;
        let (status, request_id) = (answer.status, answer.request_id.clone());
        verified(&client, &query, about.expected.as_deref(), not_before, answer)
            .await
            .map_err(|error| error.answered(status, request_id))
    }
}

impl<S, P, C, O> fmt::Debug for Query<S, P, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Subject, case and officer are personal.
        f.debug_struct("Query").field("attributes", &self.attributes).finish_non_exhaustive()
    }
}

/// What the types leave open, checked before anything is sent.
fn complete(query: &AttributeQuery) -> Result<(), Error> {
    let wrong = |expected: &str, got: usize, remedy: &str| {
        Err(Error::new(ErrorKind::Configuration, format!("expected {expected}, got {got}")).remedy_is(remedy))
    };
    if query.attributes.is_empty() {
        return wrong("at least 1 attribute", 0, "name what the purpose needs with `attributes`");
    }
    let filled_in =
        |text: &str| (1..=128).contains(&text.trim().chars().count()) && !text.chars().any(char::is_control);
    if !filled_in(&query.case_reference) {
        let length = query.case_reference.chars().count();
        return wrong(
            "a case reference of 1 to 128 printable characters",
            length,
            "give the file number of the case",
        );
    }
    if !filled_in(&query.officer) {
        let length = query.officer.chars().count();
        return wrong(
            "an officer's id of 1 to 128 printable characters",
            length,
            "give the id of the officer who asks",
        );
    }
    Ok(())
}

/// Sends the query with the cached token, and once more with a new one if the gateway no longer knows it: a 401 precedes every record.
async fn ask(client: &Client, query: &AttributeQuery) -> Result<Answer, Error> {
    let body = serde_json::to_vec(query).map_err(|cause| {
        Error::new(ErrorKind::Configuration, "expected a query that has a JSON form, got none")
            .caused_by(cause)
    })?;
    let url = &client.provider().query_endpoint;
    let send = async |token: &Secret| {
        client
            .http()
            .send(QUERY, |http| {
                let request = http.post(url.clone()).header(CONTENT_TYPE, "application/json");
                Ok(request.bearer_auth(token.expose()).body(body.clone()))
            })
            .await
    };
    let token = client.client_token(SCOPE).await?;
    let answer = send(&token).await?;
    if answer.status != StatusCode::UNAUTHORIZED {
        return Ok(answer);
    }
    client.forget_token(SCOPE, &token).await;
    send(&client.client_token(SCOPE).await?).await
}

async fn verified(
    client: &Client,
    query: &AttributeQuery,
    subject: Option<&str>,
    not_before: i64,
    answer: Answer,
) -> Result<Verified<AttributeResponse>, Error> {
    if answer.status != StatusCode::OK {
        return Err(answer.into_refusal());
    }
    if !answer.is("application/jwt") {
        return Err(answer.unreadable("a signed answer (`application/jwt`)", None));
    }
    let compact = String::from_utf8_lossy(&answer.body).into_owned();
    let issuer = client.provider().issuer.as_str();
    let audience = Audience::SoleString(client.client_id().as_str());
    let expect = Expect {
        leeway: LEEWAY,
        ..Expect::new(Typ::Exact(ATTRIBUTES_TYP), Some(issuer), audience, client.now())
    };
    let token = client.verify::<sharing::AttributeResponse>("attribute answer", &compact, &expect).await?;
    check(token.claims(), query, subject, not_before)?;
    Ok(Verified::new(token, compact, AttributeResponse))
}
