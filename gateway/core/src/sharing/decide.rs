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

#[cfg(test)]
mod tests {
    use dinhdanh_protocol::{PartnerId, PersonalNumber};
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::seed::agreement;

    const TODAY: Date = date(2026, 11, 21);

    fn of(partner: &str) -> Agreement {
        agreement(&PartnerId::parse(partner).unwrap()).unwrap()
    }

    fn query(purpose: &str, legal_basis: LegalBasis, attributes: &[Attribute]) -> AttributeQuery {
        let subject = match legal_basis {
            LegalBasis::Law => Subject::PersonalNumber(PersonalNumber::parse("901090000001").unwrap()),
            LegalBasis::Consent => Subject::CitizenToken("token".to_owned()),
        };
        AttributeQuery {
            subject,
            attributes: attributes.to_vec(),
            purpose: Purpose::parse(purpose).unwrap(),
            legal_basis,
            case_reference: "HS-1".to_owned(),
            officer: "o-1".to_owned(),
        }
    }

    fn consent(purpose: &str, attributes: &[Attribute]) -> ConsentScope {
        ConsentScope {
            purpose: Purpose::parse(purpose).unwrap(),
            attributes: attributes.iter().copied().collect(),
        }
    }

    /// A query as a whole: partner, purpose, basis, consented purpose, dead, day → the reason, or none.
    #[test]
    fn whole_queries_are_refused_for_their_first_fault() {
        use Attribute::{DateOfDeath, Name};
        use LegalBasis::{Consent, Law};
        let day = TODAY;
        type Row<'a> =
            (&'a str, &'a str, LegalBasis, Option<&'a str>, bool, Date, &'a [Attribute], Option<Reason>);
        let rows: &[Row<'_>] = &[
            ("health", "health-insurance-claim", Law, None, false, day, &[Name], None),
            (
                "health",
                "health-insurance-claim",
                Law,
                None,
                false,
                date(2025, 6, 30),
                &[Name],
                Some(Reason::AgreementExpired),
            ),
            ("health", "health-insurance-claim", Law, None, false, date(2025, 7, 1), &[Name], None),
            ("health", "health-insurance-claim", Law, None, false, date(2030, 6, 30), &[Name], None),
            (
                "health",
                "health-insurance-claim",
                Law,
                None,
                false,
                date(2030, 7, 1),
                &[Name],
                Some(Reason::AgreementExpired),
            ),
            ("health", "tax-registration", Law, None, false, day, &[Name], Some(Reason::PurposeNotAgreed)),
            ("health", "health-book", Law, None, false, day, &[Name], Some(Reason::LegalBasisNotAgreed)),
            ("bank", "account-opening", Law, None, false, day, &[Name], Some(Reason::LegalBasisNotAgreed)),
            (
                "bank",
                "account-opening",
                Consent,
                None,
                false,
                day,
                &[Name],
                Some(Reason::ConsentTokenInvalid),
            ),
            (
                "bank",
                "account-opening",
                Consent,
                Some("login"),
                false,
                day,
                &[Name],
                Some(Reason::ConsentOtherPurpose),
            ),
            ("bank", "account-opening", Consent, Some("account-opening"), false, day, &[Name], None),
            (
                "health",
                "health-insurance-claim",
                Law,
                None,
                true,
                day,
                &[Name],
                Some(Reason::SubjectDeceased),
            ),
            ("health", "health-insurance-claim", Law, None, true, day, &[Name, DateOfDeath], None),
            (
                "education",
                "school-admission",
                Law,
                None,
                true,
                day,
                &[Name, DateOfDeath],
                Some(Reason::SubjectDeceased),
            ),
        ];
        for (partner, purpose, basis, consented, dead, today, attributes, expected) in rows {
            let consent = consented.map(|purpose| consent(purpose, Attribute::ALL));
            let query = query(purpose, *basis, attributes);
            let got = decide(&of(partner), &query, consent.as_ref(), *dead, *today)
                .err()
                .map(|refusal| refusal.reason);
            assert_eq!(got, *expected, "{partner} {purpose} {basis:?} {consented:?} dead={dead} {today}");
        }
    }

    #[test]
    fn each_refused_attribute_says_why() {
        use Attribute::{Birthdate, DateOfDeath, Name, PhoneNumber, Religion};
        let asked = [Name, Religion, PhoneNumber];
        let query_ = query("account-opening", LegalBasis::Consent, &asked);
        let verdict =
            decide(&of("bank"), &query_, Some(&consent("account-opening", &[Name])), false, TODAY).unwrap();
        assert_eq!(verdict.allowed, [Name]);
        let expected = [(Religion, Reason::AttributeNotAgreed), (PhoneNumber, Reason::AttributeNotConsented)];
        assert_eq!(verdict.refused, expected);

        let query_ = query(
            "health-insurance-claim",
            LegalBasis::Law,
            &[DateOfDeath, Birthdate, Attribute::BloodGroup],
        );
        let verdict = decide(&of("health"), &query_, None, true, TODAY).unwrap();
        assert_eq!(verdict.allowed, [DateOfDeath, Birthdate]);
        assert_eq!(verdict.refused, [(Attribute::BloodGroup, Reason::SubjectDeceased)]);
    }

    #[test]
    fn the_shape_of_a_query_is_checked() {
        use Attribute::Name;
        let good = query("login", LegalBasis::Law, &[Name]);
        assert_eq!(check_shape(&good), Ok(()));
        let with = |change: fn(&mut AttributeQuery)| {
            let mut query = query("login", LegalBasis::Law, &[Name]);
            change(&mut query);
            check_shape(&query).unwrap_err().reason
        };
        assert_eq!(with(|q| q.attributes.clear()), Reason::ParameterMissing);
        assert_eq!(with(|q| q.attributes.push(Name)), Reason::ParameterRepeated);
        assert_eq!(with(|q| q.case_reference = "  ".to_owned()), Reason::ParameterInvalid);
        assert_eq!(with(|q| q.officer = "x".repeat(129)), Reason::ParameterInvalid);
        assert_eq!(with(|q| q.officer = "a\nb".to_owned()), Reason::ParameterInvalid);
        assert_eq!(with(|q| q.legal_basis = LegalBasis::Consent), Reason::LegalBasisNotAgreed);
        assert_eq!(with(|q| q.subject = Subject::CitizenToken("t".to_owned())), Reason::LegalBasisNotAgreed);
    }

    proptest! {
        /// Minimisation: what may leave was asked, agreed and consented; and every asked attribute is on exactly one side.
        #[test]
        fn nothing_leaves_that_was_not_asked_agreed_and_consented(
            asked in prop::sample::subsequence(Attribute::ALL.to_vec(), 1..=Attribute::ALL.len()),
            consented in prop::sample::subsequence(Attribute::ALL.to_vec(), 0..=Attribute::ALL.len()),
            dead in any::<bool>(),
        ) {
            let agreement = of("public-service-portal");
            let consent = consent("form-prefill", &consented);
            let query = query("form-prefill", LegalBasis::Consent, &asked);
            if let Ok(verdict) = decide(&agreement, &query, Some(&consent), dead, TODAY) {
                let clause = agreement.clauses.iter().find(|c| c.purpose == query.purpose).unwrap();
                for attribute in &verdict.allowed {
                    prop_assert!(asked.contains(attribute) && consented.contains(attribute));
                    prop_assert!(clause.attributes.contains(attribute));
                    prop_assert!(!dead || OF_THE_DEAD.contains(attribute));
                }
                let mut sides: Vec<_> = verdict.allowed.iter().chain(verdict.refused.iter().map(|(a, _)| a)).collect();
                sides.sort();
                prop_assert_eq!(sides, asked.iter().collect::<Vec<_>>());
            }
        }
    }
}
