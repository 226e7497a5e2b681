//! What the register says of one attribute, in the shape that the catalogue states.

use dinhdanh_population::{
    AccountLevel, Address, BloodGroup, CardKind, CardState, CoreRecord, Nation, Person, Record, Relation,
    Relative, Sex, fold,
};
use dinhdanh_protocol::Attribute;
use dinhdanh_sectors::{Dataset, datasets};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::cell::OnceCell;

use crate::overlay::{Overlay, View};
use crate::summary::marital_trait;

/// A person on a date, each part computed when first needed: identity costs microseconds, family and household tens of them.
pub(crate) struct Source<'a> {
    nation: &'a Nation,
    person: Person,
    as_of: Date,
    core: CoreRecord,
    record: OnceCell<Option<Record>>,
}

impl<'a> Source<'a> {
    /// `None` before birth.
    pub(crate) fn new(nation: &'a Nation, person: Person, as_of: Date) -> Option<Self> {
        Some(Self { nation, person, as_of, core: nation.core(person, as_of)?, record: OnceCell::new() })
    }

    fn record(&self) -> Option<&Record> {
        self.record.get_or_init(|| self.nation.record(self.person, self.as_of)).as_ref()
    }

    /// The address given with the e-ID account. Its domain is reserved (RFC 2606 section 2): mail to it goes nowhere.
    fn email(&self) -> Option<String> {
        self.nation.account(self.person, self.as_of)?;
        let digits = self.core.number.digits();
        let given = fold(self.core.name.given).replace(' ', "");
        let surname = fold(self.core.name.surname).replace(' ', "");
        Some(format!("{given}.{surname}.{}@mail.example", digits.get(8..).unwrap_or_default()))
    }

    /// The value of an attribute, `None` if there is none.
    pub(crate) fn value(&self, attribute: Attribute) -> Option<Value> {
        let core = &self.core;
        Some(match attribute {
            Attribute::PersonalNumber => json!(core.number.digits()),
            Attribute::Name => json!(core.name.full),
            Attribute::FamilyName => json!(core.name.surname),
            Attribute::MiddleName => filled(core.name.middle)?,
            Attribute::GivenName => json!(core.name.given),
            Attribute::OtherNames => json!([core.other_name.as_ref()?]),
            Attribute::Birthdate => json!(core.date_of_birth),
            Attribute::Gender => json!(gender(core.sex)),
            Attribute::PlaceOfBirth => address(&core.place_of_birth),
            Attribute::BirthRegistrationPlace => address(&core.place_of_birth_registration),
            Attribute::Hometown => address(&core.hometown),
            Attribute::Ethnicity => json!(core.ethnicity),
            Attribute::Religion => json!(core.religion),
            Attribute::Nationalities => json!([core.nationality]),
            Attribute::PermanentAddress => address(&core.permanent_residence),
            Attribute::CurrentAddress => address(&self.nation.current_residence(self.person, self.as_of)?),
            Attribute::TemporaryAddress => address(core.temporary_residence.as_ref()?),
            Attribute::DateOfDeath => json!(core.date_of_death?),
            Attribute::BloodGroup => json!(blood_group(self.nation.blood_group(self.person))),
            Attribute::OldIdentityNumber => json!(self.nation.old_number(self.person, self.as_of)?.digits()),
            Attribute::IdentityCard => {
                let card = self.nation.card(self.person, self.as_of)?;
                json!({
                    "kind": card_kind(card.kind),
                    "issued_on": card.printed_on(),
                    "expires_on": card.expires,
                    "valid": card.state == CardState::Valid,
                })
            }
            Attribute::PhoneNumber => json!(e164(&self.nation.phone(self.person, self.as_of)?.digits())),
            Attribute::Email => json!(self.email()?),
            Attribute::EidAccount => {
                let account = self.nation.account(self.person, self.as_of)?;
                let level = match account.level {
                    AccountLevel::Level1 => 1,
                    AccountLevel::Level2 => 2,
                };
                json!({ "level": level, "since": account.since, "locked": account.locked })
            }
            Attribute::MaritalStatus => {
                json!(marital_trait(self.nation.marital_status(self.person, self.as_of)))
            }
            Attribute::Father => relative(self.record()?.father.as_ref()?),
            Attribute::Mother => relative(self.record()?.mother.as_ref()?),
            Attribute::Spouse => relative(self.record()?.spouse.as_ref()?),
            Attribute::Children => json!(self.record()?.children.iter().map(relative).collect::<Vec<_>>()),
            Attribute::RelationToHead => json!(relation(self.record()?.relation_to_head?)),
            Attribute::Household => household(self.record()?)?,
            Attribute::TemporaryAbsence => json!(self.record()?.temporary_absence.as_ref()?),
            Attribute::ResidenceFile => json!(self.record()?.residence_file),
            Attribute::MaritalHistory => json!(self.record()?.marriages),
            Attribute::LegalRepresentatives => some(&self.record()?.legal_representatives)?,
            Attribute::Represented => some(&self.record()?.represented)?,
            Attribute::DeclaredMissing => json!(self.record()?.declared_missing?),
            Attribute::Passport => json!(self.nation.passport(self.person, self.as_of)?),
            Attribute::Occupation => json!(self.nation.occupation(self.person, self.as_of)?),
            Attribute::Portrait => json!(self.nation.portrait(self.person, self.as_of)?.svg),
            Attribute::RepresentedOrganisations => {
                some(&View::new(self.nation, &Overlay::default()).organisations_of(self.person, self.as_of))?
            }
            // What is left are the datasets of the sectors, of the same names.
            _ => json!(self.records(attribute)?),
        })
    }

    /// The records of a dataset; no records is an answer too, for example of somebody without convictions.
    fn records(&self, attribute: Attribute) -> Option<Vec<Value>> {
        Some((dataset(attribute)?.records)(self.nation, self.person, self.as_of))
    }
}

/// The dataset of an attribute's name.
pub(crate) fn dataset(attribute: Attribute) -> Option<&'static Dataset> {
    datasets().iter().find(|dataset| dataset.name == attribute.name()).copied()
}

pub(crate) fn some<T: serde::Serialize>(list: &[T]) -> Option<Value> {
    (!list.is_empty()).then(|| json!(list))
}

fn filled(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| json!(text))
}

pub(crate) const fn gender(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// An address as one line and as its units, smallest first; with the district that existed until 30 June 2025.
pub(crate) fn address(address: &Address) -> Value {
    let units = [Some(&address.commune), address.district.as_ref(), Some(&address.province)];
    let names = units.into_iter().flatten().map(|unit| unit.name);
    let text: Vec<&str> = address.line.as_deref().into_iter().chain(names).collect();
    let mut value = json!({
        "text": text.join(", "),
        "commune": address.commune.name,
        "commune_code": address.commune.code,
        "province": address.province.name,
        "province_code": address.province.code,
    });
    if let Some(line) = &address.line {
        value["line"] = json!(line);
    }
    if let Some(district) = &address.district {
        value["district"] = json!(district.name);
        value["district_code"] = json!(district.code);
    }
    value
}

fn relative(relative: &Relative) -> Value {
    json!({
        "name": relative.name.full,
        "personal_number": relative.number.digits(),
        "birthdate": relative.date_of_birth,
        "gender": gender(relative.sex),
    })
}

fn household(record: &Record) -> Option<Value> {
    let members: Vec<Value> = record
        .household
        .iter()
        .map(|member| {
            let mut value = relative(&member.relative);
            value["relation"] = json!(relation(member.relation));
            value
        })
        .collect();
    let head = record.household.first()?;
    Some(json!({ "head": relative(&head.relative), "members": members }))
}

pub(crate) fn relation(relation: Relation) -> Value {
    serde_json::to_value(relation).unwrap_or_default()
}

const fn blood_group(group: BloodGroup) -> &'static str {
    match group {
        BloodGroup::O => "O",
        BloodGroup::A => "A",
        BloodGroup::B => "B",
        BloodGroup::Ab => "AB",
    }
}

pub(crate) const fn card_kind(kind: CardKind) -> &'static str {
    match kind {
        CardKind::NineDigit => "nine_digit",
        CardKind::CitizenCard => "citizen_card",
        CardKind::IdentityCard => "identity_card",
    }
}

/// E.164: the country code instead of the trunk prefix.
pub(crate) fn e164(digits: &str) -> String {
    format!("+84{}", digits.trim_start_matches('0'))
}
