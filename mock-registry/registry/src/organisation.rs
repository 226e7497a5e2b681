//! Organisations by tax code and by who represents them: the nation's, with whom the changes of a realm leave to represent them.

use dinhdanh_population::{IdentError, Organisation, Person, TaxCode};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::organisation::{OrganisationAccountView, OrganisationView, Representative};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::overlay::View;
use crate::values::address;

impl<'a> View<'a> {
    /// The organisation with a tax code, if founded by a date.
    ///
    /// Who dies by a change is followed by the next one who can represent it; whoever is removed leaves the place empty until then.
    ///
    /// # Errors
    /// If the text is no tax code: ten digits, of which the last checks the others.
    pub fn organisation(&self, tax_code: &str, as_of: Date) -> Result<Option<OrganisationView>, IdentError> {
        let code: TaxCode = tax_code.parse()?;
        Ok(self.nation.organisation_by_tax_code(code).and_then(|found| self.organisation_on(found, as_of)))
    }

    /// The organisations that a citizen represents on a date.
    pub fn organisations_represented(&self, number: &PersonalNumber, as_of: Date) -> Vec<OrganisationView> {
        let person = number.expose().parse().ok().and_then(|number| self.nation.lookup(number));
        person.map_or_else(Vec::new, |person| self.represented_by(person, as_of))
    }

    /// Organisations at work on a date, in the order of the tables.
    pub fn organisations(self, as_of: Date) -> impl Iterator<Item = OrganisationView> + use<'a> {
        let all = (0..self.nation.organisations()).map_while(move |index| self.nation.organisation_at(index));
        let known = all.filter_map(move |organisation| self.organisation_on(organisation, as_of));
        known.filter(|organisation| organisation.dissolved.is_none())
    }

    /// What a person's record says of those that the person represents.
    pub(crate) fn organisations_of(&self, person: Person, as_of: Date) -> Vec<Value> {
        let all = self.represented_by(person, as_of).into_iter();
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

    fn represented_by(&self, person: Person, as_of: Date) -> Vec<OrganisationView> {
        if !self.exists(self.nation.number(person), as_of) {
            return Vec::new();
        }
        let terms = self.nation.represented_organisations(person).into_iter();
        let current = terms.filter(|term| term.from <= as_of && as_of < term.until);
        current.filter_map(|term| self.organisation_on(term.organisation, as_of)).collect()
    }

    fn organisation_on(&self, organisation: Organisation, as_of: Date) -> Option<OrganisationView> {
        let record = self.nation.organisation(organisation, as_of)?;
        let terms = self.nation.representative_terms(organisation);
        let term = terms.iter().find(|term| term.from <= as_of && as_of < term.until);
        let representative = term.and_then(|term| {
            let number = self.nation.number(term.person);
            Some(Representative {
                personal_number: PersonalNumber::parse(&number.digits()).ok()?,
                name: self.name(number, as_of).filter(|_| self.exists(number, as_of))?.full(),
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
}
