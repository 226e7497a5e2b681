//! Before a disclosure: who asks, may they, and the line in the audit log.

use dinhdanh_protocol::claims::AccessTokenClaims;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::{AttributeQuery, Purpose, Subject};
use dinhdanh_protocol::{ClientId, PartnerId, PersonalNumber};

use super::decide::{ConsentScope, Verdict, check_shape, decide};
use crate::audit::AuditEvent;
use crate::client::Client;
use crate::oidc::token::grant_of;
use crate::registry::Registry;
use crate::seed::find_agreement;
use crate::storage::{Decision, ReadTx, StoreError, WriteTx};
use crate::{Ctx, Fail, Refusal};

/// A client that acts for a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// The client.
    pub client_id: ClientId,
    /// Its partner.
    pub partner: PartnerId,
}

impl Asker {
    /// A client without a partner has nothing to ask.
    pub fn of(client: &Client) -> Result<Self, Refusal> {
        let partner = client.partner.clone().ok_or_else(|| {
            Refusal::new(
                Reason::PartnerMissing,
                format!("expected a partner's client, got `{}`", client.client_id),
            )
        })?;
        Ok(Self { client_id: client.client_id.clone(), partner })
    }
}

/// Proof that a disclosure stands in the audit log. Made only by [`begin`], inside a [`Decision::Commit`], which a store opens after the
/// commit.
#[derive(Debug)]
pub struct Recorded {
    sequence: u64,
    pub(super) citizen: PersonalNumber,
    pub(super) subject: String,
    pub(super) asker: Asker,
    pub(super) verdict: Verdict,
}

impl Recorded {
    /// Sequence number of the line in the audit log.
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }
}

/// What came of the beginning; both stand in the audit log.
#[derive(Debug)]
pub enum Begun {
    /// Values may leave.
    Disclose(Box<Recorded>),
    /// Nothing may leave; with the attributes that were refused, if it came to that.
    Refuse(Refusal, Vec<(dinhdanh_protocol::Attribute, Reason)>),
}

/// Decides a query and writes the decision into the audit log.
///
/// `citizen_claims` are the verified claims of the citizen's token for a query by consent.
pub fn begin(
    ctx: &Ctx,
    tx: &mut dyn WriteTx,
    registry: &dyn Registry,
    asker: &Asker,
    query: &AttributeQuery,
    citizen_claims: Option<&AccessTokenClaims>,
) -> Result<Decision<Begun>, Fail> {
    match verdict(ctx, tx, registry, asker, query, citizen_claims) {
        Ok((citizen, verdict)) if !verdict.allowed.is_empty() => {
            let subject = ctx.root.subject(&citizen);
            let event = AuditEvent::DisclosureBegun {
                sub: subject.clone(),
                client: asker.client_id.clone(),
                partner: asker.partner.clone(),
                purpose: query.purpose.clone(),
                legal_basis: query.legal_basis,
                case_reference: query.case_reference.clone(),
                officer: query.officer.clone(),
                attributes: verdict.allowed.clone(),
                refused: verdict.refused.clone(),
            };
            let sequence = event.append(tx)?;
            let recorded = Recorded { sequence, citizen, subject, asker: asker.clone(), verdict };
            Ok(Decision::Commit(Begun::Disclose(Box::new(recorded))))
        }
        Ok((_, verdict)) => {
            let reason = verdict.refused.first().map_or(Reason::AttributeNotAgreed, |(_, reason)| *reason);
            let refusal =
                Refusal::new(reason, "expected at least one attribute that may be shared, got none");
            record_refusal(tx, &asker.client_id, reason, &query.purpose, &query.case_reference)?;
            Ok(Decision::Commit(Begun::Refuse(refusal, verdict.refused)))
        }
        Err(Fail::Refused(refusal)) => {
            record_refusal(tx, &asker.client_id, refusal.reason, &query.purpose, &query.case_reference)?;
            Ok(Decision::Commit(Begun::Refuse(refusal, Vec::new())))
        }
        Err(other) => Err(other),
    }
}

fn verdict(
    ctx: &Ctx,
    tx: &dyn ReadTx,
    registry: &dyn Registry,
    asker: &Asker,
    query: &AttributeQuery,
    citizen_claims: Option<&AccessTokenClaims>,
) -> Result<(PersonalNumber, Verdict), Fail> {
    check_shape(query)?;
    let agreement = find_agreement(tx, &asker.partner)?.ok_or_else(|| {
        Fail::refused(Reason::AgreementMissing, "expected an agreement of the partner, got none")
    })?;
    let (number, consent) = match (&query.subject, citizen_claims) {
        (Subject::PersonalNumber(number), _) => (number.clone(), None),
        (Subject::CitizenToken(_), Some(claims)) => {
            // Whatever is wrong with the citizen's token is the query's fault: the asker's own token is good.
            let grant = grant_of(tx, claims).map_err(|fail| match fail {
                Fail::Refused(refusal) => Fail::refused(Reason::ConsentTokenInvalid, refusal.detail),
                other => other,
            })?;
            if grant.client_id != asker.client_id {
                let detail = "expected a token issued to the asking client, got another client's";
                return Err(Fail::refused(Reason::ConsentTokenInvalid, detail));
            }
            let scope = ConsentScope { purpose: grant.purpose, attributes: grant.granted };
            (grant.citizen, Some(scope))
        }
        (Subject::CitizenToken(_), None) => {
            return Err(Fail::refused(
                Reason::ConsentTokenInvalid,
                "expected a citizen's access token of this realm, in force",
            ));
        }
    };
    // The agreement is decided before the person is looked up: who may not ask must not learn whether a number exists.
    let today = ctx.today();
    let verdict_if_alive = decide(&agreement, query, consent.as_ref(), false, today)?;
    if verdict_if_alive.allowed.is_empty() {
        return Ok((number, verdict_if_alive));
    }
    let citizen = registry.citizen(&number, today).ok_or_else(|| {
        Fail::refused(
            Reason::SubjectUnknown,
            "expected the number of a citizen, or of a foreigner with a residence card, of this nation",
        )
    })?;
    if citizen.died_on.is_none() {
        return Ok((number, verdict_if_alive));
    }
    Ok((number, decide(&agreement, query, consent.as_ref(), true, today)?))
}

/// Writes a refused query into the audit log.
fn record_refusal(
    tx: &mut dyn WriteTx,
    client: &ClientId,
    reason: Reason,
    purpose: &Purpose,
    case_reference: &str,
) -> Result<u64, StoreError> {
    let case_reference: String = case_reference.chars().take(128).collect();
    AuditEvent::DisclosureRefused { client: client.clone(), reason, purpose: purpose.clone(), case_reference }
        .append(tx)
}

/// Writes that a disclosure happened.
pub fn complete(tx: &mut dyn WriteTx, begun: u64, released: usize) -> Result<Decision<u64>, StoreError> {
    AuditEvent::DisclosureCompleted { begun, released }.append(tx).map(Decision::Commit)
}
