//! The disclosure itself: look up what was allowed, drop the rest, make the answer.

use std::collections::BTreeMap;

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::{
    Assurance, AttributeQuery, AttributeResponse, RefusedAttribute, ReleasedAttribute,
};

use super::begin::Recorded;
use crate::Ctx;
use crate::realm::lifetime;
use crate::registry::Registry;

/// Values that may leave. There is no other way to make one than [`release`], which asks for the audit record.
#[derive(Debug)]
pub struct Released {
    recorded: Recorded,
    values: BTreeMap<Attribute, ReleasedAttribute>,
    absent: Vec<Attribute>,
}

impl Released {
    /// How many values leave.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether the register had none of the values.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Sequence number of the disclosure in the audit log.
    pub const fn sequence(&self) -> u64 {
        self.recorded.sequence()
    }
}

/// Looks up what the recorded decision allows, and nothing else.
pub fn release(ctx: &Ctx, registry: &dyn Registry, recorded: Recorded) -> Released {
    let found = registry.attributes(&recorded.citizen, ctx.today(), &recorded.verdict.allowed);
    let (mut values, mut absent) = (BTreeMap::new(), Vec::new());
    for attribute in &recorded.verdict.allowed {
        match found.get(attribute) {
            Some(value) => {
                values.insert(*attribute, labelled(ctx, *attribute, value.clone()));
            }
            None => absent.push(*attribute),
        }
    }
    Released { recorded, values, absent }
}

fn labelled(ctx: &Ctx, attribute: Attribute, value: serde_json::Value) -> ReleasedAttribute {
    let assurance = match attribute {
        // Stated by the holder; nobody compares them with a document.
        Attribute::Email | Attribute::OtherNames | Attribute::Religion => Assurance::Declared,
        _ => Assurance::Authoritative,
    };
    ReleasedAttribute { value, source: attribute.info().source.to_owned(), retrieved_at: ctx.now, assurance }
}

/// The claims of the signed answer.
pub fn answer(ctx: &mut Ctx, query: &AttributeQuery, released: Released) -> AttributeResponse {
    let refused = released.recorded.verdict.refused.iter().copied();
    let absent = released.absent.iter().map(|attribute| (*attribute, Reason::AttributeAbsent));
    AttributeResponse {
        iss: ctx.issuer.clone(),
        aud: released.recorded.asker.client_id.to_string(),
        sub: released.recorded.subject.clone(),
        iat: ctx.seconds(),
        exp: ctx.seconds() + lifetime::ATTRIBUTE_ANSWER,
        jti: ctx.token(""),
        txn: released.recorded.sequence().to_string(),
        synthetic: true,
        purpose: query.purpose.clone(),
        legal_basis: query.legal_basis,
        case_reference: query.case_reference.clone(),
        refused: refused
            .chain(absent)
            .map(|(attribute, reason)| RefusedAttribute::new(attribute, reason))
            .collect(),
        attributes: released.values,
    }
}
