//! Organisations are found by tax code and by who represents them, and both ways agree.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::LazyLock;

use dinhdanh_population::{IdNumber, Nation, Organisation};
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_registry::{IdSpace, IdentError, NationSpec, REFERENCE_DATE, Registry};
use jiff::civil::date;
use proptest::prelude::*;

const SPEC: NationSpec = NationSpec { seed: 11, living: 200_000, id_space: IdSpace::Reserved };
static NATION: LazyLock<Nation> = LazyLock::new(|| Nation::new(SPEC).unwrap());
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(SPEC).unwrap());

fn organisation(index: u64) -> (Organisation, String) {
    let organisation = NATION.organisation_at(index % NATION.organisations()).unwrap();
    (organisation, NATION.tax_code(organisation).digits())
}

proptest! {
    #[test]
    fn an_organisation_is_what_the_nation_knows(index in any::<u64>(), year in 1992i16..2060) {
        let ((organisation, code), as_of) = (organisation(index), date(year, 6, 1));
        let found = REGISTRY.organisation(&code, as_of).unwrap();
        let record = NATION.organisation(organisation, as_of);
        prop_assert_eq!(found.is_some(), record.is_some());
        let (Some(found), Some(record)) = (found, record) else { return Ok(()) };
        prop_assert_eq!((&found.tax_code, &found.name), (&code, &record.name));
        prop_assert_eq!((found.founded, found.dissolved), (record.founded, record.dissolved));
        let number = found.representative.as_ref().map(|who| who.personal_number.expose().to_owned());
        prop_assert_eq!(number, record.representative.map(IdNumber::digits));
        let account = found.account.map(|account| (account.since, account.locked));
        prop_assert_eq!(account, record.account.map(|account| (account.registered, account.locked)));
        prop_assert!(found.synthetic && ["limited", "joint_stock", "private", "cooperative", "public_unit"].contains(&found.kind.as_str()));
        // The representative's own record names the organisation, as of this day and of no day before the term.
        let Some(who) = found.representative.clone() else { return Ok(()) };
        prop_assert!(who.since <= as_of);
        let named = |as_of| {
            let values = REGISTRY.values(&who.personal_number, as_of, &[Attribute::RepresentedOrganisations]);
            let list = values.into_values().next().unwrap_or_default();
            list.as_array().is_some_and(|list| list.iter().any(|item| {
                item["tax_code"] == code.as_str() && item["name"] == found.name.as_str() && item["since"] == who.since.to_string()
            }))
        };
        prop_assert!(named(as_of) && named(who.since));
        prop_assert!(!named(who.since.yesterday().unwrap()));
        prop_assert!(REGISTRY.organisations_represented(&who.personal_number, as_of).contains(&found));
        // On the eve of the term, too, nothing is named that another represents.
        for day in [as_of, who.since.yesterday().unwrap()] {
            for one in REGISTRY.organisations_represented(&who.personal_number, day) {
                prop_assert_eq!(one.representative.map(|one| one.personal_number), Some(who.personal_number.clone()));
            }
        }
    }
}

#[test]
fn what_is_no_tax_code_says_why_and_nobody_represents_nothing() {
    let what = "a tax code";
    for (text, expected) in [
        ("", IdentError::Length { what, expected: 10, got: 0 }),
        ("010004751x", IdentError::NotADigit { what, position: 10 }),
        ("0100047517", IdentError::CheckDigit { what }),
    ] {
        assert_eq!(REGISTRY.organisation(text, REFERENCE_DATE).unwrap_err(), expected, "{text}");
    }
    assert_eq!(
        REGISTRY.organisation("0100047516", REFERENCE_DATE).unwrap(),
        None,
        "a code of the plausible space"
    );
    let foreigner = NATION.foreigner_number(NATION.foreigner_at(0).unwrap());
    for nobody in [foreigner.digits(), "901090999999".to_owned()] {
        let nobody = PersonalNumber::parse(&nobody).unwrap();
        assert!(REGISTRY.organisations_represented(&nobody, REFERENCE_DATE).is_empty());
    }
}

#[test]
fn those_listed_are_at_work() {
    let listed: Vec<_> = REGISTRY.organisations(REFERENCE_DATE).collect();
    let at_work = |index: &u64| {
        let record = NATION.organisation(organisation(*index).0, REFERENCE_DATE);
        record.is_some_and(|record| record.dissolved.is_none())
    };
    assert_eq!(listed.len(), (0..NATION.organisations()).filter(at_work).count());
    assert!(listed.iter().all(|one| one.dissolved.is_none() && one.representative.is_some()));
    let shown = format!("{:?}", listed[0]);
    let who = listed[0].representative.as_ref().unwrap();
    assert!(!shown.contains(who.personal_number.expose()) && !shown.contains(&who.name), "{shown}");
}
