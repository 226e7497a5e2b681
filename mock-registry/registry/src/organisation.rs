//! Organisations by tax code and by who represents them.

use dinhdanh_population::{IdentError, Nation, Organisation, Person, TaxCode};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::organisation::{OrganisationAccountView, OrganisationView, Representative};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::values::address;

/// The organisation with a tax code, if founded by a date.
pub(crate) fn by_tax_code(
    nation: &Nation,
    code: &str,
    as_of: Date,
) -> Result<Option<OrganisationView>, IdentError> {
    let code: TaxCode = code.parse()?;
    Ok(nation.organisation_by_tax_code(code).and_then(|organisation| view(nation, organisation, as_of)))
}

/// Those that a person represents on a date.
pub(crate) fn represented(nation: &Nation, person: Person, as_of: Date) -> Vec<OrganisationView> {
    let terms = nation.represented_organisations(person).into_iter();
    let current = terms.filter(|term| term.from <= as_of && as_of < term.until);
    current.filter_map(|term| view(nation, term.organisation, as_of)).collect()
}

/// What a person's record says of them.
pub(crate) fn of_person(nation: &Nation, person: Person, as_of: Date) -> Vec<Value> {
    let all = represented(nation, person, as_of).into_iter();
    all.map(|organisation| {
        json!({
            "tax_code": organisation.tax_code,
            "name": organisation.name,
            "kind": organisation.kind,
            "since": organisation.representative.map(|term| term.since),
        })
    })
    .collect()
}

/// Organisations at work on a date, in the order of the tables.
pub(crate) fn at_work(nation: &Nation, as_of: Date) -> impl Iterator<Item = OrganisationView> {
    let all = (0..nation.organisations()).map_while(|index| nation.organisation_at(index));
    let known = all.filter_map(move |organisation| view(nation, organisation, as_of));
    known.filter(|organisation| organisation.dissolved.is_none())
}

fn view(nation: &Nation, organisation: Organisation, as_of: Date) -> Option<OrganisationView> {
    let record = nation.organisation(organisation, as_of)?;
    let terms = nation.representative_terms(organisation);
    let term = terms.iter().find(|term| term.from <= as_of && as_of < term.until);
    let representative = term.and_then(|term| {
        let personal_number = PersonalNumber::parse(&nation.number(term.person).digits()).ok()?;
        Some(Representative {
            personal_number,
            name: nation.name_on(term.person, as_of).full,
            since: term.from,
        })
    });
    let account = record.account;
    Some(OrganisationView {
        synthetic: true,
        tax_code: record.tax_code.digits(),
        name: record.name,
        kind: json!(record.kind).as_str().unwrap_or_default().to_owned(),
        address: address(&record.address),
        founded: record.founded,
        dissolved: record.dissolved,
        representative,
        account: account
            .map(|account| OrganisationAccountView { since: account.registered, locked: account.locked }),
    })
}
