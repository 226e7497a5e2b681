//! The birth certificate (article 14).

use dinhdanh_population::{BirthDate, IdNumber, Nation, Person, Sex, below, chance};
use jiff::civil::Date;
use serde::Serialize;

use super::act::{Act, Declarant, DeclarantRelation, Kind, Party, place};
use crate::common_people::{Life, plus_days, row};
use crate::records::redacted;

/// A birth certificate.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct BirthCertificate {
    /// The act.
    #[serde(flatten)]
    pub act: Act,
    /// Personal ID number.
    pub personal_number: IdNumber,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub date_of_birth: BirthDate,
    /// Sex.
    pub sex: Sex,
    /// Ethnic group, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Country of nationality, ISO 3166-1 alpha-3.
    pub nationality: &'static str,
    /// Place of birth.
    pub place_of_birth: String,
    /// Home village of the paternal line.
    pub hometown: String,
    /// Mother, if recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mother: Option<Party>,
    /// Father, if recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub father: Option<Party>,
    /// Who declared it; none if nobody of the family could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declarant: Option<Declarant>,
}
redacted!(BirthCertificate);

/// Days within which a birth is registered (article 15).
const IN_TIME: u64 = 60;
/// Per mille registered later, and years they may take, by year of birth (assumption).
const LATE: [(i16, (u64, u64)); 4] =
    [(1905, (600, 18)), (1955, (350, 12)), (1985, (150, 7)), (2005, (40, 3))];

/// The birth certificate, once it is issued; none of who dies on the day of birth (Civil Code 91/2015/QH13, article 30).
pub fn birth_certificate(nation: &Nation, person: Person, as_of: Date) -> Option<BirthCertificate> {
    let life = Life::of(nation, person);
    let registered_on = registration(&life);
    if !life.told(registered_on, as_of) {
        return None;
    }
    let core = nation.core(person, registered_on)?;
    let (mother, father) = (nation.mother(person), nation.father(person));
    let grandmother = || mother.and_then(|mother| nation.mother(mother));
    let declarants = [(DeclarantRelation::Father, father), (DeclarantRelation::Mother, mother)];
    let declarant = Declarant::first(nation, registered_on, declarants).or_else(|| {
        Declarant::first(nation, registered_on, [(DeclarantRelation::Grandmother, grandmother())])
    });
    let party = |parent| Party::of(nation, parent, registered_on);
    Some(BirthCertificate {
        act: Act::new(nation, Kind::Birth, person, &core.place_of_birth_registration, registered_on),
        personal_number: core.number,
        name: core.name.full,
        date_of_birth: core.date_of_birth,
        sex: core.sex,
        ethnicity: Some(core.ethnicity.to_owned()),
        nationality: core.nationality,
        place_of_birth: place(&core.place_of_birth),
        hometown: place(&core.hometown),
        mother: mother.map(party),
        father: father.map(party),
        declarant,
    })
}

/// The day of registration, in life: who dies before is registered on the day before.
fn registration(life: &Life<'_>) -> Date {
    let stream = life.stream("civil_status.birth");
    let (late, years) = row(&LATE, life.birth.year()).unwrap_or_default();
    let days = match chance(stream.word(0), late) {
        true => IN_TIME + below(stream.word(1), years * 365),
        false => 1 + below(stream.word(1), IN_TIME - 1),
    };
    plus_days(life.birth, days as i32).min(plus_days(life.death, -1)).max(life.birth)
}
