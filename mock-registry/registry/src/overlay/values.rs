//! What a realm's register says of one attribute: as the nation does, but of the people that the changes leave.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use dinhdanh_population::{IdNumber, Relation};
use dinhdanh_protocol::overlay::CitizenEdit;
use dinhdanh_protocol::{Attribute, PersonalNumber};
use dinhdanh_sectors::to_json;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{View, id_of};
use crate::holder::Holder;
use crate::summary::marital_trait;
use crate::values::{Source, address, card_kind, dataset, e164, gender, relation, some};

/// A person on a day, with the household looked up once.
struct Subject<'a> {
    view: View<'a>,
    number: IdNumber,
    day: Date,
    base: Option<Source<'a>>,
    household: OnceCell<Vec<(IdNumber, Relation)>>,
}

impl View<'_> {
    /// The values that the register holds on `as_of` among those wanted.
    pub fn values(
        &self,
        number: &PersonalNumber,
        as_of: Date,
        wanted: &[Attribute],
    ) -> BTreeMap<Attribute, Value> {
        // No change is about a foreigner.
        if let Some(foreigner) = id_of(number).and_then(|number| self.nation.foreigner_by_number(number)) {
            return Holder::Foreigner(foreigner).values(self.nation, as_of, wanted);
        }
        let Some(number) = id_of(number).filter(|number| self.exists(*number, as_of)) else {
            return BTreeMap::new();
        };
        let base = self.base(number).and_then(|person| Source::new(self.nation, person, as_of));
        let subject = Subject { view: *self, number, day: as_of, base, household: OnceCell::new() };
        wanted.iter().filter_map(|attribute| Some((*attribute, subject.value(*attribute)?))).collect()
    }

    pub(super) fn ethnicity(&self, number: IdNumber, day: Date) -> Option<String> {
        self.text(number, day, Attribute::Ethnicity, |edit| edit.ethnicity.as_ref())
    }

    pub(super) fn religion(&self, number: IdNumber, day: Date) -> Option<String> {
        self.text(number, day, Attribute::Religion, |edit| edit.religion.as_ref())
    }

    /// A text that can be edited, was given when the person was added, or is the nation's.
    fn text<'a>(
        &'a self,
        number: IdNumber,
        day: Date,
        attribute: Attribute,
        edited: impl Fn(&'a CitizenEdit) -> Option<&'a String>,
    ) -> Option<String> {
        if let Some(text) = self.edited(number, day, edited) {
            return Some(text.clone());
        }
        if let Some(new) = self.overlay.created(number) {
            return match attribute {
                Attribute::Ethnicity => new.ethnicity.clone(),
                Attribute::Religion => new.religion.clone(),
                _ => None,
            };
        }
        let base = Source::new(self.nation, self.base(number)?, day)?;
        base.value(attribute)?.as_str().map(str::to_owned)
    }

    fn relative(&self, number: IdNumber, day: Date) -> Option<Value> {
        // A child may be born after the end of the life in whose record it stands.
        let day = day.max(self.born(number)?);
        Some(json!({
            "name": self.name(number, day)?.full(),
            "personal_number": number.digits(),
            "birthdate": self.birth_date(number)?,
            "gender": gender(self.sex(number)?),
        }))
    }
}

fn records<T: serde::Serialize>(acts: impl IntoIterator<Item = T>) -> Option<Value> {
    Some(json!(to_json(acts.into_iter().collect())))
}

impl Subject<'_> {
    fn value(&self, attribute: Attribute) -> Option<Value> {
        let Self { view, number, day, .. } = self;
        let (view, number, day) = (view, *number, *day);
        let name = || view.name(number, day);
        // Relatives of the dead are called as they were at the end of that life.
        let last = view.day_of_life(number, day);
        let one = |other: Option<IdNumber>| view.relative(other?, last);
        let filled = |text: String| (!text.is_empty()).then(|| json!(text));
        match attribute {
            Attribute::PersonalNumber => Some(json!(number.digits())),
            Attribute::Name => filled(name()?.full()),
            Attribute::FamilyName => filled(name()?.family_name),
            Attribute::MiddleName => filled(name()?.middle_name),
            Attribute::GivenName => filled(name()?.given_name),
            Attribute::OtherNames => match view.edited(number, day, |edit| edit.other_name.as_ref()) {
                Some(text) => Some(json!([text])),
                None => self.of_nation(attribute),
            },
            Attribute::Birthdate => Some(json!(view.birth_date(number)?)),
            Attribute::Gender => Some(json!(gender(view.sex(number)?))),
            Attribute::Ethnicity => filled(view.ethnicity(number, day)?),
            Attribute::Religion => filled(view.religion(number, day)?),
            Attribute::Nationalities => self.of_nation(attribute).or_else(|| Some(json!(["VNM"]))),
            Attribute::PermanentAddress => Some(address(&view.address(number, day)?)),
            Attribute::ResidenceFile => Some(json!(view.residence_file(number, day)?)),
            // Whoever has moved lives there: a temporary residence of the nation was left, an absence is over.
            Attribute::TemporaryAddress | Attribute::TemporaryAbsence if view.has_moved(number, day) => None,
            Attribute::CurrentAddress if view.has_moved(number, day) => {
                Some(address(&view.address(number, day)?))
            }
            Attribute::DateOfDeath => Some(json!(view.died(number).filter(|died| *died <= day)?)),
            Attribute::IdentityCard => self.card(),
            Attribute::PhoneNumber => Some(json!(e164(&view.phone(number, day)?))),
            Attribute::Email => match view.edited(number, day, |edit| edit.email.as_ref()) {
                Some(text) => Some(json!(text)),
                None => self.of_nation(attribute),
            },
            Attribute::EidAccount => {
                let account = view.account(number, day)?;
                Some(json!({ "level": account.level, "since": account.since, "locked": account.locked }))
            }
            Attribute::MaritalStatus => Some(json!(marital_trait(view.marital_status(number, day)))),
            Attribute::MaritalHistory => Some(json!(view.marital_history(number, day))),
            Attribute::LegalRepresentatives => some(&view.legal_representatives(number, day)),
            Attribute::Represented => some(&view.represented(number, day)),
            Attribute::BirthCertificates => records(view.birth_act(number, day)),
            Attribute::MarriageCertificates => records(view.marriage_acts(number, day)),
            Attribute::DivorceNotes => records(view.divorce_notes(number, day)),
            Attribute::DeathCertificates => records(view.death_act(number, day)),
            Attribute::Father => one(view.father(number, day)),
            Attribute::Mother => one(view.mother(number, day)),
            Attribute::Spouse => one(view.spouse(number, day)),
            Attribute::Children => {
                let children = view.children(number, day).into_iter();
                Some(json!(children.filter_map(|child| view.relative(child, last)).collect::<Vec<_>>()))
            }
            Attribute::RelationToHead => {
                let own = self.household().iter().find(|(one, _)| *one == number)?;
                Some(json!(relation(own.1)))
            }
            Attribute::Household => self.household_value(),
            _ => self.of_nation(attribute),
        }
    }

    /// As the nation has it; of somebody who was added no agency has records.
    fn of_nation(&self, attribute: Attribute) -> Option<Value> {
        match &self.base {
            Some(base) => base.value(attribute),
            None => dataset(attribute).map(|_| json!([])),
        }
    }

    fn household(&self) -> &[(IdNumber, Relation)] {
        self.household.get_or_init(|| self.view.household(self.number, self.day))
    }

    fn household_value(&self) -> Option<Value> {
        let mut head = None;
        let mut members = Vec::new();
        for (one, to_head) in self.household() {
            let mut value = self.view.relative(*one, self.day)?;
            head.get_or_insert_with(|| value.clone());
            value["relation"] = json!(relation(*to_head));
            members.push(value);
        }
        Some(json!({ "head": head?, "members": members }))
    }

    fn card(&self) -> Option<Value> {
        let (card, held) = self.view.card(self.number, self.day)?;
        Some(json!({
            "kind": card_kind(card.kind),
            "issued_on": card.issued,
            "expires_on": card.expires,
            "valid": held && self.view.alive(self.number, self.day) && card.expires.is_none_or(|expires| self.day <= expires),
        }))
    }
}
