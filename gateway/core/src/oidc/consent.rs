//! Consent: per client, purpose and attribute (Law 91/2025 article 9). One record per purpose; nothing is bundled, nothing is assumed.

use std::collections::BTreeSet;

use dinhdanh_protocol::sharing::Purpose;
use dinhdanh_protocol::{Attribute, ClientId, PersonalNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::claims::Asked;
use super::grant::Grant;
use super::request::AuthorizationRequest;
use super::session::Session;
use crate::Ctx;
use crate::audit::AuditEvent;
use crate::realm::lifetime;
use crate::storage::{Link, Page, Read, ReadTx, Record, StoreError, Write, WriteTx};

/// What a citizen decided for one client and purpose.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Consent {
    /// Who decided.
    pub citizen: PersonalNumber,
    /// The realm's subject identifier of the citizen.
    pub subject: String,
    /// To whom.
    pub client_id: ClientId,
    /// For what.
    pub purpose: Purpose,
    /// Attributes that may be shared.
    pub granted: BTreeSet<Attribute>,
    /// Attributes that were shown and not granted.
    pub refused: BTreeSet<Attribute>,
    /// When.
    pub decided_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

impl Record for Consent {
    const KIND: &'static str = "consent";

    fn key(&self) -> String {
        consent_key(&self.subject, &self.client_id, &self.purpose)
    }

    fn links(&self) -> Vec<Link> {
        vec![Link::new("subject", self.subject.clone())]
    }

    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

fn consent_key(subject: &str, client: &ClientId, purpose: &Purpose) -> String {
    format!("{subject}/{client}/{purpose}")
}

/// What the citizen answered on the consent page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Everything that was asked.
    All,
    /// What is essential, and these of the voluntary attributes.
    Chosen(BTreeSet<Attribute>),
}

impl Consent {
    /// The remembered consent for this request, if it covers every attribute asked: each was granted, or refused and is not essential.
    pub fn remembered(
        tx: &dyn ReadTx,
        session: &Session,
        request: &AuthorizationRequest,
        asked: &[Asked],
    ) -> Result<Option<Self>, StoreError> {
        let key = consent_key(&session.subject, &request.client_id, &request.purpose);
        let covers = |consent: &Self| {
            asked.iter().all(|Asked { attribute, essential }| {
                consent.granted.contains(attribute) || (!essential && consent.refused.contains(attribute))
            })
        };
        Ok(tx.get::<Self>(&key)?.filter(|consent| !request.prompt.consent && covers(consent)))
    }

    /// The consent on which a grant rests.
    pub(super) fn of_grant(tx: &dyn ReadTx, grant: &Grant) -> Result<Option<Self>, StoreError> {
        tx.get(&consent_key(&grant.subject, &grant.client_id, &grant.purpose))
    }

    /// Records an answer. Attributes decided earlier for the same purpose keep their decision unless asked again now.
    pub fn decide(
        ctx: &Ctx,
        tx: &mut dyn WriteTx,
        session: &Session,
        request: &AuthorizationRequest,
        asked: &[Asked],
        answer: &Answer,
    ) -> Result<Self, StoreError> {
        let grants = |asked: &Asked| match answer {
            Answer::All => true,
            Answer::Chosen(chosen) => asked.essential || chosen.contains(&asked.attribute),
        };
        let key = consent_key(&session.subject, &request.client_id, &request.purpose);
        let before = tx.get::<Self>(&key)?;
        let (mut granted, mut refused) = before.map(|c| (c.granted, c.refused)).unwrap_or_default();
        for asked in asked {
            let (into, out_of) =
                if grants(asked) { (&mut granted, &mut refused) } else { (&mut refused, &mut granted) };
            into.insert(asked.attribute);
            out_of.remove(&asked.attribute);
        }
        let consent = Self {
            citizen: session.citizen.clone(),
            subject: session.subject.clone(),
            client_id: request.client_id.clone(),
            purpose: request.purpose.clone(),
            granted,
            refused,
            decided_at: ctx.now,
            expires_at: ctx.after(lifetime::CONSENT),
        };
        tx.put(&consent)?;
        AuditEvent::Consent {
            sub: consent.subject.clone(),
            client: consent.client_id.clone(),
            purpose: consent.purpose.clone(),
            granted: consent.granted.iter().copied().collect(),
            refused: consent.refused.iter().copied().collect(),
        }
        .append(tx)?;
        Ok(consent)
    }
}

/// Withdraws a citizen's consents to a client, for one purpose or for all, with everything issued on them, at once (Law 91/2025 article 4).
/// Returns how many there were.
pub fn withdraw(
    tx: &mut dyn WriteTx,
    subject: &str,
    client: &ClientId,
    purpose: Option<&Purpose>,
) -> Result<usize, StoreError> {
    let of_subject = Link::new("subject", subject);
    let concerns =
        |of: &ClientId, for_purpose: &Purpose| of == client && purpose.is_none_or(|p| p == for_purpose);
    let mut withdrawn = 0;
    for consent in tx.list::<Consent>(Some(&of_subject), Page::first(u32::MAX))? {
        if concerns(&consent.client_id, &consent.purpose) {
            tx.delete::<Consent>(&consent.key())?;
            let (sub, client) = (consent.subject, consent.client_id);
            AuditEvent::ConsentWithdrawn { sub, client, purpose: consent.purpose }.append(tx)?;
            withdrawn += 1;
        }
    }
    for grant in tx.list::<Grant>(Some(&of_subject), Page::first(u32::MAX))? {
        if concerns(&grant.client_id, &grant.purpose) {
            tx.delete::<Grant>(&grant.id)?;
        }
    }
    Ok(withdrawn)
}
