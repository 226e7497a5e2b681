//! The decision: pure, and every refusal says why.

use std::collections::BTreeSet;

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::sharing::{AttributeQuery, LegalBasis, Purpose, Subject};
use jiff::civil::Date;

use crate::Refusal;
use crate::partner::Agreement;

/// What may leave of a dead citizen: the fact of death and whose it is (Law 26/2023 article 16 item 3).
const OF_THE_DEAD: &[Attribute] =
    &[Attribute::PersonalNumber, Attribute::Name, Attribute::Birthdate, Attribute::DateOfDeath];

/// What the citizen consented to, as far as a query is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentScope {
    /// For what.
    pub purpose: Purpose,
    /// What was granted.
    pub attributes: BTreeSet<Attribute>,
}

/// The outcome per attribute, each asked one on exactly one side, in the order asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// May leave.
    pub allowed: Vec<Attribute>,
    /// May not, and why.
    pub refused: Vec<(Attribute, Reason)>,
}

/// Whether the shape of a query is right, before anybody is looked up.
pub fn check_shape(query: &AttributeQuery) -> Result<(), Refusal> {
    if query.attributes.is_empty() {
        return Err(Refusal::new(Reason::ParameterMissing, "expected at least one attribute, got none"));
    }
    let distinct: BTreeSet<_> = query.attributes.iter().collect();
    if distinct.len() != query.attributes.len() {
        return Err(Refusal::new(Reason::ParameterRepeated, "expected each attribute once"));
    }
    for (name, value) in [("case_reference", &query.case_reference), ("officer", &query.officer)] {
        let length = value.trim().chars().count();
        if !(1..=128).contains(&length) || value.chars().any(char::is_control) {
            return Err(Refusal::new(
                Reason::ParameterInvalid,
                format!("expected `{name}` of 1 to 128 printable characters, got {length}"),
            ));
        }
    }
    match (query.legal_basis, &query.subject) {
        (LegalBasis::Law, Subject::PersonalNumber(_)) | (LegalBasis::Consent, Subject::CitizenToken(_)) => {
            Ok(())
        }
        (LegalBasis::Law, Subject::CitizenToken(_)) => Err(Refusal::new(
            Reason::LegalBasisNotAgreed,
            "legal_basis `law` expects subject `personal_number`, got `citizen_token`",
        )),
        (LegalBasis::Consent, Subject::PersonalNumber(_)) => Err(Refusal::new(
            Reason::LegalBasisNotAgreed,
            "legal_basis `consent` expects subject `citizen_token`, got `personal_number`",
        )),
    }
}

/// Decides a query under an agreement. A refusal is about the query as a whole, a verdict about its attributes.
pub fn decide(
    agreement: &Agreement,
    query: &AttributeQuery,
    consent: Option<&ConsentScope>,
    subject_is_dead: bool,
    today: Date,
) -> Result<Verdict, Refusal> {
    if !agreement.in_force(today) {
        let detail =
            format!("expected a day from {} to {}, got {today}", agreement.valid_from, agreement.valid_until);
        return Err(Refusal::new(Reason::AgreementExpired, detail));
    }
    let of_purpose: Vec<_> =
        agreement.clauses.iter().filter(|clause| clause.purpose == query.purpose).collect();
    if of_purpose.is_empty() {
        let purposes: Vec<_> = agreement.clauses.iter().map(|clause| clause.purpose.as_str()).collect();
        let detail = format!("expected one of `{}`, got `{}`", purposes.join("`, `"), query.purpose);
        return Err(Refusal::new(Reason::PurposeNotAgreed, detail));
    }
    let Some(clause) = of_purpose.iter().find(|clause| clause.basis == query.legal_basis) else {
        let detail = format!("the agreement gives the purpose `{}` another legal basis", query.purpose);
        return Err(Refusal::new(Reason::LegalBasisNotAgreed, detail));
    };
    if query.legal_basis == LegalBasis::Consent {
        match consent {
            None => return Err(Refusal::new(Reason::ConsentTokenInvalid, "expected a consent, got none")),
            Some(consent) if consent.purpose != query.purpose => {
                let detail =
                    format!("expected consent to `{}`, got consent to `{}`", query.purpose, consent.purpose);
                return Err(Refusal::new(Reason::ConsentOtherPurpose, detail));
            }
            Some(_) => {}
        }
    }
    let mut verdict = Verdict::default();
    for attribute in &query.attributes {
        let refused = if !clause.attributes.contains(attribute) {
            Some(Reason::AttributeNotAgreed)
        } else if consent.is_some_and(|consent| !consent.attributes.contains(attribute)) {
            Some(Reason::AttributeNotConsented)
        } else if subject_is_dead && !OF_THE_DEAD.contains(attribute) {
            Some(Reason::SubjectDeceased)
        } else {
            None
        };
        match refused {
            Some(reason) => verdict.refused.push((*attribute, reason)),
            None => verdict.allowed.push(*attribute),
        }
    }
    // Of the dead, identity alone is no answer to anything: it may only accompany the fact of death.
    if subject_is_dead && !verdict.allowed.contains(&Attribute::DateOfDeath) {
        return Err(Refusal::new(
            Reason::SubjectDeceased,
            "expected a living citizen, or `date_of_death` among the agreed attributes asked",
        ));
    }
    Ok(verdict)
}
